"""Learning from past cases: naive Bayes over syllables and pairs of syllables, without accents. Pure Python, no network.

What is kept of the texts is counts of syllables and pairs that occur in at least three texts, without digits: a model must
not be a way to read the cases it was counted from.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Final

from caunoi.ground.vietnamese.text import fold, nfc

FORMAT: Final = 1
IN_TEXTS: Final = 3
MOST_FEATURES: Final = 60_000
SMOOTHING: Final = 0.2
HELD_OUT: Final = 5  # one text of so many

_SYLLABLE = re.compile(r"[^\W\d_]+")
Sample = tuple[str, str]


@lru_cache(maxsize=1 << 15)
def _bare(word: str) -> str:
    return fold(word)


def features(text: str) -> list[str]:
    """Each syllable and each pair of neighbours once, without accents."""
    syllables = [_bare(word) for word in _SYLLABLE.findall(nfc(text))]
    return list(dict.fromkeys([*syllables, *(f"{a} {b}" for a, b in pairwise(syllables))]))


@dataclass(frozen=True, slots=True)
class Model:
    """Labels with how many texts each had, and for each feature how many texts of each label held it."""

    labels: tuple[str, ...]
    texts: tuple[int, ...]
    counts: dict[str, dict[int, int]]
    _start: list[float] = field(init=False, repr=False, compare=False)
    _absent: list[float] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """For each label: how likely it is beforehand, and what a feature it never had weighs."""
        totals = [0] * len(self.labels)
        for held in self.counts.values():
            for label, times in held.items():
                totals[label] += times
        whole = sum(self.texts) + len(self.labels)
        start = [math.log((texts + 1) / whole) for texts in self.texts]
        absent = [-math.log(total + SMOOTHING * (len(self.counts) + 1)) for total in totals]
        object.__setattr__(self, "_start", start)
        object.__setattr__(self, "_absent", [math.log(SMOOTHING) + each for each in absent])

    def suggest(self, text: str, k: int) -> list[tuple[str, float]]:
        """The k likeliest labels with their probabilities, the likeliest first; empty when no word is known.

        Syllables are not independent, so the evidence is divided by the square root of its amount: the order stays, and a
        probability of 0.9 is not claimed for every long text.
        """
        known = [self.counts[f] for f in features(text) if f in self.counts]
        if not known:
            return []
        scores = [len(known) * each for each in self._absent]
        for held in known:
            for label, times in held.items():
                scores[label] += _present(times)
        soft = math.sqrt(len(known))
        scores = [(score + soft * start) / soft for score, start in zip(scores, self._start, strict=True)]
        best = max(scores)
        weights = [math.exp(score - best) for score in scores]
        total = sum(weights)
        ranked = sorted(zip(self.labels, weights, strict=True), key=lambda pair: (-pair[1], pair[0]))
        return [(label, weight / total) for label, weight in ranked[:k]]

    def because(self, text: str, label: str, k: int = 3) -> tuple[str, ...]:
        """The features of the text that speak most for the label, compared with the others."""
        if label not in self.labels:
            return ()
        at = self.labels.index(label)
        speaks: dict[str, float] = {}
        for feature in features(text):
            held = self.counts.get(feature, {})
            if at in held:
                others = max((_present(t) + self._absent[n] for n, t in held.items() if n != at), default=-math.inf)
                others = max(others, max((a for n, a in enumerate(self._absent) if n not in held), default=-math.inf))
                speaks[feature] = _present(held[at]) + self._absent[at] - others
        strongest = sorted(speaks, key=lambda f: (-speaks[f], -len(f), f))
        return tuple(f for f in strongest[:k] if speaks[f] > 0)

    def to_json(self) -> str:
        """Compact, and the same for the same model: features in order, each with label and count in turn."""
        flat = {f: [n for pair in sorted(held.items()) for n in pair] for f, held in sorted(self.counts.items())}
        kept = {"format": FORMAT, "labels": self.labels, "texts": self.texts, "counts": flat}
        return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Model:
        kept = json.loads(text)
        if kept["format"] != FORMAT:
            raise ValueError(f"a model of format {kept['format']}")
        counts = {f: dict(zip(flat[::2], flat[1::2], strict=True)) for f, flat in kept["counts"].items()}
        return cls(tuple(kept["labels"]), tuple(kept["texts"]), counts)


@lru_cache(maxsize=1 << 12)
def _present(times: int) -> float:
    return math.log((times + SMOOTHING) / SMOOTHING)


def train(samples: Iterable[Sample]) -> Model:
    """A model counted from (text, label); the texts are read once and not kept."""
    labels: dict[str, int] = {}
    texts: list[int] = []
    counts: dict[str, dict[int, int]] = {}
    for text, name in samples:
        label = labels.setdefault(name, len(labels))
        if label == len(texts):
            texts.append(0)
        texts[label] += 1
        for feature in features(text):
            held = counts.setdefault(feature, {})
            held[label] = held.get(label, 0) + 1
    often = Counter({f: n for f, held in counts.items() if (n := sum(held.values())) >= IN_TEXTS})
    return Model(tuple(labels), tuple(texts), {f: counts[f] for f, _ in often.most_common(MOST_FEATURES)})


def divided(samples: Sequence[Sample]) -> tuple[list[Sample], list[Sample]]:
    """(to learn from, to test with): by the text alone, so that the same text is always on the same side."""
    learn: list[Sample] = []
    test: list[Sample] = []
    for text, label in samples:
        held_out = hashlib.sha256(fold(text).encode()).digest()[0] % HELD_OUT == 0
        (test if held_out else learn).append((text, label))
    return learn, test
