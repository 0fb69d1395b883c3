"""How CAUNOI_SMTP names the machine that takes mail. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit


@dataclass(frozen=True)
class Smtp:
    """Encrypted from the first byte (smtps), or by STARTTLS; unencrypted to this very machine only."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    encrypted: bool
    starttls: bool

    @classmethod
    def read(cls, url: str) -> Smtp:
        """From smtp://user:…@host:port or smtps://…. Raises ValueError, whose text does not hold the password."""
        try:
            parts = urlsplit(url)
            port, more = parts.port, parts.path.strip("/") or parts.query or parts.fragment
        except ValueError:
            parts, port, more = urlsplit(""), None, ""
        if more or parts.scheme not in ("smtp", "smtps") or not parts.hostname:
            raise ValueError("chỉ nhận smtp://tên:…@máy:cổng hoặc smtps://…") from None
        encrypted = parts.scheme == "smtps"
        here = parts.hostname in ("localhost", "127.0.0.1", "::1")
        return cls(
            parts.hostname,
            port or (465 if encrypted else 25 if here else 587),
            unquote(parts.username or ""),
            unquote(parts.password or ""),
            encrypted,
            not encrypted and not here,
        )
