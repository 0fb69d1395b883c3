"""The files of the log below /.well-known/caunoi/log/ (C2SP tlog-tiles), and beside them where the entry of an address stands."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from caunoi.gate.public_log import rotating, signing
from caunoi.gate.public_log.models import Entry, Head, Tile
from caunoi.gate.releases.models import Release
from caunoi.ground.files import write as put
from caunoi.ledger import merkle, tiles
from caunoi.ledger.checkpoints import Checkpoint, opened
from caunoi.ledger.notes import Note, Unsigned

_AT_ONCE = 2_000


def root() -> Path:
    return settings.DATA / "public" / settings.HOST / signing.PREFIX


def standing() -> Checkpoint | None:
    """The head of ours that stands in the folder; None when there is none, or one that we did not sign."""
    try:
        return opened((root() / "checkpoint").read_bytes(), signing.signer().verifier)[0]
    except (FileNotFoundError, Unsigned):
        return None


def write(head: Head, begin: int) -> None:
    """Bring the folder from `begin` entries to `head.size`; the checkpoint is put in place last."""
    place, end = root(), head.size
    for tile in _tiles(begin, end):
        _put(place / tile.path, tile.hashes, whole=tile.width == tiles.WIDTH)
    for first in range(begin // tiles.WIDTH * tiles.WIDTH, end, tiles.WIDTH):
        last = min(first + tiles.WIDTH, end)
        held = [
            bytes(data)
            for data in Entry.objects.filter(pk__gte=first, pk__lt=last).order_by("pk").values_list("data", flat=True)
        ]
        path = tiles.bundle_path(first // tiles.WIDTH, len(held))
        _put(place / path, tiles.bundle(held), whole=len(held) == tiles.WIDTH)
    for address, index in _addresses(begin, end):
        put(place / at_path(*address), b"%d\n" % index)
    put(place / "vkey", f"{signing.signer().verifier.vkey}\n".encode())
    put(place / "keys", rotating.written())
    put(place / "witnesses", "".join(f"{one.key.vkey}\n" for one in settings.WITNESSES).encode())
    put_checkpoint(Note.read(head.checkpoint))


def put_checkpoint(note: Note) -> None:
    """Put a head in place, unless one of ours that is longer stands there: of several that write none sets another back."""
    target = root() / "checkpoint"
    target.parent.mkdir(parents=True, exist_ok=True)
    lock = os.open(settings.DATA / "checkpoint.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        stands = standing()
        if stands is None or stands.size <= Checkpoint.read(note.text).size:
            put(target, note.written().encode())
    finally:
        os.close(lock)


def _put(target: Path, data: bytes, *, whole: bool) -> None:
    """A full tile or bundle takes the place of its partial ones: they would fill the disk (tlog-tiles, “partial tiles”)."""
    put(target, data)
    if whole:
        shutil.rmtree(target.with_name(f"{target.name}.p"), ignore_errors=True)


def at_path(host: str, path: str) -> str:
    """Where it says which entry is the last of an address."""
    name = hashlib.sha256(f"{host}{path}".encode()).hexdigest()
    return f"at/{name[:2]}/{name[2:]}"


def _tiles(begin: int, end: int) -> Iterator[tiles.Tile]:
    """Those that changed, each as it is in a tree of `end` entries."""
    for level in tiles.levels(end):
        first, last = ((size >> tiles.HEIGHT * level) // tiles.WIDTH for size in (begin, end))
        for row in Tile.objects.filter(level=level, number__gte=first, number__lte=last).order_by("number"):
            # It may have grown since: what stands in the folder is what this head is of.
            width = tiles.WIDTH if row.number < last else tiles.width_at(end, level)
            if width:
                yield tiles.Tile(row.level, row.number, bytes(row.hashes)[: width * merkle.SIZE])


def _addresses(begin: int, end: int) -> Iterator[tuple[tuple[str, str], int]]:
    for first in range(begin, end, _AT_ONCE):
        held = Entry.objects.filter(pk__gte=first, pk__lt=min(first + _AT_ONCE, end), release__isnull=False)
        indexes = {int(position or 0): index for position, index in held.values_list("release", "pk")}
        last = {}
        for position, host, path in (
            Release.objects.filter(position__in=indexes).order_by("position").values_list("position", "host", "path")
        ):
            last[host, path] = indexes[position]
        yield from last.items()
