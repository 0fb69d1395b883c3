"""Adding visits to what was counted before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone

from caunoi.ground.writing import in_turn
from caunoi.reach.visits.models import Address, FileRead, PageVisits
from caunoi.reach.visits.rules import Visit, section_of

# For so long visits are known by the day; by the month for ever.
DAYS_KEPT = timedelta(days=3 * 366)
READ_KEPT = timedelta(days=90)

_PAGE = """
INSERT INTO visits_pagevisits AS v (address_id, span, "on", people) VALUES (%s, %s, %s, %s)
ON CONFLICT (span, "on", address_id) DO UPDATE SET people = v.people + excluded.people
"""
_SECTION = """
INSERT INTO visits_sectionvisits AS v ("on", host, section, people, machines) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT ("on", host, section) DO UPDATE SET people = v.people + excluded.people, machines = v.machines + excluded.machines
"""
_HOUR = """
INSERT INTO visits_hourvisits AS v ("on", host, hour, people, machines) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT ("on", host, hour) DO UPDATE SET people = v.people + excluded.people, machines = v.machines + excluded.machines
"""


def add(visits: Mapping[Visit, int]) -> None:
    """Add these visits. In the caller's transaction, or in one of their own."""
    sections: dict[tuple[date, str, str], list[int]] = {}
    hours: dict[tuple[date, str, int], list[int]] = {}
    pages: Counter[tuple[date, str, str]] = Counter()
    for visit, times in visits.items():
        sections.setdefault((visit.on, visit.host, section_of(visit.path)), [0, 0])[visit.machine] += times
        hours.setdefault((visit.on, visit.host, visit.hour), [0, 0])[visit.machine] += times
        if not visit.machine:
            pages[visit.on, visit.host, visit.path] += times
    months: Counter[tuple[date, str, str]] = Counter()
    for (on, host, path), times in pages.items():
        months[on.replace(day=1), host, path] += times
    day = connection.ops.adapt_datefield_value
    with in_turn(), transaction.atomic(), connection.cursor() as cursor:
        known = _numbers({(host, path) for _, host, path in pages})
        for span, counted in (("d", pages), ("m", months)):
            rows = [(known[host, path], span, day(on), times) for (on, host, path), times in sorted(counted.items())]
            cursor.executemany(_PAGE, rows)
        cursor.executemany(
            _SECTION, [(day(on), host, name, *both) for (on, host, name), both in sorted(sections.items())]
        )
        cursor.executemany(_HOUR, [(day(on), host, hour, *both) for (on, host, hour), both in sorted(hours.items())])


def _numbers(addresses: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """The row of each address, made where there is none."""
    wanted = sorted(addresses)
    found: dict[tuple[str, str], int] = {}
    for low in range(0, len(wanted), 400):
        part = wanted[low : low + 400]
        rows = Address.objects.filter(host__in={host for host, _ in part}, path__in=[path for _, path in part])
        found.update({(host, path): pk for host, path, pk in rows.values_list("host", "path", "pk")})
    new = [key for key in wanted if key not in found]
    made = Address.objects.bulk_create([Address(host=host, path=path) for host, path in new], batch_size=300)
    return found | {(one.host, one.path): one.pk for one in made}


def sweep(*, at: datetime) -> int:
    """Forget the days of long ago, and files that are long gone; says how many rows."""
    old = timezone.localdate(at) - DAYS_KEPT
    days, _ = PageVisits.objects.filter(span=PageVisits.Span.DAY, on__lt=old).delete()
    files, _ = FileRead.objects.filter(at__lt=at - READ_KEPT).delete()
    return days + files
