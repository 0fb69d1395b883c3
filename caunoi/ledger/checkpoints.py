"""The signed head of a log (C2SP tlog-checkpoint) and what witnesses put under it (C2SP tlog-cosignature)."""

from __future__ import annotations

import base64
import struct
from dataclasses import dataclass
from typing import Final

from caunoi.ledger import merkle
from caunoi.ledger.notes import COSIGNATURE, Note, Signature, Signer, Unsigned, Verifier, decoded

PREFIX: Final = ".well-known/caunoi/log"
"""Below this a portal serves its log; with the host before it, the origin of the log."""

_LATEST: Final = 2**63 - 1


@dataclass(frozen=True)
class Checkpoint:
    """A log, by its origin, had so many entries and this root."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"

    @classmethod
    def read(cls, text: str) -> Checkpoint:
        """From the text of a note; extension lines are passed over. Raises Unsigned for what is no checkpoint."""
        lines = text.split("\n")
        if len(lines) < 4 or lines.pop() or not all(lines):
            raise Unsigned("not a checkpoint")
        origin, size, encoded = lines[:3]
        try:
            root = decoded(encoded)
        except ValueError as reason:
            raise Unsigned("not a checkpoint") from reason
        whole = size.isascii() and size.isdecimal() and (size == "0" or not size.startswith("0")) and len(size) < 20
        if not whole or len(root) != merkle.SIZE:
            raise Unsigned("not a checkpoint")
        return cls(origin, int(size), root)

    def signed(self, *signers: Signer) -> Note:
        """The checkpoint as its log publishes it."""
        return Note(self.text, tuple(one.sign(self.text) for one in signers))


def opened(note: str | bytes, log: Verifier) -> tuple[Checkpoint, Note]:
    """What a log signed. Raises Unsigned when this key did not, or for a checkpoint of another log."""
    found = Note.read(note)
    found.by([log])
    checkpoint = Checkpoint.read(found.text)
    if checkpoint.origin != log.name:
        raise Unsigned(f"a checkpoint of {checkpoint.origin!r}, not of {log.name!r}")
    return checkpoint, found


def cosign(text: str, witness: Signer, *, at: int) -> Signature:
    """What a witness puts under a checkpoint's text; `at` in seconds since 1970."""
    if witness.kind != COSIGNATURE or not 0 <= at <= _LATEST:
        raise ValueError("a witness signs with a key for cosignatures, at a time")
    signature = witness.private.sign(_cosigned(text, at))
    return Signature(witness.name, witness.verifier.key_id, struct.pack(">Q", at) + signature)


def witnessed(note: Note, witness: Verifier) -> int | None:
    """When a witness last cosigned this text, in seconds since 1970; None when it did not. Raises Unsigned for a false cosignature."""
    times = []
    for one in note.signatures:
        if (one.name, one.key_id) != (witness.name, witness.key_id):
            continue
        if len(one.data) != 8 + 64:
            raise Unsigned(f"the cosignature of {one.name} is none")
        (at,) = struct.unpack(">Q", one.data[:8])
        if at > _LATEST or not witness.signed(_cosigned(note.text, at), one.data[8:]):
            raise Unsigned(f"the cosignature of {one.name} is not over this text")
        times.append(at)
    return max(times, default=None)


def _cosigned(text: str, at: int) -> bytes:
    return f"cosignature/v1\ntime {at}\n{text}".encode()
