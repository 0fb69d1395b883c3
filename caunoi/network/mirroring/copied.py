"""What a copy still wants and what it shows, in one SQLite file.

An address is wanted before the place in the log moves on, and no longer wanted only when it is shown: whoever is killed goes on from there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from caunoi.network.known import Standing

_COLUMNS: Final = "host, path, entry, kind, sha256, media_type, target, at"
_TABLES: Final = """
CREATE TABLE IF NOT EXISTS wanted (
    host TEXT, path TEXT, entry INTEGER, kind TEXT, sha256 TEXT, media_type TEXT, target TEXT, at TEXT,
    since REAL, due REAL, tries INTEGER DEFAULT 0, refused TEXT DEFAULT '', PRIMARY KEY (host, path)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS wanted_due ON wanted (due, entry DESC);
CREATE INDEX IF NOT EXISTS wanted_sha256 ON wanted (sha256);
CREATE TABLE IF NOT EXISTS shown (
    host TEXT, path TEXT, entry INTEGER, kind TEXT, sha256 TEXT, media_type TEXT, target TEXT, at TEXT, PRIMARY KEY (host, path)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS shown_sha256 ON shown (sha256);
"""


@dataclass(frozen=True)
class Wanted:
    """What an address must show and does not yet: `since` when it is wanted, how often it was tried, and why it was `refused` if people
    were told so.
    """

    standing: Standing
    since: float
    tries: int
    refused: str


class Copied:
    """One process at a time, one thread. `file` is made when it is not there."""

    def __init__(self, file: Path) -> None:
        self._base = sqlite3.connect(file, isolation_level=None)
        self._base.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;" + _TABLES)

    def close(self) -> None:
        self._base.close()

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is done in it is kept whole or not at all."""
        self._base.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._base.execute("ROLLBACK")
            raise
        self._base.execute("COMMIT")

    def want(self, standings: Iterable[Standing], *, now: float) -> None:
        """The last word about an address replaces the words before."""
        self._base.executemany(
            f"INSERT OR REPLACE INTO wanted ({_COLUMNS}, since, due) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
            [(*_row(one), now) for one in standings],
        )

    def due(self, *, now: float, most: int) -> list[Wanted]:
        """What is to be tried now: first what was not tried yet, of that the newest."""
        rows = self._base.execute(
            f"SELECT {_COLUMNS}, since, tries, refused FROM wanted WHERE due <= ? ORDER BY due, entry DESC LIMIT ?",
            (now, most),
        ).fetchall()
        return [Wanted(Standing(*row[:8]), *row[8:]) for row in rows]

    def hurry(self) -> None:
        """Whatever is wanted is due now."""
        self._base.execute("UPDATE wanted SET due = 0, tries = 0")

    def later(self, one: Wanted, *, due: float, refused: str) -> None:
        """Try again at `due`; `refused` is what people were told."""
        self._base.execute(
            "UPDATE wanted SET due = ?, tries = tries + 1, refused = ? WHERE host = ? AND path = ? AND entry = ?",
            (due, refused, one.standing.host, one.standing.path, one.standing.entry),
        )

    def show(self, done: Sequence[Standing]) -> list[str]:
        """These are shown now. Returns the digests of which the bytes are neither shown nor wanted any more."""
        before = []
        for one in done:
            row = self._base.execute("SELECT sha256 FROM shown WHERE host = ? AND path = ?", (one.host, one.path))
            before += [sha256 for (sha256,) in row if sha256 and sha256 != one.sha256]
            self._base.execute(f"INSERT OR REPLACE INTO shown ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", _row(one))
            self._base.execute(
                "DELETE FROM wanted WHERE host = ? AND path = ? AND entry = ?", (one.host, one.path, one.entry)
            )
        used = "SELECT 1 FROM shown WHERE sha256 = ? UNION ALL SELECT 1 FROM wanted WHERE sha256 = ? LIMIT 1"
        return [one for one in before if not self._base.execute(used, (one, one)).fetchone()]

    def shown(self) -> Iterator[Standing]:
        """What every address shows."""
        for row in self._base.execute(f"SELECT {_COLUMNS} FROM shown"):
            yield Standing(*row)

    def counts(self) -> tuple[int, int, int]:
        """How many addresses are shown, wanted, and of the wanted refused."""
        shown = self._base.execute("SELECT COUNT(*) FROM shown").fetchone()[0]
        wanted, refused = self._base.execute("SELECT COUNT(*), COALESCE(SUM(refused != ''), 0) FROM wanted").fetchone()
        return shown, wanted, refused

    def refusals(self) -> list[tuple[str, str]]:
        """Address and reason of what is refused."""
        return [
            (f"{host}{path}", why)
            for host, path, why in self._base.execute(
                "SELECT host, path, refused FROM wanted WHERE refused != '' ORDER BY host, path"
            )
        ]


def _row(one: Standing) -> tuple[str, str, int, str, str, str, str, str]:
    return (one.host, one.path, one.entry, one.kind, one.sha256, one.media_type, one.target, one.at)
