"""What waits, what went and what could not: for the command and the desk, which show no address and no text."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from caunoi.ground.outbox.channels import CHANNELS
from caunoi.ground.outbox.models import Message, State


def counts() -> dict[State, int]:
    """How many messages are in each state."""
    waits = Q(next_at__isnull=False)
    rows = Message.objects.aggregate(
        waiting=Count("pk", filter=waits & Q(tries=0)),
        retrying=Count("pk", filter=waits & Q(tries__gt=0)),
        sent=Count("sent_at"),
        given_up=Count("given_up_at"),
    )
    return {state: rows[state.value] for state in State}


def newest() -> QuerySet[Message]:
    """All messages, the one posted last first, without what is sealed."""
    return Message.objects.order_by("-pk").defer("sealed")


def given_up_keys() -> list[str]:
    """What could not be sent and can still be tried again, the oldest first."""
    given_up = Message.objects.filter(given_up_at__isnull=False).exclude(sealed="")
    return list(given_up.order_by("pk").values_list("key", flat=True))


def blocked() -> list[str]:
    """The channels that are not set up and for which messages wait."""
    closed = [name for name, channel in CHANNELS.items() if not channel.leads_somewhere()]
    waiting = Message.objects.filter(next_at__isnull=False, channel__in=closed)
    return sorted(set(waiting.values_list("channel", flat=True)))
