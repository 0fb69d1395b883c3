"""Sweep after sweep over a portal: threads fetch, one thread knows and decides. What looks wrong is looked at again before anybody hears of it."""

from __future__ import annotations

import heapq
import itertools
import threading
import time
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from caunoi.network.fetching import Unreachable
from caunoi.network.watching import evidence
from caunoi.network.watching.book import Book, Trouble
from caunoi.network.watching.pace import Pace
from caunoi.network.watching.visitors import Seen, Visitor, four, look_as

THREADS: Final = 8

Shown = dict[str, Seen | Unreachable]


@dataclass(frozen=True)
class Manner:
    """How a portal is watched. Requests a second; seconds between the beginnings of two sweeps, before a second look, and for an answer."""

    rate: float = 5.0
    every: float = 300.0
    grace: float = 3.0
    timeout: float = 10.0


@dataclass(frozen=True)
class Look:
    """A path as all four were shown it, between two moments (monotonic seconds). `again`: it looked wrong before."""

    path: str
    shown: Shown
    began: float
    ended: float
    again: bool


@dataclass(frozen=True)
class Judgement:
    """What is wrong at an address. `waits`: it is too early to say so."""

    troubles: Sequence[Trouble] = ()
    waits: bool = False


class Sweeps(ABC):
    """`said` is called after something was written in the book; `progress` with how many pages of how many were begun."""

    def __init__(
        self,
        base: str,
        folder: Path,
        book: Book,
        manner: Manner,
        said: Callable[[], None] = lambda: None,
        progress: Callable[[int, int], None] = lambda done, whole: None,
    ) -> None:
        self.base, self.folder, self.book, self.manner = base, folder, book, manner
        self._said, self._progress = said, progress
        self.down = False
        """Nothing can be had of the portal at the moment."""
        self.pace = Pace(manner.rate)
        self._fresh: deque[str] = deque()
        self._queued: set[str] = set()
        self._due: list[tuple[float, int, str]] = []
        self._doubted: set[str] = set()
        self._number = itertools.count()
        self._local = threading.local()
        self._visitors: list[Visitor] = []
        self._flying: set[Future[Look]] = set()

    @abstractmethod
    def pulse(self) -> None:
        """Called about once a second, and more often: whatever is to be done beside looking at pages."""

    @abstractmethod
    def plan(self) -> Sequence[str]:
        """The addresses of the next sweep; the list may grow while it lasts."""

    @abstractmethod
    def judge(self, look: Look) -> Judgement:
        """What was seen, judged."""

    @property
    def unsure(self) -> bool:
        """Is something amiss, beside pages, that must be seen once more?"""
        return False

    @abstractmethod
    def swept(self) -> None:
        """A sweep is over."""

    def run(self, *, once: bool) -> None:
        """Sweep after sweep; or one, until all doubts are cleared."""
        with ThreadPoolExecutor(THREADS, thread_name_prefix="visitor") as threads:
            self._threads = threads
            try:
                while True:
                    began = time.monotonic()
                    self._sweep(once)
                    self._until(lambda: self.down or not (self._fresh or self._flying or self._doubted or self.unsure))
                    if not self.down:
                        self.swept()
                    if once:
                        return
                    while time.monotonic() - began < self.manner.every:
                        self._turn()
                        self._rest()
            finally:
                for visitor in self._visitors:
                    visitor.hang_up()

    def soon(self, path: str) -> None:
        """Look at an address before the rest of the sweep."""
        if path not in self._queued:
            self._queued.add(path)
            self._fresh.append(path)

    def settle(self, address: str, found: Sequence[Trouble], shown: Mapping[str, Seen | Unreachable]) -> None:
        """Let exactly this be wrong at an address from now on, and keep what was shown."""
        if self.book.agrees(address, found):
            return

        def keep(trouble: Trouble) -> str:
            seen = [(name, one) for name, one in shown.items() if isinstance(one, Seen)]
            return evidence.kept(self.folder, f"{trouble.kind}{address}", seen) if seen else ""

        if self.book.settle(address, found, at=datetime.now(UTC), evidence=keep):
            self._said()

    def _sweep(self, once: bool) -> None:
        self.pulse()
        paths, done = self.plan(), 0
        while done < len(paths) or self._flying:
            self._turn()
            if self.down and once:
                return
            if self.down or done >= len(paths):
                self._rest()
                continue
            self._start(paths[done])
            done += 1
            self._progress(done, len(paths))

    def _until(self, over: Callable[[], bool]) -> None:
        while not over():
            self._turn()
            self._rest()

    def _rest(self) -> None:
        if self._flying:
            wait(self._flying, timeout=0.05, return_when=FIRST_COMPLETED)
        else:
            time.sleep(0.05)

    def _turn(self) -> None:
        """Whatever is more urgent than the next page of the sweep."""
        self.pulse()
        now = time.monotonic()
        for visitor in list(self._visitors):
            if now > visitor.until:
                visitor.hang_up()
        self._land(block=len(self._flying) >= THREADS * 2)
        while self._fresh and not self.down:
            path = self._fresh.popleft()
            self._queued.discard(path)
            self._start(path)
        while self._due and self._due[0][0] <= time.monotonic() and not self.down:
            self._start(heapq.heappop(self._due)[2], again=True)

    def _start(self, path: str, *, again: bool = False) -> None:
        while len(self._flying) >= THREADS * 2:
            self._land(block=True)
        self._flying.add(self._threads.submit(self._look, path, again))

    def _land(self, *, block: bool) -> None:
        if not self._flying:
            return
        done, self._flying = wait(self._flying, timeout=0.5 if block else 0, return_when=FIRST_COMPLETED)
        for one in done:
            self._weigh(one.result())

    def _look(self, path: str, again: bool) -> Look:
        visitors: dict[str, Visitor] | None = getattr(self._local, "visitors", None)
        if visitors is None:
            visitors = self._local.visitors = four(self.base, self.manner.timeout)
            self._visitors.extend(visitors.values())
        began = time.monotonic()
        shown: Shown = {}
        for name, visitor in visitors.items():
            self.pace.step()
            shown |= look_as({name: visitor}, path)
        return Look(path, shown, began, time.monotonic(), again)

    def _weigh(self, look: Look) -> None:
        judged = self.judge(look)
        if look.again:
            self._doubted.discard(look.path)
        if self.book.agrees(look.path, judged.troubles) and not judged.waits:
            return
        if look.again and not judged.waits:
            self.settle(look.path, judged.troubles, look.shown)
        elif look.path not in self._doubted:
            self._doubted.add(look.path)
            heapq.heappush(self._due, (time.monotonic() + self.manner.grace, next(self._number), look.path))
