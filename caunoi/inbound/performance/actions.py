"""Composing a board from the cases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from caunoi.ground.organisations.models import Organisation
from caunoi.ground.people import audit
from caunoi.ground.people.models import User
from caunoi.ground.people.queries import holds
from caunoi.ground.refused import Refused
from caunoi.ground.vietnamese.dates import short_date
from caunoi.inbound.cases import clock, kinds
from caunoi.inbound.cases import rules as cases
from caunoi.inbound.cases.models import Case
from caunoi.inbound.performance import rules
from caunoi.inbound.performance.models import Board


@transaction.atomic
def compose(first: date, last: date, *, by: User, at: datetime) -> Board:
    """Reckon the board of a period that is over, as a draft of whoever composed it; again for the same period is a new version."""
    if not holds(by, "office", timezone.localdate(at)):
        raise Refused("Bảng theo dõi trả lời do Văn phòng lập.")
    if last < first:
        raise Refused("Ngày cuối kỳ phải sau ngày đầu kỳ.")
    if last >= timezone.localdate(at):
        raise Refused(f"Kỳ chưa hết: chỉ lập bảng sau ngày {short_date(last)}.")
    rows = list(rows_of(first, last))
    if not rows:
        raise Refused("Trong kỳ này không có hồ sơ nào đã trả lời hoặc quá hạn.")
    board = Board.objects.filter(first_on=first, last_on=last).first() or Board(first_on=first, last_on=last)
    board.title = f"Bảng theo dõi trả lời người dân, doanh nghiệp từ {short_date(first)} đến {short_date(last)}"
    board.data = rules.write(rows)
    board.calendar = clock.the_calendar(at).version
    board.terms = [_term(kind, first) for kind in kinds.KINDS]
    board.save()
    board.save_revision(user=by)
    audit.record("board_composed", subject=f"{first} – {last}", by=by, at=at, detail={"rows": len(rows)})
    return board


def _term(kind: str, on: date) -> dict[str, str]:
    term = clock.term_of_kind(kind, on=on)
    return {"kind": kinds.KINDS[kind].title, "term": clock.words_of(clock.frozen(term)), "article": term.article}


def rows_of(first: date, last: date) -> Iterator[rules.Row]:
    """The rows of a period: answered within it, or late at its end and not answered by then. Ordered, without codes or words."""
    start = timezone.make_aware(datetime.combine(first, datetime.min.time()))
    end = timezone.make_aware(datetime.combine(last + timedelta(days=1), datetime.min.time()))
    names = dict(Organisation.objects.values_list("pk", "name"))
    answered = Case.objects.filter(answered_at__gte=start, answered_at__lt=end)
    late = (
        Case.objects.filter(due_at__lt=end, filed_at__lt=end)
        .exclude(answered_at__lt=end)
        .exclude(state__in=cases.CLOSED - {cases.ANSWERED})
    )
    fields = ("kind", "agency", "filed_at", "due_at", "answered_at", "used_days", "late", "rating")
    for cases_of, done in ((answered, True), (late, False)):
        rows = cases_of.filter(agency__isnull=False).order_by("filed_at", "pk").values_list(*fields)
        for kind, agency, filed_at, due_at, answered_at, used, is_late, rating in rows.iterator(2000):
            yield rules.Row(
                kinds.KINDS[kind].title, names[agency], _day(filed_at), _day(due_at), _day(answered_at) if done else "", used if done else None,
                done and not is_late, rating if done else None,
            )  # fmt: skip


def _day(moment: datetime | None) -> str:
    return timezone.localtime(moment).date().isoformat() if moment else ""
