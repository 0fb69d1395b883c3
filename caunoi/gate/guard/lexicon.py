"""Phrases made into regular expressions: as written, with accents dropped, glued into one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from caunoi.gate.guard.letters import bare
from caunoi.gate.guard.words_fraud import LENDING, LOAN, PHISHING, WARNING
from caunoi.gate.guard.words_gambling import ENFORCEMENT, GAMBLING, LEGAL, REPORTING

# Between two syllables: blanks, or one or two joining signs without a blank ("nhà-cái"). A comma or a full stop and a blank part them.
_JOINT: Final = r"(?:\s+|[-_.*·•~+/|:]{1,2})"
_GAP: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Phrase:
    """One entry: its kind (ad, slang, game, topic, act, into, promo, praise) and whether its unaccented spelling is ambiguous."""

    text: str
    kind: str
    ambiguous: bool


@dataclass(frozen=True)
class Lexicon:
    """A vocabulary for one rule, with the words of honest context that speak against a finding."""

    rule: str
    phrases: dict[str, Phrase]
    pattern: re.Pattern[str]
    glued: re.Pattern[str]
    reporting: re.Pattern[str]
    against: re.Pattern[str]
    formal: re.Pattern[str]

    def entry(self, found: str) -> Phrase:
        """The entry that `pattern` or `glued` found."""
        return self.phrases[key(found)]


def key(text: str) -> str:
    """A phrase without accents, blanks and signs: one key for all its spellings."""
    return _GAP.sub("", bare(text))


def _letter(char: str) -> str:
    """A class that takes a letter as it should be, or with some of its marks left out."""
    forms = {char}
    decomposed = unicodedata.normalize("NFD", char)
    for end in range(1, len(decomposed) + 1):
        forms.add(unicodedata.normalize("NFC", decomposed[:end]))
    if len(decomposed) == 3:  # one mark of two: "ợ" → "ọ" and "ơ"
        forms.add(unicodedata.normalize("NFC", decomposed[0] + decomposed[2]))
        forms.add(unicodedata.normalize("NFC", decomposed[0] + decomposed[1]))
    if char == "đ":
        forms.add("d")
    letters = "".join(sorted(form for form in forms if len(form) == 1))
    return f"[{re.escape(letters)}]" if len(letters) > 1 else re.escape(char)


def syllable(word: str) -> str:
    """An expression for one word, its accents optional."""
    return "".join(_letter(c) for c in word)


def _syllables(phrase: str) -> list[str]:
    return [syllable(word) for word in phrase.replace("-", " ").split()]


def spelled(phrases: Iterable[str]) -> re.Pattern[str]:
    """One expression for whole phrases in lower-case text, the longest first, accents optional."""
    return re.compile(_whole((_letter(p[0]), _JOINT.join(_syllables(p))) for p in _longest_first(phrases)))


def _longest_first(phrases: Iterable[str]) -> list[str]:
    return sorted(set(phrases), key=lambda p: (-len(p), p))


def _whole(parts: Iterable[tuple[str, str]]) -> str:
    """Alternatives grouped by their first letter, so that a word that begins otherwise is passed over at once."""
    groups: dict[str, list[str]] = {}
    for first, expression in parts:
        groups.setdefault(first, []).append(expression.removeprefix(first))
    branches = (f"{first}(?:{'|'.join(rest)})" for first, rest in groups.items())
    return r"(?<![^\W_])(?:" + "|".join(branches) + r")(?![^\W_])"


def _exactly(text: str) -> re.Pattern[str]:
    return re.compile(_whole((re.escape(p[0]), re.escape(p)) for p in _longest_first(_listed(text))))


def _glued(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join("".join(_syllables(p)) for p in _longest_first(phrases)))


def _listed(text: str) -> list[str]:
    return [phrase.strip() for line in text.strip().splitlines() for phrase in line.split(",") if phrase.strip()]


def _lexicon(rule: str, data: str, reporting: str, against: str, formal: str) -> Lexicon:
    phrases: dict[str, Phrase] = {}
    for line in data.strip().splitlines():
        kind, _, rest = line.partition(":")
        for written in rest.split(","):
            text = written.strip().lstrip("~")
            if text:
                phrases.setdefault(key(text), Phrase(text, kind, "~" in written))
    texts = [p.text for p in phrases.values()]
    spaced = [p.text for p in phrases.values() if p.kind in ("ad", "slang", "game", "act") and len(key(p.text)) >= 4]
    return Lexicon(
        rule,
        phrases,
        spelled(texts),
        _glued(spaced),
        _exactly(reporting),
        _exactly(against),
        _exactly(formal),
    )


GAMBLING_TEXT: Final = _lexicon("gambling-text", GAMBLING, REPORTING, ENFORCEMENT, LEGAL)
LOAN_TEXT: Final = _lexicon("loan-text", LOAN, WARNING, ENFORCEMENT, LENDING)
PHISHING_TEXT: Final = _lexicon("phishing-text", PHISHING, WARNING, ENFORCEMENT, LENDING)
LEXICONS: Final = (GAMBLING_TEXT, LOAN_TEXT, PHISHING_TEXT)
