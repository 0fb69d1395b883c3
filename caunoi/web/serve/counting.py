"""Counting visits beside the answering: a request costs one append to a queue, and nothing of a reader is kept.

Every few seconds what came in is added up and written as lines to a file in the data folder (`visits/`), from where the worker takes it
into the database (`caunoi.reach.visits`): `<moment> <host> <reader> <times> <address>`, in one write, so that a process that is
killed loses the seconds since then and never leaves half a line that counts. nginx writes the same lines, one for each visit.
"""

from __future__ import annotations

import json
import os
import secrets
import sys
import time
from collections import Counter, deque
from pathlib import Path
from threading import Event, Lock, Thread

from caunoi.web.serve.readers import is_machine

FOLDER = "visits"
EVERY = 5.0
PEOPLE, MACHINE = "people", "machine"
# What a process holds between two rounds, at most: far more than it can answer in that time.
MOST_SEEN, MOST_COUNTED = 1_000_000, 200_000


class Counting:
    """`seen` takes (site, WSGI path, user agent) of each page that was answered; any number of threads may append."""

    def __init__(self, folder: Path) -> None:
        self.seen: deque[tuple[str, str, str]] = deque(maxlen=MOST_SEEN)
        self._folder = folder
        self._mine = f"{os.getpid()}-{secrets.token_hex(4)}"
        self._counts: Counter[tuple[str, str, bool]] = Counter()
        self._lock = Lock()
        self._stop = Event()
        self._failed = False

    def start(self, every: float = EVERY) -> None:
        """Write every so many seconds, in a thread beside. The seconds before the process ends are lost: granian ends without a last word."""
        Thread(target=self._rounds, args=(every,), name="visits", daemon=True).start()

    def write(self) -> int:
        """Write down what came in; says how many visits. What cannot be written now is kept for the next time."""
        with self._lock:
            for _ in range(len(self.seen)):
                site, path, agent = self.seen.popleft()
                self._counts[site, path, is_machine(agent)] += 1
            if not self._counts:
                return 0
            now = time.time()
            try:
                self._append(now, "".join(_line(now, *key, times) for key, times in self._counts.items()))
            except OSError as reason:
                if not self._failed:
                    print(f"Lượt xem trang chưa ghi được: {reason}", file=sys.stderr)  # noqa: T201
                self._failed = True
                if len(self._counts) > MOST_COUNTED:
                    self._counts.clear()
                return 0
            self._failed = False
            total = self._counts.total()
            self._counts.clear()
            return total

    def _append(self, now: float, lines: str) -> None:
        """One write to this process's file of this hour. Its first line tells it from all others, whatever it is called."""
        self._folder.mkdir(parents=True, exist_ok=True)
        hour = time.strftime("%Y%m%d%H", time.gmtime(now))
        file = os.open(
            self._folder / f"{hour}-{self._mine}.log", os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o640
        )
        try:
            first = f"# {secrets.token_hex(16)}\n" if os.fstat(file).st_size == 0 else ""
            os.write(file, (first + lines).encode())
        finally:
            os.close(file)

    def _rounds(self, every: float) -> None:
        while not self._stop.wait(every):
            self.write()


def _line(now: float, site: str, path: str, machine: bool, times: int) -> str:
    # Escaped as nginx escapes (`escape=json`); an address that is a file's name is UTF-8.
    address = json.dumps(path.encode("latin-1").decode("utf-8", "replace"), ensure_ascii=False)[1:-1]
    return f"{now:.3f} {site} {MACHINE if machine else PEOPLE} {times} {address}\n"
