"""Counting visits in the database, so that all processes count together.

One statement counts a visit before anything is done for it, and counts none beyond the limit. Many visits at once therefore cannot
pass the limit, on SQLite or on PostgreSQL.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.utils import timezone

from caunoi.ground.writing import in_turn
from caunoi.inbound.doors import rules
from caunoi.inbound.doors.models import Visit
from caunoi.inbound.doors.tokens import derived

# The row starts afresh once its window has run out; at the limit nothing is counted and no row comes back.
_COUNT = """
INSERT INTO doors_visit AS v (mark, window_began_at, visits) VALUES (%(mark)s, %(now)s, 1)
ON CONFLICT (mark) DO UPDATE SET
  visits = CASE WHEN v.window_began_at <= %(old)s THEN 1 ELSE v.visits + 1 END,
  window_began_at = CASE WHEN v.window_began_at <= %(old)s THEN %(now)s ELSE v.window_began_at END
WHERE v.visits < %(limit)s OR v.window_began_at <= %(old)s
RETURNING visits
"""


def admit(address: str, at: datetime, proved: bool) -> rules.Admission:
    """Count one visit from the address; `proved`: work was done for its token."""
    limit = rules.PROVED_IN_A_WINDOW if proved else rules.UNPROVED_IN_A_WINDOW
    key = derived(settings.SECRET_KEY, "visit")
    mark = rules.mark(address, timezone.localdate(at), proved=proved, key=key)
    moment = connection.ops.adapt_datetimefield_value
    with in_turn(), connection.cursor() as cursor:
        cursor.execute(_COUNT, {"mark": mark, "now": moment(at), "old": moment(at - rules.WINDOW), "limit": limit})
        row = cursor.fetchone()
    if row is not None:
        return rules.Admission(True, timedelta(0), flagged=not proved or row[0] > rules.FLAGGED_AFTER)
    began_at = Visit.objects.filter(mark=mark).values_list("window_began_at", flat=True).first() or at
    return rules.Admission(False, began_at + rules.WINDOW - at, flagged=True)


def sweep(at: datetime) -> int:
    """Drop the windows that have run out; says how many."""
    return Visit.objects.filter(window_began_at__lte=at - rules.WINDOW).delete()[0]
