"""A portal with a public log: each released address as each visitor, held against the log; and a search for what was never released.

Fetching is done by threads; all that is known and decided stays in one thread. What looks wrong is looked at again, `grace` seconds later and after
the log was read again, before anybody hears of it.
"""

from __future__ import annotations

import heapq
import itertools
import json
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from caunoi.ledger.following import Batch
from caunoi.ledger.notes import Verifier
from caunoi.network.fetching import Unreachable
from caunoi.network.known import RELEASE, Known, Standing
from caunoi.network.watching import addresses, evidence, judging, naming
from caunoi.network.watching.book import Book, Trouble
from caunoi.network.watching.good import Good
from caunoi.network.watching.heads import Heads
from caunoi.network.watching.judging import Fault
from caunoi.network.watching.pace import Pace
from caunoi.network.watching.recent import Recent
from caunoi.network.watching.visitors import Seen, Visitor, four, look_as

THREADS: Final = 8
PATIENCE: Final = 10
"""So many graces long a new release may not be there yet."""
_MOST_CANDIDATES: Final = 20_000
_POLICY: Final = "policy"
_READ: Final = (judging.ALTERED, judging.ROLLED_BACK, judging.MISSING)

Shown = dict[str, Seen | Unreachable]


@dataclass(frozen=True)
class Look:
    """A path as all four were shown it, between two moments. `again`: it looked wrong before."""

    path: str
    shown: Shown
    began: float
    ended: float
    again: bool


