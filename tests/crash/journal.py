"""What was begun, and what was acknowledged and how. No Django, so that the driver can read along."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

BEGUN: Final = "begun"
DONE: Final = "done"
FOUND: Final = "found"  # refused, for it had been done before a death


_WORD = re.compile(r"^(begun|done|found) (\d+)\.$", re.MULTILINE)


class Journal:
    """A line for each word about a step, written at once, so that it outlives its writer. A line that was cut short counts for nothing."""

    def __init__(self, data: Path) -> None:
        self._file = data / "journal"

    def note(self, word: str, number: int) -> None:
        with self._file.open("a") as file:
            file.write(f"\n{word} {number}.\n")

    def last(self) -> dict[int, str]:
        """The last word about each step."""
        text = self._file.read_text() if self._file.exists() else ""
        return {int(number): word for word, number in _WORD.findall(text)}
