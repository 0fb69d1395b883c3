"""Which entries of the log fall into a stretch of time."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from caunoi.gate.releases.models import Head, Release

# Who waits for the lock took the time before waiting: neighbours in the log may be out of order by as much as they waited.
_SLACK = 500


def released_between(since: datetime, until: datetime) -> QuerySet[Release]:
    """The entries from `since` on and before `until`, found by halving: the log is in the order of time, and has no index of it."""
    first, past = _position_at(since) - _SLACK, _position_at(until) + _SLACK
    return Release.objects.filter(position__gte=first, position__lt=past, at__gte=since, at__lt=until)


def before(since: datetime) -> QuerySet[Release]:
    """The entries before that moment."""
    return Release.objects.filter(position__lt=_position_at(since) + _SLACK, at__lt=since)


def _position_at(moment: datetime) -> int:
    """The first position that was not appended before the moment."""
    low, high = 1, Head.objects.values_list("position", flat=True).get(pk=1) + 1
    while low < high:
        middle = (low + high) // 2
        if Release.objects.values_list("at", flat=True).get(position=middle) < moment:
            low = middle + 1
        else:
            high = middle
    return low