@dataclass
class Watch:
    """`said` is called after something was written in the book."""

    base: str
    folder: Path
    known: Known
    book: Book
    key: Verifier
    witnesses: Sequence[Verifier] = ()
    rate: float = 5.0
    every: float = 300.0
    grace: float = 3.0
    frozen_after: float = 7200.0
    timeout: float = 10.0
    paths: Sequence[str] = ()
    said: Callable[[], None] = lambda: None
    progress: Callable[[int, int], None] = lambda done, whole: None
    _recent: Recent = field(default_factory=Recent)
    _fresh: deque[str] = field(default_factory=deque)
    _due: list[tuple[float, int, str]] = field(default_factory=list)
    _doubted: set[str] = field(default_factory=set)
    _asked: set[str] = field(default_factory=set)
    _candidates: dict[str, None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._pace = Pace(self.rate)
        self._local = threading.local()
        self._number = itertools.count()
        self._host = self.key.name.partition("/")[0]
        self._good = Good(self.folder / "good.db")
        self._good.leads_to({self._host, urlsplit(self.base).hostname or self._host})
        self._heads = Heads(
            four(self.base, self.timeout), self.known, self.book, self.key, self.witnesses, self.grace,
            self.frozen_after, before_batch=self._before_batch,
        )  # fmt: skip
        self._pulse_every = max(1.0, 5 / self.rate)
        self._pulsed = 0.0
        self._down = False
        self._started = datetime.now(UTC)
        self._policy = self.book.note(_POLICY) == "1"
        for path in self.paths:
            self._suspect(path)

    def run(self, *, once: bool) -> None:
        """Sweep after sweep; or one, and all doubts cleared."""
        with ThreadPoolExecutor(THREADS, thread_name_prefix="visitor") as threads:
            self._threads = threads
            self._flying: set[Future[Look]] = set()
            self._pulse()
            while True:
                began = time.monotonic()
                self._sweep(once)
                if once:
                    self._until(lambda: self._down or not (self._fresh or self._due or self._flying))
                    return
                self._until(lambda begin=began: time.monotonic() - begin >= self.every)  # type: ignore[misc]

    # One sweep.

    def _sweep(self, once: bool) -> None:
        paths = self._plan()
        whole = len(self._standing) + len(self._others)
        for done, path in enumerate(paths, 1):
            self._turn()
            while self._down:
                if once:
                    return
                self._rest()
                self._turn()
            self._start(path)
            self.progress(done, whole)
        self._until(lambda: not self._flying)

    def _plan(self) -> Iterator[str]:
        self._standing = [one.path for one in self.known.addresses() if one.host == self._host]
        self._others = [
            path
            for path in dict.fromkeys((addresses.nowhere(), *addresses.SHOWN, *addresses.guesses(), *self._candidates))
            if self._at(path) is None or "?" in path
        ]
        self._asked.clear()
        return itertools.chain(self._standing[:20], self._others, self._standing[20:])

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
        if time.monotonic() - self._pulsed >= self._pulse_every:
            self._pulse()
        while len(self._flying) >= THREADS * 2:
            self._land()
        self._land(block=False)
        while self._fresh and not self._down:
            self._start(self._fresh.popleft())
        while self._due and self._due[0][0] <= time.monotonic() and not self._down:
            self._start(heapq.heappop(self._due)[2], again=True)

    def _start(self, path: str, *, again: bool = False) -> None:
        while len(self._flying) >= THREADS * 2:
            self._land()
        self._flying.add(self._threads.submit(self._look, path, again))

    def _land(self, *, block: bool = True) -> None:
        if not self._flying:
            return
        done, self._flying = wait(self._flying, timeout=0.5 if block else 0, return_when=FIRST_COMPLETED)
        for one in done:
            self._weigh(one.result())

    def _look(self, path: str, again: bool) -> Look:
        visitors: dict[str, Visitor] | None = getattr(self._local, "visitors", None)
        if visitors is None:
            visitors = self._local.visitors = four(self.base, self.timeout)
        began = time.monotonic()
        shown: Shown = {}
        for name, visitor in visitors.items():
            self._pace.step()
            shown |= look_as({name: visitor}, path)
        return Look(path, shown, began, time.monotonic(), again)

    # The log.

    def _pulse(self) -> None:
        self._pulsed = time.monotonic()
        self._heads.pulse()
        found, unsure = self._heads.troubles()
        if self._heads.unreachable:
            found = self._whole_portal(found)
        else:
            self._down = False
            if self.book.standing("/") and any(one.kind == judging.UNREACHABLE for one in self.book.standing("/")):
                self._fresh.append("/")
        if not unsure and not self._down:
            self._settle(addresses.LOG, found, {})
        self._recent.tidy(self._pulsed)

    def _whole_portal(self, found: list[Trouble]) -> list[Trouble]:
        """Nobody gets the log. If nobody gets the home page either, then that is what is to be said, once."""
        look = look_as(self._heads.visitors, "/")
        gone = all(isinstance(one, Unreachable) or one.status >= 500 for one in look.values())
        self._down = gone
        if gone and found:
            said = next((str(one) for one in look.values() if isinstance(one, Unreachable)), "máy chủ báo lỗi")
            trouble = Trouble(judging.UNREACHABLE, "/", tuple(look), judging.UNREACHABLE, (said[:200],))
            self._settle("/", [trouble], {})
        return [] if gone else found

    def _before_batch(self, batch: Batch) -> None:
        """Note what stood until now at addresses that change while we watch; those are looked at first."""
        now = time.monotonic()
        for raw in batch.entries:
            try:
                entry = json.loads(raw)
                host, path, at = entry["host"], entry["path"], datetime.fromisoformat(entry["at"])
            except (ValueError, KeyError, TypeError):
                continue
            if host != self._host or (self._started - at).total_seconds() > PATIENCE * self.grace:
                continue
            self._recent.changed(path, self.known.at(host, path), now)
            if path not in self._fresh:
                self._fresh.append(path)

    # What was seen.

    def _weigh(self, look: Look) -> None:
        path = look.path
        self._doubted.discard(path)
        found, waits = self._found(look)
        if found and self._heads.read_at < look.ended:
            self._pulse()
            found, waits = self._found(look)
        if all(isinstance(one, Unreachable) for one in look.shown.values()) and (self._heads.unreachable or self._down):
            self._doubt(path)
            return
        if self.book.agrees(path, found):
            return
        if not look.again or waits:
            self._doubt(path)
            return
        self._settle(path, found, look.shown)

    def _doubt(self, path: str) -> None:
        if path not in self._doubted:
            self._doubted.add(path)
            heapq.heappush(self._due, (time.monotonic() + self.grace, next(self._number), path))

    def _settle(self, address: str, found: list[Trouble], shown: Shown) -> None:
        if self.book.agrees(address, found):
            return

        def keep(trouble: Trouble) -> str:
            seen = [(name, one) for name, one in shown.items() if isinstance(one, Seen)]
            concerned = [pair for pair in seen if pair[0] in trouble.visitors] or seen
            return evidence.kept(self.folder, f"{trouble.kind}{address}", concerned) if concerned else ""

        if self.book.settle(address, found, at=datetime.now(UTC), evidence=keep):
            self.said()

    def _at(self, path: str) -> Standing | None:
        return self.known.at(self._host, unquote(path.partition("?")[0]))

    def _found(self, look: Look) -> tuple[list[Trouble], bool]:
        """What is wrong at an address, and whether it is too early to say so."""
        standing = self._at(look.path)
        if standing is None:
            return self._unreleased(look), False
        faults: dict[str, Fault] = {}
        right: Seen | None = None
        for name, one in look.shown.items():
            if isinstance(one, Unreachable):
                faults[name] = Fault(judging.UNREACHABLE, judging.UNREACHABLE, (str(one)[:200],))
                continue
            wrong = self._fault(one, standing, look)
            if wrong is None:
                right = one
            else:
                faults[name] = wrong
        if right is not None and right.sha256 == standing.sha256:
            self._learn(look.path, standing, right)
        old = all(one.kind in (judging.MISSING, judging.ROLLED_BACK) for one in faults.values())
        waits = bool(faults) and old and self._recent.waits(look.path, look.ended, PATIENCE * self.grace)
        return self._grouped(look, faults, right), waits

    def _fault(self, seen: Seen, standing: Standing, look: Look) -> Fault | None:
        def judged(one: Standing) -> Fault | None:
            return judging.fault(
                seen,
                one,
                lambda digest: self.known.stood(one.host, one.path, digest),
                self.known.holds,
                policy_expected=self._policy,
            )

        wrong = judged(standing)
        if wrong is None:
            return None
        # Honest if this stood until after it was asked for, or shortly before: the public folder follows the log within a second.
        for before in self._recent.stood(look.path, look.began - self.grace):
            if (before is None and seen.status == 404) or (before is not None and judged(before) is None):
                return None
        return wrong

    def _learn(self, path: str, standing: Standing, right: Seen) -> None:
        self._recent.settled(path)
        if standing.kind != RELEASE or not right.is_html or right.size != len(right.data):
            return
        if self._good.keep(path, standing.sha256, right.data):
            self._good.leads_to(naming.parts(naming.decoded(right.data)).hosts)
        if not self._policy and "content-security-policy" in right.headers:
            self._policy = True
            self.book.keep(_POLICY, "1")

    def _grouped(self, look: Look, faults: dict[str, Fault], right: Seen | None) -> list[Trouble]:
        groups: dict[tuple[str, str], list[str]] = {}
        for name, one in faults.items():
            groups.setdefault((one.kind, one.mark), []).append(name)
        found = []
        for (kind, mark), names in groups.items():
            what = list(faults[names[0]].what)
            seen = look.shown[names[0]]
            if (
                isinstance(seen, Seen)
                and kind in (judging.ALTERED, judging.ROLLED_BACK, judging.MISSING)
                and seen.is_html
            ):
                what += self._named(look.path, seen, right)
            partly = right is not None and kind != judging.UNREACHABLE
            found.append(Trouble(judging.CLOAKED if partly else kind, look.path, tuple(names), mark, tuple(what)))
        return found

    def _named(self, path: str, seen: Seen, right: Seen | None) -> list[str]:
        page = naming.decoded(seen.data, seen.media_type)
        for one in naming.own_links(page, seen.url):
            self._suspect(one)
        good = right.data if right is not None else self._good.at(path)
        return naming.named(page, naming.decoded(good) if good is not None else None, self._good.hosts)

    # What was never released.

    def _suspect(self, path: str) -> None:
        """Look at an address that somebody leads to, soon and in each sweep."""
        if len(self._candidates) >= _MOST_CANDIDATES or addresses.is_dynamic(path) or path in self._candidates:
            return
        if self._at(path) is None:
            self._candidates[path] = None
            self._fresh.append(path)

    def _unreleased(self, look: Look) -> list[Trouble]:
        groups: dict[tuple[str, str], list[str]] = {}
        told: dict[tuple[str, str], Seen] = {}
        for name, one in look.shown.items():
            if isinstance(one, Unreachable):
                continue
            kind = self._strange(look.path, one)
            if kind:
                key = (kind, one.leads_to or (one.sha256 if kind == judging.UNRELEASED else kind))
                groups.setdefault(key, []).append(name)
                told[key] = one
        found = []
        for (kind, mark), names in groups.items():
            seen = told[kind, mark]
            found.append(Trouble(kind, look.path, tuple(names), mark, tuple(self._said_of(seen, kind))))
        return found

    def _strange(self, path: str, seen: Seen) -> str:
        if addresses.is_dynamic(path):
            return judging.ALTERED if self._alien(seen) else judging.REDIRECT if seen.leads_out else ""
        if seen.leads_out or "refresh" in seen.headers:
            return judging.UNRELEASED
        if 200 <= seen.status < 300:
            return judging.UNRELEASED
        if seen.leads_to:
            there = urlsplit(seen.leads_to)
            self._suspect(there.path or "/")
        return ""

    def _alien(self, seen: Seen) -> list[str]:
        """What is on a dynamic page that no page of the portal leads to, or that the guard knows."""
        if not seen.is_html or seen.status != 200:
            return []
        return naming.findings(naming.decoded(seen.data, seen.media_type), self._good.hosts, ("off-list-host", "frame"))

    def _said_of(self, seen: Seen, kind: str) -> list[str]:
        if seen.leads_to:
            return [f"chuyển hướng {seen.status} đến {seen.leads_to}"]
        if kind == judging.ALTERED:
            return self._alien(seen)
        said: list[Any] = [f"máy chủ trả lời {seen.status}, {seen.media_type or 'không rõ loại'}, {seen.size} byte"]
        if "refresh" in seen.headers:
            said.append(f"đầu trang Refresh: {seen.headers['refresh'][:160]}")
        if seen.is_html:
            page = naming.decoded(seen.data, seen.media_type)
            for one in naming.own_links(page, seen.url):
                self._suspect(one)
            said += naming.named(page, None, self._good.hosts)
        return said
