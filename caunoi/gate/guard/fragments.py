"""Fragments of pages, remembered by their exact markup: shell, lists and cards stand on many pages and are read once.

What is remembered is known by nothing but the markup that the parser found in the bytes of the page at hand, written out again
with every element, attribute and character of it. So a changed byte is another fragment, and whatever stands around a
fragment has already had its effect on what the parser found.
"""

from __future__ import annotations

import re
from typing import Any, Final, Generic, TypeVar

T = TypeVar("T")
MOST: Final = 4096
OWN: Final = "main"  # a record's own words: long, and on one page only
_ONCE: Final = frozenset({OWN, "rating"})  # the form that names the page is on that page only, too
# Elements whose text is written without escapes: two different trees could be written alike.
_RAW: Final = re.compile(
    r"<(?:iframe|math|noembed|noframes|noscript|plaintext|script|style|svg|template|title|xmp)\b", re.I
)


def markup_of(node: Any, key: str) -> str | None:
    """The markup by which the region `key` may be remembered; None when it may not, or when that is not worth it."""
    return None if key in _ONCE else node.html


class Fragments(Generic[T]):
    """What was found in fragments. Holds at most `MOST` of them, then begins anew."""

    def __init__(self) -> None:
        self._known: dict[str, T] = {}

    def get(self, markup: str | None) -> T | None:
        return None if markup is None else self._known.get(markup)

    def keep(self, markup: str | None, found: T) -> None:
        if markup is None or _RAW.search(markup):
            return
        if len(self._known) >= MOST:
            self._known.clear()
        self._known[markup] = found

    def forget(self) -> None:
        self._known.clear()
