"""What was read, when, and where on the portal: a few grouped queries whatever the number of rows."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from django.db import connection
from django.db.models import Sum

from caunoi.reach.visits.models import Address, HourVisits, PageVisits, SectionVisits

Totals = tuple[int, int]
"""People, machines."""


def by_day(first: date, last: date) -> dict[date, Totals]:
    """Each day on which anything was read."""
    rows = HourVisits.objects.filter(on__range=(first, last)).order_by().values_list("on")
    return {on: (people, machines) for on, people, machines in rows.annotate(p=Sum("people"), m=Sum("machines"))}


def by_section(first: date, last: date) -> dict[str, Totals]:
    """Each section (the first folder of addresses), the most read first."""
    rows = SectionVisits.objects.filter(on__range=(first, last)).order_by().values_list("section")
    found = {section: (people, machines) for section, people, machines in rows.annotate(p=Sum("people"), m=Sum("machines"))}  # fmt: skip
    return dict(sorted(found.items(), key=lambda one: (-one[1][0], one[0])))


def by_hour(first: date, last: date) -> list[int]:
    """People in each of the day's 24 hours."""
    rows = HourVisits.objects.filter(on__range=(first, last)).order_by().values_list("hour").annotate(p=Sum("people"))
    found = dict(rows)
    return [found.get(hour, 0) for hour in range(24)]


def most_read(first: date, last: date, *, most: int = 20) -> list[tuple[str, int]]:
    """The addresses that people read most, with how often: whole months are read from the months' rows.

    Summed up are only those that were among the first of some day or month, hundreds of each: one that never was cannot matter to a short list.
    """
    found: Counter[int] = Counter()
    candidates = _first_of_each(first, last, most)
    for span, since, until in stretches(first, last):
        rows = PageVisits.objects.filter(span=span, on__in=_rows_of(span, since, until), address_id__in=candidates)
        found.update(dict(rows.order_by().values_list("address_id").annotate(p=Sum("people"))))
    best = found.most_common(most)
    paths = Address.objects.in_bulk([pk for pk, _ in best])
    return sorted(((paths[pk].path, times) for pk, times in best), key=lambda one: (-one[1], one[0]))


_FIRST = 'SELECT address_id FROM (SELECT address_id FROM visits_pagevisits WHERE span = %s AND "on" = %s ORDER BY people DESC LIMIT %s) t'


def _first_of_each(first: date, last: date, most: int) -> list[int]:
    """The addresses read most in each day and month of the period: for each the first of an index."""
    rows = [(span, on) for span, since, until in stretches(first, last) for on in _rows_of(span, since, until)]
    each = max(2 * most, 4000 // len(rows))
    day = connection.ops.adapt_datefield_value
    with connection.cursor() as cursor:
        found: set[int] = set()
        for low in range(0, len(rows), 100):  # SQLite takes at most 500 in one
            part = rows[low : low + 100]
            values = [value for span, on in part for value in (span, day(on), each)]
            cursor.execute(" UNION ".join([_FIRST] * len(part)), values)
            found.update(pk for (pk,) in cursor.fetchall())
    return sorted(found)


def _rows_of(span: str, since: date, until: date) -> list[date]:
    """The days by which the rows of a stretch are known."""
    days = [since + timedelta(days=n) for n in range((until - since).days + 1)]
    return days if span == "d" else [day for day in days if day.day == 1]


def stretches(first: date, last: date) -> list[tuple[str, date, date]]:
    """The period as days and whole months: (span, first row's day, last row's day)."""
    month = first if first.day == 1 else _next_month(first)
    end = (last + timedelta(days=1)).replace(day=1)
    if month >= end:
        return [("d", first, last)]
    found = [("m", month, end - timedelta(days=1))]
    if first < month:
        found.insert(0, ("d", first, month - timedelta(days=1)))
    if end <= last:
        found.append(("d", end, last))
    return found


def _next_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)
