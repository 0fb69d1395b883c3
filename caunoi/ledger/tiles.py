"""The tree cut into files, as C2SP tlog-tiles says: tiles of up to 256 hashes, bundles of up to 256 entries.

A tile stands at a level and a number; each of its hashes is the root of a full tile of the level below, and at level 0 of an entry.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from caunoi.ledger import merkle

WIDTH: Final = 256
HEIGHT: Final = 8
LONGEST_ENTRY: Final = 0xFFFF


@dataclass(frozen=True, slots=True)
class Tile:
    """`hashes` are its hashes one after the other: 32 bytes each, 256 of them when it is full."""

    level: int
    number: int
    hashes: bytes

    @property
    def width(self) -> int:
        return len(self.hashes) // merkle.SIZE

    @property
    def path(self) -> str:
        return tile_path(self.level, self.number, self.width)


def tile_path(level: int, number: int, width: int = WIDTH) -> str:
    """Below the prefix of the log: `tile/0/x001/x234/067`, and `….p/5` for a partial one."""
    return f"tile/{level}/{_placed(number, width)}"


def bundle_path(number: int, width: int = WIDTH) -> str:
    return f"tile/entries/{_placed(number, width)}"


def _placed(number: int, width: int) -> str:
    parts = [f"{number % 1000:03}"]
    while number := number // 1000:
        parts.append(f"x{number % 1000:03}")
    return "/".join(reversed(parts)) + (f".p/{width}" if width < WIDTH else "")


def bundle(entries: Iterable[bytes]) -> bytes:
    """Entries one after the other, each after its length in two bytes. Raises ValueError for one of more than 65,535 bytes."""
    parts: list[bytes] = []
    for entry in entries:
        if len(entry) > LONGEST_ENTRY:
            raise ValueError(f"an entry of {len(entry)} bytes")
        parts += (struct.pack(">H", len(entry)), entry)
    return b"".join(parts)


def entries_of(bundled: bytes) -> Iterator[bytes]:
    """The entries of a bundle. Raises ValueError when it breaks off."""
    at = 0
    while at < len(bundled):
        if at + 2 > len(bundled):
            raise ValueError("the bundle breaks off")
        (length,) = struct.unpack_from(">H", bundled, at)
        at += 2
        if at + length > len(bundled):
            raise ValueError("the bundle breaks off")
        yield bundled[at : at + length]
        at += length


def width_at(size: int, level: int) -> int:
    """How many hashes the last tile of a level holds in a tree of `size` leaves; 0 when it is full or not there."""
    return (size >> HEIGHT * level) % WIDTH


def levels(size: int) -> Iterator[int]:
    """The levels at which a tree of `size` leaves has hashes."""
    level = 0
    while size >> HEIGHT * level:
        yield level
        level += 1


def grown(size: int, edge: Mapping[int, bytes], leaves: Sequence[bytes]) -> list[Tile]:
    """The tiles that change when leaf hashes are added to a tree of `size`.

    `edge`: level → the hashes of its partial tile; a level without one may be left out. At a level several tiles may be filled; the
    last of them, when it is partial, is the new edge.
    """
    changed: list[Tile] = []
    level, added = 0, list(leaves)
    while added:
        number, before = (size >> HEIGHT * level) // WIDTH, edge.get(level, b"")
        if len(before) != width_at(size, level) * merkle.SIZE:
            raise ValueError(f"the edge at level {level} is not that of a tree of {size}")
        row = before + b"".join(added)
        added = []
        for at in range(0, len(row), WIDTH * merkle.SIZE):
            tile = Tile(level, number + at // (WIDTH * merkle.SIZE), row[at : at + WIDTH * merkle.SIZE])
            changed.append(tile)
            if tile.width == WIDTH:
                added.append(merkle.root_of(_cut(tile.hashes)))
        level += 1
    return changed


def root(size: int, edge: Mapping[int, bytes]) -> bytes:
    """The root of a tree, which follows from the partial tile of each level alone."""
    if not size:
        return merkle.EMPTY
    found = []
    for level in reversed(list(levels(size))):
        hashes = _cut(edge.get(level, b""))
        if len(hashes) != width_at(size, level):
            raise ValueError(f"the edge at level {level} is not that of a tree of {size}")
        found += [
            merkle.root_of(hashes[number << up : number + 1 << up]) for up, number in merkle.peaks(0, len(hashes))
        ]
    return merkle.folded(found)


def reader(size: int, fetch: Callable[[int, int, int], bytes]) -> merkle.Read:
    """Reads the hashes of a tree of `size` leaves from tiles. `fetch`: (level, number, width) → the tile's hashes.

    Raises ValueError for a tile that has not the length it must have. Nothing is verified: whoever reads from a stranger checks what
    was proved against a signed root.
    """

    @lru_cache(maxsize=1024)
    def tile(level: int, number: int) -> list[bytes]:
        whole = (size >> HEIGHT * level) // WIDTH
        width = WIDTH if number < whole else width_at(size, level)
        hashes = fetch(level, number, width)
        if not width or len(hashes) != width * merkle.SIZE:
            raise ValueError(f"{tile_path(level, number, width)}: {len(hashes)} bytes")
        return _cut(hashes)

    @lru_cache(maxsize=4096)
    def read(level: int, number: int) -> bytes:
        at, up = divmod(level, HEIGHT)
        first = number << up
        hashes = tile(at, first // WIDTH)[first % WIDTH : first % WIDTH + (1 << up)]
        if len(hashes) != 1 << up:
            raise ValueError(f"no complete subtree {number} at level {level} in a tree of {size}")
        return merkle.root_of(hashes)

    return read


def _cut(hashes: bytes) -> list[bytes]:
    return [hashes[at : at + merkle.SIZE] for at in range(0, len(hashes), merkle.SIZE)]
