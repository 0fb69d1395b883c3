"""What of a search may be counted at all. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from caunoi.ground.vietnamese.text import fold, nfc
from caunoi.inbound.masking.finding import find

# Asked for less often than this, words could tell of one person: they are shown to nobody.
FEW: Final = 3
LONGEST, MOST_WORDS = 80, 12
# Beyond what any portal is asked for in a day, somebody is playing with it.
MOST_A_DAY: Final = 5000
_WORDS = re.compile(r"[^\W_]+(?:[/.,-][^\W_]+)*")
# Numbers of people and of their papers are long; those of laws and decisions are not, and a date has slashes.
_LONG_NUMBER = re.compile(r"\d(?:[ .-]?\d){6,}")
_CODE = re.compile(r"\b(?=\w*\d)\w{4}-\w{4}\b")


@dataclass(frozen=True)
class Words:
    """What is counted (`folded`), and how it was written."""

    folded: str
    spelled: str


def countable(query: str) -> Words | None:
    """The words of a search; None when there are none, when they are a story rather than a search, or when they may tell of a person."""
    text = nfc(query)
    words = _WORDS.findall(text)
    spelled = " ".join(words).lower()
    folded = " ".join(fold(spelled).split())
    if len(folded) < 2 or len(words) > MOST_WORDS or max(len(spelled), len(folded)) > LONGEST:
        return None
    if "@" in text or _LONG_NUMBER.search(text) or _CODE.search(text) or find(text):
        return None
    return Words(folded, spelled)
