"""Counting tries in the database, so that all processes count together.

One statement counts a try *before* it is made; a success takes it back. Many tries at once therefore cannot pass the limit,
on SQLite or on PostgreSQL, and a crash in between errs on the shut side.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from caunoi.ground.people.models import LoginFailure

# The row starts afresh once its lock, or an unlocked window, has run out; while it is locked nothing is counted.
_COUNT = """
INSERT INTO people_loginfailure AS f (key, window_began_at, failures, locked_until_at)
VALUES (%(key)s, %(now)s, 1, CASE WHEN 1 >= %(limit)s THEN %(until)s END)
ON CONFLICT (key) DO UPDATE SET
  failures = CASE WHEN f.locked_until_at IS NOT NULL OR f.window_began_at <= %(old)s THEN 1 ELSE f.failures + 1 END,
  window_began_at = CASE WHEN f.locked_until_at IS NOT NULL OR f.window_began_at <= %(old)s THEN %(now)s
    ELSE f.window_began_at END,
  locked_until_at = CASE WHEN %(limit)s <=
    CASE WHEN f.locked_until_at IS NOT NULL OR f.window_began_at <= %(old)s THEN 1 ELSE f.failures + 1 END
    THEN %(until)s END
WHERE f.locked_until_at IS NULL OR f.locked_until_at <= %(now)s
RETURNING failures
"""
_TAKE_BACK = """
UPDATE people_loginfailure SET locked_until_at = NULL, failures = failures - 1 WHERE key = %s AND failures > 0
"""


@dataclass(frozen=True)
class Try:
    """May the try be made? `locked_until`: the door is shut until then; unless the try succeeds, if it may be made."""

    allowed: bool
    locked_until: datetime | None


def count(key: str, *, limit: int, window: timedelta, at: datetime) -> Try:
    """Count one try under the key; the one that reaches the limit may still be made, and shuts the door if it fails."""

    moment = connection.ops.adapt_datetimefield_value
    parameters: dict[str, Any] = {
        "key": key,
        "limit": limit,
        "now": moment(at),
        "until": moment(at + window),
        "old": moment(at - window),
    }
    sql = _COUNT
    if connection.vendor == "postgresql":
        sql = sql.replace("%(until)s", "%(until)s::timestamptz")
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        row = cursor.fetchone()
    if row is None:
        return Try(allowed=False, locked_until=locked_until(key, at=at) or at)
    return Try(allowed=True, locked_until=at + window if row[0] >= limit else None)


def take_back(key: str) -> None:
    """The try counted last under the key succeeded: it was none, and the lock it may have set is lifted."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_BACK, [key])


def forget(key: str) -> None:
    """All tries under the key are forgotten, and its door is open."""
    LoginFailure.objects.filter(key=key).delete()


def locked_until(key: str, *, at: datetime) -> datetime | None:
    """Until when the door is shut; nothing: it is open."""
    row = LoginFailure.objects.filter(key=key, locked_until_at__gt=at).first()
    return row.locked_until_at if row else None


def sweep(*, at: datetime, window: timedelta) -> int:
    """Drop rows that no longer matter; says how many."""
    old = LoginFailure.objects.filter(window_began_at__lte=at - 2 * window)
    return old.exclude(locked_until_at__gt=at).delete()[0]
