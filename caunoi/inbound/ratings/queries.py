"""Which pages are rated, and what people said: for the page of ratings, the open data and the dashboards of the office.

`since` and `until` are days, both included.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.db.models import QuerySet, Sum
from django.db.models.functions import TruncMonth

from caunoi.gate.releases.models import Page, Standing
from caunoi.gate.render.page import immutable_kinds
from caunoi.inbound.ratings import rules
from caunoi.inbound.ratings.models import Tally
from caunoi.inbound.ratings.rules import Counts, Line

_SOMEWHERE = 500  # parameters of one statement
_UNRATED = ("/404.html", "/500.html", "/chi-doc.html")


def is_rated(path: str) -> bool:
    """Does a released page with words (no picture, feed or file) answer at this address now?"""
    if len(path) > 400 or not path.startswith("/") or not path.endswith(("/", ".html")) or path in _UNRATED:
        return False
    return Page.objects.filter(host=settings.HOST, path=path).exclude(kind__in=immutable_kinds()).exists()


def title_of(path: str) -> str:
    """The title of what stands at an address; "" when nobody's record stands there."""
    return _titles([path]).get(path, "")


def totals(since: date, until: date) -> Counts:
    """Of all pages together."""
    rows = _between(since, until).values("grade").annotate(n=Sum("ratings")).values_list("grade", "n")
    return rules.counted(dict(rows.order_by()))


def by_address(since: date, until: date, most: int | None = None) -> list[Line]:
    """Of each address that was rated, the most rated first; all, or so many."""
    found = _by_path(since, until)
    titles = _titles(found)
    lines = [Line(path, titles.get(path, path), counts) for path, counts in found.items()]
    return sorted(lines, key=lambda line: (-line.counts.total, line.key))[:most]


def by_section(since: date, until: date) -> list[Line]:
    """Of each section (the first part of the address), the most rated first."""
    sums: dict[str, dict[int, int]] = {}
    for path, grade, n in _sums(since, until):
        section = sums.setdefault(rules.section_of(path), {})
        section[grade] = section.get(grade, 0) + n
    titles = _titles(sums)
    lines = [Line(path, titles.get(path, path), rules.counted(grades)) for path, grades in sums.items()]
    return sorted(lines, key=lambda line: (-line.counts.total, line.key))


def by_month(since: date, until: date) -> list[Line]:
    """Of each month in which something was rated, in order; `key` is "2026-11", the title "11/2026"."""
    sums: dict[date, dict[int, int]] = {}
    rows = _between(since, until).annotate(month=TruncMonth("rated_on")).values("month", "grade")
    for month, grade, n in rows.annotate(n=Sum("ratings")).values_list("month", "grade", "n").order_by("month"):
        sums.setdefault(month, {})[grade] = n
    return [Line(f"{month:%Y-%m}", f"{month:%m/%Y}", rules.counted(grades)) for month, grades in sums.items()]


def open_data(since: date, until: date) -> list[tuple[str, str, Counts]]:
    """(month, address, counts), by month and address: no day, so that nobody's rating can be told from a neighbour's."""
    sums: dict[tuple[str, str], dict[int, int]] = {}
    rows = _between(since, until).annotate(month=TruncMonth("rated_on")).values("month", "path", "grade")
    for month, path, grade, n in rows.annotate(n=Sum("ratings")).values_list("month", "path", "grade", "n").order_by():
        sums.setdefault((f"{month:%Y-%m}", path), {})[grade] = n
    return [(month, path, rules.counted(grades)) for (month, path), grades in sorted(sums.items())]


def _between(since: date, until: date) -> QuerySet[Tally]:
    return Tally.objects.filter(rated_on__gte=since, rated_on__lte=until)


def _sums(since: date, until: date) -> Iterable[tuple[str, int, int]]:
    rows = _between(since, until).values("path", "grade").annotate(n=Sum("ratings"))
    return rows.values_list("path", "grade", "n").order_by("path")


def _by_path(since: date, until: date) -> dict[str, Counts]:
    sums: dict[str, dict[int, int]] = {}
    for path, grade, n in _sums(since, until):
        sums.setdefault(path, {})[grade] = n
    return {path: rules.counted(grades) for path, grades in sums.items()}


def _titles(paths: Iterable[str]) -> dict[str, str]:
    """The title of the record that stands at each address."""
    wanted, found = list(paths), {}
    for start in range(0, len(wanted), _SOMEWHERE):
        some = wanted[start : start + _SOMEWHERE]
        owners = dict(Page.objects.filter(host=settings.HOST, path__in=some).values_list("path", "record"))
        rows = Standing.objects.filter(record__in=set(owners.values())).values_list("record", "content")
        titles = {record: str(json.loads(content).get("title", "")) for record, content in rows}
        found.update({path: titles[record] for path, record in owners.items() if titles.get(record)})
    return found
