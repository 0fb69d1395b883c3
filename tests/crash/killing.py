"""Processes that are killed at random moments and started again at once."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType


class Running:
    """A process in a group of its own, from `with` to the end of it. What it says goes to `log`."""

    def __init__(self, command: Sequence[str], *, environment: Mapping[str, str], log: Path) -> None:
        self._command, self._environment, self._log = list(command), dict(environment), log
        self.ended = ""

    def __enter__(self) -> Running:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(
                self._command,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def kill(self) -> None:
        """SIGKILL to the whole group: nobody may finish anything."""
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass  # it ended before, and was waited for
        self.process.wait()

    def last_words(self) -> str:
        """The end of what it said."""
        return self._log.read_text(errors="replace")[-4000:] if self._log.exists() else ""

    def stop(self, patience: float = 5.0) -> None:
        """Politely, then not. `ended` tells afterwards how it had ended before anyone asked it to; empty when it ran."""
        status = self.process.poll()
        self.ended = "" if status is None else f"had ended with {status}"
        self.process.terminate()
        try:
            self.process.wait(patience)
        except subprocess.TimeoutExpired:
            pass
        self.kill()


class Progress:
    """How many items those at work have begun."""

    def __init__(self) -> None:
        self.begun = 0
        self.over = False
        self._changed = threading.Condition()

    def begin(self, number: int) -> None:
        with self._changed:
            self.begun = max(self.begun, number)
            self._changed.notify_all()

    def finish(self) -> None:
        """Nothing more will begin."""
        with self._changed:
            self.over = True
            self._changed.notify_all()

    def wait_for(self, number: int) -> None:
        """Until item `number` is begun, or nothing more will begin."""
        with self._changed:
            self._changed.wait_for(lambda: self.over or self.begun >= number)


class Killer(threading.Thread):
    """Kills one process `kills` times, each at most `longest` seconds after a random item is begun, and starts it again at once.

    `seed` decides the items and the delays. `torn` counts the deaths that left a half-written file below `folder`.
    """

    def __init__(
        self, victim: Running, *, progress: Progress, items: int, kills: int, longest: float, seed: str, folder: Path
    ) -> None:
        super().__init__(daemon=True)
        chance = random.Random(seed)
        self._moments = [(item, chance.uniform(0, longest)) for item in sorted(chance.sample(range(1, items), kills))]
        self._victim, self._progress, self._folder = victim, progress, folder
        self.planned, self.kills, self.torn = kills, 0, 0

    def run(self) -> None:
        for item, delay in self._moments:
            self._progress.wait_for(item)
            time.sleep(delay)
            self._victim.kill()
            self.torn += any(name.startswith(".") for _, _, names in os.walk(self._folder) for name in names)
            self._victim.start()
            self.kills += 1


@contextmanager
def at_work(progress: Progress, *killers: Killer) -> Iterator[None]:
    """The killers do their work during it, and have done it all after it."""
    for killer in killers:
        killer.start()
    try:
        yield
    finally:
        progress.finish()
        for killer in killers:
            killer.join()
