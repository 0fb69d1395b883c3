"""What one has read of a portal's log, in one SQLite file: how far, under which key, and what it says stands at each address.

A batch and the place after it are kept in one transaction: whoever is killed goes on from there, nothing skipped, nothing done twice.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from caunoi.ledger.checkpoints import Checkpoint
from caunoi.ledger.following import Batch, Place
from caunoi.ledger.notes import Verifier

RELEASE, WITHDRAWAL, MOVE = "release", "withdrawal", "move"
_TABLES: Final = """
CREATE TABLE IF NOT EXISTS portal (one INTEGER PRIMARY KEY CHECK (one = 1), key TEXT, size INTEGER, root BLOB, done INTEGER);
CREATE TABLE IF NOT EXISTS address (
    host TEXT, path TEXT, entry INTEGER, kind TEXT, sha256 TEXT, media_type TEXT, target TEXT, at TEXT, PRIMARY KEY (host, path)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS address_entry ON address (entry);
CREATE INDEX IF NOT EXISTS address_sha256 ON address (sha256);
CREATE TABLE IF NOT EXISTS earlier (host TEXT, path TEXT, sha256 TEXT, at TEXT, PRIMARY KEY (host, path, sha256)) WITHOUT ROWID;
"""


@dataclass(frozen=True)
class Standing:
    """What the log says of an address last: `kind` is release (`sha256`, `media_type`), withdrawal (the same, of the page that answers 410)
    or move (`target`, a path). `entry` is its index, `at` the moment, ISO 8601 in UTC.
    """

    host: str
    path: str
    entry: int
    kind: str
    sha256: str
    media_type: str
    target: str
    at: str


def standings(batch: Batch) -> Iterator[Standing]:
    """What the entries of a batch say of addresses, in order; receipts and the like say nothing of one."""
    for index, entry in enumerate(map(_read, batch.entries), batch.first):
        if entry.get("type") in (RELEASE, WITHDRAWAL, MOVE):
            yield _standing(index, entry)


class Known:
    """`file` is made when it is not there. One process at a time writes; others may read meanwhile."""

    def __init__(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._base = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
        self._base.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;" + _TABLES)

    def close(self) -> None:
        self._base.close()

    def key(self) -> Verifier | None:
        """The log's key, as it was when the first batch was kept or `trust` was called."""
        row = self._base.execute("SELECT key FROM portal").fetchone()
        return Verifier.read(row[0]) if row else None

    def trust(self, key: Verifier) -> None:
        """Remember the key of the log from the first time on. Another key later is for a person to decide: delete the file."""
        empty = Place.begin(key.name)
        self._base.execute("INSERT OR IGNORE INTO portal VALUES (1, ?, 0, ?, 0)", (key.vkey, empty.head.root))

    def place(self) -> Place:
        """How far the log was read. `trust` comes first."""
        key, size, root, done = self._base.execute("SELECT key, size, root, done FROM portal").fetchone()
        return Place(Checkpoint(Verifier.read(key).name, size, bytes(root)), done)

    def take(self, batch: Batch) -> list[dict[str, Any]]:
        """Keep a batch and the place after it, in one transaction. Returns its entries, read."""
        read = [_read(one) for one in batch.entries]
        self._base.execute("BEGIN IMMEDIATE")
        try:
            for one in standings(batch):
                self._put(one)
            head = batch.after.head
            self._base.execute(
                "UPDATE portal SET size = ?, root = ?, done = ?", (head.size, head.root, batch.after.done)
            )
            self._base.execute("COMMIT")
        except BaseException:
            self._base.execute("ROLLBACK")
            raise
        return read

    def again(self) -> None:
        """Read the log from its first entry again; the head that it must continue stays."""
        self._base.execute("UPDATE portal SET done = 0")

    def seen(self, head: Checkpoint) -> None:
        """Keep a head that continues the last one although nothing of it was read yet: from now on it must be continued."""
        self._base.execute("UPDATE portal SET size = ?, root = ?", (head.size, head.root))

    def at(self, host: str, path: str) -> Standing | None:
        """What the log says of an address; None when it says nothing."""
        row = self._base.execute("SELECT * FROM address WHERE host = ? AND path = ?", (host, path)).fetchone()
        return Standing(*row) if row else None

    def stood(self, host: str, path: str, sha256: str) -> str | None:
        """When these bytes were last released at this address, also if others stand there now; None when never."""
        row = self._base.execute(
            "SELECT at FROM earlier WHERE host = ? AND path = ? AND sha256 = ?", (host, path, sha256)
        ).fetchone()
        return str(row[0]) if row else None

    def addresses(self, kinds: Iterable[str] = (RELEASE, WITHDRAWAL, MOVE)) -> Iterator[Standing]:
        """All addresses of these kinds, what was released last first."""
        wanted = list(kinds)
        marks = ", ".join("?" * len(wanted))
        for row in self._base.execute(
            f"SELECT * FROM address WHERE kind IN ({marks}) ORDER BY entry DESC", wanted
        ).fetchall():
            yield Standing(*row)

    def since(self, entry: int) -> Iterator[Standing]:
        """The addresses of which an entry from this index on says the last word, in that order."""
        for row in self._base.execute("SELECT * FROM address WHERE entry >= ? ORDER BY entry", (entry,)):
            yield Standing(*row)

    def hosts(self) -> list[str]:
        """The host names of all addresses."""
        return [str(row[0]) for row in self._base.execute("SELECT DISTINCT host FROM address ORDER BY host")]

    def holds(self, sha256: str) -> bool:
        """Do these bytes stand at any address?"""
        return bool(self._base.execute("SELECT 1 FROM address WHERE sha256 = ? LIMIT 1", (sha256,)).fetchone())

    def _put(self, one: Standing) -> None:
        self._base.execute(
            "INSERT OR REPLACE INTO address VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (one.host, one.path, one.entry, one.kind, one.sha256, one.media_type, one.target, one.at),
        )
        if one.sha256:
            self._base.execute(
                "INSERT OR REPLACE INTO earlier VALUES (?, ?, ?, ?)", (one.host, one.path, one.sha256, one.at)
            )


def _standing(index: int, entry: dict[str, Any]) -> Standing:
    host, path, kind, at = (str(entry.get(name, "")) for name in ("host", "path", "type", "at"))
    sha256, media_type, target = (str(entry.get(name, "")) for name in ("sha256", "media_type", "target"))
    return Standing(host, path, index, kind, sha256, media_type, target, at)


def _read(entry: bytes) -> dict[str, Any]:
    try:
        read = json.loads(entry)
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}
