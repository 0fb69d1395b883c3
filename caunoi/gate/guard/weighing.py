"""How much a place weighs: what was hit there, against honest context around it."""

from __future__ import annotations

import re

from caunoi.gate.guard.hits import OWN, Hit
from caunoi.gate.guard.lexicon import GAMBLING_TEXT, Lexicon, key

BLOCK = 4.0
"""From this weight on a place stops the release."""

_AROUND = 170  # characters on either side in which context counts
_LOUD = ("likely", "slang")
_BEFORE = re.compile('[“"‘][^“”"‘’\n]{0,40}$')
_AFTER = re.compile('[^“"‘\n]{0,40}[”"’]')


def weigh(lexicon: Lexicon, hits: list[Hit], text: str, *, slogan: bool = False) -> tuple[float, float]:
    """The weight of one place after honest context has spoken, and before. `slogan`: a login verb stands beside a brand there.

    Words that report *about* the matter (a ring broken up, a warning) count against every kind of hit; words of law and
    procedure only against the formal names of games, never against the language of advertisement.
    """
    own = [hit for hit in hits if hit.kind in OWN]
    if not own:
        return 0.0, 0.0
    loud = _sum(hits, *_LOUD) + _first_and(2.0, hits, "ad") + _first_and(1.0, hits, "brand") + 4.0 * slogan
    games = _strongest(hits, "game")
    plain = min(sum(games), 6.0) + (1.0 if len(games) >= 3 else 0.0) + min(_sum(hits, "topic"), 2.0)
    coarse = any(hit.kind != "topic" and hit.weight >= 2 for hit in own)  # neither law nor a village fair speaks so
    selling = min(_sum(hits, "act", "promo") + min(_sum(hits, "praise"), 5.0 if coarse else 1.0), 5.0)
    total = loud + plain + selling
    if any(hit.disguised for hit in own):
        return max(total, BLOCK), total
    if lexicon is not GAMBLING_TEXT and not any(hit.kind == "ad" for hit in own):
        return min(total, BLOCK - 1), min(total, BLOCK - 1)
    around = text[max(0, own[0].start - _AROUND) : own[-1].end + _AROUND]
    reporting = _distinct(lexicon.reporting, around, 5) + _quoted(text, own[0].start, own[-1].end)
    relief = 1 + 0.8 * reporting
    dry = relief + 0.1 * _distinct(lexicon.against, around, 3)
    if not coarse:
        dry += 0.4 * _distinct(lexicon.formal, around, 5)
    return loud / relief + (plain + selling) / dry, total


def _strongest(hits: list[Hit], *kinds: str) -> list[float]:
    """The weights of distinct hits of these kinds: said twice counts once."""
    best: dict[str, float] = {}
    for hit in hits:
        if hit.kind in kinds:
            best[hit.key] = max(best.get(hit.key, 0.0), hit.weight)
    return list(best.values())


def _sum(hits: list[Hit], *kinds: str) -> float:
    return sum(_strongest(hits, *kinds))


def _first_and(more: float, hits: list[Hit], kind: str) -> float:
    """The greatest weight of a kind, and `more` for each of its others."""
    weights = _strongest(hits, kind)
    return max(weights) + more * (len(weights) - 1) if weights else 0.0


def _distinct(pattern: re.Pattern[str], text: str, most: int) -> int:
    return min(len({key(m.group()) for m in pattern.finditer(text)}), most)


def _quoted(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] stands inside quotation marks, as reported words do. Alone it excuses no brand in full."""
    return bool(_BEFORE.search(text[max(0, start - 41) : start]) and _AFTER.match(text[end : end + 41]))
