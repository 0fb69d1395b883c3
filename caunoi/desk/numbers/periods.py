"""The period that the numbers are about: a month, a quarter, a year, or from one day to another."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from caunoi.ground.refused import Refused
from caunoi.ground.vietnamese.dates import VIETNAM, month_title, parse_date, short_date

CUSTOM: Final = "tuy-chon"
LONGEST: Final = timedelta(days=366 * 2)
_KEY = re.compile(r"(?P<year>20\d\d)(?:-(?:q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?")
_MONTHS, _QUARTERS, _YEARS = 13, 6, 3


@dataclass(frozen=True)
class Period:
    """From the first day to the last, both included. `wrong` says what was not understood of what was asked."""

    key: str
    title: str
    first: date
    last: date
    wrong: str = ""

    @property
    def since(self) -> datetime:
        return datetime.combine(self.first, time(), VIETNAM)

    @property
    def until(self) -> datetime:
        """The first moment after it."""
        return datetime.combine(self.last + timedelta(days=1), time(), VIETNAM)

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)]

    @property
    def months(self) -> list[date]:
        """The first day of each month of which any day is in it."""
        found = [self.first.replace(day=1)]
        while (after := _later(found[-1], 1)) <= self.last:
            found.append(after)
        return found

    @property
    def query(self) -> str:
        """What stands in an address that leads to this period."""
        return f"ky={self.key}&tu={self.first}&den={self.last}" if self.key == CUSTOM else f"ky={self.key}"


def asked(query: Mapping[str, str], today: date) -> Period:
    """The period asked for; the month of today when none is, or when it cannot be."""
    usual = named(f"{today:%Y-%m}", today)
    key = query.get("ky", "")
    try:
        if key == CUSTOM:
            return _custom(query.get("tu", ""), query.get("den", ""), today)
        return named(key, today) if key else usual
    except Refused as refused:
        return Period(usual.key, usual.title, usual.first, usual.last, refused.reason)


def _custom(first: str, last: str, today: date) -> Period:
    if not first and not last:
        raise Refused("Muốn xem kỳ tùy chọn, viết ngày đầu kỳ; ngày cuối kỳ để trống là đến hôm nay.")
    until = min(parse_date(last), today) if last else today
    since = parse_date(first) if first else until.replace(day=1)
    if until < since:
        raise Refused("Ngày cuối kỳ phải từ ngày đầu kỳ trở đi, và kỳ không bắt đầu sau hôm nay.")
    if until - since > LONGEST:
        raise Refused("Chọn một kỳ không quá hai năm.")
    return Period(CUSTOM, f"Từ {short_date(since)} đến {short_date(until)}", since, until)


def named(key: str, today: date) -> Period:
    """“2026-11”, “2026-q4” or “2026”, up to today. Raises Refused for what is no period, or has not begun."""
    found = _KEY.fullmatch(key)
    if found is None:
        raise Refused("Không có kỳ này. Chọn một kỳ trong danh sách.")
    year = int(found["year"])
    if found["month"]:
        first, length, title = (
            date(year, int(found["month"]), 1),
            1,
            month_title(year, int(found["month"])).capitalize(),
        )
    elif found["quarter"]:
        first, length, title = date(year, int(found["quarter"]) * 3 - 2, 1), 3, f"Quý {found['quarter']}/{year}"
    else:
        first, length, title = date(year, 1, 1), 12, f"Năm {year}"
    if first > today:
        raise Refused(f"{title} chưa bắt đầu.")
    return Period(key, title, first, min(_later(first, length) - timedelta(days=1), today))


def offered(today: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """What can be chosen: groups of (key, title), the newest first."""
    month = today.replace(day=1)
    quarter = _later(month, -((month.month - 1) % 3))
    months = [f"{_later(month, -n):%Y-%m}" for n in range(_MONTHS)]
    quarters = [f"{day.year}-q{(day.month + 2) // 3}" for day in (_later(quarter, -3 * n) for n in range(_QUARTERS))]
    years = [str(today.year - n) for n in range(_YEARS)]
    groups = (("Tháng", months), ("Quý", quarters), ("Năm", years))
    return [(group, [(key, named(key, today).title) for key in keys]) for group, keys in groups]


def _later(month: date, by: int) -> date:
    """The first day of the month so many months later."""
    number = month.year * 12 + month.month - 1 + by
    return date(number // 12, number % 12 + 1, 1)
