"""Which term holds on a day, and what it comes to."""

from __future__ import annotations

from datetime import date, datetime, time

from caunoi.ground.deadlines.models import DeadlineTerm
from caunoi.ground.deadlines.rules import Direction, Reckoning, Started, Term, Unit, in_words, reckon
from caunoi.ground.refused import Refused
from caunoi.ground.vietnamese.dates import VIETNAM, short_date
from caunoi.ground.working_days.rules import Calendar


def term_in_force(key: str, *, on: date) -> Term:
    """The version of the term that holds on that day. Its `status` says whether a law still says so.

    Raises Refused when there is none, or when its amount is not known yet. One query.
    """
    versions = sorted(
        DeadlineTerm.objects.filter(key=key), key=lambda row: (row.valid_from or date.min, row.pk), reverse=True
    )
    for row in versions:
        if (row.valid_from is None or row.valid_from <= on) and (row.valid_until is None or row.valid_until > on):
            return row.as_term()
    if versions:
        raise Refused(f"Thời hạn “{versions[0].title}” không áp dụng vào ngày {short_date(on)}.")
    raise Refused(f"Chưa có thời hạn nào mang mã “{key}”.")


def calculate(
    asked: str | tuple[int, Unit], start_on: date, calendar: Calendar, on: date, *, at: time = time.min
) -> Reckoning:
    """What a term comes to if something was received on `start_on` (for hours: at that time), seen on the day `on`.

    `asked` is the key of a term, of which the version of the day of receipt holds, or an amount and its unit. A start
    after `on` is seen on its own day. Raises Refused for an unknown key and for terms that are counted backwards.
    """
    if isinstance(asked, str):
        term = term_in_force(asked, on=start_on)
    else:
        term = Term("", *asked, title=in_words(*asked))
    if term.direction is Direction.BEFORE:
        raise Refused(
            f"“{term.title}” tính lùi từ ngày diễn ra: hãy nhập ngày đó để biết chậm nhất phải làm vào ngày nào."
        )
    start = datetime.combine(start_on, at, VIETNAM)
    return reckon(term, [Started(start)], calendar, max(start, datetime.combine(on, at, VIETNAM)))
