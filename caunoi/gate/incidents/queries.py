"""Reads that the desk needs."""

from __future__ import annotations

from datetime import datetime, timedelta

from caunoi.gate.incidents.models import Incident

SHOWN_DAYS = 30


def lately(at: datetime, count: int) -> list[Incident]:
    """The newest incidents of the last 30 days."""
    return list(Incident.objects.filter(last_at__gte=at - timedelta(days=SHOWN_DAYS)).order_by("-last_at")[:count])
