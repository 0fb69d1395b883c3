"""Gambling, loan-shark and phishing text; look-alike letters; hidden characters; an organisation's name overwritten.

Words alone condemn nothing: police news, the Penal Code and a casino procedure use the same ones. What counts is how the
trade speaks (its advertising phrases, its brands, a login verb beside a brand, game names strung together), weighed against
words of enforcement and of law nearby. A gambling phrase in disguised spelling needs no weighing: honest text has no cause for it.
"""

from __future__ import annotations

import re

from caunoi.gate.guard import says
from caunoi.gate.guard.findings import Finding
from caunoi.gate.guard.foreign import foreign_findings
from caunoi.gate.guard.glance import suspicious
from caunoi.gate.guard.hits import OWN, Hit, Reading, hits, reading
from caunoi.gate.guard.lexicon import GAMBLING_TEXT, LEXICONS, Lexicon
from caunoi.gate.guard.oddities import odd_letters
from caunoi.gate.guard.overwritten import stands_for_a_name
from caunoi.gate.guard.weighing import BLOCK, weigh

_NEAR = 100  # characters between two hits of one place
_IN_A_NAME = 2.5  # what a lone brand must weigh where an organisation's name should stand
_INVITING = 4.5  # what police news would not weigh: a game, a call to join and a gift, whatever stands around them
_BARELY = 3.0  # a word of the trade with nothing around that explains it: someone should look
_STOP = re.compile(r"[.;!?…,]\s|\n\s*\n")
_PAIRS = ({"act", "brand"}, {"act", "likely"}, {"into", "brand"})

Placed = tuple[int, int, Finding]


def text_findings(text: str, place: str) -> list[Finding]:
    """What the guard says against a text, in reading order, one finding for each place in it.

    `excerpt` is exactly what stands in `text` there (its first 160 characters). NFC is expected, other forms are read too.
    """
    return [finding for _, _, finding in placed(text, place)]


def placed(text: str, place: str) -> list[Placed]:
    """The findings of `text_findings`, each with its span in `text`."""
    found: list[Placed] = foreign_findings(text, place)
    if not suspicious(text):
        return found
    read = reading(text)
    for lexicon in LEXICONS:
        found.extend(one for one in _judged(lexicon, read, text, place) if not _overlaps(one, found))
    blocked = [one for one in found if one[2].severity == "block"]
    found.extend(one for one in odd_letters(text, place) if not _overlaps(one, blocked))
    return sorted(found, key=lambda one: one[:2])


def _overlaps(one: Placed, others: list[Placed]) -> bool:
    return any(one[0] < end and start < one[1] for start, end, _ in others)


def _judged(lexicon: Lexicon, read: Reading, text: str, place: str) -> list[Placed]:
    every = hits(lexicon, read)
    if not any(hit.kind in OWN for hit in every):
        return []
    found: list[Placed] = []
    seen = read.seen
    for group in _groups(every):
        slogans = _slogans(group, seen.text) if lexicon is GAMBLING_TEXT else []
        named = [slogan for slogan in slogans if stands_for_a_name(seen.text, slogan[0].start, slogan[-1].end)]
        named = [slogan for slogan in named if len(slogan) > 1 or weigh(lexicon, slogan, seen.text)[0] >= _IN_A_NAME]
        for slogan in named:
            start, end = seen.back(slogan[0].start, slogan[-1].end)
            found.append((start, end, says.overwritten(text, start, end, place)))
        apart = {hit for slogan in named for hit in slogan}
        rest = [hit for hit in group if hit not in apart]
        spoken = any(len(slogan) > 1 and slogan not in named for slogan in slogans)
        found.extend(_weighed(lexicon, rest, read, text, place, spoken))
    return found


def _weighed(lexicon: Lexicon, group: list[Hit], read: Reading, text: str, place: str, slogan: bool) -> list[Placed]:
    own = [hit for hit in group if hit.kind in OWN]
    if not own:
        return []
    edge = [hit for hit in group if hit.kind in OWN or (slogan and hit.kind == "act")]
    first, last = edge[0].start, max(hit.end for hit in edge)
    start, end = read.seen.back(first, last)
    weight, unrelieved = weigh(lexicon, group, read.seen.text, slogan=slogan)
    if weight >= BLOCK:
        if lexicon is GAMBLING_TEXT and last - first <= 60 and stands_for_a_name(read.seen.text, first, last):
            return [(start, end, says.overwritten(text, start, end, place))]
        disguised = any(hit.disguised for hit in own)
        return [(start, end, says.spam(lexicon.rule, text, start, end, place, disguised))]
    if unrelieved >= BLOCK and any(hit.kind in ("brand", "ad") for hit in own):
        return [(start, end, says.mentioned(lexicon.rule, text, start, end, place))]
    if unrelieved >= _INVITING and {"slang", "act", "promo"} <= {hit.kind for hit in group}:
        return [(start, end, says.mentioned(lexicon.rule, text, start, end, place))]
    if lexicon is GAMBLING_TEXT and weight >= _BARELY and any(hit.kind in ("brand", "slang") for hit in own):
        return [(start, end, says.mentioned(lexicon.rule, text, start, end, place))]
    return []


def _groups(every: list[Hit]) -> list[list[Hit]]:
    """Hits near one another make one place."""
    groups: list[list[Hit]] = []
    for hit in every:
        if groups and hit.start - groups[-1][-1].end <= _NEAR:
            groups[-1].append(hit)
        else:
            groups.append([hit])
    return groups


def _slogans(group: list[Hit], text: str) -> list[list[Hit]]:
    """Hits that make up a slogan: a login verb with a brand ("đăng nhập HI88", "W88 đăng ký"), or a brand by itself."""
    slogans: list[list[Hit]] = []
    index = 0
    while index < len(group):
        hit, after = group[index], group[index + 1 : index + 2]
        if after and {hit.kind, after[0].kind} in _PAIRS and _joined(hit, after[0], text):
            slogans.append([hit, after[0]])
            index += 1
        elif hit.kind == "brand":
            slogans.append([hit])
        index += 1
    return slogans


def _joined(left: Hit, right: Hit, text: str) -> bool:
    between = text[left.end : right.start]
    return len(between) <= 18 and not _STOP.search(between)
