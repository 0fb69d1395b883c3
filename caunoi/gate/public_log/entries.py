"""What an entry says: one line of canonical JSON. Digests and public facts; never a person's name, never a word of a citizen. Pure."""

from __future__ import annotations

import json
import unicodedata
from datetime import UTC, datetime
from typing import Any, Final

VERSION: Final = 1
RELEASE, WITHDRAWAL, MOVE, RECEIPT, VERDICT = "release", "withdrawal", "move", "receipt", "verdict"
OF_RELEASES: Final = (RELEASE, WITHDRAWAL, MOVE)
APPROVAL, KEY = "approval", "key"


def written(kind: str, at: datetime, **facts: str | int) -> bytes:
    """The bytes of an entry: sorted keys, no spaces, NFC. Facts that are empty are left out."""
    said: dict[str, Any] = {name: value for name, value in facts.items() if value != ""}
    said |= {"v": VERSION, "type": kind, "at": moment(at)}
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return unicodedata.normalize("NFC", text).encode()


def moment(at: datetime) -> str:
    """UTC, to the millisecond."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
