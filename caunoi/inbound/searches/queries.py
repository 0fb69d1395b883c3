"""What was asked for, by how many, and in vain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Sum

from caunoi.inbound.searches.models import Search
from caunoi.inbound.searches.rules import FEW


@dataclass(frozen=True)
class Asked:
    """Words and how often they were asked for, and how often in vain."""

    words: str
    place: str
    asked: int
    missed: int


def totals(first: date, last: date) -> tuple[int, int]:
    """How often anything was asked for, and how often in vain."""
    row = Search.objects.filter(on__range=(first, last)).aggregate(asked=Sum("asked"), missed=Sum("missed"))
    return row["asked"] or 0, row["missed"] or 0


def by_day(first: date, last: date) -> dict[date, tuple[int, int]]:
    """Asked and in vain, of each day that had any."""
    rows = Search.objects.filter(on__range=(first, last)).order_by().values_list("on")
    return {on: (asked, missed) for on, asked, missed in rows.annotate(a=Sum("asked"), m=Sum("missed"))}


def asked_for(first: date, last: date) -> list[Asked]:
    """All words asked for in the period, what was asked for most first; none that only few asked for. One query."""
    rows = Search.objects.filter(on__range=(first, last)).order_by().values("place", "words")
    rows = rows.annotate(a=Sum("asked"), m=Sum("missed"), s=Max("spelled")).filter(a__gte=FEW)
    names = dict(Search.Place.choices)
    found = [Asked(row["s"], names[row["place"]], row["a"], row["m"]) for row in rows]
    return sorted(found, key=lambda one: (-one.asked, one.words))


def in_vain(words: list[Asked]) -> list[Asked]:
    """Those of the words that at least a few were shown nothing for, most often first."""
    return sorted((one for one in words if one.missed >= FEW), key=lambda one: (-one.missed, one.words))
