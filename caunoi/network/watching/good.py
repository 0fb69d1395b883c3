"""The last bytes of each page that were what its log says: to show later what was put in. May be lost without harm."""

from __future__ import annotations

import sqlite3
import time
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Final

_LARGEST: Final = 2 * 1024 * 1024
_HELD: Final = 200


class Good:
    """One SQLite file; written every few seconds."""

    def __init__(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._base = sqlite3.connect(file, isolation_level=None, check_same_thread=False, timeout=30)
        self._base.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
            "CREATE TABLE IF NOT EXISTS page (path TEXT PRIMARY KEY, sha256 TEXT, data BLOB) WITHOUT ROWID;"
            "CREATE TABLE IF NOT EXISTS host (name TEXT PRIMARY KEY) WITHOUT ROWID;"
        )
        self.hosts = {name for (name,) in self._base.execute("SELECT name FROM host")}
        """Hosts that released pages lead to."""
        self._held: dict[str, tuple[str, bytes]] = {}
        self._written = time.monotonic()

    def keep(self, path: str, sha256: str, data: bytes) -> bool:
        """Keep these bytes; False when they were kept already, or are too many."""
        if len(data) > _LARGEST or self._has(path, sha256):
            return False
        self._held[path] = (sha256, zlib.compress(data, 6))
        if len(self._held) >= _HELD or time.monotonic() - self._written > 5:
            self.flush()
        return True

    def leads_to(self, hosts: Iterable[str]) -> None:
        """A released page leads to these hosts."""
        new = set(hosts) - self.hosts
        if new:
            self.hosts |= new
            self._base.executemany("INSERT OR IGNORE INTO host VALUES (?)", [(name,) for name in new])

    def at(self, path: str) -> bytes | None:
        """What stood there when all was well; None when that was never seen."""
        self.flush()
        row = self._base.execute("SELECT data FROM page WHERE path = ?", (path,)).fetchone()
        return zlib.decompress(row[0]) if row else None

    def close(self) -> None:
        self.flush()
        self._base.close()

    def _has(self, path: str, sha256: str) -> bool:
        if path in self._held:
            return self._held[path][0] == sha256
        row = self._base.execute("SELECT 1 FROM page WHERE path = ? AND sha256 = ?", (path, sha256)).fetchone()
        return row is not None

    def flush(self) -> None:
        """Write what is held."""
        rows = [(path, sha256, data) for path, (sha256, data) in self._held.items()]
        self._base.execute("BEGIN")
        self._base.executemany("INSERT OR REPLACE INTO page VALUES (?, ?, ?)", rows)
        self._base.execute("COMMIT")
        self._held.clear()
        self._written = time.monotonic()
