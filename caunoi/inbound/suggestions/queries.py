"""What the office knows on one day, read in a constant number of queries, and what it suggests for a text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from django.db.models import Q

from caunoi.ground.organisations.models import AdministrativeUnit, Organisation, UnitSuccession
from caunoi.inbound.suggestions.agencies import Agency, Directory
from caunoi.inbound.suggestions.learning import Model
from caunoi.inbound.suggestions.models import LearnedModel, RoutingRule, Topic
from caunoi.inbound.suggestions.phrases import written
from caunoi.inbound.suggestions.rules import Learned, Rule, RuleBook, Suggestion, Target, combined, may_use

MOST: Final = 5


@dataclass(frozen=True, slots=True)
class Suggestions:
    """For a person to choose from, the best first: agencies by their number, topics by their slug."""

    agencies: list[Suggestion[int]]
    topics: list[Suggestion[str]]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The rules, the topics, the agencies and the learned models of one day: for any number of texts, without a query."""

    book: RuleBook
    directory: Directory
    places: dict[int, tuple[int, ...]]
    of_agency: Learned | None = None
    of_topic: Learned | None = None

    def suggest(self, text: str, *, place: AdministrativeUnit | None = None) -> Suggestions:
        """`place`: where it happened, if the citizen chose it from the list, under an old name or a new one."""
        read = written(text)
        hits = self.book.hits(read)
        ruled = self.book.agencies_of(hits, read, self.directory, self._committees(place))
        return Suggestions(
            combined(ruled, self.of_agency, text, self._agency)[:MOST],
            combined(self.book.topics_of(hits), self.of_topic, text, self._topic)[:MOST],
        )

    def _committees(self, place: AdministrativeUnit | None) -> list[int]:
        if place is None:
            return []
        by_place = [pk for pk, places in self.places.items() if place.pk in places]
        named = [pk for pk, _ in self.directory.named_in(written(place.name)) if pk in self.directory.communes]
        return by_place or named

    def _agency(self, label: str) -> int | None:
        pk = int(label)
        return pk if pk in self.directory else None

    def _topic(self, label: str) -> str | None:
        return label if label in self.book.topics else None


def suggest(text: str, *, place: AdministrativeUnit | None = None, on: date) -> Suggestions:
    """Agencies and topics that the text is likely to belong to on that day, each with the words that led to it. Five
    queries, two more when a model was learned since the last time; a person decides."""
    return knowledge(on=on).suggest(text, place=place)


def knowledge(*, on: date, learned: bool = True) -> Knowledge:
    """All that suggestions rest on that day; without the learned models if they are what is to be measured."""
    topics = {t.slug: t.target for t in Topic.objects.valid(on=on).order_by("order", "slug")}
    rules = RoutingRule.objects.filter(active=True).order_by("pk")
    columns = rules.values_list("words", "weight", "topic__slug", "agency_id", "kind_of_agency")
    standing = list(Organisation.objects.valid(on=on).order_by("pk"))
    former: dict[int, list[tuple[int, str]]] = {}
    for new, old, name in UnitSuccession.objects.filter(
        new__in=[o.place_id for o in standing if o.kind == Organisation.Kind.COMMUNE and o.place_id]
    ).values_list("new_id", "old_id", "old__name"):
        former.setdefault(new, []).append((old, name))
    agencies = tuple(_agency(each, former.get(each.place_id or 0, ())) for each in standing)
    models = _learned() if learned else {}
    return Knowledge(
        _book(tuple(columns), tuple(topics.items())),
        _directory(agencies),
        {
            o.pk: (o.place_id, *(old for old, _ in former.get(o.place_id, ())))
            for o in standing
            if o.kind == Organisation.Kind.COMMUNE and o.place_id
        },
        models.get(LearnedModel.Kind.AGENCY),
        models.get(LearnedModel.Kind.TOPIC),
    )


def _agency(standing: Organisation, former: Iterable[tuple[int, str]]) -> Agency:
    commune = standing.kind == Organisation.Kind.COMMUNE
    names = tuple(sorted({name for _, name in former})) if commune else ()
    return Agency(standing.pk, standing.name, standing.short_name, commune, names)


# What was made ready from the same rows serves again: the rows themselves are the key, so nothing is ever stale.
@lru_cache(maxsize=4)
def _book(
    rules: tuple[tuple[str, float, str, int | None, str], ...], topics: tuple[tuple[str, Target], ...]
) -> RuleBook:
    made = [Rule(words, weight, topic, Target(agency, kind)) for words, weight, topic, agency, kind in rules]
    return RuleBook(made, dict(topics))


@lru_cache(maxsize=4)
def _directory(agencies: tuple[Agency, ...]) -> Directory:
    return Directory(agencies)


def _learned() -> dict[str, Learned]:
    """The newest model of each kind, if it may be used."""
    newest = LearnedModel.objects.filter(~Q(data="")).order_by("version").defer("data")
    return {
        one.kind: Learned(_model(one.pk, one.digest), one.accuracy, one.rules_accuracy)
        for one in {one.kind: one for one in newest}.values()
        if may_use(one.samples, one.accuracy, one.rules_accuracy)
    }


@lru_cache(maxsize=4)
def _model(pk: int, digest: str) -> Model:
    """The counts of a row, which the digest names: a number may come again after a transaction that failed."""
    return Model.from_json(LearnedModel.objects.values_list("data", flat=True).get(pk=pk))
