"""What changes what the suggestions rest on: loading the shipped topics and phrases, learning from past cases."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from caunoi.ground.people import audit
from caunoi.ground.refused import Refused
from caunoi.inbound.suggestions import learning
from caunoi.inbound.suggestions.models import LearnedModel, RoutingRule, Topic
from caunoi.inbound.suggestions.queries import Knowledge, knowledge
from caunoi.inbound.suggestions.rules import ENOUGH_SAMPLES


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows a loading added."""

    topics: int
    rules: int


@transaction.atomic
def load_topics() -> Loaded:
    """Adds the topics and rules shipped with the product that are not there yet; running it twice changes nothing.

    Nobody decides here, so there is no `by`. What is there is left as it is: staff may have edited it, and a rule they do
    not want is switched off, not deleted.
    """
    known = set(Topic.objects.values_list("slug", flat=True))
    topics = [
        Topic(slug=row["slug"], title=row["title"], order=int(row["order"]), kind_of_agency=row["kind_of_agency"])
        for row in _read("topics.csv")
        if row["slug"] not in known
    ]
    Topic.objects.bulk_create(topics)
    ids = dict(Topic.objects.values_list("slug", "pk"))
    keys = set(RoutingRule.objects.values_list("key", flat=True))
    rules = [
        RoutingRule(
            key=row["key"],
            topic_id=ids[row["topic"]],
            kind_of_agency=row["kind_of_agency"],
            weight=float(row["weight"]),
            words="\n".join(row["words"].split(" | ")),
        )
        for row in _read("phrases.csv")
        if row["key"] not in keys
    ]
    RoutingRule.objects.bulk_create(rules)
    return Loaded(len(topics), len(rules))


@transaction.atomic
def learn(
    kind: LearnedModel.Kind, samples: Iterable[learning.Sample], *, by: AbstractBaseUser | None, at: datetime
) -> LearnedModel:
    """Learns from past cases (text, slug of the topic or number of the agency) and stores what was counted.

    One case in five is held out to measure the model and the rules on; then the model is counted from all of them. It is
    used from now on if it did better than the rules. Raises Refused when there are too few cases.
    """
    known = list(samples)
    to_learn, to_test = learning.divided(known)
    if len(known) < ENOUGH_SAMPLES or not to_test:
        raise Refused(
            f"Mới có {len(known)} hồ sơ đã phân loại; cần ít nhất {ENOUGH_SAMPLES} hồ sơ để học. "
            "Trong lúc đó, gợi ý vẫn theo quy tắc."
        )
    trial = learning.train(to_learn)
    office = knowledge(on=timezone.localtime(at).date(), learned=False)
    data = learning.train(known).to_json()
    before = LearnedModel.objects.select_for_update().filter(kind=kind).order_by("-version").first()
    LearnedModel.objects.filter(kind=kind).update(data="")
    made = LearnedModel.objects.create(
        kind=kind,
        version=before.version + 1 if before else 1,
        trained_at=at,
        samples=len(known),
        accuracy=_share(label in [name for name, _ in trial.suggest(text, 1)] for text, label in to_test),
        rules_accuracy=_share(label == _by_rules(office, kind, text) for text, label in to_test),
        data=data,
        digest=hashlib.sha256(data.encode()).hexdigest(),
    )
    figures = {"samples": made.samples, "accuracy": made.accuracy, "rules_accuracy": made.rules_accuracy}
    audit.record("suggestions_learned", by=by, at=at, subject=made, detail=figures)
    return made


def _by_rules(office: Knowledge, kind: LearnedModel.Kind, text: str) -> str:
    found = office.suggest(text)
    best = found.agencies[:1] if kind == LearnedModel.Kind.AGENCY else found.topics[:1]
    return str(best[0].of) if best else ""


def _share(right: Iterable[bool]) -> float:
    judged = list(right)
    return sum(judged) / len(judged)


def _read(name: str) -> list[dict[str, str]]:
    text = files(__package__).joinpath("data", name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))
