"""One key in the data folder; AES-256-GCM."""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Mapping
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_NONCE = 12


class Vault:
    """Seals and opens mappings of JSON values."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def seal_fields(self, mapping: Mapping[str, object], *, about: str) -> str:
        """The mapping as text that only this vault opens, and only for the same `about`."""
        nonce = os.urandom(_NONCE)
        plain = json.dumps(dict(mapping), ensure_ascii=False).encode()
        return base64.b64encode(nonce + self._cipher.encrypt(nonce, plain, about.encode())).decode()

    def open_fields(self, sealed: str, *, about: str) -> dict[str, object]:
        """The mapping that was sealed. Raises when the text was altered, or sealed by another key or about something else."""
        raw = base64.b64decode(sealed, validate=True)
        opened: dict[str, object] = json.loads(self._cipher.decrypt(raw[:_NONCE], raw[_NONCE:], about.encode()))
        return opened


def the_vault() -> Vault:
    """The portal's own."""
    return Vault(_key(settings.DATA / "keys" / "vault"))


def _key(path: Path) -> bytes:
    """Made at first need, by whoever comes first, readable by its owner only."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        mine = path.with_name(f".{path.name}.{os.getpid()}")
        mine.touch(mode=0o600)
        mine.write_bytes(AESGCM.generate_key(256))
        try:
            os.link(mine, path)
        except FileExistsError:
            pass
        mine.unlink()
    return path.read_bytes()
