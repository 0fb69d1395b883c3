"""The worker's part: send what is due, and empty what is no longer needed."""

from __future__ import annotations

import logging
import time
import traceback
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import Q, QuerySet

from caunoi.ground.outbox import rules, sealing
from caunoi.ground.outbox.channels import CHANNELS
from caunoi.ground.outbox.letters import Channel, Letter, NotSent
from caunoi.ground.outbox.models import Message

logger = logging.getLogger("caunoi.outbox")

SWEPT_AT_ONCE = 500


def deliver(*, at: datetime, limit: int = 20) -> int:
    """Send up to `limit` messages that are due. Returns how many were tried.

    Each is claimed in a short transaction, sent outside of any, and then noted down. Who is killed in between leaves a claim
    that runs out: the message is sent again under the same name. Several may deliver at the same time.
    """
    ready = [name for name, channel in CHANNELS.items() if channel.leads_somewhere()]
    if not Message.objects.filter(next_at__lte=at, channel__in=ready).exists():
        return 0  # without a lock: an idle worker must not disturb those who write
    begun = time.monotonic()

    def now() -> datetime:
        return at + timedelta(seconds=time.monotonic() - begun)

    open_channels: dict[str, Channel] = {}
    tried = 0
    try:
        while tried < limit and ready and (message := _claim(now(), ready)) is not None:
            channel = open_channels.setdefault(message.channel, CHANNELS[message.channel]())
            if not _try(message, channel, now):
                ready.remove(message.channel)  # nobody opens: the others need not knock in vain this time
            tried += 1
    finally:
        for channel in open_channels.values():
            channel.close()
    return tried


def _claim(now: datetime, channels: list[str]) -> Message | None:
    """The message that has waited longest, ours alone until the lease runs out."""
    while True:
        with transaction.atomic():
            due = Message.objects.filter(next_at__lte=now, channel__in=channels)
            # On SQLite the transaction itself is the lock: it began IMMEDIATE.
            message = due.select_for_update(skip_locked=True).order_by("next_at", "pk").first()
            if message is None:
                return None
            if message.tries < rules.TRIES:
                message.tries += 1
                message.next_at = now + rules.LEASE
                message.save(update_fields=["tries", "next_at"])
                return message
            # The last try never came to an end: perhaps this very message ends those who touch it.
            _give_up(message, "lần gửi cuối bị ngắt giữa chừng", now)


def _try(message: Message, channel: Channel, now: Callable[[], datetime]) -> bool:
    """Send one message and note down what came of it. False: the channel takes nothing just now."""
    to, reached = "", True
    try:
        to, text = sealing.open_sealed(message.key, message.sealed)
        letter = Letter(rules.identity(message.key), to, message.subject, text, message.not_before)
        channel.send(letter)
    except NotSent as failure:
        _failed(message, rules.without_addresses(failure.reason, to), now(), for_good=failure.for_good)
        reached = not failure.unreachable
    except DatabaseError:
        raise
    except Exception as bug:
        # Whatever is wrong with one message must not stop the others. Where it happened, but no value: it may be personal.
        logger.error("%s: %s\n%s", message.key, type(bug).__name__, "".join(traceback.format_tb(bug.__traceback__)))
        _failed(message, f"lỗi khi soạn hoặc gửi ({type(bug).__name__})", now(), for_good=False)
    else:
        # Whoever holds the lease by now: it was sent.
        sent = Message.objects.filter(pk=message.pk, sent_at__isnull=True)
        sent.update(sent_at=now(), next_at=None, given_up_at=None, last_error="")
    return reached


def _failed(message: Message, reason: str, now: datetime, *, for_good: bool) -> None:
    again = None if for_good else rules.next_try(message.tries, now)
    if again is None:
        _give_up(message, reason, now)
        return
    logger.warning("%s: lần %d không gửi được: %s", message.key, message.tries, reason)
    _ours(message).update(next_at=again, last_error=reason)


def _give_up(message: Message, reason: str, now: datetime) -> None:
    logger.error("%s: thôi không gửi nữa sau %d lần: %s", message.key, message.tries, reason)
    _ours(message).update(given_up_at=now, next_at=None, last_error=reason)


def _ours(message: Message) -> QuerySet[Message]:
    """The row, unless our lease ran out and somebody else has dealt with it meanwhile."""
    return Message.objects.filter(pk=message.pk, tries=message.tries, next_at__isnull=False)


def sweep(*, at: datetime) -> int:
    """Empty the sealed part of what ended `MAIL_KEPT_DAYS` days ago; the row stays. Returns how many were emptied."""
    # Law 91/2025/QH15: personal data are kept no longer than their purpose asks.
    before = at - timedelta(days=settings.MAIL_KEPT_DAYS)
    ended = Message.objects.filter(Q(sent_at__lt=before) | Q(given_up_at__lt=before)).exclude(sealed="")
    emptied = 0
    while pks := list(ended.values_list("pk", flat=True)[:SWEPT_AT_ONCE]):
        emptied += Message.objects.filter(pk__in=pks, next_at__isnull=True).update(sealed="")
    return emptied
