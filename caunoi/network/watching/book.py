"""The watch's memory: which alarms stand, what was said of them, and what has still to be sent. One SQLite file.

An alarm begins once and ends once, also when the watch is killed in between: it is written in one transaction with what must be said of it.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from caunoi.network.watching.judging import moment

BEGUN, ENDED = "begun", "ended"
RESTLESS: Final = timedelta(minutes=10)
"""An alarm whose `mark` changes within this time is still the same: an intruder's text may be another at each look."""
_TABLES: Final = """
CREATE TABLE IF NOT EXISTS alarm (
    id TEXT PRIMARY KEY, kind TEXT, address TEXT, visitors TEXT, mark TEXT, since TEXT, until TEXT, what TEXT, evidence TEXT
);
CREATE INDEX IF NOT EXISTS standing ON alarm (address) WHERE until IS NULL;
CREATE TABLE IF NOT EXISTS event (
    number INTEGER PRIMARY KEY AUTOINCREMENT, line TEXT, written REAL, said INTEGER DEFAULT 0
);
CREATE INDEX IF NOT EXISTS unsaid ON event (number) WHERE said = 0;
CREATE TABLE IF NOT EXISTS parcel (
    number INTEGER PRIMARY KEY AUTOINCREMENT, target TEXT, first INTEGER, last INTEGER,
    tries INTEGER DEFAULT 0, due REAL DEFAULT 0, done INTEGER DEFAULT 0
);
CREATE INDEX IF NOT EXISTS waiting ON parcel (due) WHERE done = 0;
CREATE TABLE IF NOT EXISTS note (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
"""


@dataclass(frozen=True)
class Trouble:
    """What is wrong at an address, and for which visitors. `mark` tells one such thing from another of its kind."""

    kind: str
    address: str
    visitors: tuple[str, ...]
    mark: str
    what: tuple[str, ...] = ()

    @property
    def identity(self) -> tuple[str, str, tuple[str, ...], str]:
        return self.kind, self.address, self.visitors, self.mark


@dataclass(frozen=True)
class Alarm(Trouble):
    """A trouble that was made known. `since` ISO 8601 in UTC; `evidence` the name of a file below the folder."""

    id: str = ""
    since: str = ""
    evidence: str = ""


