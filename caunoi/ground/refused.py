"""The one class of refusal."""

from __future__ import annotations


class Refused(Exception):
    """A person asked for something the rules forbid; the text says why, in Vietnamese, and may be shown to them.

    Everything else that is raised is a bug.
    """

    def __init__(self, reason: str, *, details: tuple[str, ...] = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.details = details

    def __str__(self) -> str:
        return "\n".join((self.reason, *(f"  {line}" for line in self.details)))
