"""The files of another's log, made anew from entries that were proved: whoever reads this copy can prove as much as from the log itself."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable
from pathlib import Path

from caunoi.ground.files import write
from caunoi.ledger import merkle, tiles
from caunoi.ledger.checkpoints import Checkpoint
from caunoi.ledger.following import Batch, Place
from caunoi.ledger.notes import Note, Unsigned
from caunoi.network.known import Standing


class Damaged(Exception):
    """The copy on this disk is not what was written: read the log from its first entry again."""


class LogCopy:
    """`root` is the folder that is served below /.well-known/caunoi/log/."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def add(self, batch: Batch) -> None:
        """Tiles and bundle of a batch that follows what is here. Done twice it is the same. Raises Damaged."""
        edge = self._edge(batch.first)
        number, before = divmod(batch.first, tiles.WIDTH)
        held = [*self._entries(number, before), *batch.entries]
        try:
            changed = tiles.grown(batch.first, edge, [merkle.leaf(one) for one in batch.entries])
        except ValueError as reason:
            raise Damaged(str(reason)) from reason
        for tile in changed:
            self._put(tile.path, tile.hashes, whole=tile.width == tiles.WIDTH)
        self._put(tiles.bundle_path(number, len(held)), tiles.bundle(held), whole=len(held) == tiles.WIDTH)

    def must_be(self, place: Place) -> None:
        """Raise Damaged unless what is here is the tree of this head, of which everything was read."""
        try:
            root = tiles.root(place.head.size, self._edge(place.head.size))
        except ValueError as reason:
            raise Damaged(str(reason)) from reason
        if root != place.head.root:
            raise Damaged("the tiles have another root than the head")

    def stands(self) -> tuple[int, str]:
        """Size and text of the head that is shown here; nothing when there is none."""
        try:
            text = (self.root / "checkpoint").read_text("utf-8")
            return Checkpoint.read(Note.read(text).text).size, text
        except (FileNotFoundError, UnicodeDecodeError, Unsigned):
            return 0, ""

    def publish(self, note: Note, vkey: str, witnesses: bytes, addresses: Iterable[Standing]) -> None:
        """Show a head of which everything was added: first where the entries of `addresses` stand, the head last."""
        for one in addresses:
            name = hashlib.sha256(f"{one.host}{one.path}".encode()).hexdigest()
            write(self.root / "at" / name[:2] / name[2:], b"%d\n" % one.entry)
        write(self.root / "vkey", f"{vkey}\n".encode())
        write(self.root / "witnesses", witnesses)
        write(self.root / "checkpoint", note.written().encode())

    def _edge(self, size: int) -> dict[int, bytes]:
        edge = {}
        for level in tiles.levels(size):
            width = tiles.width_at(size, level)
            if width:
                number = (size >> tiles.HEIGHT * level) // tiles.WIDTH
                hashes = self._read(tiles.tile_path(level, number, width), tiles.tile_path(level, number))
                edge[level] = hashes[: width * merkle.SIZE]
        return edge

    def _entries(self, number: int, count: int) -> list[bytes]:
        if not count:
            return []
        try:
            held = list(tiles.entries_of(self._read(tiles.bundle_path(number, count), tiles.bundle_path(number))))
        except ValueError as reason:
            raise Damaged(str(reason)) from reason
        if len(held) < count:
            raise Damaged(f"bundle {number} lacks entries")
        return held[:count]

    def _read(self, partial: str, whole: str) -> bytes:
        """A partial file, or the full one that took its place."""
        for path in (partial, whole):
            try:
                return (self.root / path).read_bytes()
            except (FileNotFoundError, NotADirectoryError):
                continue
        raise Damaged(f"{partial} is missing")

    def _put(self, path: str, data: bytes, *, whole: bool) -> None:
        target = self.root / path
        write(target, data)
        if whole:
            shutil.rmtree(target.with_name(f"{target.name}.p"), ignore_errors=True)
