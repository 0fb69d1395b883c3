"""What the desk, the status page and the board ask of cases; a constant number of queries each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q
from django.utils import timezone

from caunoi.ground.organisations.models import Organisation
from caunoi.ground.people.models import User
from caunoi.ground.vietnamese.text import collate_key
from caunoi.ground.working_days.rules import Calendar
from caunoi.inbound.cases import rights, rules, sealing
from caunoi.inbound.cases.models import Case, CaseEvent, CaseQuerySet
from caunoi.inbound.cases.steps import posts_of

SOON_DAYS = 2
TABS = {
    "new": "Mới đến", "mine": "Của tôi", "soon": "Sắp đến hạn", "overdue": "Quá hạn", "waiting": "Chờ bổ sung", "review": "Chờ duyệt",
    "open": "Đang mở", "closed": "Đã xong",
}  # fmt: skip


# Whom a person may ask: the executive, by the law that excludes party, council, court (Decree 20/2008/NĐ-CP Art. 1, 2).
ASKED = (
    Organisation.Kind.PEOPLES_COMMITTEE,
    Organisation.Kind.OFFICE,
    Organisation.Kind.DEPARTMENT,
    Organisation.Kind.COMMUNE,
)


def agencies_to_ask(*, on: date) -> list[Organisation]:
    """The agencies that may be asked that day: the province's first, then communes, each in the order of the alphabet. One query."""
    found = Organisation.objects.valid(on=on).filter(kind__in=ASKED)
    return sorted(found, key=lambda one: (one.kind == Organisation.Kind.COMMUNE, collate_key(one.name), one.pk))


def seen_by(user: User, *, at: datetime) -> CaseQuerySet:
    """The cases this person may see: all for office and auditor, their agencies' for clerks and reviewers, none for others."""
    posts = posts_of(user, at)
    if any(role in (rights.OFFICE, rights.AUDITOR) for role, _ in posts):
        return Case.objects.all()
    return Case.objects.at(sorted(agencies_of(posts)))


def agencies_of(posts: Iterable[tuple[str, int | None]]) -> set[int]:
    """The agencies at which somebody with these posts is clerk or reviewer."""
    return {agency for role, agency in posts if role in (rights.CLERK, rights.REVIEWER) and agency is not None}


def soon_until(days: Calendar, *, at: datetime) -> datetime:
    """The end of the second working day after today: until then a case is due soon."""
    last = days.add_working_days(timezone.localdate(at), SOON_DAYS)
    return timezone.make_aware(datetime.combine(last + timedelta(days=1), datetime.min.time()))


def tab(cases: CaseQuerySet, name: str, *, user: User, at: datetime, soon: datetime) -> CaseQuerySet:
    """One tab of an inbox, in its order: what is due first stands first, the closed newest first."""
    if name == "closed":
        return cases.filter(closed_at__isnull=False).order_by("-filed_at", "-pk")
    chosen = {
        "new": cases.open().filter(state__in=(rules.RECEIVED, rules.ROUTED)),
        "mine": cases.mine(user.pk),
        "soon": cases.due_between(at, soon),
        "overdue": cases.overdue(at=at),
        "waiting": cases.waiting(),
        "review": cases.open().filter(state=rules.REVIEW),
        "open": cases.open(),
    }[name]
    return chosen.order_by("due_at", "pk")


def counts(cases: CaseQuerySet, *, user: User, at: datetime, soon: datetime) -> dict[str, int]:
    """How many stand in each tab of open cases, by one query."""
    row = cases.open().aggregate(
        new=Count("pk", filter=Q(state__in=(rules.RECEIVED, rules.ROUTED))),
        mine=Count("pk", filter=Q(assignee=user)),
        soon=Count("pk", filter=Q(due_at__gte=at, due_at__lt=soon)),
        overdue=Count("pk", filter=Q(due_at__lt=at)),
        waiting=Count("pk", filter=Q(state=rules.WAITING)),
        review=Count("pk", filter=Q(state=rules.REVIEW)),
        open=Count("pk"),
    )
    return {name: int(value) for name, value in row.items()}


@dataclass(frozen=True)
class Step:
    """One line of a case's story. `written` is what somebody wrote; `inside` marks what the citizen does not see."""

    number: int
    at: datetime
    title: str
    who: str
    written: str
    inside: bool
    act: str


def story(case: Case, *, for_citizen: bool) -> list[Step]:
    """Every step of a case, oldest first: who had it, since when; for the citizen without names of clerks and inner notes."""
    events = case.events.order_by("number").select_related("by", "agency", "to_agency")
    written = sealing.writings_of(case)
    steps = (_step(event, written.get(event.number, ""), for_citizen) for event in events)
    return [step for step in steps if step is not None]


