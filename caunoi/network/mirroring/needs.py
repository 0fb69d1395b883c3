"""Which files of its own house a page needs to look as it should: style sheets, scripts, pictures, fonts. Pure."""

from __future__ import annotations

import html
import re
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit

_ELEMENT: Final = re.compile(rb"<(?:img|script|source|video|audio|track|link|embed|object)\b[^>]*>", re.IGNORECASE)
_ADDRESS: Final = re.compile(rb"\b(?:src|poster|data)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_HREF: Final = re.compile(rb"\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_SRCSET: Final = re.compile(rb"\bsrcset\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_REL: Final = re.compile(
    rb"\brel\s*=\s*[\"']?[^\"'>]*\b(?:stylesheet|icon|preload|modulepreload|manifest)\b", re.IGNORECASE
)
_URL: Final = re.compile(rb"url\(\s*[\"']?([^\"')]+)[\"']?\s*\)")


def needed(path: str, media_type: str, data: bytes) -> set[str]:
    """Paths on the same host that a page or style sheet at `path` loads by itself. Links that a reader may follow do not count."""
    found: list[bytes] = []
    if media_type.startswith("text/css"):
        found = _URL.findall(data)
    elif media_type.startswith("text/html"):
        for element in _ELEMENT.findall(data):
            link = element[:5].lower() == b"<link"
            if not link or _REL.search(element):
                found += [b"".join(one) for one in (_HREF if link else _ADDRESS).findall(element)]
            for quoted in _SRCSET.findall(element):
                found += [one.split()[0] for one in b"".join(quoted).split(b",") if one.strip()]
    return {there for one in found if (there := _here(path, html.unescape(one.decode("utf-8", "replace"))))}


def _here(path: str, address: str) -> str:
    """The path that an address in a page leads to; empty when it leads to another host or holds the data itself."""
    try:
        parts = urlsplit(urljoin(f"http://x{path}", address.strip()))
    except ValueError:
        return ""
    return unquote(parts.path) if parts.scheme == "http" and parts.netloc == "x" else ""
