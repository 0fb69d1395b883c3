"""Terms in force, and the day on which one ends."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Any

from django.utils import timezone

from caunoi.api.problems import Problem
from caunoi.api.v1.asking import Asked
from caunoi.ground.deadlines.models import DeadlineTerm
from caunoi.ground.deadlines.queries import calculate
from caunoi.ground.deadlines.rules import Term, Unit, in_words
from caunoi.ground.refused import Refused
from caunoi.ground.vietnamese.dates import short_date
from caunoi.ground.working_days.queries import FIRST_YEAR, calendar

_AHEAD = 2  # years: further ahead no decision on holidays is known
_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)", re.ASCII)


def terms(asked: Asked) -> dict[str, Any]:
    """Those that hold on a day and whose amount is known."""
    on = date.fromisoformat(asked.query["on"]) if "on" in asked.query else timezone.localdate(asked.at)
    rows = DeadlineTerm.objects.filter(amount__isnull=False).order_by("key", "pk")
    holding = [
        row.as_term() for row in rows if (row.valid_from or on) <= on and (row.valid_until is None or on < row.valid_until)
    ]  # fmt: skip
    return {"on": on.isoformat(), "items": [_term(one) for one in holding]}


def _term(one: Term) -> dict[str, Any]:
    return {
        "key": one.key, "title": one.title, "amount": one.amount, "unit": one.unit.value, "text": str(one), "direction": one.direction.value,
        "extension": one.extension, "extension_unit": one.extension_unit.value if one.extension_unit else None, "article": one.article,
        "status": one.status.value, "valid_from": one.valid_from.isoformat() if one.valid_from else None,
        "valid_until": one.valid_until.isoformat() if one.valid_until else None, "note": one.note,
    }  # fmt: skip


def due_day(asked: Asked) -> dict[str, Any]:
    """From a term and a day of receipt to the due day, told day by day."""
    said, today = asked.said, timezone.localdate(asked.at)
    start, at = _start(said, today), _time(said.get("received_at", ""))
    if "term" in said:
        term: str | tuple[int, Unit] = said["term"]
    elif "amount" in said and "unit" in said:
        term = (said["amount"], Unit(said["unit"]))
    else:
        raise Problem(
            "invalid", "Cho biết mã thời hạn, hoặc số và đơn vị.", wrong={"/term": "Thiếu term, hoặc amount cùng unit."}
        )
    days = calendar(today.year + 2 * _AHEAD)
    try:
        found = calculate(term, start, days, max(start, today), at=at)
    except Refused as reason:
        raise Problem("invalid", reason.reason, wrong={"/term": reason.reason}) from None
    return {
        "due_at": found.due_at.isoformat() if found.due_at else None, "due_on": found.due_on.isoformat() if found.due_on else None,
        "late": found.is_late, "remaining": found.remaining_text, "text": in_words(found.term.amount, found.term.unit),
        "article": found.term.article, "calendar": days.version,
        "days": [{"day": d.day.isoformat(), "counted": d.counted, "number": d.number, "reason": d.reason} for d in found.days],
    }  # fmt: skip


def _start(said: dict[str, Any], today: date) -> date:
    day, first, last = (
        date.fromisoformat(said["received_on"]),
        date(FIRST_YEAR, 1, 1),
        date(today.year + _AHEAD, 12, 31),
    )
    if not first <= day <= last:
        wrong = {"/received_on": f"Chỉ tính được từ ngày {short_date(first)} đến ngày {short_date(last)}."}
        raise Problem("invalid", "Ngày nhận nằm ngoài lịch.", wrong=wrong)
    return day


def _time(typed: str) -> time:
    if not typed:
        return time.min
    if not _TIME.fullmatch(typed):
        raise Problem("invalid", "Giờ nhận chưa đúng.", wrong={"/received_at": "Viết HH:MM, ví dụ 08:30."})
    return time.fromisoformat(typed)
