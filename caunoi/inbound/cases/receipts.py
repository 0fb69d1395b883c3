"""Receipts: proof for the citizen that exactly this was filed, then, and must be answered by that day. Pure, but for the key.

A receipt commits to the words without showing them: SHA-256 over a random salt and the canonical words. It is signed with Ed25519; the
salt is on the citizen's copy only, so that nobody can guess at the words from the commitment. The commitment is what the public log
will carry.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import unicodedata
from collections.abc import Mapping
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

_FIELDS = ("title", "text", "address")
Body = dict[str, Any]


def canonical(value: Any) -> str:
    """One spelling: JSON with sorted keys, no spaces, text in NFC."""
    return unicodedata.normalize("NFC", json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


def new_salt() -> str:
    return secrets.token_hex(16)


def commitment(salt: str, words: Mapping[str, str], files: list[str]) -> str:
    """64 hexadecimal digits over salt, words and the SHA-256 of each file as it was sent."""
    filed = {name: words.get(name, "") for name in _FIELDS} | {"files": sorted(files)}
    return hashlib.sha256(f"{salt}\n{canonical(filed)}".encode()).hexdigest()


def key_from(secret: str) -> Ed25519PrivateKey:
    """The signing key that follows from the text of the key file."""
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(f"receipts\n{secret}".encode()).digest())


def public_key(key: Ed25519PrivateKey) -> str:
    """The public half, in base64 of its 32 bytes."""
    return base64.b64encode(key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()


def sign(body: Body, key: Ed25519PrivateKey) -> str:
    """The signature over the canonical body, in base64."""
    return base64.b64encode(key.sign(canonical(body).encode())).decode()


def is_genuine(body: Body, signature: str, public: str) -> bool:
    """Whether this portal's key signed exactly this receipt. False for anything that is no signature at all."""
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public, validate=True))
        key.verify(base64.b64decode(signature, validate=True), canonical(body).encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def says(body: Body, salt: str, words: Mapping[str, str], files: list[str]) -> bool:
    """Whether these words and files are those of the receipt."""
    return bool(body.get("commitment") == commitment(salt, words, files))
