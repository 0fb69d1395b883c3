"""What the clock itself does: reminders before and at the due day, reports above when late, the morning digest. Run by the worker."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from caunoi.ground.organisations.models import Organisation
from caunoi.inbound.cases import acts, clock, messages, queries, rules
from caunoi.inbound.cases.models import Case, Reminded

DIGEST_AT = time(7, 30)
ESCALATE_AFTER = 2  # working days late
BATCH = 200


def remind(*, at: datetime) -> int:
    """Once a working day, from 7:30: what is due soon, due today, late. Repeating it sends nothing twice: a key names each message."""
    today = timezone.localdate(at)
    days = clock.the_calendar(at)
    if timezone.localtime(at).time() < DIGEST_AT or not days.is_working(today):
        return 0
    if Reminded.objects.filter(pk=today).exists():
        return 0
    midnight = timezone.make_aware(datetime.combine(today, time()))
    tomorrow = midnight + timedelta(days=1)
    soon = queries.soon_until(days, at=at)
    count = 0
    groups = {
        "late": Case.objects.at_agencies().overdue(at=midnight),
        "today": Case.objects.at_agencies().due_between(midnight, tomorrow),
        "soon": Case.objects.at_agencies().due_between(tomorrow, soon),
    }
    lines: dict[int, list[str]] = defaultdict(list)
    for when, cases in groups.items():
        for case in (
            cases.exclude(state=rules.WAITING)
            .select_related("agency__parent", "assignee")
            .order_by("due_at")
            .iterator(BATCH)
        ):
            with transaction.atomic():
                messages.due(case, when, at=at)
            count += 1
            due = timezone.localtime(case.due_at).strftime("%d/%m") if case.due_at else ""
            lines[case.agency_id or 0].append(f"- {case.code}: {case.nature.title.lower()}, hạn {due}")
            if when == "late":
                _escalate_once(case, at=at)
    _digests(lines, today.isoformat(), at=at)
    Reminded.objects.get_or_create(
        pk=today
    )  # last: what was cut short is begun again, and the keys keep it from doubling
    return count + 1


def _escalate_once(case: Case, *, at: datetime) -> None:
    """Reported above the agency two working days after the due day, once a term."""
    if case.due_at is None:
        return
    late = clock.the_calendar(at).working_days_between(timezone.localdate(case.due_at), timezone.localdate(at))
    begun = case.events.filter(act="reopen").order_by("-number").values_list("at", flat=True).first() or case.filed_at
    if late > ESCALATE_AFTER and not case.events.filter(act="escalate", at__gte=begun).exists():
        acts.escalate(case.pk, text="", by=None, at=at)


def _digests(lines: dict[int, list[str]], on: str, *, at: datetime) -> None:
    for agency in Organisation.objects.filter(pk__in=lines):
        with transaction.atomic():
            messages.digest(agency, on, lines[agency.pk], at=at)
