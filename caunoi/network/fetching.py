"""Asking another machine over HTTP: no redirect is followed, nothing is decompressed, connections are kept open. One `Client` a thread."""

from __future__ import annotations

import http.client
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote, urlsplit

from caunoi import __version__
from caunoi.ledger.reading import Fetch, Missing
from caunoi.ledger.verifying import PREFIX

MOST: Final = 64 * 1024 * 1024
AGENT: Final = f"caunoi/{__version__}"
_LEFT_ALONE: Final = "/:@!$&'()*+,;=~-._%"


class Unreachable(Exception):
    """The machine does not answer, or not in HTTP, or too much. The text is Vietnamese."""


@dataclass(frozen=True)
class Answer:
    """What a web server said: status, headers (names in lower case, of several of one name the last), the bytes."""

    status: int
    headers: Mapping[str, str]
    data: bytes
    url: str = ""

    @property
    def location(self) -> str:
        return self.headers.get("location", "")

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "")


@dataclass
class Client:
    """Asks one portal (`base`: scheme and host). `headers` go with each request: who one pretends to be."""

    base: str
    headers: Mapping[str, str] = field(default_factory=dict)
    timeout: float = 20.0
    _open: http.client.HTTPConnection | None = None

    def __post_init__(self) -> None:
        parts = urlsplit(self.base)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise Unreachable(f"“{self.base}” không phải địa chỉ trang web (http:// hoặc https://).")
        self.base = f"{parts.scheme}://{parts.netloc}"

    def get(self, path: str, **headers: str) -> Answer:
        """The answer at a path (with its query; percent-encoded or not) of this portal. Raises Unreachable."""
        asked = quote(path, safe=_LEFT_ALONE + "?")
        sent = {"User-Agent": AGENT, "Accept-Encoding": "identity", **self.headers, **headers}
        for fresh in (self._open is None, True):
            try:
                return self._ask(asked, sent)
            except (OSError, http.client.HTTPException, ValueError) as reason:
                self.close()
                # A connection that was kept open may have been closed meanwhile: that is no answer.
                if fresh:
                    raise Unreachable(
                        f"Không lấy được {self.base}{asked}: {reason or type(reason).__name__}."
                    ) from reason
        raise AssertionError

    def close(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None

    def _ask(self, path: str, headers: Mapping[str, str]) -> Answer:
        if self._open is None:
            parts = urlsplit(self.base)
            kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
            self._open = kind(parts.hostname or "", parts.port, timeout=self.timeout)
        self._open.request("GET", path, headers=dict(headers))
        return self.read(self._open.getresponse(), path, headers)

    def read(self, answer: http.client.HTTPResponse, path: str, sent: Mapping[str, str]) -> Answer:
        """What becomes of a response to what was `sent`. Raises Unreachable for one that is too much."""
        data = answer.read(MOST + 1)
        if len(data) <= MOST and answer.length:  # `read` with a limit takes a torn answer for a whole one
            raise http.client.IncompleteRead(data, answer.length)
        if len(data) > MOST:
            self.close()
            raise Unreachable(f"{self.base}{path} lớn hơn {MOST // 1024**2} MB.")
        return Answer(
            answer.status, {name.lower(): value for name, value in answer.getheaders()}, data, self.base + path
        )


def log_of(client: Client) -> Fetch:
    """Reads the files of a portal's public log. Raises Missing for what it has not, Unreachable for what it does not answer."""

    def fetch(path: str) -> bytes:
        answer = client.get(PREFIX + path)
        if answer.status in (404, 410):
            raise Missing(f"{client.base}{PREFIX}{path}: {answer.status}")
        if answer.status != 200:
            raise Unreachable(f"Không lấy được {client.base}{PREFIX}{path}: máy chủ trả lời {answer.status}.")
        return answer.data

    return fetch
