"""What a term is: so many working days, days or hours, by which article, from when until when. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Unit(StrEnum):
    WORKING_DAYS = "working_days"
    DAYS = "days"
    HOURS = "hours"


class Direction(StrEnum):
    AFTER = "after"
    BEFORE = "before"


class Status(StrEnum):
    IN_FORCE = "in_force"
    LEGACY_DEFAULT = "legacy_default"
    EXPIRED = "expired"
    NOT_VERIFIED = "not_verified"


UNIT_NAMES = {Unit.WORKING_DAYS: "ngày làm việc", Unit.DAYS: "ngày", Unit.HOURS: "giờ"}


def in_words(amount: int, unit: Unit) -> str:
    """5 ngày làm việc"""
    return f"{amount} {UNIT_NAMES[unit]}"


@dataclass(frozen=True, slots=True)
class Term:
    """How long a law, or the province, gives. In force from `valid_from` to, and without, `valid_until` (None: open)."""

    key: str
    amount: int
    unit: Unit
    title: str = ""
    direction: Direction = Direction.AFTER
    article: str = ""
    source: str = ""
    status: Status = Status.IN_FORCE
    valid_from: date | None = None
    valid_until: date | None = None
    extension: int | None = None
    extension_unit: Unit | None = None
    note: str = ""

    def __post_init__(self) -> None:
        if self.amount < 0 or (self.extension is not None and self.extension < 1):
            raise ValueError("a term cannot be negative, an extension not empty")
        if (self.extension is None) != (self.extension_unit is None):
            raise ValueError("an extension has an amount and a unit")
        if self.extension_unit and (self.extension_unit is Unit.HOURS) != (self.unit is Unit.HOURS):
            raise ValueError("hours are extended by hours, days by days")

    def __str__(self) -> str:
        return in_words(self.amount, self.unit)
