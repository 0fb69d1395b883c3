"""The four who visit each page, without cookies, and what each is shown.

They ask for different codings, as readers do: a compressed twin is a file of its own, so it can be altered alone.
"""

from __future__ import annotations

import hashlib
import http.client
import socket
import time
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urljoin, urlsplit

import brotli

from caunoi.network.fetching import Answer, Client, Unreachable

KEPT: Final = 2 * 1024 * 1024
"""So many bytes of an answer are kept to be read; all of it is counted and hashed."""
LARGEST: Final = 512 * 1024 * 1024
_PIECE: Final = 256 * 1024
_DESKTOP: Final = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36"
)
_PHONE: Final = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.1 Mobile/15E148 Safari/604.1"
)
_CRAWLER: Final = (
    "Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/131.0.0.0 Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
)
_HTML: Final = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
_COMMON: Final = {"Accept": _HTML, "Accept-Language": "vi-VN,vi;q=0.9,en;q=0.8"}

DESKTOP, PHONE, CRAWLER, SEARCHER = "desktop", "phone", "crawler", "searcher"
VISITORS: Final[dict[str, Mapping[str, str]]] = {
    DESKTOP: {**_COMMON, "User-Agent": _DESKTOP, "Accept-Encoding": "gzip, deflate, br"},
    PHONE: {**_COMMON, "User-Agent": _PHONE, "Accept-Encoding": "gzip, deflate"},
    CRAWLER: {"Accept": _HTML, "User-Agent": _CRAWLER, "Accept-Encoding": "gzip, deflate, br"},
    SEARCHER: {
        **_COMMON,
        "User-Agent": _DESKTOP,
        "Accept-Encoding": "identity",
        "Referer": "https://www.google.com.vn/search?q=cong+thong+tin",
    },
}
CALLED: Final = {
    DESKTOP: "máy tính",
    PHONE: "điện thoại",
    CRAWLER: "máy tìm kiếm (Googlebot)",
    SEARCHER: "người đến từ Google",
}


@dataclass(frozen=True)
class Seen(Answer):
    """An answer as one visitor got it: `data` its first KEPT bytes, decoded; `sha256` and `size` of all of them, decoded."""

    sha256: str = ""
    size: int = 0
    asked: float = 0.0
    sent: Mapping[str, str] = field(default_factory=dict)
    pairs: tuple[tuple[str, str], ...] = ()
    reason: str = ""
    raw: bytes = b""

    @property
    def is_html(self) -> bool:
        return self.media_type.partition(";")[0].strip().lower() in ("text/html", "application/xhtml+xml", "")

    @property
    def leads_to(self) -> str:
        """The whole address that a redirect names; empty when it is none."""
        if not 300 <= self.status < 400 or not self.location:
            return ""
        try:
            return urljoin(self.url, self.location.strip().replace("\\", "/"))
        except ValueError:
            return self.location

    @property
    def leads_out(self) -> bool:
        """Does a redirect lead to another machine?"""
        try:
            return bool(self.leads_to) and urlsplit(self.leads_to).hostname != urlsplit(self.url).hostname
        except ValueError:
            return True


class Visitor(Client):
    """A client that looks at pages of any size as one of the four, and never waits longer than `patience` seconds in all."""

    patience: float = 60.0
    until: float = float("inf")
    """When whoever waits for an answer loses patience; monotonic."""

    def look(self, path: str) -> Seen:
        """What stands at a path. Raises Unreachable."""
        self.until = time.monotonic() + self.patience
        try:
            answer = self.get(path)
        finally:
            self.until = float("inf")
        assert isinstance(answer, Seen)
        return answer

    def hang_up(self) -> None:
        """End a conversation from another thread: an answer that comes a byte at a time never runs into a time limit."""
        line = self._open.sock if self._open is not None else None
        if line is not None:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    def read(self, answer: http.client.HTTPResponse, path: str, sent: Mapping[str, str]) -> Answer:
        asked = time.time()
        until = time.monotonic() + self.patience
        decode = _Decoding(answer.headers.get("Content-Encoding", ""))
        digest, size, kept, raw, received = hashlib.sha256(), 0, bytearray(), bytearray(), 0
        while piece := answer.read(_PIECE):
            received += len(piece)
            if len(raw) < KEPT:
                raw += piece
            for plain in decode.pieces(piece):
                digest.update(plain)
                size += len(plain)
                if len(kept) < KEPT:
                    kept += plain
                if size > LARGEST:
                    self._give_up(f"{self.base}{path} lớn hơn {LARGEST // 1024**2} MB.")
            if received > LARGEST or time.monotonic() > until:
                self._give_up(f"{self.base}{path} không kết thúc.")
        pairs = tuple(answer.getheaders())
        return Seen(
            answer.status, {name.lower(): value for name, value in pairs}, bytes(kept[:KEPT]), self.base + path,
            digest.hexdigest(), size, asked, dict(sent), pairs, answer.reason or "", bytes(raw[:KEPT]),
        )  # fmt: skip

    def _give_up(self, why: str) -> None:
        self.close()
        raise Unreachable(why)


class _Decoding:
    """Takes a content coding off, piece by piece. What cannot be decoded stays as it came: then its digest is another, which is the truth."""

    def __init__(self, coding: str) -> None:
        name = coding.strip().lower()
        self._gzip = zlib.decompressobj(47) if name in ("gzip", "x-gzip", "deflate") else None
        self._brotli = brotli.Decompressor() if name == "br" else None

    def pieces(self, piece: bytes) -> list[bytes]:
        found: list[bytes] = []
        try:
            if self._gzip is not None:
                rest = piece
                while rest and not self._gzip.eof:
                    found.append(self._gzip.decompress(rest, _PIECE * 4))
                    rest = self._gzip.unconsumed_tail
                    if len(found) * _PIECE * 4 > LARGEST:
                        break
            elif self._brotli is not None:
                out = self._brotli.process(piece, output_buffer_limit=_PIECE * 4)
                while out and len(found) * _PIECE * 4 < LARGEST:
                    found.append(out)
                    out = self._brotli.process(b"", output_buffer_limit=_PIECE * 4)
            else:
                found.append(piece)
        except (zlib.error, brotli.error):
            self._gzip = self._brotli = None
            found.append(piece)
        return found


def four(base: str, timeout: float) -> dict[str, Visitor]:
    """The four visitors of a portal; for one thread."""
    return {name: Visitor(base, dict(headers), timeout) for name, headers in VISITORS.items()}


def look_as(visitors: Mapping[str, Visitor], path: str) -> dict[str, Seen | Unreachable]:
    """What each is shown at a path; never raises for what the other machine does."""
    shown: dict[str, Seen | Unreachable] = {}
    for name, visitor in visitors.items():
        try:
            shown[name] = visitor.look(path)
        except Unreachable as reason:
            shown[name] = reason
        except Exception as reason:  # whatever a hostile machine makes a library stumble over: the watch goes on
            visitor.close()
            shown[name] = Unreachable(f"{visitor.base}{path}: {type(reason).__name__}: {str(reason)[:120]}")
    return shown
