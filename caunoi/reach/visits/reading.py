"""The job that takes the lines of the web servers into the database, each exactly once.

What was added and how far was read are one transaction, so being killed loses and doubles nothing. A file is known by its first line: nginx's
log may be rotated by renaming, by copying or by packing it, and what was read of it is not read again.
"""

from __future__ import annotations

import gzip
import hashlib
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import IO, cast

from django.conf import settings
from django.db import transaction

from caunoi.ground.writing import in_turn
from caunoi.reach.visits import actions
from caunoi.reach.visits.models import FileRead
from caunoi.reach.visits.rules import count

FOLDER = "visits"
AT_ONCE = 1 << 20
# A file of the embedded server is of one hour; so long after its last line nobody writes to it any more.
LEFT_ALONE = 2 * 3600.0
_LONGEST_LINE = 1 << 16


class Reading:
    """`look` reads what is new. It remembers which files had nothing new, by name, size and time, only to spare itself their opening."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._done: dict[Path, tuple[int, int, int]] = {}
        self._swept = ""

    def look(self, *, at: datetime) -> int:
        """Take in all lines that are new; says how many visits they were."""
        total = 0
        for file in sorted(self._files()):
            try:
                found = file.stat()
                signature = (found.st_ino, found.st_size, found.st_mtime_ns)
                if self._done.get(file) == signature:
                    self._tidy(file, found.st_mtime)
                    continue
                with _opened(file) as opened:
                    total += _read(opened, at=at)
            except FileNotFoundError:
                continue  # rotated at this very moment: it has another name now
            self._done[file] = signature
        self._done = {file: signature for file, signature in self._done.items() if file.exists()}
        if self._swept != f"{at:%Y%m%d}":
            self._swept = f"{at:%Y%m%d}"
            actions.sweep(at=at)
        return total

    def _files(self) -> Iterator[Path]:
        folder = self._folder or Path(settings.DATA) / FOLDER
        for pattern in ("*.log", "*.log.*", "*.log-*"):
            yield from folder.glob(pattern)

    def _tidy(self, file: Path, changed: float) -> None:
        """The embedded server's files are taken away when they are read and their hour is over; nginx's are logrotate's."""
        if file.name[:10].isdecimal() and time.time() - changed > LEFT_ALONE:
            file.unlink(missing_ok=True)


def _opened(file: Path) -> IO[bytes]:
    return cast(IO[bytes], gzip.open(file, "rb")) if file.suffix == ".gz" else open(file, "rb")


def _read(file: IO[bytes], *, at: datetime) -> int:
    first = file.readline(_LONGEST_LINE)
    if not first.endswith(b"\n"):
        return 0  # not yet one whole line by which to know it
    known, total = hashlib.sha256(first).hexdigest(), 0
    while True:
        with in_turn(), transaction.atomic():
            FileRead.objects.get_or_create(pk=known, defaults={"at": at})
            mark = FileRead.objects.select_for_update().get(pk=known)
            file.seek(mark.offset)
            piece = file.read(AT_ONCE)
            whole = piece[: piece.rfind(b"\n") + 1]
            if not whole and len(piece) < AT_ONCE:
                return total
            visits = count((whole or piece).decode("utf-8", "replace").split("\n"))
            actions.add(visits)
            mark.offset += len(whole or piece)
            mark.at = at
            mark.save(update_fields=["offset", "at"])
            total += visits.total()
