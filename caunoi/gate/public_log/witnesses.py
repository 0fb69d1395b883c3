"""Having other portals witness the head: each is asked for its cosignature of every new head, and again each hour.

By the clock, in a thread of the worker: a witness that does not answer holds up nothing that is published.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.conf import settings

from caunoi.gate.public_log import cosignatures, folder
from caunoi.gate.public_log.models import Cosignature, Head, Tile
from caunoi.ledger import asking, merkle, tiles
from caunoi.ledger.notes import Note

logger = logging.getLogger("caunoi.witnesses")
AGAIN = timedelta(hours=1)


def ask(*, at: datetime) -> int:
    """Ask those who have not cosigned the head that is published; put what they say under it. How many new cosignatures there are."""
    asked: list[asking.Known] = settings.WITNESSES
    head = Head.objects.get(pk=1)
    if not asked or not head.size or head.published != head.size:
        return 0
    note, new = Note.read(head.checkpoint), 0
    for witness in asked:
        last = Cosignature.objects.filter(witness=witness.key.vkey).order_by("-size", "-at").first()
        if last is not None and last.size == head.size and at - last.at < AGAIN:
            continue
        if _failed_lately(witness.key.name, at):
            continue
        try:
            given = asking.cosignature(
                witness, note, head.size, last.size if last else 0, lambda old: _proof(old, head.size)
            )
        except asking.Unwilling as reason:
            logger.warning("nhân chứng không ký: %s", reason)
            _failures[witness.key.name] = at
            continue
        Cosignature.objects.create(witness=witness.key.vkey, size=head.size, line=given.line, at=at)
        new += 1
    if new:
        folder.put_checkpoint(cosignatures.under(note, head.size))
    return new


_failures: dict[str, datetime] = {}
_PAUSE = timedelta(seconds=30)


def _failed_lately(name: str, at: datetime) -> bool:
    return name in _failures and at - _failures[name] < _PAUSE


def _proof(old: int, size: int) -> list[bytes]:
    def fetch(level: int, number: int, width: int) -> bytes:
        hashes = Tile.objects.values_list("hashes", flat=True).get(level=level, number=number)
        return bytes(hashes)[: width * merkle.SIZE]

    return merkle.consistency(old, size, tiles.reader(size, fetch))
