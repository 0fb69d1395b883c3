"""Weighing a text against the office's phrases: which topics, which agencies, and which words led there."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from caunoi.inbound.suggestions.agencies import COMMUNE, Directory
from caunoi.inbound.suggestions.learning import Model
from caunoi.inbound.suggestions.phrases import Phrases, Written

K = TypeVar("K", bound=Hashable)

# What one certain syllable weighs less than: so much evidence must be there before a proposal looks sure.
PRIOR: Final = 1.5
# An agency that the citizen names is likely, not sure: it may be the one they complain of.
NAMED: Final = 2.0
# The department of the field stands behind a commune that is proposed first.
BEHIND: Final = 0.5
ENOUGH_SAMPLES: Final = 50
LEARNED: Final = "giống các hồ sơ trước đây"


@dataclass(frozen=True, slots=True)
class Target:
    """Who answers: an agency by its number, or by kind (see agencies.py); neither is nobody in particular."""

    agency: int | None = None
    kind: str = ""

    def __bool__(self) -> bool:
        return self.agency is not None or bool(self.kind)


@dataclass(frozen=True, slots=True)
class Rule:
    """One row that the office edits: phrases, one a line, and where they lead."""

    words: str
    weight: float
    topic: str
    target: Target = Target()


@dataclass(frozen=True, slots=True)
class Suggestion(Generic[K]):
    """One proposal: a score between 0 and 1, comparable within one text only, and what led to it, for a person to read."""

    of: K
    score: float
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase in the text, under one rule: its place, what was written there, its weight."""

    rule: Rule
    place: tuple[int, int]
    words: str
    value: float


class RuleBook:
    """The rules of one office, and the answering agency of each topic, made ready to read texts."""

    def __init__(self, rules: Iterable[Rule], topics: Mapping[str, Target]) -> None:
        self.topics = topics
        self._phrases = Phrases(
            (line, rule) for rule in rules if rule.topic in topics for line in rule.words.splitlines()
        )

    def hits(self, text: Written) -> list[Hit]:
        """Every phrase found, under every rule that has it. Longer phrases weigh more; accents typed weigh more; a
        phrase repeated adds less each time."""
        seen: dict[tuple[int, str], int] = {}
        hits = []
        for found in self._phrases.find(text):
            words = text.words(found.start, found.end)
            for rule in found.meanings:
                times = seen[id(rule), words.lower()] = seen.get((id(rule), words.lower()), 0) + 1
                value = rule.weight * found.certainty * found.length / times**2
                hits.append(Hit(rule, (found.start, found.end), words, value))
        return hits

    def topics_of(self, hits: Iterable[Hit]) -> list[Suggestion[str]]:
        return _ranked((hit.rule.topic, hit.place, hit.words, hit.value) for hit in hits)

    def agencies_of(
        self, hits: Iterable[Hit], text: Written, directory: Directory, place: Sequence[int] = ()
    ) -> list[Suggestion[int]]:
        """The agencies that the rules lead to, those the text names among them. `place`: the committees of the place
        that the citizen chose; a place named in the text comes before it."""
        named = directory.named_in(text)
        communes = [pk for pk, found in named if pk in directory.communes] or list(place)

        def answering(target: Target) -> list[int]:
            if target.agency is not None:
                return [target.agency] if target.agency in directory else []
            if target.kind == COMMUNE:
                return communes[:1]
            return directory.of_kind(target.kind)

        weighed = [
            (pk, (found.start, found.end), text.words(found.start, found.end), NAMED * found.certainty)
            for pk, found in named
        ]
        for hit in hits:
            first = answering(hit.rule.target)
            behind = [pk for pk in answering(self.topics[hit.rule.topic]) if pk not in first]
            weighed += [(pk, hit.place, hit.words, hit.value) for pk in first]
            weighed += [(pk, hit.place, hit.words, hit.value * (BEHIND if first else 1.0)) for pk in behind]
        return _ranked(weighed)


def _ranked(weighed: Iterable[tuple[K, tuple[int, int], str, float]]) -> list[Suggestion[K]]:
    """The best first. One place in the text counts once for each proposal, by its heaviest rule."""
    places: dict[K, dict[tuple[int, int], tuple[float, str]]] = {}
    for key, place, words, value in weighed:
        best = places.setdefault(key, {})
        best[place] = max(best.get(place, (0.0, "")), (value, words))
    sums = {key: sum(value for value, _ in found.values()) for key, found in places.items()}
    total = sum(sums.values()) + PRIOR
    return sorted(
        (Suggestion(key, sums[key] / total, _words(found.values())) for key, found in places.items()),
        key=lambda s: (-s.score, str(s.of)),
    )


def _words(found: Iterable[tuple[float, str]]) -> tuple[str, ...]:
    heaviest = sorted(found, key=lambda f: (-f[0], f[1]))
    return tuple(dict.fromkeys(" ".join(words.split()) for _, words in heaviest))[:6]


def may_use(samples: int, accuracy: float, rules_accuracy: float) -> bool:
    """A learned model is asked only when it has seen enough and was right more often than the rules on cases it had not
    seen."""
    return samples >= ENOUGH_SAMPLES and accuracy > rules_accuracy


@dataclass(frozen=True, slots=True)
class Learned:
    """A model in use, with how often it and the rules were right on held-out cases."""

    model: Model
    accuracy: float
    rules_accuracy: float


def combined(
    ruled: Sequence[Suggestion[K]], learned: Learned | None, text: str, key_of: Callable[[str], K | None]
) -> list[Suggestion[K]]:
    """The proposals of the rules and of the model as one list, each heard as much as it was right on held-out cases.

    `key_of` gives the key of a label, or None when it is no longer one (a topic closed, an agency merged).
    """
    if learned is None:
        return list(ruled)
    whole = learned.accuracy + learned.rules_accuracy
    scores = {s.of: s.score * learned.rules_accuracy / whole for s in ruled}
    why = {s.of: s.why for s in ruled}
    for label, probability in learned.model.suggest(text, 5):
        key = key_of(label)
        if key is None:
            continue
        scores[key] = scores.get(key, 0.0) + probability * learned.accuracy / whole
        words = learned.model.because(text, label)
        reason = f"{LEARNED} ({', '.join(words)})" if words else LEARNED
        why[key] = (*why.get(key, ()), reason)
    return sorted((Suggestion(k, v, why[k]) for k, v in scores.items()), key=lambda s: (-s.score, str(s.of)))
