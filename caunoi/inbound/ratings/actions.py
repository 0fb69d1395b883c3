"""Rating a page, and forgetting who could have."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.utils import timezone

from caunoi.ground.refused import Refused
from caunoi.ground.writing import in_turn
from caunoi.inbound.cases.rules import GRADES
from caunoi.inbound.doors.tokens import derived
from caunoi.inbound.ratings import queries, rules
from caunoi.inbound.ratings.models import Mark

# One statement counts and, at the limit, counts nothing: many at once cannot pass it, on SQLite or on PostgreSQL.
_MARK = """
INSERT INTO ratings_mark AS m (mark, counted_on, ratings) VALUES (%s, %s, 1)
ON CONFLICT (mark) DO UPDATE SET ratings = m.ratings + 1 WHERE m.ratings < %s
RETURNING ratings
"""
_TALLY = """
INSERT INTO ratings_tally AS t (path, rated_on, grade, ratings) VALUES (%s, %s, %s, 1)
ON CONFLICT (path, rated_on, grade) DO UPDATE SET ratings = t.ratings + 1
"""


def rate(path: str, grade: int, *, address: str, at: datetime) -> None:
    """Count a rating of the page that answers at `path`. `address`: the network address it comes from, which is not kept.

    Raises Refused when no page of ours answers there, or when enough came from that address today.
    """
    if grade not in GRADES:
        raise Refused(rules.NO_GRADE)
    if not queries.is_rated(path):
        raise Refused(rules.NO_PAGE)
    on = timezone.localdate(at)
    key, day = derived(settings.SECRET_KEY, "rating"), connection.ops.adapt_datefield_value(on)
    with in_turn(), transaction.atomic(), connection.cursor() as cursor:
        if not _counted(cursor, rules.mark(address, on, "", key=key), day, rules.A_DAY):
            raise Refused(rules.ENOUGH_TODAY)
        if not _counted(cursor, rules.mark(address, on, path, key=key), day, rules.A_PAGE_A_DAY):
            raise Refused(rules.ENOUGH_HERE)
        cursor.execute(_TALLY, [path, day, grade])


def _counted(cursor: CursorWrapper, mark: str, day: Any, limit: int) -> bool:
    cursor.execute(_MARK, [mark, day, limit])
    return cursor.fetchone() is not None


def forget(*, at: datetime) -> int:
    """Drop the marks of days that are over; says how many."""
    past = Mark.objects.filter(counted_on__lt=timezone.localdate(at))
    return past.delete()[0] if past.exists() else 0
