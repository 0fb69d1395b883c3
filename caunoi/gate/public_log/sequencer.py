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
from caunoi.gate.public_log.waiting import hand_in as hand_in
from caunoi.gate.public_log.waiting import must_be_ours
from caunoi.gate.releases import log
from caunoi.gate.releases.models import Release
from caunoi.ground.refused import Refused
from caunoi.ledger import merkle, tiles
from caunoi.ledger.checkpoints import Checkpoint, opened
from caunoi.ledger.notes import Note

BATCH = 500


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
        _must_hold(head, folder.standing())
        releases = list(
            Release.objects.filter(position__gt=head.released).select_related("approval").order_by("position")[:BATCH]
        )
        log.verify(releases)
        waiting = list(Waiting.objects.order_by("pk")[: BATCH - len(releases)])
        must_be_ours(waiting)
        batch = Batch(head.size)
        batch.fill(releases, waiting)
        turn = rotating.turn(batch)
        if not batch.entries:
            return 0
        Entry.objects.bulk_create(batch.entries)
        head.size += len(batch.entries)
        head.released = releases[-1].position if releases else head.released
        root = _grow(head, batch.begin, [merkle.leaf(bytes(one.data)) for one in batch.entries])
        head.checkpoint = Checkpoint(signing.origin(), head.size, root).signed(*signing.signers()).written()
        head.save()
        rotating.kept(turn, head.checkpoint)
        Waiting.objects.filter(pk__in=[one.pk for one in waiting]).delete()
        return len(batch.entries)


def _something_else() -> bool:
    return Waiting.objects.exists() or ApproverKey.objects.filter(entry=None).exists() or rotating.asked()


class Forgetful(Refused):
    """The database does not hold what was signed: what was signed next would contradict it."""


_ALTERED = (
    "Cây băm của nhật ký công khai trong cơ sở dữ liệu không phải cây đã ký: có người đã sửa bằng đường khác. "
    "Ký tiếp sẽ thành hai nhật ký trái nhau nên Cổng không ký, và không có gì mới được đưa ra công chúng. Xem docs/public-log.md."
)


def check() -> None:
    """Raise Forgetful when the database does not hold what was signed and published."""
    stands = folder.standing()  # before the head: what is signed meanwhile is in the head
    _must_hold(Head.objects.get(pk=1), stands)


def check_tree() -> None:
    """Raise Forgetful unless every entry and every hash in the database is as it was signed. Reads all of them."""
    head = Head.objects.get(pk=1)
    edge: dict[int, bytes] = {}
    for first in range(0, head.size, _CHECKED):
        rows = Entry.objects.filter(pk__gte=first, pk__lt=min(first + _CHECKED, head.size)).order_by("pk")
        leaves = [merkle.leaf(bytes(data)) for data in rows.values_list("data", flat=True)]
        if len(leaves) != min(_CHECKED, head.size - first):
            raise Forgetful(_ALTERED)
        for one in tiles.grown(first, edge, leaves):
            edge[one.level] = one.hashes if one.width < tiles.WIDTH else b""
            row = Tile.objects.filter(level=one.level, number=one.number).values_list("hashes", flat=True).first()
            if row is None or bytes(row)[: len(one.hashes)] != one.hashes:
                raise Forgetful(_ALTERED)
    if tiles.root(head.size, edge) != opened(head.checkpoint, signing.signer().verifier)[0].root:
        raise Forgetful(_ALTERED)


_CHECKED = 64 * tiles.WIDTH


def _must_hold(head: Head, stands: Checkpoint | None) -> None:
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


def _grow(head: Head, size: int, leaves: Sequence[bytes]) -> bytes:
    """Add leaf hashes to the tiles of a tree of `size`; the new root. Raises Forgetful when the tiles are not those of the head that was signed."""
    edge = {
        level: bytes(tile.hashes)
        for level in tiles.levels(size)
        for tile in Tile.objects.filter(level=level, number=(size >> tiles.HEIGHT * level) // tiles.WIDTH)
    }
    try:
        ours = not size or tiles.root(size, edge) == opened(head.checkpoint, signing.signer().verifier)[0].root
    except ValueError:
        ours = False
    if not ours:
        raise Forgetful(_ALTERED)
    changed = tiles.grown(size, edge, leaves)
    Tile.objects.bulk_create(
        [Tile(level=one.level, number=one.number, hashes=one.hashes) for one in changed],
        update_conflicts=True, unique_fields=["level", "number"], update_fields=["hashes"],
    )  # fmt: skip
    edge |= {one.level: one.hashes if one.width < tiles.WIDTH else b"" for one in changed}
    return tiles.root(size + len(leaves), edge)
