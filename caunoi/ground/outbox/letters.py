"""What goes to a channel, and what comes back when it does not go through."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True)
class Letter:
    """A message opened for sending. `name` is its identity, `at` the moment from which it was to be sent: the same at every try."""

    name: str
    to: str
    subject: str
    text: str
    at: datetime


class NotSent(Exception):
    """The channel did not take the letter. `for_good`: it never will; `unreachable`: it takes no letter at all just now."""

    def __init__(self, reason: str, *, for_good: bool = False, unreachable: bool = False) -> None:
        super().__init__(reason)
        self.reason, self.for_good, self.unreachable = reason, for_good, unreachable


class Channel(Protocol):
    """A way to send; made for one batch, closed after it."""

    @staticmethod
    def check(to: str) -> None:
        """Raises Refused for an address that this channel can never reach."""

    @staticmethod
    def leads_somewhere() -> bool:
        """Is it set up? Otherwise its messages wait."""

    def send(self, letter: Letter) -> None:
        """Returns when the letter was taken. Raises NotSent."""

    def close(self) -> None:
        """Never raises."""
