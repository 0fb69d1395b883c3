"""Two people, one case, one moment: every pair of acts that a state allows, in real threads on a real database.

Whatever the order the database gives them, one is first. The other is told, or is done after it because it still may be; nothing is
overwritten, and the history still leads to the state that the row says.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from itertools import combinations_with_replacement
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.utils import timezone

from caunoi.desk.cases.page import surroundings
from caunoi.desk.cases.pressing import press
from caunoi.desk.cases.tests.stage import Stage, said
from caunoi.desk.cases.viewing import Viewer
from caunoi.ground.people.models import User
from caunoi.ground.refused import Refused
from caunoi.inbound.answers import actions as answers
from caunoi.inbound.cases import clock, following
from caunoi.inbound.cases.models import Case
from caunoi.inbound.cases.rules import ACTS, state_after
from caunoi.inbound.cases.steps import posts_of

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

# State → how it is reached, and what people may do to it there; a citizen's acts among them.
STATES: dict[str, tuple[Callable[[Stage], Case], tuple[str, ...]]] = {
    "received": (Stage.filed, ("route", "merge", "reject", "redirect", "classify", "note", "withdraw")),
    "routed": (
        Stage.routed,
        ("take_up", "return", "transfer", "assign", "merge", "reject", "redirect", "classify", "remind", "escalate", "note", "withdraw"),
    ),
    "working": (
        Stage.drafted,
        ("return", "transfer", "assign", "ask", "draft", "prepare", "submit", "merge", "reject", "redirect", "classify", "remind", "note",
         "withdraw"),
    ),
    "extended": (Stage.extensible, ("extend", "ask", "transfer", "withdraw")),
    "waiting": (Stage.waiting, ("assign", "classify", "note", "escalate", "reply", "withdraw")),
    "review": (Stage.in_review, ("send_back", "answer", "assign", "classify", "note", "remind", "withdraw")),
    "answered": (Stage.unpublished, ("publish", "prepare", "reopen", "note", "rate", "reopen by the person")),
    "published": (Stage.answered, ("unpublish", "reopen", "note", "rate", "reopen by the person")),
}  # fmt: skip
# What does not ask which version was looked at: it takes nothing away from what the other did.
HARMLESS = {"note", "remind", "escalate", "rate", "unpublish"}


@pytest.fixture(scope="module", autouse=True)
def _put_back(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """After the last sweep: what the migrations put there, for whoever uses this database next."""
    yield
    with django_db_blocker.unblock():
        connection.creation.deserialize_db_from_string(connection._test_serialized_contents)  # type: ignore[attr-defined]


class Race:
    """Two threads that start together; what became of each: "" when it was done, the reason when it was refused."""

    def __init__(self, *acts: Callable[[], None]) -> None:
        self.barrier = threading.Barrier(len(acts))
        self.outcomes: list[str | None] = [None] * len(acts)
        self.broken: list[BaseException] = []
        threads = [threading.Thread(target=self._run, args=(number, act)) for number, act in enumerate(acts)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert not self.broken, self.broken
        assert None not in self.outcomes, "one never came back"

    def _run(self, number: int, act: Callable[[], None]) -> None:
        try:
            self.barrier.wait(30)
            act()
            self.outcomes[number] = ""
        except Refused as refused:
            self.outcomes[number] = refused.reason
        except BaseException as error:
            self.broken.append(error)
        finally:
            connection.close()


def actor(stage: Stage, act: str, second: bool) -> User:
    """Who does it; the same act twice is done by two people where there are two."""
    people = stage.agencies
    if act in ("send_back", "answer", "publish"):
        return people.dung
    if act in ("route", "reject", "remind", "escalate", "reopen", "unpublish"):
        return people.hanh
    return people.chi if second else people.an


def pressing(stage: Stage, act: str, case: Case, twin: Case, *, second: bool) -> Callable[[], None]:
    """The act as it is sent from the page that both have open."""
    if act in ("reply", "withdraw", "rate", "reopen by the person"):
        return lambda: _by_the_person(act, case.pk)
    user = actor(stage, act, second) if case.agency_id is not None else stage.agencies.hanh
    viewer = Viewer(user, timezone.now(), posts_of(user, timezone.now()))
    offered = surroundings(case, viewer).offered
    data = QueryDict(mutable=True)
    for name, value in said(act, case, stage, twin).items():
        data[name] = str(value)

    def send() -> None:
        pressed = press(case, viewer, data, offered, at=timezone.now())
        if pressed.refused is not None:
            raise pressed.refused

    return send


def _by_the_person(act: str, pk: int) -> None:
    now = timezone.now()
    if act == "reply":
        following.reply(pk, text="Ở thôn Đình Thượng.", at=now)
    elif act == "withdraw":
        following.withdraw(pk, at=now)
    elif act == "rate":
        following.rate(pk, grade=3, at=now)
    else:
        following.reopen(pk, text="Chưa trả lời đúng.", at=now)


@pytest.mark.parametrize("state", STATES)
def test_of_two_acts_at_once_none_overwrites_the_other(stage: Stage, state: str) -> None:
    make, acts = STATES[state]
    twins = {True: stage.working(), False: stage.filed()}
    told = done_twice = 0
    for one, other in combinations_with_replacement(acts, 2):
        case = make(stage)
        twin = twins[case.agency_id is not None]
        before, public = case.version, answers.prepared(case)
        seen = public.revisions.count() if public else 0
        first, second = (pressing(stage, act, case, twin, second=n > 0) for n, act in enumerate((one, other)))
        outcomes = Race(first, second).outcomes
        pair = f"{state}: {one} + {other} → {outcomes}"
        done = [act for act, outcome in zip((one, other), outcomes, strict=True) if outcome == ""]
        assert done, pair
        if len(done) == 2:
            done_twice += 1
            assert {one, other} & HARMLESS or {one, other} & {"prepare", "reply", "withdraw", "reopen by the person"}, (
                pair
            )
        else:
            told += 1
            assert all(outcome is not None and (outcome == "" or outcome.endswith(".")) for outcome in outcomes), pair
        _nothing_is_lost(case, before, seen, done, pair)
    assert told > len(acts) / 2


def _nothing_is_lost(case: Case, before: int, seen: int, done: list[str], pair: str) -> None:
    """The history holds each act that was done, once, and nothing else; the row says what the history says."""
    case.refresh_from_db()
    events = list(case.events.order_by("number"))
    assert [event.number for event in events] == list(range(1, len(events) + 1)), pair
    assert case.version == len(events), pair
    assert [event.at for event in events] == sorted(event.at for event in events), pair
    written = sorted(event.act for event in events[before:])
    wanted = sorted(each for act in done for each in _events_of(act))
    assert written == wanted, pair
    assert state_after([event.act for event in events]) == case.state, pair
    reckoning = clock.reckoning_of(events, at=timezone.now())
    if case.is_open:
        assert case.due_at == reckoning.due_at, pair
    public = answers.prepared(case)
    assert (public.revisions.count() if public else 0) == seen + done.count("prepare"), pair


def _events_of(act: str) -> tuple[str, ...]:
    """What the act writes into the history: preparing is not an event; approving here publishes too; submitting saves first."""
    special = {
        "prepare": (),
        "answer": ("answer", "publish"),
        "submit": ("draft", "submit"),
        "reopen by the person": ("reopen",),
    }
    return special.get(act, (act,))


def test_every_act_is_raced_against_every_other_somewhere() -> None:
    raced = {act.removesuffix(" by the person") for _, acts in STATES.values() for act in acts}
    assert raced - {"prepare"} == set(ACTS) - {"file"}
