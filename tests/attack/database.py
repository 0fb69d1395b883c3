"""With the database's file: rows written past the gate, triggers dropped first where they stand in the way."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from tests.attack.stage import HOST, Stage
from tests.attack.table import DETECTED, MISSED, PREVENTED, Row, rule_of

HOLDS = "the database"
MARK = "Nạp tiền nhận thưởng ngay"
PATIENCE = 30.0


def play(stage: Stage) -> Iterator[Row]:
    """Each is undone again before the next."""
    for what, statement in TRIGGERS.items():
        begun = time.monotonic()
        try:
            stage.sql(statement)
            yield Row(HOLDS, what, MISSED, "")
        except sqlite3.Error as refused:
            yield Row(HOLDS, what, PREVENTED, rule_of(str(refused)), time.monotonic() - begun)
    for what, (attack, says) in BY_INCIDENT.items():
        yield _by_incident(stage, what, attack, says)
    yield _forged_approval(stage)
    yield _superuser(stage)
    yield _rolled_back(stage)


TRIGGERS = {
    "changes an entry of the public log": "UPDATE public_log_entry SET data = x'00' WHERE id = 3",
    "deletes an entry of the release log": "DELETE FROM releases_release WHERE position = 3",
    "deletes the trail of what was done": "DELETE FROM people_auditentry",
}


@contextmanager
def _standing_altered(stage: Stage) -> Iterator[None]:
    (content,) = stage.sql("SELECT content FROM releases_standing WHERE record = 'article:5'")[0]
    stage.sql("UPDATE releases_standing SET content = ? WHERE record = 'article:5'", content.replace("Tin mẫu", MARK))
    stage.sql("UPDATE releases_page SET stale = 1 WHERE record = 'article:5'")
    yield
    stage.sql("UPDATE releases_standing SET content = ? WHERE record = 'article:5'", content)
    stage.sql("UPDATE releases_page SET stale = 0 WHERE record = 'article:5'")


@contextmanager
def _release_written(stage: Stage) -> Iterator[None]:
    (end,) = stage.sql("SELECT position FROM releases_head")[0]
    stage.sql(
        "INSERT INTO releases_release (position, at, kind, host, path, media_type, sha256, target, record, role, reason, seal) "
        "SELECT ?, at, kind, host, '/casino.html', media_type, sha256, '', '', '', '', seal FROM releases_release WHERE position = ?",
        end + 1, end,
    )  # fmt: skip
    stage.sql("UPDATE releases_head SET position = ?", end + 1)
    yield
    with unguarded(stage, "releases_release"):
        stage.sql("DELETE FROM releases_release WHERE position = ?", end + 1)
    stage.sql("UPDATE releases_head SET position = ?", end)


@contextmanager
def _bytes_altered(stage: Stage) -> Iterator[None]:
    (sha256,) = stage.sql("SELECT sha256 FROM releases_page WHERE path = '/'")[0]
    coding, data = stage.sql("SELECT coding, data FROM releases_blob WHERE sha256 = ?", sha256)[0]
    (position,) = stage.sql("SELECT position FROM followers_cursor WHERE follower = 'public'")[0]
    stage.sql("UPDATE releases_blob SET coding = '', data = ? WHERE sha256 = ?", MARK.encode(), sha256)
    stage.sql("UPDATE followers_cursor SET position = position - 40, done = done - 40 WHERE follower = 'public'")
    (stage.public / "index.html").unlink()
    yield
    stage.sql("UPDATE releases_blob SET coding = ?, data = ? WHERE sha256 = ?", coding, data, sha256)
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if stage.sql("SELECT position FROM followers_cursor WHERE follower = 'public'")[0][0] >= position:
            return
        time.sleep(0.2)


@contextmanager
def _waiting_written(stage: Stage) -> Iterator[None]:
    said = {
        "host": HOST,
        "path": "/casino.html",
        "sha256": "0" * 64,
        "type": "release",
        "v": 1,
        "at": "2026-11-25T00:00:00.000Z",
    }
    stage.sql("INSERT INTO public_log_waiting (data, seal) VALUES (?, ?)", json.dumps(said).encode(), "0" * 64)
    yield
    stage.sql("DELETE FROM public_log_waiting WHERE seal = ?", "0" * 64)


@contextmanager
def _tiles_altered(stage: Stage) -> Iterator[None]:
    number, hashes = stage.sql("SELECT id, hashes FROM public_log_tile WHERE level = 0 ORDER BY number DESC LIMIT 1")[0]
    stage.sql("UPDATE public_log_tile SET hashes = ? WHERE id = ?", bytes(32) + hashes[32:], number)
    yield
    # What was signed meanwhile is nothing: the tile is as it was.
    stage.sql("UPDATE public_log_tile SET hashes = ? WHERE id = ?", hashes, number)


# What is done, how, and what the portal says of it.
BY_INCIDENT: dict[str, tuple[Callable[[Stage], AbstractContextManager[None]], str]] = {
    "changes the approved content of an article and has its page made again": (_standing_altered, "không còn đúng với bản đã duyệt"),
    "writes a release of his own at the end of the release log": (_release_written, "casino.html"),
    "changes released bytes and sets the public folder's cursor back": (_bytes_altered, "Dữ liệu phát hành"),
    "puts a release of his own among what waits for the public log": (_waiting_written, "chờ vào nhật ký công khai"),
    "changes the hashes of the log's tree": (_tiles_altered, "Cây băm"),
}  # fmt: skip


def _by_incident(stage: Stage, what: str, attack: Callable[[Stage], AbstractContextManager[None]], says: str) -> Row:
    """Nothing of it is shown, and the portal says what it found."""
    begun = time.monotonic()
    with attack(stage):
        until = begun + PATIENCE
        while not (said := _said(stage, says)) and time.monotonic() < until:
            time.sleep(0.05)
        seconds = time.monotonic() - begun
        shown = any(MARK.encode() in stage.get(path)[1] for path in ("/", "/kinh-te/", _path_of(stage, 5)))
        shown = shown or stage.get("/casino.html")[0] == 200
    return Row(HOLDS, what, MISSED if shown or not said else PREVENTED, f"seals, incident: {said[:90]}", seconds)


def _said(stage: Stage, words: str) -> str:
    """The first sentence of the incident that holds these words."""
    found = stage.sql("SELECT said FROM incidents_incident WHERE kind = 'refused' AND said LIKE ?", f"%{words}%")
    return str(found[0][0]).split(". ")[0] if found else ""


def _path_of(stage: Stage, article: int) -> str:
    return str(
        stage.sql("SELECT path FROM releases_page WHERE record = ? AND path LIKE '%.html'", f"article:{article}")[0][0]
    )


def _forged_approval(stage: Stage) -> Row:
    what = "writes an approval for a draft that nobody approved, then has it published"
    draft = stage.inside.do("draft")["done"]
    stage.sql(
        "INSERT INTO releases_approval (record, revision, digest, by_id, role, kind, reason, at, seal, signature) "
        "SELECT ?, ?, ?, by_id, role, 'ordinary', '', at, seal, '' FROM releases_approval LIMIT 1",
        draft["record"], draft["revision"], draft["digest"],
    )  # fmt: skip
    said = stage.inside.do("publish", record=draft["record"])
    stage.sql("DELETE FROM releases_approval WHERE record = ?", draft["record"])
    return Row(
        HOLDS, what, PREVENTED if "refused" in said else MISSED, rule_of(said.get("refused", "")), said["seconds"]
    )


def _superuser(stage: Stage) -> Row:
    what = "makes a reporter's account a superuser's, who publishes what he wrote"
    stage.sql("UPDATE people_user SET is_superuser = 1 WHERE username = 'mai'")
    said = stage.inside.do("published_by_its_author")
    stage.sql("UPDATE people_user SET is_superuser = 0 WHERE username = 'mai'")
    return Row(
        HOLDS, what, PREVENTED if "refused" in said else MISSED, rule_of(said.get("refused", "")), said["seconds"]
    )


def _rolled_back(stage: Stage) -> Row:
    """Yesterday's database in the place of today's: entries that were signed are gone from it."""
    file = stage.data / "caunoi.sqlite3"
    _copy(file, stage.folder / "older.sqlite3")
    stage.inside.do("one_more", title="Tin sẽ bị quên")
    _until_signed(stage)
    stage.web.stop()
    stage.worker.stop()
    stage.inside.do("let_go")
    _copy(file, stage.folder / "newer.sqlite3")
    _put(stage.folder / "older.sqlite3", file)
    begun = time.monotonic()
    stage.web.start()
    stage.worker.start()
    until = begun + PATIENCE
    while not (found := _said(stage, "Nhật ký đã công bố có")) and time.monotonic() < until:
        time.sleep(0.1)
    seconds = time.monotonic() - begun
    stage.web.stop()
    stage.worker.stop()
    _put(stage.folder / "newer.sqlite3", file)
    stage.restart()
    what = "puts an older database in the place of today's"
    return Row(
        "the machine",
        what,
        DETECTED if found else MISSED,
        f"the sequencer signs nothing; incident: {found[:60]}",
        seconds,
    )


def _until_signed(stage: Stage) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        size, published = stage.sql("SELECT size, published FROM public_log_head")[0]
        (end,) = stage.sql("SELECT position FROM releases_head")[0]
        (released,) = stage.sql("SELECT published_release FROM public_log_head")[0]
        if size == published and released == end:
            return
        time.sleep(0.1)


def _copy(source: object, target: object) -> None:
    one, other = sqlite3.connect(str(source)), sqlite3.connect(str(target))
    one.backup(other)
    other.close()
    one.close()


def _put(source: object, target: object) -> None:
    """In the place of a database that nobody has open."""
    from pathlib import Path
    from shutil import copyfile

    for end in ("-wal", "-shm"):
        Path(f"{target}{end}").unlink(missing_ok=True)
    copyfile(str(source), str(target))


@contextmanager
def unguarded(stage: Stage, table: str) -> Iterator[None]:
    """Without the triggers that keep a table from being changed."""
    triggers = stage.sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", table)
    for name, _ in triggers:
        stage.sql(f"DROP TRIGGER {name}")
    yield
    for _, made in triggers:
        stage.sql(made)
