"""Reading a log that somebody else serves: its signed head, its entries with proof, and whether it still continues what one saw before.

`Fetch` gets a path below the log's prefix and returns the bytes; it raises Missing when there are none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from caunoi.ledger import merkle, tiles
from caunoi.ledger.checkpoints import Checkpoint, opened
from caunoi.ledger.merkle import Inconsistent
from caunoi.ledger.notes import Note, Verifier

Fetch = Callable[[str], bytes]


class Missing(LookupError):
    """The log does not serve what it must serve."""


@dataclass(frozen=True)
class Log:
    """A log as its signed head at one moment shows it. Nothing that it serves is believed before it is proved against that head."""

    fetch: Fetch
    head: Checkpoint
    note: Note

    @classmethod
    def at(cls, fetch: Fetch, key: Verifier) -> Log:
        """The log whose head this key signed. Raises Unsigned."""
        head, note = opened(fetch("checkpoint"), key)
        return cls(fetch, head, note)

    @cached_property
    def _read(self) -> merkle.Read:
        def tile(level: int, number: int, width: int) -> bytes:
            try:
                return self.fetch(tiles.tile_path(level, number, width))
            except Missing:
                if width == tiles.WIDTH:
                    raise
                # Grown full in the meantime: then the partial one may be gone.
                return self.fetch(tiles.tile_path(level, number))[: width * merkle.SIZE]

        return tiles.reader(self.head.size, tile)

    def entry(self, index: int) -> bytes:
        """The entry at an index, proved to be in the tree. Raises Missing, or Inconsistent when it is not."""
        if not 0 <= index < self.head.size:
            raise Missing(f"mục {index} không có trong nhật ký {self.head.size} mục")
        number, at = divmod(index, tiles.WIDTH)
        held = self._bundle(number)
        leaf = merkle.leaf(held[at])
        merkle.check_inclusion(leaf, index, self.head.size, self._proof(index), self.head.root)
        return held[at]

    def bundle(self, number: int) -> list[bytes]:
        """All entries of a bundle that the head holds, proved to be in the tree. Raises Missing or Inconsistent."""
        held = self._bundle(number)
        leaves, first = [merkle.leaf(one) for one in held], number * tiles.WIDTH
        if len(leaves) == tiles.WIDTH:
            # A full bundle is a complete subtree: what leads from it to the root is the upper part of any of its leaves' paths.
            above = ((self.head.size - 1) >> tiles.HEIGHT) + 1
            path = self._proof(first)[tiles.HEIGHT :]
            merkle.check_inclusion(merkle.root_of(leaves), number, above, path, self.head.root)
            return held
        for index, leaf in enumerate(leaves, first):
            merkle.check_inclusion(leaf, index, self.head.size, self._proof(index), self.head.root)
        return held

    def _bundle(self, number: int) -> list[bytes]:
        width = min(tiles.WIDTH, self.head.size - number * tiles.WIDTH)
        try:
            bundled = self.fetch(tiles.bundle_path(number, width))
        except Missing:
            if width == tiles.WIDTH:
                raise
            bundled = self.fetch(tiles.bundle_path(number))
        try:
            held = list(tiles.entries_of(bundled))[:width]
        except ValueError as reason:
            raise Inconsistent(str(reason)) from reason
        if len(held) != width:
            raise Inconsistent(f"bundle {number} holds {len(held)} entries, not {width}")
        return held

    def continues(self, before: Checkpoint) -> None:
        """Raise Inconsistent unless this head continues one that was seen before."""
        if before.origin != self.head.origin:
            raise Inconsistent(f"{before.origin} is another log than {self.head.origin}")
        if self.head.size < before.size:
            raise Inconsistent(f"the log had {before.size} entries and now has {self.head.size}")
        try:
            proof = merkle.consistency(before.size, self.head.size, self._read)
        except ValueError as reason:
            raise Inconsistent(str(reason)) from reason
        merkle.check_consistency(before.size, before.root, self.head.size, self.head.root, proof)

    def _proof(self, index: int) -> list[bytes]:
        try:
            return merkle.inclusion(index, self.head.size, self._read)
        except ValueError as reason:
            raise Inconsistent(str(reason)) from reason
