"""What must stand in a file of the public trees, by the log."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from typing import Final

import brotli

from caunoi.gate.followers.models import Cursor
from caunoi.gate.releases import log
from caunoi.gate.releases.models import Release

TREES: Final = {"public": Release.Kind.RELEASE, "gone": Release.Kind.WITHDRAWAL, "moved": Release.Kind.MOVE}
INDEX: Final = "index.html"
LARGEST: Final = 256 * 1024 * 1024


def _gunzip(data: bytes) -> bytes:
    return zlib.decompressobj(31).decompress(data, LARGEST)


def _unbrotli(data: bytes) -> bytes:
    return bytes(brotli.Decompressor().process(data, output_buffer_limit=LARGEST))


_TWINS: Final = {".gz": _gunzip, ".br": _unbrotli}


@dataclass(frozen=True)
class Place:
    """A file below one of the trees: whose address it is, and by which twin (`.gz`, `.br`) of the page."""

    tree: str
    host: str
    path: str
    twin: str = ""


def places(tree: str, name: str) -> list[Place]:
    """Which addresses a file (its name below the tree, with `/`) may be of: as it stands and, for a name with .gz or .br, as a twin."""
    host, _, rest = name.partition("/")
    twins = [twin for twin in _TWINS if rest.endswith(twin)]
    return [Place(tree, host, _address(rest.removesuffix(twin)), twin) for twin in ("", *twins)]


def _address(rest: str) -> str:
    folder, slash, last = rest.rpartition("/")
    return f"/{folder}{slash}" if last == INDEX else f"/{rest}"


@dataclass(frozen=True)
class Stands:
    """What the log says of an address: `now`, as far as the public folder has followed it, and what was appended after that."""

    now: Release | None
    coming: tuple[Release, ...] = ()

    def allows(self, place: Place, data: bytes) -> bool:
        """May these bytes stand in that file? What is coming may, too: its follower writes first and says so afterwards."""
        plain = _plain(place, data)
        if plain is None:
            return False
        digest = hashlib.sha256(plain).hexdigest()
        for one in (self.now, *self.coming):
            if one is None or one.kind != TREES[place.tree]:
                continue
            if one.kind == Release.Kind.MOVE:
                if not place.twin and plain == one.target.encode():
                    return True
            elif one.sha256 == digest:
                return True
        return False

    @property
    def tree(self) -> str:
        """In which tree the address stands now; empty when in none."""
        return next((tree for tree, kind in TREES.items() if self.now and self.now.kind == kind), "")


class View:
    """What the log says at one moment. What is appended later it does not know: look again before anything is done about it."""

    def __init__(self) -> None:
        self._followed = Cursor.objects.filter(pk="public").values_list("position", flat=True).first() or 0
        self._ahead = Release.objects.filter(position__gt=self._followed)
        self._behind = Release.objects.filter(position__lte=self._followed).order_by("-position")
        self._any_ahead = self._ahead.exists()

    def of(self, host: str, path: str) -> Stands:
        """What it says of an address. Raises Broken when the gate did not write it so."""
        now = self._behind.filter(host=host, path=path).first()
        coming = tuple(self._ahead.filter(host=host, path=path)) if self._any_ahead else ()
        for one in (now, *coming):
            log.verify([one] if one else [])
        return Stands(now, coming)


def _plain(place: Place, data: bytes) -> bytes | None:
    """The page's own bytes; None for a twin that does not unpack."""
    if not place.twin:
        return data
    try:
        return _TWINS[place.twin](data)
    except (zlib.error, brotli.error):
        return None
