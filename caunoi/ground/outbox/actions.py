"""The verbs: post a message with the change that it tells of, and have one tried again."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction

from caunoi.ground.outbox import rules, sealing
from caunoi.ground.outbox.channels import CHANNELS
from caunoi.ground.outbox.models import Message
from caunoi.ground.people import audit
from caunoi.ground.people.models import User
from caunoi.ground.refused import Refused


def post(
    *,
    key: str,
    to: str,
    subject: str,
    text: str,
    about: str,
    at: datetime,
    not_before: datetime | None = None,
    channel: str = "email",
) -> Message:
    """Put a message in the outbox, in the transaction of the change that it tells of; a message that is there already stays as it is.

    `key` names the message for ever ("case:12:received"); key, `subject` and `about` are kept open and must name nobody. `text` is
    plain text. Returns the message as it was to be posted, with the number of the one that stands. Raises Refused for an address
    that cannot be one, RuntimeError outside of a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a message is posted in the transaction of the change that it tells of")
    if not key or len(key) > rules.LONGEST_KEY or rules.one_line(key) != key:
        raise ValueError(f"not a key: {key!r}")
    CHANNELS[channel].check(to)
    message = Message(
        key=key,
        channel=channel,
        subject=rules.one_line(subject),
        about=about,
        sealed=sealing.seal(key, to=to, text=rules.plain_text(text)),
        posted_at=at,
        not_before=not_before or at,
        next_at=not_before or at,
    )
    # One statement, and no savepoint. Of a message that is there already nothing is written but the key that it has.
    Message.objects.bulk_create([message], update_conflicts=True, unique_fields=["key"], update_fields=["key"])
    return message


def retry(key: str, *, by: User | None, at: datetime) -> Message:
    """Let a message that waits or was given up be tried at once (but not before its time), with all its tries before it.

    Raises Refused when it cannot be sent again.
    """
    with transaction.atomic():
        message = Message.objects.select_for_update().filter(key=key).first()
        if message is None:
            raise Refused("Không có thư nào mang khóa này.")
        if message.sent_at is not None:
            raise Refused("Thư này đã gửi rồi; không gửi lần nữa.")
        if not message.sealed:
            raise Refused("Nội dung thư này đã xóa theo thời hạn lưu, nên không gửi lại được.")
        message.next_at, message.given_up_at, message.tries = max(at, message.not_before), None, 0
        message.save(update_fields=["next_at", "given_up_at", "tries"])
        audit.record("message_retried", subject=key, by=by, at=at, detail={"error": message.last_error})
    return message
