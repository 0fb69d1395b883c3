"""A proof that one entry is in a log, in one file that is checked without asking anybody (C2SP tlog-proof).

The entry itself goes with it as extra data. That is not believed because it stands there: it is hashed, and the path must lead from it
to the root that the log signed.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Final

from caunoi.ledger import merkle
from caunoi.ledger.checkpoints import Checkpoint, opened
from caunoi.ledger.notes import LONGEST as LONGEST_NOTE
from caunoi.ledger.notes import Note, Verifier, decoded
from caunoi.ledger.tiles import LONGEST_ENTRY

FIRST: Final = "c2sp.org/tlog-proof@v1"
ENDING: Final = ".tlog-proof"
MOST_HASHES: Final = 63
LONGEST: Final = LONGEST_NOTE + 2 * LONGEST_ENTRY
_EXTRA, _INDEX = "extra ", "index "


@dataclass(frozen=True)
class Proof:
    """The entry at `index`, the path from it to the root, and the head with its cosignatures; `extra` is what the application adds."""

    index: int
    path: tuple[bytes, ...]
    note: Note
    extra: bytes = b""

    @classmethod
    def read(cls, proof: str | bytes) -> Proof:
        """Raises ValueError for anything else than the specification's lines in their one spelling."""
        if len(proof) > LONGEST:
            raise ValueError("a proof is shorter")
        above, gap, note = (proof.decode() if isinstance(proof, bytes) else proof).partition("\n\n")
        lines = above.split("\n")
        if lines.pop(0) != FIRST or not gap:
            raise ValueError("not a proof of a transparency log")
        extra = decoded(lines.pop(0).removeprefix(_EXTRA)) if lines and lines[0].startswith(_EXTRA) else None
        if not lines or extra == b"":
            raise ValueError("not a proof of a transparency log")
        told = lines.pop(0)
        index = told.removeprefix(_INDEX)
        plain = index.isascii() and index.isdecimal() and (index == "0" or index[0] != "0") and len(index) < 20
        if not told.startswith(_INDEX) or not plain or len(lines) > MOST_HASHES:
            raise ValueError("a proof names the index of an entry")
        path = tuple(decoded(line) for line in lines)
        if any(len(one) != merkle.SIZE for one in path):
            raise ValueError("a hash has 32 bytes")
        return cls(int(index), path, Note.read(note), extra or b"")

    def written(self) -> str:
        extra = f"{_EXTRA}{base64.b64encode(self.extra).decode()}\n" if self.extra else ""
        path = "".join(f"{base64.b64encode(one).decode()}\n" for one in self.path)
        return f"{FIRST}\n{extra}{_INDEX}{self.index}\n{path}\n{self.note.written()}"

    def head(self, log: Verifier, entry: bytes) -> Checkpoint:
        """The head under which this entry is proved to stand. Raises Unsigned when this log did not sign it, Inconsistent when the path
        does not lead there.
        """
        head, _ = opened(self.note.written(), log)
        merkle.check_inclusion(merkle.leaf(entry), self.index, head.size, self.path, head.root)
        return head
