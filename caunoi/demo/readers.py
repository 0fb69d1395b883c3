"""The demo province's readers of the last sixty days: what they read and what they looked for, counted by the same verbs as everything else.

Made up, and always the same: more on working days and in working hours, most on the home page and on what is new.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from caunoi.demo.data import load
from caunoi.gate.releases.models import Page, Standing
from caunoi.inbound.answers import queries as answers
from caunoi.inbound.searches import actions as searches
from caunoi.inbound.searches.models import Search
from caunoi.reach.visits import actions as visits
from caunoi.reach.visits.rules import Visit
from caunoi.web.ask.views.lookups import places

DAYS = 60
A_DAY = 640  # visits of people, on a working day
_HOURS = (1, 1, 0, 0, 1, 3, 9, 14, 22, 26, 24, 18, 11, 13, 21, 24, 22, 17, 13, 15, 19, 16, 9, 4)
_DAYS_OF_THE_WEEK = (1.15, 1.05, 1.0, 1.0, 0.95, 0.5, 0.45)


class ReaderBuilder:
    """One run; `now` is when the province is built."""

    def __init__(self, now: datetime) -> None:
        self.today = timezone.localdate(now)
        self.chance = random.Random(60)

    def build(self, tell: Callable[..., None]) -> None:
        pages = self.pages()
        looked_for = self.looked_for()
        for number in range(DAYS, 0, -1):
            tell("lượt xem, từ khóa", DAYS - number + 1, DAYS)
            day = self.today - timedelta(days=number)
            visits.add(self.read_on(day, pages))
            with transaction.atomic():
                self.look(day, looked_for)

    def pages(self) -> list[tuple[str, float, date | None]]:
        """Each page that stands: its address, how much it is read, and since when there is anything to read."""
        shown = {
            record: datetime.fromisoformat(dated).date()
            for record, text in Standing.objects.filter(kind="article").values_list("record", "content")
            if (dated := json.loads(text)["dated"])
        }
        found = []
        rows = Page.objects.filter(host=settings.HOST).order_by("path").values_list("path", "record")
        for path, record in rows:
            if path == "/" or path.endswith((".html", "/")):
                weight = 60.0 if path == "/" else 4.0 if path.count("/") == 2 else 1.0
                found.append((path, weight * self.chance.uniform(0.3, 1.7), shown.get(record)))
        return found

    def read_on(self, day: date, pages: list[tuple[str, float, date | None]]) -> Counter[Visit]:
        there = [(path, weight, since) for path, weight, since in pages if since is None or since <= day]
        # What is new is read most, and falls off by half in a week.
        weights = [weight * (1 + 30 * 0.9 ** (day - since).days if since else 1) for _, weight, since in there]
        people = round(A_DAY * _DAYS_OF_THE_WEEK[day.weekday()] * self.chance.uniform(0.85, 1.2))
        found: Counter[Visit] = Counter()
        for machine, times, chosen in ((False, people, weights), (True, people // 3, [1.0] * len(there))):
            paths = self.chance.choices([path for path, _, _ in there], chosen, k=times)
            hours = self.chance.choices(range(24), [4] * 24 if machine else _HOURS, k=times)
            found.update(
                Visit(settings.HOST, path, day, hour, machine) for path, hour in zip(paths, hours, strict=True)
            )
        return found

    def looked_for(self) -> list[tuple[dict[str, Any], int]]:
        """Each search of the demo's file, with what is found on this portal."""
        return [(row, self.found(row)) for row in load("searches")]

    def found(self, row: dict[str, Any]) -> int:
        if row["place"] == Search.Place.COMMUNES:
            units, offices = places(row["words"], self.today)
            return len(units) + len(offices)
        return len(answers.search(row["words"]))

    def look(self, day: date, rows: list[tuple[dict[str, Any], int]]) -> None:
        at = timezone.make_aware(datetime.combine(day, time(10)))
        times = round(self.chance.uniform(4, 12) * _DAYS_OF_THE_WEEK[day.weekday()])
        for row, found in self.chance.choices(rows, [row["weight"] for row, _ in rows], k=times):
            searches.note(row["words"], found, at, place=Search.Place(row["place"]))
