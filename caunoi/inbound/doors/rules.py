"""Tokens, proofs and marks: pure functions; keys, time and randomness are arguments."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import ipaddress
import math
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from caunoi.ground.refused import Refused

# A person reads a form before sending it.
SLOW_ENOUGH = timedelta(seconds=3)
MAX_AGE = timedelta(hours=24)
# 2¹⁵ hashes on average: well under a second on a cheap telephone, half an hour of one core for ten thousand forms.
BITS = 15

WINDOW = timedelta(hours=1)
# Telephone companies put many households behind one address: what a busy one needs, not what a robot wants.
PROVED_IN_A_WINDOW = 20
UNPROVED_IN_A_WINDOW = 5
FLAGGED_AFTER = 10

NONCE = 16
_MAC = 12
_HEAD = struct.Struct(f">{NONCE}sI")
# Token, colon and solution fit one block of SHA-256 (55 bytes), which is what the browser's side hashes.
_LONGEST_SOLUTION = 11
_STALE_FORM = (
    "Biểu mẫu này không dùng được nữa. Hãy tải lại trang rồi gửi lại; nội dung đã viết, xin chép ra trước khi tải lại."
)


@dataclass(frozen=True)
class Token:
    """One form that we handed out. Whoever takes the form in keeps the nonce unique: a token is good for one case."""

    nonce: bytes
    issued_at: datetime
    expired: bool
    too_fast: bool


def token(nonce: bytes, at: datetime, *, key: bytes) -> str:
    """43 letters to stand in a form: the nonce (16 bytes), the second in which it was issued, and our signature."""
    head = _HEAD.pack(nonce, int(at.timestamp()))
    return base64.urlsafe_b64encode(head + _signature(head, key)).decode("ascii").rstrip("=")


def token_read(text: str, at: datetime, *, keys: Sequence[bytes], max_age: timedelta = MAX_AGE) -> Token:
    """The token as it stands at that moment. Refused when none of the keys signed it."""
    try:
        raw = base64.b64decode(f"{text}=".encode("ascii"), altchars=b"-_", validate=True)
        head, signature = raw[: _HEAD.size], raw[_HEAD.size :]
        nonce, seconds = _HEAD.unpack(head)
    except (UnicodeEncodeError, binascii.Error, struct.error):
        raise Refused(_STALE_FORM) from None
    if not any(hmac.compare_digest(signature, _signature(head, key)) for key in keys):
        raise Refused(_STALE_FORM)
    issued_at = datetime.fromtimestamp(seconds, UTC)
    age = at - issued_at
    return Token(nonce, issued_at, expired=age > max_age, too_fast=age < SLOW_ENOUGH)


def _signature(head: bytes, key: bytes) -> bytes:
    return hmac.new(key, head, hashlib.sha256).digest()[:_MAC]


def proved(token: str, solution: str, bits: int = BITS) -> bool:
    """Does the SHA-256 of token, colon and solution begin with so many zero bits?"""
    if not 0 < len(solution) <= _LONGEST_SOLUTION:
        return False
    digest = hashlib.sha256(f"{token}:{solution}".encode()).digest()
    return int.from_bytes(digest, "big") >> (256 - bits) == 0


def source(address: str) -> str:
    """Who is counted as one: an IPv4 address, or the /64 that a household gets of IPv6."""
    one = ipaddress.ip_address(address)
    if isinstance(one, ipaddress.IPv6Address):
        if one.ipv4_mapped:
            return str(one.ipv4_mapped)
        return str(ipaddress.ip_network((int(one), 64), strict=False).network_address) + "/64"
    return str(one)


def mark(address: str, on: date, *, proved: bool, key: bytes) -> str:
    """Under what an address is counted on that day. Without the key no mark leads to an address, or to another day."""
    of_the_day = hmac.new(key, on.isoformat().encode(), hashlib.sha256).digest()
    lane = "proved" if proved else "unproved"
    return hmac.new(of_the_day, f"{lane} {source(address)}".encode(), hashlib.sha256).hexdigest()[:40]


@dataclass(frozen=True)
class Admission:
    """May the form come in? `wait`: for how long not. `flagged`: it may, and a person should look at it first."""

    allowed: bool
    wait: timedelta
    flagged: bool

    def must_be_allowed(self) -> None:
        """Refused, saying when to come back, unless it is allowed."""
        if not self.allowed:
            raise Refused(come_back(self.wait))


def come_back(wait: timedelta) -> str:
    minutes = max(1, math.ceil(wait / timedelta(minutes=1)))
    return (
        f"Từ địa chỉ mạng này đã có nhiều lượt gửi trong một giờ qua. Xin gửi lại sau {minutes} phút nữa;"
        " việc gấp, xin gọi điện hoặc đến trực tiếp cơ quan."
    )
