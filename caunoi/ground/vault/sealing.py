"""Sealing and opening with AES-256-GCM (NIST SP 800-38D). Pure: the keys are an argument."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import os
from collections.abc import Mapping, Sequence
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from caunoi.ground.refused import Refused

# The first byte of everything sealed: another way of sealing would have another.
_WAY = b"\x01"
_ID, _NONCE, _TAG = 4, 12, 16
# A random nonce of 96 bits is good for 2³² values under one key (SP 800-38D, 8.3): change the key long before.
_HEAD = len(_WAY) + _ID + _NONCE
_SHORTEST_KEY = 16


class Unreadable(Refused):
    """A sealed value cannot be opened: its key is missing, it was altered, or it belongs elsewhere."""


class Vault:
    """Seals with the first key, opens with any. To change the key, put the new one in front and keep the earlier ones."""

    def __init__(self, keys: Sequence[bytes]) -> None:
        if not keys or any(len(key) < _SHORTEST_KEY for key in keys):
            raise ValueError(f"a vault needs at least one key, each of {_SHORTEST_KEY} bytes or more")
        self._ciphers = {_derived(key, "id", _ID): AESGCM(_derived(key, "seal", 32)) for key in keys}
        self._fingerprint_keys = [_derived(key, "fingerprint", 32) for key in keys]
        self._newest = _derived(keys[0], "id", _ID)

    def seal_bytes(self, data: bytes, *, about: str) -> bytes:
        """33 bytes longer than the data. Twice the same data never looks the same."""
        nonce = os.urandom(_NONCE)
        sealed = self._ciphers[self._newest].encrypt(nonce, data, about.encode())
        return b"".join((_WAY, self._newest, nonce, sealed))

    def open_bytes(self, sealed: bytes, *, about: str) -> bytes:
        """What was sealed about the same thing. Raises Unreadable."""
        if len(sealed) < _HEAD + _TAG or not sealed.startswith(_WAY):
            raise Unreadable(_BROKEN)
        cipher = self._ciphers.get(sealed[len(_WAY) : len(_WAY) + _ID])
        if cipher is None:
            raise Unreadable(_NO_KEY)
        view = memoryview(sealed)
        try:
            return cipher.decrypt(sealed[_HEAD - _NONCE : _HEAD], view[_HEAD:], about.encode())
        except InvalidTag:
            raise Unreadable(_BROKEN) from None

    def seal(self, data: bytes, *, about: str) -> str:
        """As `seal_bytes`, in letters that fit a text column."""
        return base64.urlsafe_b64encode(self.seal_bytes(data, about=about)).decode("ascii")

    def open(self, sealed: str, *, about: str) -> bytes:
        """What `seal` sealed about the same thing. Raises Unreadable."""
        try:
            raw = base64.b64decode(sealed.encode("ascii"), altchars=b"-_", validate=True)
        except (UnicodeEncodeError, binascii.Error):
            raise Unreadable(_BROKEN) from None
        return self.open_bytes(raw, about=about)

    def seal_fields(self, fields: Mapping[str, Any], *, about: str) -> str:
        """Several fields (whatever JSON can say) in one sealed text."""
        return self.seal(json.dumps(dict(fields), ensure_ascii=False, separators=(",", ":")).encode(), about=about)

    def open_fields(self, sealed: str, *, about: str) -> dict[str, Any]:
        """The fields that `seal_fields` sealed about the same thing. Raises Unreadable."""
        fields: dict[str, Any] = json.loads(self.open(sealed, about=about))
        return fields

    def fingerprint(self, value: str, *, purpose: str) -> str:
        """64 letters, the same for the same value and purpose, from which the value cannot be found without the key.

        Bring the value into one form first: a telephone number without blanks, an e-mail address in small letters.
        """
        return _fingerprint(self._fingerprint_keys[0], value, purpose)

    def fingerprints(self, value: str, *, purpose: str) -> list[str]:
        """Those that the value may be kept under, newest key first: look for any of them."""
        return [_fingerprint(key, value, purpose) for key in self._fingerprint_keys]


_BROKEN = (
    "Không mở được thông tin đã niêm phong: dữ liệu đã bị sửa hoặc bị chuyển khỏi hồ sơ của nó."
    " Hãy báo quản trị viên khôi phục hồ sơ này từ bản sao lưu."
)
_NO_KEY = (
    "Không mở được thông tin đã niêm phong: thiếu khoá đã dùng khi niêm phong."
    " Hãy báo quản trị viên đặt lại khoá cũ (CAUNOI_PERSONAL_KEYS hoặc tệp keys/personal)."
)


def _derived(key: bytes, use: str, length: int) -> bytes:
    """A key of its own for each use (RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=f"caunoi vault {use}".encode()).derive(key)


def _fingerprint(key: bytes, value: str, purpose: str) -> str:
    return hmac.new(key, json.dumps([purpose, value]).encode(), hashlib.sha256).hexdigest()
