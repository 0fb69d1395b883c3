"""The log itself, asked for by each visitor in turn: it must be signed, grow, be cosigned, and be one and the same for all."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from caunoi.ledger.checkpoints import witnessed
from caunoi.ledger.following import Batch, batches, look
from caunoi.ledger.merkle import Inconsistent
from caunoi.ledger.notes import Unsigned, Verifier
from caunoi.ledger.reading import Log, Missing
from caunoi.ledger.verifying import HANOI, PREFIX
from caunoi.network.fetching import Unreachable, log_of
from caunoi.network.known import Known
from caunoi.network.watching.book import Book, Trouble
from caunoi.network.watching.visitors import Visitor

UNSIGNED, CUT, SPLIT, FROZEN, UNREACHABLE = "unsigned", "cut", "split", "frozen", "unreachable"
ADDRESS: Final = PREFIX
_GROWN: Final = "grown"  # when the log grew last, as its own entry or our clock says; seconds since 1970
_MOMENT: Final = 10.0
"""So many times the grace may pass until the witnesses have cosigned a new head, and until an address that the log does not reach is called gone."""

OnBatch = Callable[[Batch], None]


@dataclass(frozen=True)
class _Wrong:
    visitor: str
    kind: str
    what: str
    since: float


@dataclass
class Heads:
    """Follows one portal's log into `known`. `before_batch` is told of each batch before it is kept there."""

    visitors: Mapping[str, Visitor]
    known: Known
    book: Book
    key: Verifier
    witnesses: Sequence[Verifier] = ()
    grace: float = 3.0
    frozen_after: float = 7200.0
    clock: Callable[[], float] = time.monotonic
    wall: Callable[[], float] = time.time
    before_batch: OnBatch = lambda _: None
    _wrong: dict[str, _Wrong] = field(default_factory=dict)
    _cosigned: dict[str, float] = field(default_factory=dict)
    _began: float = 0.0

    def __post_init__(self) -> None:
        self._turn = itertools.cycle(self.visitors)
        self._began = self.clock()
        self.read_at = -1.0
        """When the log was last asked for and everything was in order."""

    def pulse(self) -> None:
        """Ask for the log as the next visitor; as each of them while something is wrong with it."""
        name = next(self._turn)
        self._ask(name)
        if self._wrong:
            for other in self.visitors:
                if other != name:
                    self._ask(other)

    @property
    def unreachable(self) -> bool:
        """Does no visitor get the log at all?"""
        return len(self._wrong) == len(self.visitors) and all(one.kind == UNREACHABLE for one in self._wrong.values())

    def troubles(self) -> tuple[list[Trouble], bool]:
        """What is wrong with the log, and whether something is amiss that is not yet certain: then what stands should be left as it is."""
        now, found, unsure = self.clock(), [], False
        groups: dict[str, list[_Wrong]] = {}
        for wrong in self._wrong.values():
            patience = self.grace * (_MOMENT / 2 if wrong.kind == UNREACHABLE else 1)
            if now - wrong.since < patience:
                unsure = True
            else:
                groups.setdefault(wrong.kind, []).append(wrong)
        for kind, many in groups.items():
            what = tuple(dict.fromkeys(one.what for one in many))
            found.append(Trouble(kind, ADDRESS, tuple(one.visitor for one in many), kind, what))
        everyone = tuple(self.visitors)
        lacking = [one.name for one in self.witnesses if self._lacks(one, now)]
        if lacking:
            said = f"thiếu chữ ký của nhân chứng {', '.join(lacking)}: có thể là một nhật ký dựng riêng"
            found.append(Trouble(SPLIT, ADDRESS, everyone, "|".join(lacking), (said,)))
        grown = float(self.book.note(_GROWN) or self.wall())
        if not self._wrong and self.wall() - grown > self.frozen_after:
            at = datetime.fromtimestamp(grown, HANOI)
            said = f"không có mục mới và không có chữ ký mới của nhân chứng từ {at:%H:%M:%S ngày %d/%m/%Y}"
            found.append(Trouble(FROZEN, ADDRESS, everyone, FROZEN, (said,)))
        return found, unsure

    def _lacks(self, witness: Verifier, now: float) -> bool:
        return now - self._cosigned.get(witness.name, self._began) > self.grace * _MOMENT

    def _ask(self, name: str) -> None:
        asked = self.clock()
        fetch = log_of(self.visitors[name])
        try:
            log = look(fetch, self.key, self.known.place())
            self._take(log)
        except Missing as reason:
            self._amiss(name, CUT, f"thiếu tệp của nhật ký: {str(reason)[-160:]}")
        except Unsigned:
            self._amiss(name, UNSIGNED, self._whose(name))
        except Inconsistent as reason:
            self._amiss(name, *self._contradiction(name, reason))
        except Unreachable as reason:
            self._amiss(name, UNREACHABLE, str(reason)[:200])
        else:
            self._wrong.pop(name, None)
            self.read_at = asked

    def _take(self, log: Log) -> None:
        for batch in batches(log, self.known.place()):
            self.before_batch(batch)
            entries = self.known.take(batch)
            self._grew(entries)
        for one in self.witnesses:
            try:
                at = witnessed(log.note, one)
            except Unsigned:
                continue
            if at is not None:
                self._cosigned[one.name] = self.clock()
                self._alive(float(at))

    def _grew(self, entries: list[dict[str, Any]]) -> None:
        for entry in reversed(entries):
            try:
                at = datetime.fromisoformat(str(entry.get("at", "")))
            except ValueError:
                continue
            self._alive(at.replace(tzinfo=at.tzinfo or UTC).timestamp())
            return

    def _alive(self, at: float) -> None:
        """A sign of life. One from the future is worth no more than now: else a wrong clock would keep a frozen log from being noticed."""
        at = min(at, self.wall())
        if at > float(self.book.note(_GROWN) or 0):
            self.book.keep(_GROWN, str(at))

    def _amiss(self, name: str, kind: str, what: str) -> None:
        before = self._wrong.get(name)
        if before is None or before.kind != kind:
            self._wrong[name] = _Wrong(name, kind, what, self.clock())

    def _whose(self, name: str) -> str:
        try:
            shown = Verifier.read(log_of(self.visitors[name])("vkey").decode(errors="replace"))
        except (Missing, Unreachable, ValueError):
            return "đầu nhật ký không đọc được hoặc không do khóa đã biết ký"
        if shown.vkey == self.key.vkey:
            return "đầu nhật ký không đọc được hoặc không do khóa của cổng ký"
        return f"cổng đưa ra khóa khác: {shown.vkey}"

    def _contradiction(self, name: str, reason: Inconsistent) -> tuple[str, str]:
        seen = self.known.place().head
        try:
            shown = Log.at(log_of(self.visitors[name]), self.key).head
        except (Missing, Unsigned, Unreachable):
            return SPLIT, f"không nối tiếp {seen.size} mục đã thấy"
        if shown.size < seen.size:
            return CUT, f"nhật ký chỉ còn {shown.size} mục, trước đã có {seen.size} mục"
        return SPLIT, f"{shown.size} mục đang đưa ra không nối tiếp {seen.size} mục đã thấy ({str(reason)[:80]})"
