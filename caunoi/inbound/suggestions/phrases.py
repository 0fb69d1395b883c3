"""Finding phrases in what people write: by whole syllables, with accents where they were typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, Generic, TypeVar

from caunoi.ground.vietnamese.text import fold, nfc, tone_key

T = TypeVar("T")
_WORD = re.compile(r"\w+")
# In Vietnamese prose three syllables of four carry a mark; below this share the writer typed without accents.
ACCENTED: Final = 0.3

_NOTHING: Final[dict[tuple[str, ...], tuple[Any, ...]]] = {}

EXACT: Final = 1.0
UNACCENTED: Final = 0.6
DOUBTFUL: Final = 0.3


@dataclass(frozen=True, slots=True)
class Syllable:
    """One written syllable: one spelling of its sound (`exact`), the same without marks (`folded`), where it stands."""

    exact: str
    folded: str
    start: int
    end: int

    @property
    def bare(self) -> bool:
        return self.exact == self.folded


@dataclass(frozen=True, slots=True)
class Written:
    """A text cut into syllables, and whether its writer typed accents. Positions are those of `text`."""

    text: str
    syllables: tuple[Syllable, ...]
    accented: bool

    def words(self, start: int, end: int) -> str:
        """What stands from syllable `start` up to, without, `end`, as it was written."""
        return self.text[self.syllables[start].start : self.syllables[end - 1].end]


@lru_cache(maxsize=1 << 15)
def _sound(word: str) -> tuple[str, str]:
    return tone_key(word), tone_key(fold(word))


def written(text: str) -> Written:
    """The text, normalised and cut. Numbers and abbreviations are syllables too."""
    text = nfc(text)
    syllables = tuple(Syllable(*_sound(m[0]), m.start(), m.end()) for m in _WORD.finditer(text))
    letters = [s for s in syllables if not s.exact.isdecimal()]
    marked = sum(not s.bare for s in letters)
    return Written(text, syllables, bool(letters) and marked >= ACCENTED * len(letters))


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A phrase found from syllable `start` up to, without, `end`; how surely; and what it was listed for."""

    start: int
    end: int
    certainty: float
    meanings: tuple[T, ...]

    @property
    def length(self) -> int:
        return self.end - self.start


class Phrases(Generic[T]):
    """A list of phrases, each for one or several meanings, to be found in any number of texts."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        # Without accents, then with them: "bản" and "bán" stand under one key.
        self._listed: dict[tuple[str, ...], dict[tuple[str, ...], tuple[T, ...]]] = {}
        self._lengths: dict[str, list[int]] = {}
        for phrase, meaning in entries:
            syllables = written(phrase).syllables
            if not syllables:
                continue
            spelled = self._listed.setdefault(tuple(s.folded for s in syllables), {})
            exact = tuple(s.exact for s in syllables)
            if meaning not in spelled.get(exact, ()):
                spelled[exact] = (*spelled.get(exact, ()), meaning)
            lengths = self._lengths.setdefault(syllables[0].folded, [])
            if len(syllables) not in lengths:
                lengths.append(len(syllables))

    def find(self, text: Written) -> list[Found[T]]:
        """All phrases of the text, in its order. A longer phrase swallows the shorter ones that stand inside it."""
        found = self._everywhere(text)
        found.sort(key=lambda f: (f.certainty <= DOUBTFUL, f.start - f.end, -f.certainty, f.start))
        kept: list[Found[T]] = []
        taken: list[Found[T] | None] = [None] * len(text.syllables)
        for one in found:
            others = [other for other in taken[one.start : one.end] if other is not None]
            if all(other.length == one.length and other.certainty <= one.certainty for other in others):
                kept.append(one)
                taken[one.start : one.end] = [one] * one.length
        return sorted(kept, key=lambda f: (f.start, f.end))

    def _everywhere(self, text: Written) -> list[Found[T]]:
        folded = tuple(s.folded for s in text.syllables)
        found = []
        for at, first in enumerate(folded):
            for length in self._lengths.get(first, ()):
                if at + length > len(folded):
                    continue
                for exact, meanings in self._listed.get(folded[at : at + length], _NOTHING).items():
                    if certainty := _certainty(text, at, exact):
                        found.append(Found(at, at + length, certainty, meanings))
        return found


def _certainty(text: Written, at: int, exact: Sequence[str]) -> float:
    """How surely the phrase stands there, where its syllables stand without accents; 0 if it does not.

    Other accents make another word (đặt is not đất), so in a text typed with accents the phrase is doubtful where it
    stands without any, or where one syllable of three or more has others: people slip.
    """
    here = text.syllables[at : at + len(exact)]
    differing = [s for s, sound in zip(here, exact, strict=True) if s.exact != sound]
    if not differing:
        return EXACT
    typed_bare = all(s.bare for s in differing)
    if not text.accented:
        return UNACCENTED if typed_bare else 0.0
    slipped = len(differing) == 1 and len(exact) >= 3
    return DOUBTFUL if slipped or (typed_bare and len(exact) >= 2) else 0.0
