"""Changing the key of the log so that whoever remembers the old one can follow to the new one.

The new key is put beside the old (`log.next`). The next head holds an entry that names it, and both keys sign that head; it is kept for good and
stands in the file `keys`. Then the new key takes the old one's place. Each step may be killed and is then taken up again by the next.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from caunoi.gate.public_log import entries, signing
from caunoi.gate.public_log.models import Head, Rotation
from caunoi.ground.files import write
from caunoi.ledger import keys

if TYPE_CHECKING:
    from caunoi.gate.public_log.batches import Batch


def begin() -> str:
    """Make the next key, unless one waits already; its public form. The worker, or whoever calls `sequencer.step`, does the rest."""
    return keys.signer(signing.origin(), signing.next_file()).verifier.vkey


def asked() -> bool:
    """Whether a next key waits that no entry names yet."""
    coming = signing.coming()
    return coming is not None and not Rotation.objects.filter(new=coming.verifier.vkey).exists()


def turn(batch: Batch) -> Rotation | None:
    """Put the entry that names the next key into this batch; None when there is nothing to name."""
    coming = signing.coming() if asked() else None
    if coming is None:
        return None
    old, new = signing.signer().verifier.vkey, coming.verifier.vkey
    index = batch.add(entries.written(entries.KEY, timezone.now(), change="rotated", use="log", was=old, key=new))
    return Rotation(old=old, new=new, entry=index)


def kept(turned: Rotation | None, checkpoint: str) -> None:
    """Keep the head that both keys signed."""
    if turned is not None:
        turned.checkpoint = checkpoint
        turned.save(force_insert=True)


def finish() -> None:
    """The next key takes its place, when the head that names it is in the folder. Under the lock: nobody signs meanwhile."""
    if signing.coming() is None:
        return
    with transaction.atomic():
        head = Head.objects.select_for_update().get(pk=1)
        coming = signing.coming()
        if coming is None or head.published != head.size:
            return
        if Rotation.objects.filter(new=coming.verifier.vkey, entry__lt=head.published).exists():
            # First what readers see: the head that stands is signed by both.
            write(
                settings.DATA / "public" / settings.HOST / signing.PREFIX / "vkey",
                f"{coming.verifier.vkey}\n".encode(),
            )
            os.replace(signing.next_file(), settings.LOG_KEY_FILE)


def written() -> bytes:
    """The file `keys`: a line of JSON for each key that was, oldest first."""
    rows = Rotation.objects.order_by("entry").values("old", "new", "entry", "checkpoint")
    lines = ({"key": r["old"], "next": r["new"], "entry": r["entry"], "head": r["checkpoint"]} for r in rows)
    return "".join(f"{json.dumps(line, ensure_ascii=False, sort_keys=True)}\n" for line in lines).encode()
