"""A witness (C2SP tlog-witness): cosigns a head of a log only if it continues the last one that it cosigned.

Its memory is a folder with one file for each log. A new head is on the disk before its cosignature leaves, and whoever asks waits for
whoever asked before, also in another process: so it never cosigns two heads of which neither continues the other, killed or not.
"""

from __future__ import annotations

import base64
import fcntl
import hashlib
import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from caunoi.ledger import merkle
from caunoi.ledger.checkpoints import Checkpoint, cosign
from caunoi.ledger.merkle import Inconsistent
from caunoi.ledger.notes import Note, Signer, Unsigned, Verifier, decoded

LARGEST: Final = 64 * 1024
SIZE_TYPE: Final = "text/x.tlog.size"
_TEXT: Final = "text/plain; charset=utf-8"
_MOST_HASHES: Final = 63


@dataclass(frozen=True)
class Reply:
    """What is answered over HTTP."""

    status: int
    body: str
    media_type: str = _TEXT


@dataclass(frozen=True)
class Request:
    """An add-checkpoint: the size the log believes this witness has seen, the proof from there, and the new head."""

    old: int
    proof: tuple[bytes, ...]
    note: Note

    @classmethod
    def read(cls, body: bytes) -> Request:
        """Raises ValueError for anything else than the specification's body."""
        first, gap, note = body.decode().partition("\n\n")
        head, *lines = first.split("\n")
        word, _, size = head.partition(" ")
        plain = size.isascii() and size.isdecimal() and (size == "0" or size[0] != "0") and len(size) < 20
        if word != "old" or not plain or not gap or len(lines) > _MOST_HASHES:
            raise ValueError("not an add-checkpoint request")
        proof = tuple(decoded(line) for line in lines)
        if any(len(one) != merkle.SIZE for one in proof):
            raise ValueError("a hash has 32 bytes")
        return cls(int(size), proof, Note.read(note))

    def written(self) -> bytes:
        proof = "".join(f"{base64.b64encode(one).decode()}\n" for one in self.proof)
        return f"old {self.old}\n{proof}\n{self.note.written()}".encode()


class Witness:
    """`logs`: the logs that it watches, by origin."""

    def __init__(
        self, folder: Path, signer: Signer, logs: Mapping[str, Verifier], *, now: Callable[[], float] = time.time
    ) -> None:
        self._folder, self._signer, self._logs, self._now = folder, signer, logs, now
        folder.mkdir(parents=True, exist_ok=True)

    def add_checkpoint(self, body: bytes) -> Reply:
        """Answer one request as the specification says, check by check."""
        try:
            asked = Request.read(body)
            head = Checkpoint.read(asked.note.text)
        except (ValueError, UnicodeDecodeError) as reason:
            return Reply(400, f"{reason}\n")
        key = self._logs.get(head.origin)
        if key is None:
            return Reply(404, "unknown log\n")
        try:
            asked.note.by([key])
        except Unsigned as reason:
            return Reply(403, f"{reason}\n")
        if asked.old > head.size:
            return Reply(400, "the old size is greater than the new one\n")
        with self._alone(head.origin) as memory:
            seen = self.seen(head.origin)
            if asked.old != seen.size:
                return Reply(409, f"{seen.size}\n", SIZE_TYPE)
            if head.size == seen.size and head.root != seen.root:
                return Reply(409, f"{seen.size}\n", SIZE_TYPE)
            try:
                merkle.check_consistency(seen.size, seen.root, head.size, head.root, asked.proof)
            except Inconsistent as reason:
                return Reply(422, f"{reason}\n")
            line = cosign(asked.note.text, self._signer, at=int(self._now())).line
            _keep(memory, asked.note.text + "\n" + line)
            return Reply(200, line)

    def seen(self, origin: str) -> Checkpoint:
        """The last head that it cosigned; the empty tree when it never did."""
        try:
            return Checkpoint.read(self._place(origin).read_text("utf-8").partition("\n\n")[0] + "\n")
        except FileNotFoundError:
            return Checkpoint(origin, 0, merkle.EMPTY)

    def _place(self, origin: str) -> Path:
        return self._folder / hashlib.sha256(origin.encode()).hexdigest()

    @contextmanager
    def _alone(self, origin: str) -> Iterator[Path]:
        memory = self._place(origin)
        lock = os.open(memory.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield memory
        finally:
            os.close(lock)


def _keep(memory: Path, text: str) -> None:
    """On the disk, name and all, before this returns."""
    half = memory.with_suffix(".part")
    with open(half, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    half.replace(memory)
    folder = os.open(memory.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
