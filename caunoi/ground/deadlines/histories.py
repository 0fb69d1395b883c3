"""What may happen to a term, and a history of it read into what the clocks walk along. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from caunoi.ground.deadlines.clocks import Leg, Stretch
from caunoi.ground.deadlines.terms import Direction, Term, Unit
from caunoi.ground.refused import Refused

ONCE = "Thời hạn này đã được gia hạn một lần, không được gia hạn nữa."
LEAST = "Số ngày hoặc số giờ gia hạn phải từ 1 trở lên."


def never(term: Term) -> str:
    """The sentence for a term that no law lets anyone extend."""
    cited = f" theo {term.article}" if term.article else ""
    return f"Thời hạn “{term.title or term}”{cited} không được gia hạn."


@dataclass(frozen=True, slots=True)
class Started:
    """Received; the day of receipt. `holder` is the agency that has it from then on."""

    at: datetime
    holder: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """The sender is asked for more: the clock pauses."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Replied:
    """The sender answered: the clock goes on."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Extended:
    """Given more time; None: as much as the term allows. In the unit of the term's extension, or of the term."""

    at: datetime
    amount: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """Handed to another agency. The term goes on as it was."""

    at: datetime
    holder: str


@dataclass(frozen=True, slots=True)
class Stopped:
    """Answered, rejected, withdrawn: the clock stops."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Restarted:
    """Reopened: a new term begins, the same as before or another."""

    at: datetime
    term: Term | None = None


Event = Started | Asked | Replied | Extended | Moved | Stopped | Restarted


class State(StrEnum):
    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"


@dataclass(slots=True)
class Course:
    """The history of the term that runs, or ran last, read into what the clocks walk along."""

    term: Term
    stretches: list[Stretch]
    reopened: bool
    extension: int = 0
    stopped_at: datetime | None = None

    @property
    def state(self) -> State:
        if self.stopped_at:
            return State.STOPPED
        return State.PAUSED if self.stretches[-1].waiting else State.RUNNING

    @property
    def legs(self) -> list[Leg]:
        """The term and its extension, for the clock that counts days."""
        legs = [Leg(self.term.amount, self.term.unit is Unit.DAYS)]
        if self.extension:
            legs.append(Leg(self.extension, (self.term.extension_unit or self.term.unit) is Unit.DAYS))
        return legs


def read(term: Term, history: Sequence[Event], now: datetime) -> Course:
    """The last term of a history. Raises ValueError for a history that cannot be, Refused as `reckon` says."""
    if not history or not isinstance(history[0], Started):
        raise ValueError("a history begins with Started")
    if term.direction is Direction.BEFORE:
        raise ValueError(f"{term.key} is counted backwards from an event")
    if history[-1].at > now:
        raise ValueError("a history of the future")
    holder, before = history[0].holder, history[0].at
    course = Course(term, [Stretch(before, False, holder)], False)
    for event in history[1:]:
        if event.at < before:
            raise ValueError("a history that is not in order")
        before = event.at
        if isinstance(event, Moved):
            holder = event.holder
            if not course.stopped_at:
                course.stretches.append(Stretch(event.at, course.stretches[-1].waiting, holder))
        elif isinstance(event, Restarted) and course.stopped_at:
            course = Course(event.term or course.term, [Stretch(event.at, False, holder)], True)
        elif isinstance(event, Asked) and course.state is State.RUNNING:
            course.stretches.append(Stretch(event.at, True, holder))
        elif isinstance(event, Replied) and course.state is State.PAUSED:
            course.stretches.append(Stretch(event.at, False, holder))
        elif isinstance(event, Stopped) and not course.stopped_at:
            course.stopped_at = event.at
        elif isinstance(event, Extended) and not course.stopped_at:
            course.extension = _extension(course, event)
        else:
            raise ValueError(f"{type(event).__name__} cannot follow: the term is {course.state}")
    return course


def _extension(course: Course, event: Extended) -> int:
    if course.extension:
        raise Refused(ONCE)
    amount = course.term.extension if event.amount is None else event.amount
    if amount is None:
        raise Refused(never(course.term))
    if amount < 1:
        raise Refused(LEAST)
    return amount
