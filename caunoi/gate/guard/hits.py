"""What a close reading finds: phrases of a lexicon and brands, in whatever spelling, each with its place and weight."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from caunoi.gate.guard import brands
from caunoi.gate.guard.hosts import speaks_of_gambling
from caunoi.gate.guard.letters import Seen, read, unleet
from caunoi.gate.guard.lexicon import GAMBLING_TEXT, Lexicon, Phrase, key

OWN: Final = frozenset(("ad", "brand", "likely", "slang", "game", "topic"))
"""Kinds that speak of the matter itself; the others (act, into, promo, praise) count only beside them."""

WEIGHT: Final = {
    "ad": 4.0, "brand": 4.0, "likely": 1.5, "slang": 3.0, "game": 1.0, "topic": 1.0, "act": 0.5, "promo": 1.0, "praise": 1.0, "into": 0.0
}  # fmt: skip
_WORD = re.compile(r"(?<![^\W_])[a-z0-9]+(?![^\W_]|@)")  # not the name before the @ of a mail address
_HOST = re.compile(
    r"(?<![\w.@/])(?:[a-z0-9-]+\.)+"
    r"(?:com|net|org|info|biz|vn|vip|club|app|top|xyz|online|site|win|bet|casino|pro|cc|me|io|live|link|asia|dev|shop|fun|game|games|poker|in)"
    r"(?![\w.]\w|\w)"
)
_SINGLES = re.compile(
    r"(?:(?<![^\W_])[^\W_]{2,4}[\W_]{1,3})?(?<![^\W_])[^\W_](?:[\W_]{1,3}[^\W_](?![^\W_])){2,}(?:[\W_]{1,3}[^\W_]{2,4}(?![^\W_]))?"
)


@dataclass(frozen=True)
class Hit:
    """One phrase or brand in the text as read: where, of what kind, which, and whether its spelling is a disguise."""

    start: int
    end: int
    kind: str
    key: str
    weight: float
    disguised: bool = False


@dataclass(frozen=True)
class Reading:
    """A text as the eye takes it; the same with digits read as letters; and its runs of letters that stand apart."""

    seen: Seen
    unleeted: str
    runs: list[list[int]]


def reading(text: str) -> Reading:
    seen = read(text)
    runs = [[i for i in range(*run.span()) if seen.text[i].isalnum()] for run in _SINGLES.finditer(seen.text)]
    return Reading(seen, unleet(seen.text), runs)


def hits(lexicon: Lexicon, reading: Reading) -> list[Hit]:
    """Every hit, in order, none overlapping another."""
    found = _written(lexicon, reading.seen)
    found.extend(_in_digits(lexicon, reading))
    found.extend(_spaced(lexicon, reading))
    if lexicon is GAMBLING_TEXT:
        found.extend(_brands(reading.seen))
    found.sort(key=lambda hit: (hit.start, -hit.end))
    kept: list[Hit] = []
    for hit in found:
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
        elif hit.kind in OWN and (kept[-1].kind not in OWN or (hit.disguised and not kept[-1].disguised)):
            kept[-1] = hit
    return kept


def _written(lexicon: Lexicon, seen: Seen) -> list[Hit]:
    found = (_hit(lexicon.entry(m.group()), m.group(), m.start(), seen) for m in lexicon.pattern.finditer(seen.text))
    return [hit for hit in found if hit is not None]


def _hit(entry: Phrase, spelling: str, start: int, seen: Seen) -> Hit | None:
    end = start + len(spelling)
    weight = WEIGHT[entry.kind]
    respelled = _letters(spelling) != _letters(entry.text)
    if respelled and entry.ambiguous and " " not in entry.text:
        return None  # "keo" is glue
    if entry.kind == "game" and not entry.ambiguous:
        weight += 1.0
    if respelled and not entry.ambiguous and entry.kind in ("slang", "game", "topic"):
        weight += 2.0  # accents left out: search-engine bait stands so, an accented page does not
    return Hit(start, end, entry.kind, key(entry.text), weight, entry.kind in OWN and seen.disguised(start, end))


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def _in_digits(lexicon: Lexicon, reading: Reading) -> list[Hit]:
    """Phrases with digits for letters: "t4i x1u"."""
    if reading.unleeted == reading.seen.text:
        return []
    found = []
    for m in lexicon.pattern.finditer(reading.unleeted):
        entry = lexicon.entry(m.group())
        if entry.kind in OWN and m.group() != reading.seen.text[m.start() : m.end()]:
            found.append(Hit(m.start(), m.end(), entry.kind, key(entry.text), WEIGHT[entry.kind], True))
    return found


def _spaced(lexicon: Lexicon, reading: Reading) -> list[Hit]:
    """Phrases spelled out letter by letter: "n ổ  h ũ", "t.a.i.x.i.u"."""
    found: list[Hit] = []
    for places in reading.runs:
        joined = "".join(reading.seen.text[i] for i in places)
        for m in lexicon.glued.finditer(joined):
            start, end = places[m.start()], places[m.end() - 1] + 1
            if end - start >= 2 * (m.end() - m.start()) - 3:
                found.append(Hit(start, end, lexicon.entry(m.group()).kind, key(m.group()), 4.0, True))
        if lexicon is GAMBLING_TEXT:
            for first, last in brands.inside(joined, asked=any(hit.kind == "act" for hit in found)):
                found.append(Hit(places[first], places[last - 1] + 1, "brand", joined[first:last], 4.0, True))
    return found


def _brands(seen: Seen) -> list[Hit]:
    found = []
    for m in _WORD.finditer(seen.text):
        word, (start, end) = m.group(), m.span()
        if brands.certain(word):
            weight = 4.0 if len(word) > 3 else 3.0  # three signs can be chance
            found.append(Hit(start, end, "brand", word, weight, seen.disguised(start, end)))
        elif brands.masked(word):
            found.append(Hit(start, end, "brand", word, 4.0, True))
        elif brands.glued(word):
            found.append(Hit(start, end, "slang", word, 4.0, seen.disguised(start, end)))
        elif brands.likely(word):
            found.append(Hit(start, end, "likely", word, WEIGHT["likely"], seen.disguised(start, end)))
    hosts = (m for m in _HOST.finditer(seen.text) if speaks_of_gambling(m.group()))
    found.extend(Hit(m.start(), m.end(), "brand", m.group(), 4.0) for m in hosts)
    return found
