"""The verb of this room."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from caunoi.ground.writing import in_turn
from caunoi.inbound.searches import rules
from caunoi.inbound.searches.models import Search

RARE_KEPT = timedelta(days=31)
KEPT = timedelta(days=3 * 366)

# New words are taken in only while the day has room for them; those that are known go on being counted.
_COUNT = """
INSERT INTO searches_search AS s ("on", place, words, spelled, asked, missed)
SELECT %(on)s, %(place)s, %(words)s, %(spelled)s, 1, %(missed)s
WHERE (SELECT COUNT(*) FROM searches_search t WHERE t."on" = %(on)s) < %(most)s
   OR EXISTS (SELECT 1 FROM searches_search t WHERE t."on" = %(on)s AND t.place = %(place)s AND t.words = %(words)s)
ON CONFLICT ("on", place, words) DO UPDATE SET asked = s.asked + 1, missed = s.missed + excluded.missed,
  spelled = CASE WHEN excluded.spelled = excluded.words THEN s.spelled ELSE excluded.spelled END
"""


def note(query: str, found: int, at: datetime, *, place: Search.Place = Search.Place.ANSWERS) -> bool:
    """Somebody asked for these words and was shown so many things; says whether that was counted.

    Never fails whoever asked: with the database busy or only to be read, nothing is counted.
    """
    words = rules.countable(query)
    if words is None:
        return False
    on = connection.ops.adapt_datefield_value(timezone.localdate(at))
    values = {"on": on, "place": place.value, "words": words.folded, "spelled": words.spelled, "missed": int(found == 0),
              "most": rules.MOST_A_DAY}  # fmt: skip
    try:
        with in_turn(), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_COUNT, values)
            return bool(cursor.rowcount > 0)
    except DatabaseError:
        return False


def sweep(*, at: datetime) -> int:
    """Forget what only few asked for, after a month, and everything after three years; says how many rows."""
    today = timezone.localdate(at)
    rare = Search.objects.filter(on__lt=today - RARE_KEPT, asked__lt=rules.FEW)
    old = Search.objects.filter(on__lt=today - KEPT)
    return rare.delete()[0] + old.delete()[0]
