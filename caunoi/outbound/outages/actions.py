"""What becomes of an outage by itself."""

from __future__ import annotations

from datetime import datetime

from caunoi.outbound.outages.models import Outage


def take_down(*, at: datetime) -> int:
    """Withdraw the announcements of outages that are over, from their own page and from the home page. Returns how many."""
    over = Outage.objects.filter(live=True, until_at__lte=at)
    for outage in over:
        outage.withdrawal_reason = "withdrawn_over"
        outage.unpublish(log_action="wagtail.unpublish.scheduled")
    return len(over)
