"""Counting working days. Pure: a calendar is a value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DayCounted:
    """One day of an explanation: whether it counts as a working day, and why, in Vietnamese."""

    day: date
    counted: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days that differ from "Monday to Friday are working days", each with its title.

    `holidays` are days off; `made_up` are days worked instead of another, usually Saturdays. No day is in both.
    `version` names this content: store it beside every due day computed. The calendar is known up to and including
    `until`; counting beyond it is a bug and raises ValueError.
    """

    holidays: Mapping[date, str]
    made_up: Mapping[date, str]
    version: str
    until: date = date.max

    def __post_init__(self) -> None:
        if both := self.holidays.keys() & self.made_up.keys():
            raise ValueError(f"both a holiday and a working day: {sorted(both)}")

    def is_working(self, d: date) -> bool:
        """Whether people are at their desks on that day."""
        return self.judge(d).counted

    def add_working_days(self, start: date, n: int) -> date:
        """The n-th working day after `start`: the day of receipt is not counted. With n = 0 it is `start` itself."""
        if n < 0:
            raise ValueError("a term cannot be negative")
        day = start
        while n:
            day += ONE_DAY
            n -= self.is_working(day)
        return day

    def working_days_between(self, a: date, b: date) -> int:
        """How many working days after `a`, up to and including `b`; negative when b is before a.

        `working_days_between(start, add_working_days(start, n)) == n`.
        """
        if b < a:
            return -self.working_days_between(b, a)
        return sum(self.is_working(a + timedelta(days=k)) for k in range(1, (b - a).days + 1))

    def explain(self, start: date, n: int) -> list[DayCounted]:
        """Every day from `start` (the day of receipt, not counted) to the n-th working day after it, with reasons."""
        days = [DayCounted(start, False, "Ngày nhận, không tính")]
        last, count = self.add_working_days(start, n), 0
        for k in range(1, (last - start).days + 1):
            judged = self.judge(start + timedelta(days=k))
            if judged.counted:
                count += 1
                judged = DayCounted(judged.day, True, f"{judged.reason} (thứ {count})")
            days.append(judged)
        return days

    def judge(self, d: date) -> DayCounted:
        """Whether the day is worked, and why."""
        if d > self.until:
            raise ValueError(f"the calendar is known only until {self.until}, asked about {d}")
        if title := self.made_up.get(d):
            return DayCounted(d, True, f"Ngày làm việc bù: {title}")
        if title := self.holidays.get(d):
            return DayCounted(d, False, title)
        if d.weekday() == 5:
            return DayCounted(d, False, "Thứ Bảy")
        if d.weekday() == 6:
            return DayCounted(d, False, "Chủ Nhật")
        return DayCounted(d, True, "Ngày làm việc")


@dataclass(frozen=True, slots=True)
class Swap:
    """A correction of one day: off or worked, with its title."""

    on: date
    working: bool
    title: str


def corrected(
    holidays: Mapping[date, str], made_up: Mapping[date, str], corrections: Iterable[Swap]
) -> tuple[dict[date, str], dict[date, str]]:
    """Holidays and made-up days after the corrections, of which a later one wins over an earlier one."""
    off, worked = dict(holidays), dict(made_up)
    for swap in corrections:
        off.pop(swap.on, None)
        worked.pop(swap.on, None)
        (worked if swap.working else off)[swap.on] = swap.title
    return off, worked
