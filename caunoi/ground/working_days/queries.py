"""The calendar in force, from three sources: the library, our list of swaps, the staff's overrides."""

from __future__ import annotations

import csv
import hashlib
from datetime import date
from functools import cache
from importlib.metadata import version as version_of
from importlib.resources import files

import holidays as library

from caunoi.ground.working_days.models import DayOverride
from caunoi.ground.working_days.rules import Calendar, Swap, corrected

FIRST_YEAR = 2015
_LIBRARY = version_of("holidays")


@cache
def known_swaps() -> tuple[Swap, ...]:
    """The swaps by decision that the library lacks, shipped with the product."""
    text = files(__package__).joinpath("data/swaps.csv").read_text("utf-8")
    return tuple(
        Swap(date.fromisoformat(row["on"]), row["kind"] == "working", row["title"])
        for row in csv.DictReader(text.splitlines())
    )


@cache
def _shipped(until_year: int) -> tuple[dict[date, str], dict[date, str]]:
    vietnam = library.country_holidays("VN", years=range(FIRST_YEAR, until_year + 1), language="vi")
    made_up = {d: _instead_of(d, vietnam) for d in vietnam.weekend_workdays}
    return corrected(dict(vietnam.items()), made_up, known_swaps())


def _instead_of(worked: date, vietnam: library.HolidayBase) -> str:
    for off, title in vietnam.items():
        if f"{worked:%d/%m/%Y}" in title:
            return f"Làm bù cho ngày {off:%d/%m/%Y}"
    return "Làm bù theo ngày hoán đổi"


def calendar(until_year: int) -> Calendar:
    """The working calendar of Vietnam from 2015 to the end of `until_year`, with all corrections. One query.

    Two calendars with the same `version` agree on every day up to the earlier of their ends.
    """
    overrides = [
        Swap(on, kind == DayOverride.Kind.WORKING, title)
        for on, kind, title in DayOverride.objects.order_by("on").values_list("on", "kind", "title")
    ]
    off, worked = corrected(*_shipped(until_year), overrides)
    corrections = "\n".join(f"{s.on} {s.working} {s.title}" for s in (*known_swaps(), *overrides))
    digest = hashlib.sha256(corrections.encode()).hexdigest()[:8]
    version = f"holidays {_LIBRARY}, {len(overrides)} ngày sửa, {digest}"
    return Calendar(off, worked, version, until=date(until_year, 12, 31))
