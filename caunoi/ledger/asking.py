"""Asking a witness for its cosignature (C2SP tlog-witness), from the side of the log."""

from __future__ import annotations

import http.client
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from caunoi.ledger.checkpoints import witnessed
from caunoi.ledger.notes import Note, Signature, Unsigned, Verifier, read_line
from caunoi.ledger.witness import Request

TIMEOUT: Final = 5.0
_MOST: Final = 64 * 1024

Prove = Callable[[int], list[bytes]]
"""Size of an earlier head → the proof that this one continues it."""


class Unwilling(Exception):
    """The witness cannot be reached, or does not cosign. The text says what it answered."""


@dataclass(frozen=True)
class Known:
    """A witness that a log asks: its key and its submission prefix."""

    key: Verifier
    url: str

    @classmethod
    def read(cls, text: str) -> Known:
        """From `vkey url`. Raises ValueError."""
        vkey, _, url = text.strip().partition(" ")
        if urlsplit(url).scheme not in ("http", "https"):
            raise ValueError(f"no address of a witness: {url!r}")
        return cls(Verifier.read(vkey), url.rstrip("/"))


def cosignature(witness: Known, note: Note, size: int, old: int, prove: Prove) -> Signature:
    """The witness's cosignature of a head of `size` entries. `old`: what it is believed to have seen last. Raises Unwilling."""
    for _ in range(2):
        if old > size:
            raise Unwilling(f"{witness.key.name} has seen {old} entries, this log has {size}")
        status, body = _post(witness.url, Request(old, tuple(prove(old)), note).written())
        if status == 200:
            return _signature(witness, note, body)
        told = body.strip()
        if status != 409 or not told.isdecimal() or int(told) == old:
            raise Unwilling(f"{witness.key.name} answers {status}: {told[:200]}")
        old = int(told)
    raise Unwilling(f"{witness.key.name} names one size after another")


def _signature(witness: Known, note: Note, body: str) -> Signature:
    try:
        for line in body.splitlines():
            one = read_line(line)
            mine = (one.name, one.key_id) == (witness.key.name, witness.key.key_id)
            if mine and witnessed(Note(note.text, (one,)), witness.key) is not None:
                return one
    except Unsigned as reason:
        raise Unwilling(f"{witness.key.name}: {reason}") from reason
    raise Unwilling(f"{witness.key.name} did not cosign with its key")


def _post(url: str, body: bytes) -> tuple[int, str]:
    parts = urlsplit(url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    try:
        connection = kind(parts.hostname or "", parts.port, timeout=TIMEOUT)
        connection.request("POST", f"{parts.path}/add-checkpoint", body)
        answer = connection.getresponse()
        said = answer.read(_MOST).decode(errors="replace")
        connection.close()
    except (OSError, http.client.HTTPException, ValueError) as reason:
        raise Unwilling(f"{url}: {reason}") from reason
    return answer.status, said
