"""A portal with a public log: each released address as each visitor, held against the log; and a search for what was never released.

Before anything is said the log is read again: while a portal publishes, a page may honestly be newer than what was read of its log, or older for a
second.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from caunoi.ledger.following import Batch
from caunoi.ledger.notes import Verifier
from caunoi.network.fetching import Unreachable
from caunoi.network.known import RELEASE, Known, Standing
from caunoi.network.watching import addresses, judging, naming
from caunoi.network.watching.book import Book, Trouble
from caunoi.network.watching.good import Good
from caunoi.network.watching.heads import Heads
from caunoi.network.watching.judging import Fault
from caunoi.network.watching.recent import Recent
from caunoi.network.watching.sweeping import Judgement, Look, Manner, Sweeps
from caunoi.network.watching.visitors import Seen, four, look_as

PATIENCE: Final = 10
"""So many graces long a new release may not be there yet."""
_MOST_CANDIDATES: Final = 20_000
_POLICY, _NOWHERE = "policy", "nowhere"
_EXCUSED: Final = Fault("", "")
_LEADS: Final = ("off-list-host", "frame", "dangerous-link", "meta-refresh", "form-action", "base-href")
_READ: Final = (judging.ALTERED, judging.ROLLED_BACK, judging.MISSING)


class Watch(Sweeps):
    """`known` trusts `key` already."""

    def __init__(
        self,
        base: str,
        folder: Path,
        book: Book,
        manner: Manner,
        known: Known,
        key: Verifier,
        *,
        witnesses: Sequence[Verifier] = (),
        frozen_after: float = 7200.0,
        paths: Sequence[str] = (),
        guesses: Sequence[str] | None = None,
        said: Callable[[], None] = lambda: None,
        progress: Callable[[int, int], None] = lambda done, whole: None,
    ) -> None:
        super().__init__(base, folder, book, manner, said, progress)
        self.known = known
        self._host = key.name.partition("/")[0]
        self._good = Good(folder / "good.db")
        self._good.leads_to({self._host, urlsplit(base).hostname or self._host})
        self._heads = Heads(
            four(base, manner.timeout), known, book, key, witnesses, manner.grace, frozen_after,
            before_batch=self._before_batch,
        )  # fmt: skip
        self._recent = Recent()
        self._guesses = addresses.guesses() if guesses is None else guesses
        self._candidates: dict[str, None] = {}
        self._words: dict[str, tuple[str, ...]] = {}
        self._pulsed = -1e9
        self._unsure = False
        self._started = datetime.now(UTC)
        self._policy = book.note(_POLICY) == "1"
        self._nowhere = book.note(_NOWHERE) or addresses.nowhere()
        book.keep(_NOWHERE, self._nowhere)
        for path in paths:
            self._suspect(path)

    def plan(self) -> Sequence[str]:
        standing = ["/", *(one.path for one in self.known.addresses() if one.host == self._host and one.path != "/")]
        alarmed = [one.address for one in self.book.standing() if one.address != addresses.LOG]
        others = [self._nowhere, *alarmed, *addresses.SHOWN, *self._guesses, *self._candidates]
        others = [path for path in dict.fromkeys(others) if "?" in path or self._at(path) is None]
        return standing[:20] + others + standing[20:]

    def swept(self) -> None:
        self._good.flush()

    # The log.

    @property
    def unsure(self) -> bool:
        return self._unsure

    def pulse(self) -> None:
        if time.monotonic() - self._pulsed >= max(min(1.0, self.manner.grace), 5 / self.manner.rate):
            self._read_log()

    def _read_log(self) -> None:
        self._pulsed = time.monotonic()
        self._heads.pulse()
        found, self._unsure = self._heads.troubles()
        if self._heads.unreachable:
            found = self._whole_portal(found)
        else:
            self.down = False
            if any(one.kind == judging.UNREACHABLE for one in self.book.standing("/")):
                self.soon("/")
        if not self._unsure and not self.down:
            self.settle(addresses.LOG, found, {})
        self._recent.tidy(self._pulsed)

    def _whole_portal(self, found: list[Trouble]) -> list[Trouble]:
        """Nobody gets the log. If nobody gets the home page either, then that is what is to be said, once."""
        look = look_as(self._heads.visitors, "/")
        gone = all(isinstance(one, Unreachable) or one.status >= 500 for one in look.values())
        self.down = gone
        if gone and found:
            said = next((str(one) for one in look.values() if isinstance(one, Unreachable)), "máy chủ báo lỗi")
            trouble = Trouble(judging.UNREACHABLE, "/", tuple(look), judging.UNREACHABLE, (said[:200],))
            self.settle("/", [trouble], {})
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
            if host != self._host or (self._started - at).total_seconds() > PATIENCE * self.manner.grace:
                continue
            self._recent.changed(path, self.known.at(host, path), now)
            self.soon(path)

    # What was seen.

    def judge(self, look: Look) -> Judgement:
        judged = self._judged(look)
        if judged.troubles and self._heads.read_at < look.ended:
            self._read_log()
            judged = self._judged(look)
        silent = all(isinstance(one, Unreachable) or one.status >= 500 for one in look.shown.values())
        return Judgement(waits=True) if silent and (self.down or self._heads.unreachable) else judged

    def _at(self, path: str) -> Standing | None:
        return self.known.at(self._host, unquote(path.partition("?")[0]))

    def _judged(self, look: Look) -> Judgement:
        standing = self._at(look.path)
        if standing is None:
            return Judgement(self._unreleased(look))
        faults: dict[str, Fault] = {}
        right: Seen | None = None
        excused = False
        for name, one in look.shown.items():
            if isinstance(one, Unreachable):
                faults[name] = Fault(judging.UNREACHABLE, judging.UNREACHABLE, (str(one)[:200],))
                continue
            wrong = self._fault(one, standing, look)
            if wrong is None:
                right = one
            elif wrong is _EXCUSED:
                excused = True
            else:
                faults[name] = wrong
        if excused and not faults:
            # In order for a moment: look again when it is over.
            return Judgement(waits=True)
        if right is not None and right.sha256 == standing.sha256:
            if "?" not in look.path:
                self._learn(look.path, standing, right)
            words = self._against(right)
            if words:
                mark = right.sha256
                faults |= {name: Fault(judging.FINDINGS, mark, words) for name in look.shown if name not in faults}
        old = all(one.kind in (judging.MISSING, judging.ROLLED_BACK) for one in faults.values())
        patience = PATIENCE * self.manner.grace
        # Some were shown the new, some the one before: while it is being put in place they may be.
        between = right is not None and self._recent.lately(standing.path, look.ended, patience)
        waits = bool(faults) and old and (between or self._recent.waits(standing.path, look.ended, patience))
        return Judgement(self._grouped(look, faults, right), waits)

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
        for before in self._recent.stood(standing.path, look.began - self.manner.grace):
            if (before is None and seen.status == 404) or (before is not None and judged(before) is None):
                return _EXCUSED
        return wrong

    def _learn(self, path: str, standing: Standing, right: Seen) -> None:
        self._recent.settled(path)
        if standing.kind != RELEASE or not naming.is_text(right.media_type) or right.size != len(right.data):
            return
        if self._good.keep(path, standing.sha256, right.data) and right.is_html:
            self._good.leads_to(naming.parts(naming.decoded(right.data)).hosts)
        if not self._policy and right.is_html and "content-security-policy" in right.headers:
            self._policy = True
            self.book.keep(_POLICY, "1")

    def _against(self, right: Seen) -> tuple[str, ...]:
        """What the guard has against the words of a page that is as it was released: then the newsroom was deceived, or the log's own key is in
        wrong hands.
        """
        if not right.is_html:
            return ()
        if right.sha256 not in self._words:
            found = naming.findings(naming.decoded(right.data, right.media_type), self._good.hosts, ())
            self._words[right.sha256] = tuple(found)
        return self._words[right.sha256]

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
            partly = right is not None and kind not in (judging.UNREACHABLE, judging.FINDINGS)
            found.append(Trouble(judging.CLOAKED if partly else kind, look.path, tuple(names), mark, tuple(what)))
        return found

    def _named(self, path: str, seen: Seen, right: Seen | None) -> list[str]:
        if not naming.is_text(seen.media_type):
            return []
        page = naming.decoded(seen.data, seen.media_type)
        for one in naming.own_links(page, seen.url):
            self._suspect(one)
        kept = right.data if right is not None else self._good.at(path)
        good = naming.decoded(kept) if kept is not None else None
        if seen.is_html:
            return naming.named(page, good, self._good.hosts)
        return naming.middle(page, good) if good is not None else []

    # What was never released.

    def _suspect(self, path: str) -> None:
        """Look at an address that somebody leads to, soon and in each sweep."""
        if len(self._candidates) >= _MOST_CANDIDATES or addresses.is_dynamic(path) or path in self._candidates:
            return
        if self._at(path) is None:
            self._candidates[path] = None
            self.soon(path)

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
        if seen.leads_out or "refresh" in seen.headers:
            return judging.REDIRECT if addresses.is_dynamic(path) else judging.UNRELEASED
        if 200 <= seen.status < 300 and not addresses.is_dynamic(path):
            return judging.UNRELEASED
        if seen.leads_to:
            self._suspect(urlsplit(seen.leads_to).path or "/")
            return ""
        return judging.ALTERED if self._alien(seen) else ""

    def _alien(self, seen: Seen) -> list[str]:
        """What is on a page that is not released, and does not pretend to be, that no page of the portal leads to or that the guard knows."""
        if not seen.is_html or self.known.holds(seen.sha256):
            return []
        return naming.findings(naming.decoded(seen.data, seen.media_type), self._good.hosts, _LEADS)

    def _said_of(self, seen: Seen, kind: str) -> list[str]:
        if seen.leads_to:
            return [f"chuyển hướng {seen.status} đến {seen.leads_to}"]
        if kind == judging.ALTERED:
            return self._alien(seen)
        said = [f"máy chủ trả lời {seen.status}, {seen.media_type or 'không rõ loại'}, {seen.size} byte"]
        if "refresh" in seen.headers:
            said.append(f"đầu trang Refresh: {seen.headers['refresh'][:160]}")
        if seen.is_html:
            page = naming.decoded(seen.data, seen.media_type)
            for one in naming.own_links(page, seen.url):
                self._suspect(one)
            said += naming.named(page, None, self._good.hosts)
            said += [f"chữ trên trang: “{' '.join(naming.parts(page).text.split())[:160]}”"]
        return said
