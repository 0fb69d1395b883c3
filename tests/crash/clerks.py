"""Office, clerk, reviewer and citizen, who change cases one act after another, and know after a death where they were.

The plan follows from a seed; the journal says which acts were begun and which were acknowledged. Whoever comes back does the first act
that nobody acknowledged, with the version that it was to be done on: if the house refuses it, because the history holds it already, it
was done before the death, and is done.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.utils import timezone

from caunoi.ground.organisations.models import Organisation
from caunoi.ground.people.models import User
from caunoi.ground.refused import Refused
from caunoi.inbound.cases import acts, answering, following, queries, rules
from caunoi.inbound.cases.models import Case
from tests.crash.journal import BEGUN, DONE, FOUND, Journal

CASES: Final = 40
FARM: Final = "Sở Nông nghiệp và Môi trường tỉnh Thử Nghiệm"
_WAYS: Final = {
    rules.RECEIVED: ("route",),
    rules.ROUTED: ("take_up", "take_up", "return"),
    rules.WORKING: ("ask", "draft", "return"),
    rules.WAITING: ("reply",),
    rules.REVIEW: ("answer", "send_back"),
    rules.ANSWERED: ("reopen",),
}


@dataclass(frozen=True)
class Step:
    """One act on the case with that place in the order of filing; `expected` is the version it is to be done on."""

    number: int
    case: int
    act: str
    expected: int


def plan(seed: int, count: int) -> list[Step]:
    """As many steps as that on `CASES` cases that were just filed, each possible after those before it."""
    chance = random.Random(f"acts {seed}")
    histories = [["file"] for _ in range(CASES)]
    steps = []
    for number in range(1, count + 1):
        case = chance.randrange(CASES)
        history = histories[case]
        act = chance.choice(_ways(history))
        steps.append(Step(number, case, act, expected=len(history)))
        history.append(act)
    return steps


def _ways(history: list[str]) -> tuple[str, ...]:
    state = rules.state_after(history)
    drafted = (
        "draft" in history[len(history) - history[::-1].index("reopen") :]
        if "reopen" in history
        else "draft" in history
    )
    return (*_WAYS[state], "submit", "submit") if state == rules.WORKING and drafted else _WAYS[state]


def do_all(data: Path, steps: list[Step]) -> None:
    """Every step that nobody acknowledged yet, in order."""
    people = {user.username: user for user in User.objects.all()}
    farm = Organisation.objects.get(name=FARM)
    numbers = list(Case.objects.order_by("pk").values_list("pk", flat=True))
    journal = Journal(data)
    last = journal.last()
    for step in steps:
        if last.get(step.number) in (DONE, FOUND):
            continue
        pk = numbers[step.case]
        journal.note(BEGUN, step.number)
        try:
            _do(step, pk, people, farm)
        except Refused:
            if not _is_in_the_history(step, pk):
                raise
            journal.note(FOUND, step.number)
        else:
            # As at the desk: the act is acknowledged by showing the case as it now stands.
            queries.story(Case.objects.get(pk=pk), for_citizen=False)
            journal.note(DONE, step.number)


def _is_in_the_history(step: Step, pk: int) -> bool:
    return Case.objects.get(pk=pk).events.filter(number=step.expected + 1, act=step.act).exists()


def _do(step: Step, pk: int, people: dict[str, User], farm: Organisation) -> None:
    hanh, an, dung = people["hanh"], people["an"], people["dung"]
    at, expected, text = timezone.now(), step.expected, f"Việc số {step.number}."
    match step.act:
        case "route":
            acts.route(pk, to=farm, by=hanh, at=at, expected=expected)
        case "take_up":
            acts.take_up(pk, by=an, at=at, expected=expected)
        case "return":
            acts.return_(pk, text=text, by=an, at=at, expected=expected)
        case "ask":
            acts.ask(pk, text=text, by=an, at=at, expected=expected)
        case "reply":
            following.reply(pk, text=text, at=at, expected=expected)
        case "draft":
            answering.draft(pk, text=text, basis="Nghị định số 9/2025/NĐ-CP", by=an, at=at, expected=expected)
        case "submit":
            answering.submit(pk, by=an, at=at, expected=expected)
        case "send_back":
            answering.send_back(pk, text=text, by=dung, at=at, expected=expected)
        case "answer":
            last = answering.latest(Case.objects.get(pk=pk))
            assert last is not None, "what is to be approved was drafted"
            answering.answer(pk, digest=last.digest, by=dung, at=at, expected=expected)
        case "reopen":
            following.reopen(pk, text=text, at=at, expected=expected)
        case other:
            raise ValueError(other)
