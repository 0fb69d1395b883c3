"""The stream of a region: what a reader gets, in order, whatever the markup.

A stream is one string: the text with all whitespace removed, with links, images, frames and forms as marks. Two regions
with the same stream say the same to a reader, so a new template needs no new approval, and a template that adds a word
or a link makes another stream.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

OPEN, CLOSE = "\ue000", "\ue001"
_MEDIA = re.compile(r"^/tep/([0-9a-f]{64})-\d+\.webp$")


def squeeze(text: str) -> str:
    """The text in NFC without whitespace and without the two code points that streams use as marks."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        if OPEN in text or CLOSE in text:
            text = text.replace(OPEN, "").replace(CLOSE, "")
    return "".join(text.split())


def plain(attribute: str | None) -> str:
    """The value of an attribute, without the marks of streams: an address cannot pretend to be the end of a link."""
    if not attribute:
        return ""
    return attribute if attribute.isascii() else attribute.replace(OPEN, "").replace(CLOSE, "")


def link(href: str, *inner: str) -> str:
    """A link and what stands in it; `inner` are streams."""
    return f"{OPEN}a {href}{CLOSE}{''.join(inner)}{OPEN}/a{CLOSE}"


def image(source: str, alt: str) -> str:
    """An image: the sha-256 of its original (or its address when it is not one of ours) and its alternative text."""
    return f"{OPEN}img {source} {squeeze(alt)}{CLOSE}"


def mark(tag: str, **attributes: str) -> str:
    """A form, or a part of one, with those of its attributes that say where what is written."""
    return f"{OPEN}{tag} {' '.join(f'{name}={value}' for name, value in sorted(attributes.items()))}{CLOSE}"


def frame(src: str, title: str) -> str:
    """An embedded frame, such as a video, with the words of its title."""
    return f"{OPEN}frame {src} {squeeze(title)}{CLOSE}"


@lru_cache(maxsize=4096)
def media_source(src: str) -> str:
    """The sha-256 of the original for an address of one of our renditions, otherwise the address itself."""
    match = _MEDIA.match(src)
    return match.group(1) if match else src


def readable(stream: str) -> str:
    """A stream for people: marks shown as ⟨…⟩."""
    return stream.replace(OPEN, "⟨").replace(CLOSE, "⟩")


def difference(approved: str, found: str, around: int = 40) -> str:
    """The first place where two streams part, for a person: "… đã duyệt: ⟨x⟩; trên trang: ⟨y⟩"."""
    start = next(
        (i for i, (a, b) in enumerate(zip(approved, found, strict=False)) if a != b), min(len(approved), len(found))
    )
    low = max(0, start - 15)
    return (
        f"đã duyệt “…{readable(approved[low : start + around])}…”, "
        f"trên trang “…{readable(found[low : start + around])}…”"
    )
