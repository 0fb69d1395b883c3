"""Following a log from a key that was to the one that signs now.

The file `keys` has a line for each key that was: the head that the old key and the next one both signed, and the entry in it that names
the next. Nothing there is believed that this head, and the log as it is now, do not prove.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from caunoi.ledger.checkpoints import Checkpoint, opened
from caunoi.ledger.notes import Unsigned, Verifier
from caunoi.ledger.reading import Fetch, Log

_MOST = 1_000


@dataclass(frozen=True)
class _Turn:
    """From one key to the next: the entry that says so, and the head over it that both signed."""

    old: Verifier
    new: Verifier
    entry: int
    head: Checkpoint


def followed(fetch: Fetch, key: Verifier) -> tuple[Log, Verifier, str]:
    """The log under its present key, that key, and when the last change was said. Raises ValueError or Missing when the way is not proved."""
    turns = _way(fetch, key)
    if not turns:
        raise Unsigned("no other key follows this one")
    log = Log.at(fetch, turns[-1].new)
    at = ""
    for turn in turns:
        log.continues(turn.head)
        said = json.loads(log.entry(turn.entry))
        told = [said.get(name) for name in ("type", "use", "change", "was", "key")]
        if turn.entry >= turn.head.size or told != ["key", "log", "rotated", turn.old.vkey, turn.new.vkey]:
            raise Unsigned("the head does not hold an entry that names the next key")
        at = str(said.get("at", ""))
    return log, turns[-1].new, at


def _way(fetch: Fetch, key: Verifier) -> list[_Turn]:
    try:
        lines = [json.loads(line) for line in fetch("keys").decode().splitlines()[:_MOST]]
        by_key = {str(line["key"]): line for line in lines}
        found: list[_Turn] = []
        while line := by_key.pop(key.vkey, None):
            new = Verifier.read(str(line["next"]))
            head, note = opened(str(line["head"]), key)
            if note.by([new]) != [new] or new.name != key.name:
                raise Unsigned("the next key did not sign")
            found.append(_Turn(key, new, int(line["entry"]), head))
            key = new
    except (KeyError, TypeError, AttributeError, RecursionError) as reason:
        raise Unsigned("the file of keys is not well-formed") from reason
    return found
