"""What was asked for, by how many, and in vain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Max, Sum

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


def most_asked(first: date, last: date, *, most: int, missed: bool = False) -> list[Asked]:
    """The words asked for most often in the period, or most often in vain; none that only few asked for."""
    rows = Search.objects.filter(on__range=(first, last)).order_by().values("words", "place")
    rows = rows.annotate(a=Sum("asked"), m=Sum("missed"), s=Max("spelled")).filter(a__gte=FEW)
    if missed:
        rows = rows.filter(m__gte=FEW).order_by(F("m").desc(), "words")
    else:
        rows = rows.order_by(F("a").desc(), "words")
    names = dict(Search.Place.choices)
    return [Asked(row["s"], names[row["place"]], row["a"], row["m"]) for row in rows[:most]]
