"""A period cut into days or months, and counts put into them. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from caunoi.desk.numbers.periods import Period
from caunoi.ground.vietnamese.dates import month_title, short_date

MOST_DAYS = 31


@dataclass(frozen=True)
class Timeline:
    """`daily`: by days, otherwise by months. `short` stand below a chart, `long` in its table."""

    period: Period
    daily: bool

    @property
    def heading(self) -> str:
        return "Ngày" if self.daily else "Tháng"

    @property
    def each(self) -> str:
        return "theo ngày" if self.daily else "theo tháng"

    @property
    def slots(self) -> list[date]:
        return self.period.days if self.daily else self.period.months

    @property
    def short(self) -> list[str]:
        return [f"{one.day}/{one.month}" if self.daily else f"{one.month}/{one:%y}" for one in self.slots]

    @property
    def long(self) -> list[str]:
        return [short_date(one) if self.daily else month_title(one.year, one.month).capitalize() for one in self.slots]

    def spread(self, counts: Iterable[tuple[date, int]]) -> list[int]:
        """How many fall into each slot, of counts by day; days outside the period are left out."""
        found = dict.fromkeys(self.slots, 0)
        for day, times in counts:
            slot = day if self.daily else day.replace(day=1)
            if slot in found and self.period.first <= day <= self.period.last:
                found[slot] += times
        return list(found.values())


def timeline(period: Period, most_days: int = MOST_DAYS) -> Timeline:
    """By days while there are not too many, else by months."""
    return Timeline(period, len(period.days) <= most_days)
