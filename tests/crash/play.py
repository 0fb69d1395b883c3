"""What the acts of the play tell one another: who approves, and which items wait. No Django, so that the driver needs no settings."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

_FILE = "play.json"


@dataclass(frozen=True)
class Item:
    """An article that waits for approval; `withdraw` is an older one to be taken back just after it, 0 for none."""

    number: int
    task_state: int
    path: str
    withdraw: int


@dataclass(frozen=True)
class Play:
    """The items in the order in which they are to be approved, and the approver's account."""

    username: str
    password: str
    items: list[Item]


def write(data: Path, play: Play) -> None:
    (data / _FILE).write_text(json.dumps(asdict(play)))


def read(data: Path) -> Play:
    """What `write` wrote into this data folder."""
    held = json.loads((data / _FILE).read_text())
    return Play(held["username"], held["password"], [Item(**row) for row in held["items"]])