class Book:
    """`file` is made when it is not there. One process at a time."""

    def __init__(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._base = sqlite3.connect(file, isolation_level=None, check_same_thread=False, timeout=30)
        self._base.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;" + _TABLES)

    def close(self) -> None:
        self._base.close()

    def standing(self, address: str | None = None) -> list[Alarm]:
        """The alarms that have not ended: at one address, or all."""
        where, given = ("AND address = ?", [address]) if address is not None else ("", [])
        rows = self._base.execute(
            "SELECT kind, address, visitors, mark, what, id, since, evidence FROM alarm "
            f"WHERE until IS NULL {where} ORDER BY since, address, kind",
            given,
        ).fetchall()
        return [
            Alarm(kind, at, tuple(json.loads(visitors)), mark, tuple(json.loads(what)), id_, since, evidence)
            for kind, at, visitors, mark, what, id_, since, evidence in rows
        ]

    def agrees(self, address: str, found: Iterable[Trouble]) -> bool:
        """Do the alarms that stand at an address say all that was found, and no more?"""
        return {one.identity for one in self.standing(address)} == {one.identity for one in found}

    def settle(
        self, address: str, found: Iterable[Trouble], *, at: datetime, evidence: Callable[[Trouble], str] = lambda _: ""
    ) -> list[dict[str, Any]]:
        """Let exactly these stand at an address: begin what is new, end what is over, in one transaction. Returns what was written down to be said.
        `evidence` is asked for what is new before anything is written.
        """
        old, new = {one.identity: one for one in self.standing(address)}, {one.identity: one for one in found}
        begin = [one for key, one in new.items() if key not in old]
        end = [one for key, one in old.items() if key not in new]
        for one in list(begin):
            same = [gone for gone in end if gone.identity[:3] == one.identity[:3]]
            if same and at - datetime.fromisoformat(same[0].since) < RESTLESS:
                begin.remove(one)
                end.remove(same[0])
        files = {one.identity: evidence(one) for one in begin}
        lines: list[dict[str, Any]] = []
        self._base.execute("BEGIN IMMEDIATE")
        try:
            for gone in end:
                self._base.execute("UPDATE alarm SET until = ? WHERE id = ?", (at.isoformat(), gone.id))
                lines.append(self._event(gone, ENDED, at))
            lines += [self._event(self._begun(one, at, files[one.identity]), BEGUN, at) for one in begin]
            self._base.execute("COMMIT")
        except BaseException:
            self._base.execute("ROLLBACK")
            raise
        return lines

    def unsaid(self) -> list[tuple[int, dict[str, Any]]]:
        """What was written down and not said yet, in order."""
        rows = self._base.execute("SELECT number, line FROM event WHERE said = 0 ORDER BY number").fetchall()
        return [(number, json.loads(line)) for number, line in rows]

    def said(self, last: int) -> None:
        """All events up to `last` were said."""
        self._base.execute("UPDATE event SET said = 1 WHERE said = 0 AND number <= ?", (last,))

    def introduce(self, target: str) -> None:
        """From now on a target is told. What happened before it was known is not sent to it, but what stands is what it is for."""
        if not self.note(target):
            (last,) = self._base.execute("SELECT ifnull(max(number), 0) FROM event").fetchone()
            self.keep(target, str(last))

    def pack(self, target: str, now: float, gather: float, most: int = 100) -> None:
        """Put what is new for a target, and at least `gather` seconds old, into one parcel: it stays that parcel however often it is sent."""
        after = int(self.note(target) or 0)
        row = self._base.execute(
            "SELECT min(number), max(number), min(written) FROM (SELECT * FROM event WHERE number > ? ORDER BY number LIMIT ?)",
            (after, most),
        ).fetchone()
        if row[0] is None or now - row[2] < gather:
            return
        self._base.execute("BEGIN IMMEDIATE")
        self._base.execute("INSERT INTO parcel (target, first, last) VALUES (?, ?, ?)", (target, row[0], row[1]))
        self.keep(target, str(row[1]))
        self._base.execute("COMMIT")

    def due(self, now: float) -> list[tuple[int, str, list[dict[str, Any]], int]]:
        """Parcels to be sent now: number, target, events, tries so far."""
        rows = self._base.execute(
            "SELECT number, target, first, last, tries FROM parcel WHERE done = 0 AND due <= ? ORDER BY number LIMIT 50",
            (now,),
        ).fetchall()
        return [(number, target, self._events(first, last), tries) for number, target, first, last, tries in rows]

    def sent(self, number: int) -> None:
        self._base.execute("UPDATE parcel SET done = 1 WHERE number = ?", (number,))

    def later(self, number: int, due: float) -> None:
        """It could not be sent: try again then."""
        self._base.execute("UPDATE parcel SET tries = tries + 1, due = ? WHERE number = ?", (due, number))

    def note(self, name: str) -> str:
        row = self._base.execute("SELECT value FROM note WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def keep(self, name: str, value: str) -> None:
        self._base.execute("INSERT OR REPLACE INTO note VALUES (?, ?)", (name, value))

    def _begun(self, one: Trouble, at: datetime, evidence: str) -> Alarm:
        since = at.isoformat()
        said = json.dumps([*one.identity, since], ensure_ascii=False)
        id_ = hashlib.sha256(said.encode()).hexdigest()[:16]
        visitors, what = json.dumps(one.visitors), json.dumps(one.what, ensure_ascii=False)
        row = (id_, one.kind, one.address, visitors, one.mark, since, None, what, evidence)
        self._base.execute("INSERT INTO alarm VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        return Alarm(one.kind, one.address, one.visitors, one.mark, one.what, id_, since, evidence)

    def _event(self, one: Alarm, state: str, at: datetime) -> dict[str, Any]:
        line = {
            "id": one.id, "state": state, "kind": one.kind, "address": one.address, "visitors": list(one.visitors),
            "since": one.since, "at": at.isoformat(), "what": list(one.what), "evidence": one.evidence,
        }  # fmt: skip
        row = (json.dumps(line, ensure_ascii=False), at.timestamp())
        self._base.execute("INSERT INTO event (line, written) VALUES (?, ?)", row)
        return line

    def _events(self, first: int, last: int) -> list[dict[str, Any]]:
        rows = self._base.execute("SELECT line FROM event WHERE number BETWEEN ? AND ? ORDER BY number", (first, last))
        return [json.loads(line) for (line,) in rows.fetchall()]


_SENTENCES: Final = {
    "altered": "hiển thị nội dung mà cổng không phát hành",
    "redirect": "chuyển người đọc đi nơi khác",
    "cloaked": "hiển thị khác nhau tùy người xem",
    "missing": "mất trang đã phát hành",
    "rolled-back": "hiện lại nội dung cũ",
    "swapped": "hiện nội dung của một trang khác",
    "unreleased": "có trang mà cổng chưa từng phát hành",
    "headers": "gửi kèm đầu trang lạ",
    "unsigned": "đầu nhật ký công khai không do khóa của cổng ký",
    "cut": "nhật ký công khai bị cắt bớt",
    "split": "nhật ký công khai có hai bản trái nhau",
    "frozen": "nhật ký công khai đứng yên quá lâu",
    "unreachable": "không truy cập được",
    "new-host": "dẫn đến một máy chủ lạ",
    "new-script": "chạy mã lệnh lạ",
    "findings": "có nội dung bị quy tắc kiểm duyệt chặn",
}  # fmt: skip


def sentence(line: dict[str, Any], called: dict[str, str]) -> str:
    """An event in Vietnamese. `called`: what each visitor is called."""
    who = [called.get(one, one) for one in line["visitors"]]
    for_whom = f" (với {', '.join(who)})" if who and len(who) < len(called) else ""
    told = _SENTENCES.get(line["kind"], line["kind"])
    if line["state"] == ENDED:
        return f"HẾT: {line['address']} {told}{for_whom}; có từ {moment(line['since'])}."
    details = f": {'; '.join(line['what'])}" if line["what"] else ""
    return f"BÁO ĐỘNG: {line['address']} {told}{for_whom}{details}."
