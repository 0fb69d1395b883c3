"""What the first page of the desk is made of: lines of panels, and the numbers above them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Row:
    """One line of a panel. `state` is a word for CSS; `compare` leads to what was changed."""

    title: str
    kind: str
    href: str
    at: datetime
    note: str = ""
    state: str = ""
    path: str = ""
    compare: str = ""


@dataclass(frozen=True)
class Tile:
    """How much of something waits, where it is, and what of it comes first."""

    title: str
    count: int
    href: str
    first: str = ""
    urgent: bool = False
