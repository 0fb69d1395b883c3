"""Putting entries in order: releases as they stand in the log of the gate, and between them what else was handed in.

One batch is one transaction under the lock of the head: entries, tiles, the signed head. Only when that is on the disk are the files
written, and only then may followers deal with the releases in it. A sequencer that is killed in between writes them when it starts
again: two heads of one size with two roots cannot come about, for what was signed is what the database kept.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from caunoi.gate.public_log import folder, rotating, signing
from caunoi.gate.public_log.batches import Batch
from caunoi.gate.public_log.models import ApproverKey, Entry, Head, Tile, Waiting
from caunoi.gate.releases import log
from caunoi.gate.releases.models import Release
from caunoi.ground.refused import Refused
from caunoi.ground.writing import put
from caunoi.ledger import merkle, tiles
from caunoi.ledger.checkpoints import Checkpoint
from caunoi.ledger.notes import Note

BATCH = 500


def hand_in(data: bytes) -> None:
    """Let these bytes (of `entries.written`) become an entry, if the caller's transaction stands."""
    put(Waiting(data=data))


def published_release() -> int:
    """The last release that stands in a published head: as far as followers may read."""
    return Head.objects.values_list("published_release", flat=True).get(pk=1)


def step() -> int:
    """Take in one batch, sign, publish. Returns how many entries that were; 0 when there was nothing."""
    done = integrate()
    publish()
    rotating.finish()
    return done


def integrate() -> int:
    """One batch into the tree, in one transaction. Raises Broken when a release was not written by the gate."""
    known = Head.objects.values_list("released", flat=True).get(pk=1)
    if not Release.objects.filter(position__gt=known).exists() and not _something_else():
        return 0  # without a lock: an idle sequencer must not disturb those who write
    with transaction.atomic():
        head = Head.objects.select_for_update().get(pk=1)
        _must_be_whole(head)
        releases = list(
            Release.objects.filter(position__gt=head.released).select_related("approval").order_by("position")[:BATCH]
        )
        log.verify(releases)
        waiting = list(Waiting.objects.order_by("pk")[: BATCH - len(releases)])
        batch = Batch(head.size)
        batch.fill(releases, waiting)
        turn = rotating.turn(batch)
        if not batch.entries:
            return 0
        Entry.objects.bulk_create(batch.entries)
        head.size += len(batch.entries)
        head.released = releases[-1].position if releases else head.released
        root = _grow(batch.begin, [merkle.leaf(bytes(one.data)) for one in batch.entries])
        head.checkpoint = Checkpoint(signing.origin(), head.size, root).signed(*signing.signers()).written()
        head.save()
        rotating.kept(turn, head.checkpoint)
        Waiting.objects.filter(pk__in=[one.pk for one in waiting]).delete()
        return len(batch.entries)


def _something_else() -> bool:
    return Waiting.objects.exists() or ApproverKey.objects.filter(entry=None).exists() or rotating.asked()


class Forgetful(Refused):
    """The database does not hold what was signed: what was signed next would contradict it."""


def _must_be_whole(head: Head) -> None:
    stands = folder.standing()
    if stands is None or stands.size < head.size:
        return
    if stands.size > head.size or stands != Checkpoint.read(Note.read(head.checkpoint).text):
        raise Forgetful(
            f"Nhật ký đã công bố có {stands.size} mục, cơ sở dữ liệu có {head.size} và không phải những mục ấy: dữ liệu đã bị thay hoặc bị xóa. "
            "Ký tiếp sẽ thành hai nhật ký trái nhau nên Cổng không ký, và không có gì mới được đưa ra công chúng. Xem docs/public-log.md."
        )


def publish() -> None:
    """Write the files of all that is in the tree and not published, the signed head last."""
    head = Head.objects.get(pk=1)
    begin = (
        head.published if (folder.root() / "checkpoint").exists() else 0
    )  # a folder that was lost is written anew from the database
    if begin == head.size:
        return
    folder.write(head, begin)
    # Who publishes the same twice does the same; nobody goes back.
    Head.objects.filter(pk=1, published__lt=head.size).update(published=head.size, published_release=head.released)


def _grow(size: int, leaves: Sequence[bytes]) -> bytes:
    """Add leaf hashes to the tiles of a tree of `size`; the new root."""
    edge = {
        level: bytes(tile.hashes)
        for level in tiles.levels(size)
        for tile in Tile.objects.filter(level=level, number=(size >> tiles.HEIGHT * level) // tiles.WIDTH)
    }
    changed = tiles.grown(size, edge, leaves)
    Tile.objects.bulk_create(
        [Tile(level=one.level, number=one.number, hashes=one.hashes) for one in changed],
        update_conflicts=True, unique_fields=["level", "number"], update_fields=["hashes"],
    )  # fmt: skip
    edge |= {one.level: one.hashes if one.width < tiles.WIDTH else b"" for one in changed}
    return tiles.root(size + len(leaves), edge)