_SHOWN_WRITING = frozenset({"ask", "reply", "extend", "reject", "redirect", "reopen", "rate"})


def _step(event: CaseEvent, written: str, for_citizen: bool) -> Step | None:
    act = rules.ACTS[event.act]
    if for_citizen and not act.told:
        return None
    agency, to = event.agency, event.to_agency
    told = (act.told or act.title).format(
        agency=agency.name if agency else "Đầu mối", to=to.name if to else "", code=event.detail.get("into", ""),
        ground=event.detail.get("title", ""),
    )  # fmt: skip
    if for_citizen and event.act not in _SHOWN_WRITING:
        written = ""
    who = (
        ""
        if for_citizen
        else (event.by.get_full_name() if event.by else {"citizen": "Người gửi", "system": "Hệ thống"}[event.actor])
    )
    return Step(event.number, event.at, told, who, written, not act.told, event.act)


def duplicates_of(case: Case, limit: int = 10) -> list[Case]:
    """Other cases of the same telephone or e-mail in the last ninety days: perhaps the same matter."""
    if not case.phone_print and not case.email_print:
        return []
    same = Q()
    if case.phone_print:
        same |= Q(phone_print=case.phone_print)
    if case.email_print:
        same |= Q(email_print=case.email_print)
    since = case.filed_at - timedelta(days=90)
    return list(Case.objects.filter(same, filed_at__gte=since).exclude(pk=case.pk).order_by("-filed_at")[:limit])


@dataclass(frozen=True)
class Standing:
    """How an agency stands on the board. Days are working or calendar days, as the kind's term counts them."""

    agency: int
    name: str
    received: int
    answered: int
    on_time: int
    late_open: int
    median_days: float | None
    ninetieth_days: float | None
    rated: int
    satisfied: int


def board(first: date, last: date, *, at: datetime) -> list[Standing]:
    """All agencies over a period: four grouped queries whatever the number of cases."""
    start = timezone.make_aware(datetime.combine(first, datetime.min.time()))
    end = timezone.make_aware(datetime.combine(last + timedelta(days=1), datetime.min.time()))
    within = Q(answered_at__gte=start, answered_at__lt=end)
    received = _by_agency(Case.objects.filter(filed_at__gte=start, filed_at__lt=end))
    ended = Case.objects.filter(within, agency__isnull=False).order_by()
    spans: dict[int, dict[int, int]] = {}
    ontime: dict[int, int] = {}
    for agency, days, late, count in ended.values_list("agency", "used_days", "late").annotate(n=Count("*")):
        bucket = spans.setdefault(agency, {})
        bucket[days or 0] = bucket.get(days or 0, 0) + count
        if not late:
            ontime[agency] = ontime.get(agency, 0) + count
    late_open = _by_agency(Case.objects.overdue(at=at))
    rated = {
        agency: (count, satisfied)
        for agency, count, satisfied in ended.filter(rating__isnull=False)
        .values_list("agency")
        .annotate(n=Count("*"), good=Count("rating", filter=Q(rating__gte=2)))
    }
    names = dict(_names({*received, *spans, *late_open}))
    return sorted(
        (
            Standing(
                agency, names[agency], received.get(agency, 0), sum(spans.get(agency, {}).values()), ontime.get(agency, 0),
                late_open.get(agency, 0), percentile(spans.get(agency, {}), 0.5), percentile(spans.get(agency, {}), 0.9),
                *rated.get(agency, (0, 0)),
            )
            for agency in names
        ),
        key=lambda one: one.name,
    )  # fmt: skip


def _by_agency(cases: CaseQuerySet) -> dict[int, int]:
    rows = cases.filter(agency__isnull=False).order_by().values_list("agency").annotate(n=Count("*"))
    return {int(agency or 0): count for agency, count in rows}


def _names(agencies: set[int]) -> list[tuple[int, str]]:
    return list(Organisation.objects.filter(pk__in=agencies).values_list("pk", "name"))


def percentile(histogram: dict[int, int], share: float) -> float | None:
    """The nearest-rank percentile of whole numbers given as {value: count}; the middle of the two for an even median. None for nothing."""
    total = sum(histogram.values())
    if not total:
        return None

    def ranked(rank: int) -> int:
        seen = 0
        for value in sorted(histogram):
            seen += histogram[value]
            if seen >= rank:
                return value
        raise AssertionError("a rank beyond the last")

    if share == 0.5 and total % 2 == 0:
        return (ranked(total // 2) + ranked(total // 2 + 1)) / 2
    return float(ranked(max(1, -(-int(share * 1000) * total // 1000))))
