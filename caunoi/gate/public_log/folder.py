"""The files of the log below /.well-known/caunoi/log/ (C2SP tlog-tiles), and beside them where the entry of an address stands."""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from caunoi.gate.public_log import cosignatures, rotating, signing
from caunoi.gate.public_log.models import Entry, Head, Tile
from caunoi.gate.public_log.signing import PREFIX as PREFIX
from caunoi.gate.releases.models import Release
from caunoi.ground.files import write as put
from caunoi.ledger import merkle, tiles
from caunoi.ledger.checkpoints import Checkpoint, opened
from caunoi.ledger.notes import Note, Unsigned

_AT_ONCE = 2_000


def root() -> Path:
    return settings.DATA / "public" / settings.HOST / signing.PREFIX


def standing_whole() -> bool:
    """Is all that was signed in the folder, as far as the database knows?"""
    head = Head.objects.get(pk=1)
    return bool(head.published) and head.published == head.size and root().exists()


def standing() -> Checkpoint | None:
    """The head of ours that stands in the folder; None when there is none, or one that we did not sign."""
    try:
        return opened((root() / "checkpoint").read_bytes(), signing.signer().verifier)[0]
    except (FileNotFoundError, Unsigned):
        return None


def write(head: Head, begin: int) -> None:
    """Bring the folder from `begin` entries to `head.size`; the checkpoint is put in place last. Whoever else writes is waited for."""
    with _alone("log"):
        _write(head, begin)
    put_checkpoint(cosignatures.under(Note.read(head.checkpoint), head.size))


def _write(head: Head, begin: int) -> None:
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
    put_fixed()


def put_fixed() -> None:
    """The files that say whose log it is and who is asked to cosign it."""
    for name, data in _fixed().items():
        if not (root() / name).exists() or (root() / name).read_bytes() != data:
            put(root() / name, data)


def _fixed() -> dict[str, bytes]:
    return {
        "vkey": f"{signing.signer().verifier.vkey}\n".encode(),
        "keys": rotating.written(),
        "witnesses": "".join(f"{one.key.vkey}\n" for one in settings.WITNESSES).encode(),
    }


@contextmanager
def _alone(what: str) -> Iterator[None]:
    settings.DATA.mkdir(parents=True, exist_ok=True)
    lock = os.open(settings.DATA / f"{what}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def put_checkpoint(note: Note) -> None:
    """Put a head in place, unless one of ours that is longer stands there: of several that write none sets another back."""
    target = root() / "checkpoint"
    with _alone("checkpoint"):
        stands = standing()
        if stands is None or stands.size <= Checkpoint.read(note.text).size:
            put(target, note.written().encode())


def allows(name: str, data: bytes) -> bool:
    """May these bytes stand in this file of the folder? What is of a longer head than the published one may, too."""
    if name == "checkpoint":
        return _allows_checkpoint(data)
    if name == "vkey":  # while the key is changed, the next one's is there a moment before it signs
        return data in [f"{one.verifier.vkey}\n".encode() for one in signing.signers()]
    if name in _fixed():
        return data == _fixed()[name]
    if found := _TILE.fullmatch(name):
        number = int("".join(re.findall(r"\d{3}", found["number"])))
        width = int(found["width"] or tiles.WIDTH)
        return tiles.WIDTH >= width > 0 and data == _of_tile(found["level"], number, width)
    return _AT.fullmatch(name) is not None and data.strip().isdigit() and _allows_pointer(name, int(data))


_TILE = re.compile(r"tile/(?P<level>\d{1,2}|entries)/(?P<number>(x\d{3}/)*\d{3})(\.p/(?P<width>\d{1,3}))?")
_AT = re.compile(r"at/[0-9a-f]{2}/[0-9a-f]{62}")


def may_vanish(name: str) -> bool:
    """Partial tiles go when they have grown full."""
    return ".p/" in name


def _allows_checkpoint(data: bytes) -> bool:
    try:
        found = opened(data, signing.signer().verifier)[0]
    except (Unsigned, UnicodeDecodeError):
        return False
    head = Head.objects.get(pk=1)
    if found.size == head.size:
        return found == Checkpoint.read(Note.read(head.checkpoint).text)
    return head.published <= found.size


def _of_tile(level: str, number: int, width: int) -> bytes | None:
    if level == "entries":
        first = number * tiles.WIDTH
        held = Entry.objects.filter(pk__gte=first, pk__lt=first + width).order_by("pk").values_list("data", flat=True)
        return tiles.bundle([bytes(one) for one in held]) if len(held) == width else None
    row = Tile.objects.filter(level=int(level), number=number).values_list("hashes", flat=True).first()
    return bytes(row)[: width * merkle.SIZE] if row is not None and len(row) >= width * merkle.SIZE else None


def _allows_pointer(name: str, index: int) -> bool:
    position = Entry.objects.filter(pk=index).values_list("release", flat=True).first()
    row = Release.objects.filter(position=position).first() if position else None
    if row is None or at_path(row.host, row.path) != name:
        return False
    published = Head.objects.values_list("published_release", flat=True).get(pk=1)
    later = Release.objects.filter(host=row.host, path=row.path, position__gt=row.position, position__lte=published)
    return not later.exists()


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
