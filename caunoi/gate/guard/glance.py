"""A glance: whether a text deserves a close reading. Nearly all official text does not, and costs a few microseconds a line.

Each word is judged once and remembered: it becomes one sign, so that a text becomes a short string of signs, in which one
expression looks for the phrases that could begin a finding. The glance may call for a reading in vain, never the reverse.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from caunoi.gate.guard import brands
from caunoi.gate.guard.letters import bare, has_odd, unleet
from caunoi.gate.guard.lexicon import LEXICONS, syllable

_ALWAYS: Final = "!"
_SINGLE: Final = "."
_OTHER: Final = "-"
_MEMORY: Final = 200_000
_CALLING: Final = {
    "gambling-text": ("ad", "slang", "game", "topic"), "loan-text": ("ad", "slang"), "phishing-text": ("ad",)
}  # fmt: skip
_PARTS = re.compile(r"[^\W_]+")


def _calling() -> list[list[str]]:
    return [
        phrase.text.replace("-", " ").split()
        for lexicon in LEXICONS
        for phrase in lexicon.phrases.values()
        if phrase.kind in _CALLING[lexicon.rule]
    ]


_PHRASES: Final = _calling()
_SIGNS: Final = {
    syllable: chr(0x100 + number) for number, syllable in enumerate(sorted({bare(w) for p in _PHRASES for w in p}))
}
_FORMS: Final = {
    plain: re.compile("|".join({syllable(w) for p in _PHRASES for w in p if bare(w) == plain})) for plain in _SIGNS
}
_SEQUENCES: Final = {"".join(_SIGNS[bare(w)] for w in p) for p in _PHRASES}


def _call() -> re.Pattern[str]:
    """Any of the sequences; told by the first sign alone for nearly all of a text."""
    groups: dict[str, list[str]] = {}
    for sequence in sorted(_SEQUENCES):
        groups.setdefault(sequence[0], []).append(re.escape(sequence[1:]))
    branches = "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in groups.items())
    first = re.escape("".join(groups))
    return re.compile(f"(?=[{_ALWAYS}{_SINGLE}{first}])(?:{_ALWAYS}|{re.escape(_SINGLE) * 4}|{branches})")


_CALL: Final = _call()


def _sign(part: str) -> str:
    plain = bare(part)
    if plain in _SIGNS and _FORMS[plain].fullmatch(part):
        return _SIGNS[plain]
    if len(part) == 1:
        return _SINGLE
    if plain.isascii() and (
        brands.certain(plain) or brands.likely(plain) or brands.glued(plain) or brands.masked(plain)
    ):
        return _ALWAYS
    return _OTHER


class _Signs(dict[str, str]):
    def __missing__(self, token: str) -> str:
        text = unicodedata.normalize("NFC", token).lower()
        if has_odd(text):
            signs = _ALWAYS
        else:
            signs = "".join(map(_sign, _PARTS.findall(text)))
            turned = unleet(text)
            if turned != text:
                meant = "".join(map(_sign, _PARTS.findall(turned)))
                signs = meant if signs.strip(_OTHER) == "" else signs
        if len(self) >= _MEMORY:
            self.clear()
        self[token] = signs
        return signs


_signs = _Signs()


def suspicious(text: str) -> bool:
    """Whether a text may hold anything the text rules speak of."""
    return _CALL.search("".join(map(_signs.__getitem__, text.split()))) is not None
