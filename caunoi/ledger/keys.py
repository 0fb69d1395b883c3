"""Private keys in files that only their owner reads."""

from __future__ import annotations

import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from caunoi.ledger.notes import ED25519, Signer


def signer(name: str, path: Path, kind: int = ED25519) -> Signer:
    """The key in a file (64 hexadecimal digits), made at first need. Raises ValueError for a file that holds none, OSError when it
    cannot be read.
    """
    if not path.exists():
        _make(path)
    return Signer(name, Ed25519PrivateKey.from_private_bytes(bytes.fromhex(path.read_text().strip())), kind)


def _make(path: Path) -> None:
    made = Ed25519PrivateKey.generate().private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    half = path.with_suffix(f".{os.getpid()}")
    with open(half, "w", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        file.write(made.hex() + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(half, path)  # who comes second takes the key of who came first
    except FileExistsError:
        pass
    half.unlink()
