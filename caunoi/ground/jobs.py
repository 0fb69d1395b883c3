"""What runs by the clock: each room registers its jobs when the program starts, and the worker runs them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


class Act(Protocol):
    """Does what is due at that moment and returns how much that was. Finds out by a plain read whether anything is due at all."""

    def __call__(self, *, at: datetime) -> int: ...


@dataclass(frozen=True)
class Job:
    """`every`: how many seconds lie between the end of one run and the beginning of the next."""

    name: str
    act: Act
    every: float


_jobs: dict[str, Job] = {}


def register(name: str, act: Act, *, every: float = 1.0) -> None:
    """Add a job. The worker gives each a thread of its own, so that one that waits for another machine holds up nobody.

    A job may be killed at any point and is then begun again: what it does must bear that.
    """
    _jobs[name] = Job(name, act, every)


def registered() -> list[Job]:
    """All jobs, in the order in which they were registered."""
    return list(_jobs.values())
