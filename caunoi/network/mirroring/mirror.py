"""A copy of a portal that follows its log for ever and keeps only what verifies.

One turn (`Mirror.turn`) looks at the log, copies what is new of it, and fetches the bytes of addresses whose entry is new. It may be killed anywhere:
the next turn goes on. What does not verify is not shown; what was shown before stays. Decree 224/2026/NĐ-CP, Art. 13(2): a backup keeps
the most necessary information up.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote

from caunoi.ground.refused import Refused
from caunoi.ledger import following
from caunoi.ledger.merkle import Inconsistent
from caunoi.ledger.notes import Unsigned, Verifier
from caunoi.ledger.reading import Log, Missing
from caunoi.network.fetching import Client, Unreachable, log_of
from caunoi.network.known import MOVE, RELEASE, Known, Standing, standings
from caunoi.network.mirroring.copied import Copied, Wanted
from caunoi.network.mirroring.log_copy import Damaged, LogCopy
from caunoi.network.mirroring.needs import needed
from caunoi.network.mirroring.trees import PUBLIC, Trees, Unplaceable, place

THREADS: Final = 4
PATIENCE: Final = 10.0  # a page follows its entry: so long it may stay away before people are told
_TRIES: Final = 4
_AT_ONCE: Final = 256
_TURN: Final = 1.0  # seconds after which the log is looked at again, also while much is still to be fetched
_AGAIN: Final = (0.05, 60.0)  # the first and the longest pause before an address is tried again

Say = Callable[[str], None]


class Distrusted(Exception):
    """The log is not the one that was followed so far: rewritten, cut, another key. Nothing of it is taken. Vietnamese."""


@dataclass(frozen=True)
class Turn:
    """After a turn: entries of the log, addresses shown, still wanted, refused of these; how many were newly shown in this turn."""

    entries: int
    shown: int
    wanted: int
    refused: int
    new: int

    @property
    def equal(self) -> bool:
        return not self.wanted


@dataclass(frozen=True)
class _Fetched:
    wanted: Wanted
    problem: str
    unreachable: bool
    needs: frozenset[str]


class Mirror:
    """`folder` is made when it is not there, and belongs to one mirror at a time. `say` gets Vietnamese lines. Raises Refused when another
    mirror is at work there, or `key` is not the one that was remembered.
    """

    def __init__(
        self,
        url: str,
        folder: Path,
        *,
        key: Verifier | None = None,
        threads: int = THREADS,
        say: Say = lambda line: None,
    ) -> None:
        self.client, self.folder, self._say, self._given = Client(url), folder, say, key
        folder.mkdir(parents=True, exist_ok=True)
        self._alone()
        self.known, self.copied, self.trees = (
            Known(folder / "log.sqlite"),
            Copied(folder / "copied.sqlite"),
            Trees(folder),
        )
        remembered = self.known.key()
        if remembered and key and remembered.vkey != key.vkey:
            raise Refused(
                f"{folder} là bản sao theo khóa {remembered.vkey}, không phải khóa được đưa ra. Dùng thư mục khác nếu muốn theo khóa mới."
            )
        self.copied.hurry()
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="mirror")
        self._own, self._clients = threading.local(), list[Client]()
        self._lacking: set[str] = set()

    def close(self) -> None:
        self._pool.shutdown(cancel_futures=True)
        for one in (self.client, *self._clients):
            one.close()
        self.known.close()
        self.copied.close()
        os.close(self._lock)

    @property
    def host(self) -> str:
        """The portal's host name, which the log's key tells; empty before the portal was reached for the first time."""
        key = self.known.key()
        return key.name.partition("/")[0] if key else ""

    def hosts(self) -> list[str]:
        """Under which names the portal shows something."""
        return self.known.hosts()

    def turn(self) -> Turn:
        """Take what is new. Raises Unreachable, or Distrusted; either way everything that was shown stays."""
        key = self._key()
        seen = self.known.place().head.size
        try:
            log = following.look(log_of(self.client), key, self.known.place())
            try:
                self._read(log, key)
            except Damaged as reason:
                self._say(f"Bản sao của nhật ký trên đĩa này hỏng ({reason}): đọc lại nhật ký từ đầu.")
                self.known.again()
                self._read(log, key)
        except Missing as reason:
            raise Unreachable(f"Cổng không đưa ra một tệp của nhật ký công khai: {reason}.") from reason
        except Unsigned as reason:
            raise Distrusted(
                f"đầu nhật ký không do khóa đã ghi nhớ của {key.name} ký: cổng giả, khóa bị thay hoặc tệp bị sửa"
            ) from reason
        except Inconsistent as reason:
            raise Distrusted(
                f"nhật ký của cổng đã bị viết lại, cắt bớt hoặc sửa: không nối tiếp {seen} mục đã thấy ({reason})"
            ) from reason
        new = self._fetch()
        shown, wanted, refused = self.copied.counts()
        return Turn(log.head.size, shown, wanted, refused, new)

    def check(self) -> int:
        """Hold every file that is shown against its entry; what differs is wanted again. How many that were."""
        wrong = [one for one in self.copied.shown() if not self.trees.shows(one)]
        with self.copied.together():
            self.copied.want(wrong, now=time.time())
        return len(wrong)

    def _alone(self) -> None:
        self._lock = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as reason:
            raise Refused(f"Một “caunoi mirror” khác đang làm việc trong {self.folder}.") from reason

    def _key(self) -> Verifier:
        """The remembered key; for the first time the given one, or the one that the portal names."""
        key = self.known.key()
        if key is None:
            try:
                key = self._given or Verifier.read(log_of(self.client)("vkey").decode())
            except (Missing, ValueError) as reason:
                raise Unreachable(f"{self.client.base} không có nhật ký công khai.") from reason
            if not self._given:
                self._say(f"Ghi nhớ khóa của cổng từ lần này: {key.vkey}")
            self.known.trust(key)
        self._host = key.name.partition("/")[0]
        return key

    def _read(self, log: Log, key: Verifier) -> None:
        """Copy what is new of the log, and want the addresses of which it speaks. The head is shown last."""
        copy = LogCopy(self.folder / PUBLIC / key.name)
        for batch in following.batches(log, self.known.place()):
            copy.add(batch)
            with self.copied.together():
                self.copied.want(standings(batch), now=time.time())
            self.known.take(batch)
        copy.must_be(self.known.place())
        size, text = copy.stands()
        if text != log.note.written():
            addresses = self.known.since(size) if log.head.size > size else iter(())
            copy.publish(log.note, key.vkey, self._witnesses(), addresses)

    def _witnesses(self) -> bytes:
        """The keys of the witnesses, as the portal names them."""
        try:
            told = log_of(self.client)("witnesses").decode()
            return "".join(f"{Verifier.read(line).vkey}\n" for line in told.splitlines()).encode()
        except (Missing, ValueError):
            return b""

    def _fetch(self) -> int:
        """Try what is due, for about a second. How many addresses are newly shown."""
        until, new = time.monotonic() + _TURN, 0
        while time.monotonic() < until and (due := self.copied.due(now=time.time(), most=_AT_ONCE)):
            fetched = [one for group in self._pool.map(self._copy, _by_digest(due)) for one in group]
            new += self._note(fetched)
            if all(one.unreachable for one in fetched):
                break
        return new

    def _note(self, fetched: Sequence[_Fetched]) -> int:
        done, now = [one for one in fetched if not one.problem], time.time()
        with self.copied.together():
            for sha256 in self.copied.show([one.wanted.standing for one in done]):
                self.trees.forget(sha256)
            for one in fetched:
                if one.problem:
                    self._later(one, now)
        for one in done:
            if one.wanted.refused:
                self._say(f"{_named(one.wanted.standing)}: nay đã đúng với nhật ký.")
            self._look_for(one)
        return len(done)

    def _later(self, one: _Fetched, now: float) -> None:
        wanted = one.wanted
        pause = min(_AGAIN[0] * 2 ** min(wanted.tries, 20), 2.0 if one.unreachable else _AGAIN[1])
        late = now - wanted.since > PATIENCE and wanted.tries >= _TRIES
        if late and not wanted.refused:
            self._say(f"KHÔNG NHẬN {_named(wanted.standing)}: {one.problem}.")
        self.copied.later(wanted, due=now + pause, refused=one.problem if late else wanted.refused)

    def _look_for(self, one: _Fetched) -> None:
        """Say what a page needs that is not in the log, once."""
        host = one.wanted.standing.host
        for path in sorted(one.needs):
            there = self.known.at(host, path)
            if (there is None or there.kind != RELEASE) and f"{host}{path}" not in self._lacking:
                self._lacking.add(f"{host}{path}")
                self._say(f"THIẾU {host}{path}: trang {one.wanted.standing.path} cần tệp này, nhật ký không có.")

    def _copy(self, group: Sequence[Wanted]) -> list[_Fetched]:
        """In a thread: addresses of one digest."""
        data, problem, unreachable = b"", "", False
        if group[0].standing.kind != MOVE:
            try:
                data, problem, unreachable = self._bytes(group)
            except Unplaceable as reason:
                problem = str(reason)
        return [self._put(one, data, problem, unreachable) for one in group]

    def _put(self, one: Wanted, data: bytes, problem: str, unreachable: bool) -> _Fetched:
        needs: set[str] = set()
        if not problem:
            try:
                self.trees.put(one.standing, data)
                needs = needed(one.standing.path, one.standing.media_type, data)
            except Unplaceable as reason:
                problem = str(reason)
        return _Fetched(one, problem, unreachable, frozenset(needs))

    def _bytes(self, group: Sequence[Wanted]) -> tuple[bytes, str, bool]:
        """The bytes of this digest, kept; or what speaks against it, and whether that is only that nobody answers."""
        sha256, problem, unreachable = group[0].standing.sha256, "", False
        held = self.trees.held(sha256)
        if held is not None:
            return held, "", False
        for one in group:
            place(Path(), one.standing.host, one.standing.path)
            try:
                answer = self._asking().get(quote(one.standing.path, safe=_PLAIN), **self._other_host(one.standing))
            except Unreachable as reason:
                problem, unreachable = str(reason).rstrip("."), True
                break
            if hashlib.sha256(answer.data).hexdigest() == sha256:
                self.trees.keep(answer.data, sha256)
                return answer.data, "", False
            problem = (
                f"máy chủ trả lời {answer.status}"
                if answer.status not in (200, 410)
                else f"nội dung không phải của mục {one.standing.entry} trong nhật ký"
            )
        return b"", problem, unreachable

    def _asking(self) -> Client:
        if not hasattr(self._own, "client"):
            self._own.client = Client(self.client.base)
            self._clients.append(self._own.client)
        return self._own.client  # type: ignore[no-any-return]

    def _other_host(self, one: Standing) -> dict[str, str]:
        """A portal may have several host names; all are asked for at the one address that we know."""
        return {} if one.host == self._host else {"Host": one.host}


_PLAIN: Final = "/:@!$&'()*+,;=-._~"


def _by_digest(due: Sequence[Wanted]) -> Iterator[list[Wanted]]:
    """Equal bytes together, so that they are fetched once and written by one thread; each move by itself."""
    groups: dict[str, list[Wanted]] = {}
    for one in due:
        if one.standing.sha256:
            groups.setdefault(one.standing.sha256, []).append(one)
        else:
            yield [one]
    yield from groups.values()


def _named(one: Standing) -> str:
    return f"{one.host}{one.path}"
