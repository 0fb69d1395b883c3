"""Names, clean texts, and when to try again: pure questions; the moment is an argument."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from datetime import datetime, timedelta
from typing import Final

# After the first try that failed, after the second, … ; when they are used up the message is given up.
PAUSES: Final = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=12),
)
TRIES: Final = len(PAUSES) + 1
# Who is sending has the message to himself for so long; it is longer than all the waits of one SMTP conversation together.
LEASE: Final = timedelta(minutes=5)
LONGEST_KEY: Final = 200
LONGEST_SUBJECT: Final = 200
LONGEST_ERROR: Final = 300
# Control characters, format characters (among them those that turn the direction of writing), halves of surrogate pairs.
_UNSEEN: Final = ("Cc", "Cf", "Cs")
_ADDRESS = re.compile(r"[^\s<>()\[\],;:\"]+@[^\s<>()\[\],;:\"]+")


def identity(key: str) -> str:
    """The name by which the world knows the message of that key: always the same, and it does not betray the key."""
    return hashlib.sha256(f"caunoi outbox {key}".encode()).hexdigest()[:40]


def next_try(tries: int, at: datetime) -> datetime | None:
    """When to try again after that many tries, the last of which failed at `at`; None: give up."""
    return at + PAUSES[tries - 1] if tries < TRIES else None


def one_line(text: str, longest: int = LONGEST_SUBJECT) -> str:
    """The text in one line without control or invisible characters, cut to fit. No header can be smuggled in with it."""
    seen = "".join(letter for letter in text if letter.isspace() or unicodedata.category(letter) not in _UNSEEN)
    line = unicodedata.normalize("NFC", " ".join(seen.split()))
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def plain_text(text: str) -> str:
    """A body with line ends of one kind and without control characters, ending in one line end."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(letter for letter in lines if letter in "\n\t" or unicodedata.category(letter) not in ("Cc", "Cs"))
    return unicodedata.normalize("NFC", kept).strip("\n") + "\n"


def without_addresses(reason: str, *addresses: str) -> str:
    """What a post office said, without anybody's address: it goes into open columns and log lines."""
    for address in addresses:
        for part in (address, address.partition("@")[0]):
            if part:
                reason = re.sub(rf"(?<!\w){re.escape(part)}(?!\w)", "‹người nhận›", reason, flags=re.IGNORECASE)
    return one_line(_ADDRESS.sub("‹địa chỉ›", reason), LONGEST_ERROR)
