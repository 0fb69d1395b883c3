"""Dates on pages of each language. Vietnamese ones are made in `caunoi.ground.vietnamese.dates`."""

from __future__ import annotations

from datetime import date, datetime

from caunoi.ground.languages import VIETNAMESE
from caunoi.ground.vietnamese import dates

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def short_date(d: date, language: str = VIETNAMESE) -> str:
    """23/11/2026; 23 November 2026"""
    return dates.short_date(d) if language == VIETNAMESE else f"{d.day} {_MONTHS[d.month - 1]} {d.year}"


def long_date(d: date, language: str = VIETNAMESE) -> str:
    """Thứ Hai, 23/11/2026; Monday, 23 November 2026"""
    return dates.long_date(d) if language == VIETNAMESE else f"{_DAYS[d.weekday()]}, {short_date(d, language)}"


def moment(dt: datetime, language: str = VIETNAMESE) -> str:
    """Thứ Hai, 23/11/2026, 14:05; Monday, 23 November 2026, 14:05; on Vietnam's clock."""
    local = dt.astimezone(dates.VIETNAM) if dt.tzinfo else dt
    return dates.moment(dt) if language == VIETNAMESE else f"{long_date(local.date(), language)}, {local:%H:%M}"
