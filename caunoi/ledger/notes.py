"""Signed notes (C2SP signed-note): a text and, below an empty line, who signed it. Ed25519 only.

A key has a name, best an address without its scheme, and an ID of four bytes that follows from name, kind and public key.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

ED25519: Final = 0x01
COSIGNATURE: Final = 0x04
LONGEST: Final = 1_000_000
MOST_SIGNATURES: Final = 100
_DASH: Final = "— "


class Unsigned(ValueError):
    """A text that is no note, or that none of the known keys signed, or that one of them did not sign although it says so."""


@dataclass(frozen=True)
class Signature:
    """A line below the text: who, with which key, and the bytes after the key's ID."""

    name: str
    key_id: bytes
    data: bytes

    @property
    def line(self) -> str:
        return f"{_DASH}{self.name} {base64.b64encode(self.key_id + self.data).decode()}\n"


@dataclass(frozen=True)
class Verifier:
    """A public key under a name; `kind` is ED25519 for a log, COSIGNATURE for a witness."""

    name: str
    public: bytes
    kind: int = ED25519

    def __post_init__(self) -> None:
        check_name(self.name)
        if len(self.public) != 32:
            raise ValueError("an Ed25519 public key has 32 bytes")

    @classmethod
    def read(cls, vkey: str) -> Verifier:
        """From `name+hash+key` (signed-note, “verifier keys”). Raises ValueError, also when the hash is not that of the key."""
        parts = vkey.strip().split("+", 2)
        try:
            name, told, encoded = parts
            data = decoded(encoded)
            found = cls(name, data[1:], data[0])
        except (ValueError, IndexError) as reason:
            raise ValueError(f"no verifier key: {vkey[:80]!r}") from reason
        if told != found.key_id.hex() or found.kind not in (ED25519, COSIGNATURE):
            raise ValueError(f"no verifier key: {vkey[:80]!r}")
        return found

    @property
    def vkey(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{base64.b64encode(bytes([self.kind]) + self.public).decode()}"

    @cached_property
    def key_id(self) -> bytes:
        return hashlib.sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:4]

    def signed(self, message: bytes, signature: bytes) -> bool:
        """Whether this key made these 64 bytes over the message."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True)
class Signer:
    """A private key under a name."""

    name: str
    private: Ed25519PrivateKey
    kind: int = ED25519

    @cached_property
    def verifier(self) -> Verifier:
        public = self.private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        return Verifier(self.name, public, self.kind)

    def sign(self, text: str) -> Signature:
        """The signature of a log over a text."""
        check_text(text)
        return Signature(self.name, self.verifier.key_id, self.private.sign(text.encode()))


@dataclass(frozen=True)
class Note:
    """A text and its signatures. Nothing is known of them before `by` has said so."""

    text: str
    signatures: tuple[Signature, ...] = ()

    @classmethod
    def read(cls, note: str | bytes) -> Note:
        """Raises Unsigned for what is no note."""
        try:
            whole = note.decode() if isinstance(note, bytes) else note
        except UnicodeDecodeError as reason:
            raise Unsigned("a note is UTF-8") from reason
        text, found, below = whole.rpartition("\n\n")
        text += "\n"
        if len(whole) > LONGEST or not found or not below.endswith("\n"):
            raise Unsigned("not a signed note")
        check_text(text)
        lines = below.splitlines()
        if "\n".join(lines) + "\n" != below or len(lines) > MOST_SIGNATURES:
            raise Unsigned("not a signed note")
        return cls(text, tuple(read_line(line) for line in lines))

    def written(self) -> str:
        return f"{self.text}\n{''.join(one.line for one in self.signatures)}"

    def by(self, known: Iterable[Verifier]) -> list[Verifier]:
        """Those of the known log keys that signed it. Raises Unsigned when there is none, or when one is named that did not sign."""
        keys = {(one.name, one.key_id): one for one in known}
        found = []
        for one in self.signatures:
            key = keys.get((one.name, one.key_id))
            if key is None or key in found:
                continue
            if not key.signed(self.text.encode(), one.data):
                raise Unsigned(f"the signature of {one.name} is not over this text")
            found.append(key)
        if not found:
            raise Unsigned("none of the known keys signed this")
        return found


def read_line(line: str) -> Signature:
    """One signature line, without its end. Raises Unsigned."""
    name, gap, encoded = line.removeprefix(_DASH).partition(" ")
    try:
        data = decoded(encoded)
        check_name(name)
    except ValueError as reason:
        raise Unsigned("not a signature line") from reason
    if not line.startswith(_DASH) or not gap or len(data) < 5:
        raise Unsigned("not a signature line")
    return Signature(name, data[:4], data[4:])


def decoded(text: str) -> bytes:
    """Base64 in its one spelling. Raises ValueError for any other: two notes that differ must not say the same."""
    data = base64.b64decode(text, validate=True)
    if base64.b64encode(data).decode() != text:
        raise ValueError("not the one spelling of base64")
    return data


def check_name(name: str) -> None:
    """Raise ValueError unless it can name a key: not empty, no space, no plus."""
    if not name or "+" in name or any(one.isspace() for one in name) or any(ord(one) < 0x20 for one in name):
        raise ValueError(f"{name!r} cannot name a key")


def check_text(text: str) -> None:
    """Raise Unsigned unless it can be the text of a note."""
    if not text.endswith("\n") or any(ord(one) < 0x20 and one != "\n" for one in text):
        raise Unsigned("the text of a note ends in a line feed and holds no other control character")
