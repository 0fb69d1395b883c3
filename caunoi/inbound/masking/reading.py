"""A text as the eye takes it, in three parallel forms, with the way back to the original.

The three forms have the same length, so that a place in one is the same place in the others: as written (composed,
invisible characters gone, look-alikes and odd blanks, dashes and digits made plain), in lower case, and without accents.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from caunoi.gate.guard.letters import ALIKE, HIDDEN, MARKS, bare

_ODD = re.compile(f"[\\s\\S][{MARKS}]+|{HIDDEN.pattern}")
_DASHES = frozenset("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d")


class _Table(dict[int, str]):
    """A table for `str.translate`, one character for one, filled as characters are met."""

    def __init__(self, of: Callable[[str], str]) -> None:
        super().__init__()
        self.of = of

    def __missing__(self, code: int) -> str:
        char = chr(code)
        made = self.of(char)
        self[code] = made if len(made) == 1 else char
        return self[code]


def _plain(char: str) -> str:
    if char in "\n\r\t" or char.isascii():
        return char
    if char in _DASHES:
        return "-"
    if char in "\u2028\u2029\x85":
        return "\n"
    if char.isspace():
        return " "
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    return ALIKE.get(char, char)


_PLAIN = _Table(_plain)
_LOWER = _Table(str.lower)
_BARE = _Table(lambda char: bare(char).replace("ð", "d"))


@dataclass(frozen=True)
class Reading:
    text: str
    lower: str
    bare: str
    starts: Sequence[int]
    ends: Sequence[int]

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original that shows as text[start:end]."""
        return self.starts[start], self.ends[end - 1]


def read(original: str) -> Reading:
    """Linear; exact offsets also for decomposed text and for text with zero-width characters."""
    starts: Sequence[int] = range(len(original))
    ends: Sequence[int] = range(1, len(original) + 1)
    composed = original
    if _ODD.search(original):
        composed, starts, ends = _composed(original)
    text = composed.translate(_PLAIN)
    lower = text.translate(_LOWER)
    return Reading(text, lower, lower.translate(_BARE), starts, ends)


def _composed(original: str) -> tuple[str, list[int], list[int]]:
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for odd in _ODD.finditer(original):
        start, end = odd.span()
        parts.append(original[done:start])
        starts.extend(range(done, start))
        ends.extend(range(done + 1, start + 1))
        done = end
        char = "".join(c for c in unicodedata.normalize("NFC", odd[0]) if not HIDDEN.match(c))[:1]
        if char and not unicodedata.combining(char):
            parts.append(char)
            starts.append(start)
            ends.append(end)
    parts.append(original[done:])
    starts.extend(range(done, len(original)))
    ends.extend(range(done + 1, len(original) + 1))
    return "".join(parts), starts, ends
