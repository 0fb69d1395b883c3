"""Whole runs of `caunoi watch` against a web server on this machine that has a log, behaves, and then misbehaves."""

from __future__ import annotations

import gzip
import json
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from caunoi.network.watching.tests.stage import SHELL, Reply, Request, Stage, once, packed, running, shown
from caunoi.network.watching.visitors import VISITORS

EVERYONE = list(VISITORS)
NONE = ("--guesses", "/dev/null")
HIDDEN = '<div style="display:none"><a href="https://nhacai.example/">nhà cái uy tín</a></div>'
PAGES = (
    "/ /van/ /the/ /ma/ /khung/ /tu-chuyen/ /bieu-mau/ /an/ /redirect/ /may-tim/ /tu-google/ /mat/ /loi/ /doi-cho/ /nen/ "
    "/cookie/ /rac/ /cham/ /kieu/"
).split()


@pytest.fixture
def stage() -> Iterator[Stage]:
    with Stage() as one:
        for path in PAGES:
            one.release(path, f"<h1>{path}</h1><p>Tin của tỉnh về {path}, đọc ở đây.</p>")
        yield one


def _with(path: str, more: str) -> Reply:
    return Reply(200, SHELL.format(f"<h1>{path}</h1><p>Tin của tỉnh về {path}, đọc ở đây.</p>{more}").encode())


def _found(lines: list[dict[str, Any]], state: str = "begun") -> dict[str, tuple[str, list[str], str]]:
    return {
        one["address"]: (one["kind"], one["visitors"], " | ".join(one["what"]))
        for one in lines
        if one["state"] == state
    }


def test_an_honest_portal_raises_no_alarm(stage: Stage, tmp_path: Path) -> None:
    stage.withdraw("/mat/")
    stage.move("/loi/", "/the/")
    assert once(stage.url, tmp_path) == (0, [])
    assert {request.headers["User-Agent"] for request in stage.asked if request.path == "/van/"} == {
        headers["User-Agent"] for headers in VISITORS.values()
    }


def test_what_was_released_is_read_as_well(stage: Stage, tmp_path: Path) -> None:
    """The newsroom was deceived, or whoever holds the log's key writes on: the bytes are right, the words are not."""
    stage.release("/uu-dai/", "<h1>Ưu đãi</h1><p>Nhà cái uy tín số 1, nổ hũ đổi thưởng, nạp đầu tặng 100%.</p>")
    stage.release("/canh-bao/", "<h1>Cảnh báo</h1><p>Công an tỉnh cảnh báo thủ đoạn lôi kéo đánh bạc qua mạng.</p>")
    status, lines = once(stage.url, tmp_path, *NONE)
    assert status == 3
    found = _found(lines)
    assert found.keys() == {"/uu-dai/"}
    assert found["/uu-dai/"][:2] == ("findings", EVERYONE) and "gambling-text" in found["/uu-dai/"][2]


def test_each_way_to_show_what_was_not_released_is_named(stage: Stage, tmp_path: Path) -> None:
    stage.release("/cu/", "bản thứ nhất")
    old = stage.pages["/cu/"]
    stage.release("/cu/", "bản thứ hai")
    stage.release("/da-go/", "nội dung đã gỡ")
    gone = stage.pages["/da-go/"]
    stage.withdraw("/da-go/")
    stage.move("/da-chuyen/", "/the/")
    assert once(stage.url, tmp_path)[0] == 0
    away = Reply(302, b"", {"Location": "https://nhacai.example/vao"})
    stage.tricks = [
        shown("/van/", lambda _: _with("/van/", "<p>Đăng nhập HI88 nhận thưởng, nhà cái uy tín</p>")),
        shown("/the/", lambda _: _with("/the/", '<a href="https://nhacai.example/">xem thêm</a>')),
        shown("/ma/", lambda _: _with("/ma/", '<script src="https://nhacai.example/x.js"></script>')),
        shown("/khung/", lambda _: _with("/khung/", '<iframe src="https://nhacai.example/f"></iframe>')),
        shown("/tu-chuyen/", lambda _: _with("/tu-chuyen/", '<meta http-equiv="refresh" content="0;url=https://nhacai.example/r">')),
        shown("/bieu-mau/", lambda _: _with("/bieu-mau/", '<form action="https://nhacai.example/p"><input name="cccd"></form>')),
        shown("/an/", lambda _: _with("/an/", HIDDEN)),
        shown("/redirect/", lambda _: away),
        shown("/may-tim/", lambda request: _with("/may-tim/", HIDDEN) if request.crawler else None),
        shown("/tu-google/", lambda request: away if request.searcher else None),
        shown("/mat/", lambda _: Reply(404)),
        shown("/loi/", lambda _: Reply(500)),
        shown("/doi-cho/", lambda _: stage.pages["/van/"]),
        shown("/cu/", lambda _: old),
        shown("/da-go/", lambda _: gone),
        shown("/da-chuyen/", lambda _: Reply(301, b"", {"Location": "//nhacai.example/the/"})),
        shown("/nen/", lambda request: packed(_with("/nen/", HIDDEN)) if "br" in request.headers["Accept-Encoding"] else None),
        shown("/cookie/", lambda _: Reply(200, stage.pages["/cookie/"].data, {"Content-Type": "text/html", "Set-Cookie": "theo=1"})),
        shown("/rac/", lambda _: Reply(200, b"\xff\xfe\x00<" + b"<div>" * 20_000, {"Content-Type": "text/html; charset=x-khong-co"})),
        shown("/uploads/casino.html", lambda _: Reply(200, b'<a href="/uploads/con.html">Casino</a>')),
        shown("/uploads/con.html", lambda _: Reply(200, b"con")),
        shown("/slot/", lambda request: away if request.crawler else None),
        shown("/tra-cuu/", lambda _: _with("/tra-cuu/", '<a href="https://nhacai.example/">x</a>')),
    ]  # fmt: skip
    status, lines = once(stage.url, tmp_path)
    found = _found(lines)
    some = [name for name in EVERYONE if name in ("desktop", "crawler")]
    expected = {
        "/van/": ("altered", EVERYONE, "HI88"),
        "/the/": ("altered", EVERYONE, "chèn liên kết: “https://nhacai.example/”"),
        "/ma/": ("altered", EVERYONE, "chèn mã lệnh: “https://nhacai.example/x.js”"),
        "/khung/": ("altered", EVERYONE, "chèn khung nhúng: “https://nhacai.example/f”"),
        "/tu-chuyen/": ("altered", EVERYONE, "chèn lệnh tự chuyển trang đến: “https://nhacai.example/r”"),
        "/bieu-mau/": ("altered", EVERYONE, "chèn biểu mẫu gửi đến: “https://nhacai.example/p”"),
        "/an/": ("altered", EVERYONE, "chèn phần bị giấu: “nhà cái uy tín https://nhacai.example/”"),
        "/redirect/": ("redirect", EVERYONE, "https://nhacai.example/vao"),
        "/may-tim/": ("cloaked", ["crawler"], "hidden-link"),
        "/tu-google/": ("cloaked", ["searcher"], "https://nhacai.example/vao"),
        "/mat/": ("missing", EVERYONE, "404"),
        "/loi/": ("missing", EVERYONE, "500"),
        "/doi-cho/": ("swapped", EVERYONE, "địa chỉ khác"),
        "/cu/": ("rolled-back", EVERYONE, "bản cũ"),
        "/da-go/": ("rolled-back", EVERYONE, "trang đã gỡ hiện lại"),
        "/da-chuyen/": ("redirect", EVERYONE, "nhacai.example"),
        "/nen/": ("cloaked", some, "nhacai.example"),
        "/cookie/": ("headers", EVERYONE, "đặt cookie theo"),
        "/rac/": ("altered", EVERYONE, ""),
        "/uploads/casino.html": ("unreleased", EVERYONE, "Casino"),
        "/uploads/con.html": ("unreleased", EVERYONE, "200"),
        "/slot/": ("unreleased", ["crawler"], "https://nhacai.example/vao"),
        "/tra-cuu/": ("altered", EVERYONE, "nhacai.example"),
    }  # fmt: skip
    assert found.keys() == expected.keys()
    for address, (kind, visitors, word) in expected.items():
        assert found[address][:2] == (kind, visitors), address
        assert word in found[address][2], (address, found[address])
    assert status == 3

    evidence = next(one["evidence"] for one in lines if one["address"] == "/may-tim/")
    with open(tmp_path / evidence, "rb") as file:
        records = [
            (one.rec_type, one.rec_headers.get_header("X-Caunoi-Visitor"), one.content_stream().read())
            for one in ArchiveIterator(file)
        ]
    assert [kind for kind, _, _ in records] == ["warcinfo"] + ["response", "request"] * 4
    assert [who for kind, who, data in records if kind == "response" and b"nhacai.example" in data] == ["crawler"]

    # What was begun is not begun again; when all is well again it ends, once.
    assert once(stage.url, tmp_path) == (3, [])
    stage.tricks = []
    status, lines = once(stage.url, tmp_path)
    assert (status, _found(lines, "ended").keys()) == (0, expected.keys())
    assert once(stage.url, tmp_path) == (0, [])


def test_a_portal_that_publishes_without_pause_raises_no_alarm(stage: Stage, tmp_path: Path) -> None:
    stage.lag = 0.15
    over = threading.Event()

    def publish() -> None:
        number = 0
        while not over.is_set():
            number += 1
            stage.release(f"/tin/{number}.html", f"Tin số {number}")
            stage.release("/", f"Trang chủ với tin {number}")
            if number % 4 == 0:
                stage.release(f"/tin/{number - 1}.html", f"Tin số {number - 1}, đã đính chính")
            if number % 5 == 0:
                stage.withdraw(f"/tin/{number - 2}.html")
            if number % 6 == 0:
                stage.move(f"/tin/{number - 4}.html", f"/tin/{number}.html")

    newsroom = threading.Thread(target=publish)
    newsroom.start()
    try:
        with running(stage.url, tmp_path) as watch:
            time.sleep(8)
            over.set()
            newsroom.join()
            assert watch.lines == []
            stage.pages["/tin/1.html"] = _with("/tin/1.html", HIDDEN)
            watch.until(lambda lines: [one["kind"] for one in lines] == ["altered"])
    finally:
        over.set()
        newsroom.join()
    assert len(stage.pages) > len(PAGES) + 10


def test_a_new_page_is_looked_at_within_seconds_although_the_sweep_is_slow(stage: Stage, tmp_path: Path) -> None:
    with running(stage.url, tmp_path, "--rate", "40") as watch:
        time.sleep(2)
        stage.release("/moi/", "tin mới")
        stage.pages["/moi/"] = _with("/moi/", HIDDEN)
        began = time.monotonic()
        watch.until(lambda lines: any(one["address"] == "/moi/" for one in lines))
        assert time.monotonic() - began < 8


def _edited(stage: Stage, path: str, reply: Reply) -> None:
    stage.tricks = [shown(f"/.well-known/caunoi/log/{path}", lambda _: reply)]


@pytest.mark.parametrize("crime", ["unsigned", "cut", "shorter", "split", "frozen", "other-key", "silent"])
def test_each_thing_wrong_with_the_log_is_named(stage: Stage, tmp_path: Path, crime: str) -> None:
    assert stage.log is not None
    if crime == "split":
        other = Stage()
        for path in PAGES:
            other.release(path, "một câu chuyện khác")
        other.release("/them/", "và một trang nữa")
    before = stage.log.files["checkpoint"]
    stage.release("/sau/", "sau đó")
    assert once(stage.url, tmp_path, *NONE)[0] == 0
    kind, word, more = crime, "", list[str]()
    if crime == "unsigned":
        _edited(
            stage, "checkpoint", Reply(200, stage.log.files["checkpoint"].replace(b"cong.example", b"cong.exampie"))
        )
    elif crime == "cut":
        _edited(stage, "checkpoint", Reply(404))
    elif crime == "shorter":
        kind, word = "cut", f"chỉ còn {len(PAGES)} mục"
        _edited(stage, "checkpoint", Reply(200, before))
    elif crime == "split":
        assert other.log is not None
        stage.log.files, word = other.log.files, "không nối tiếp"
        other.server.server_close()
    elif crime == "frozen":
        more = ["--frozen-after", "0.2"]
    elif crime == "silent":
        kind = "unreachable"
        stage.tricks = [lambda request: Reply(502) if request.path.startswith("/.well-known/") else None]
    else:
        kind, word, stranger = "unsigned", "khóa khác", _stranger()
        stage.tricks = [
            shown("/.well-known/caunoi/log/vkey", lambda _: Reply(200, b"cong.example/log+" + stranger)),
            shown("/.well-known/caunoi/log/checkpoint", lambda _: Reply(200, b"cong.example/log\n1\nAAAA\n\n")),
        ]
    status, lines = once(stage.url, tmp_path, *NONE, *more)
    assert status == 3
    assert [(one["kind"], one["address"]) for one in lines] == [(kind, "/.well-known/caunoi/log/")]
    assert word in lines[0]["what"][0]


def _stranger() -> bytes:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from caunoi.ledger.notes import Signer

    return Signer("cong.example/log", Ed25519PrivateKey.generate()).verifier.vkey.partition("+")[2].encode()


def test_another_log_for_one_visitor_is_a_split_log(stage: Stage, tmp_path: Path) -> None:
    other = Stage()
    for path in PAGES:
        other.release(path, "một câu chuyện khác")
    other.server.server_close()
    assert other.log is not None and stage.log is not None
    files = other.log.files
    assert once(stage.url, tmp_path, *NONE)[0] == 0

    def fork(request: Request) -> Reply | None:
        name = request.path.removeprefix("/.well-known/caunoi/log/")
        return Reply(200, files[name]) if request.crawler and name in files else None

    stage.tricks = [fork]
    with running(stage.url, tmp_path, *NONE) as watch:
        watch.until(lambda lines: bool(lines))
    assert [(one["kind"], one["visitors"]) for one in watch.lines] == [("split", ["crawler"])]


def test_a_head_without_the_witness_that_was_asked_for_is_a_split_log(stage: Stage, tmp_path: Path) -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from caunoi.ledger.checkpoints import cosign
    from caunoi.ledger.notes import COSIGNATURE, Note, Signer

    witness = Signer("nhanchung.example/w1", Ed25519PrivateKey.generate(), COSIGNATURE)
    assert stage.log is not None
    note = Note.read(stage.log.files["checkpoint"])
    signed = Note(note.text, (*note.signatures, cosign(note.text, witness, at=int(time.time()))))
    plain, stage.log.files["checkpoint"] = stage.log.files["checkpoint"], signed.written().encode()
    with running(stage.url, tmp_path, *NONE, "--witness", witness.verifier.vkey) as watch:
        time.sleep(6)
        assert watch.lines == []
        stage.log.files["checkpoint"] = plain
        watch.until(lambda lines: [one["kind"] for one in lines] == ["split"])
        assert "nhanchung.example/w1" in watch.lines[0]["what"][0]


def test_a_portal_that_is_down_is_one_alarm_and_not_one_for_each_page(stage: Stage, tmp_path: Path) -> None:
    once(stage.url, tmp_path, *NONE)
    asked = len(stage.asked)
    with running(stage.url, tmp_path, *NONE) as watch:
        watch.until(lambda _: len(stage.asked) > asked + 50)
        stage.tricks = [lambda _: Reply(503)]
        watch.until(lambda lines: bool(lines))
        time.sleep(3)
        assert [(one["kind"], one["address"]) for one in watch.lines] == [("unreachable", "/")]
        stage.tricks = []
        watch.until(lambda lines: lines[-1]["state"] == "ended")
        time.sleep(2)
    assert [one["state"] for one in watch.lines] == ["begun", "ended"]


def test_killed_at_any_moment_it_says_each_alarm_once(stage: Stage, tmp_path: Path) -> None:
    once(stage.url, tmp_path, *NONE)
    stage.tricks = [shown(path, lambda _: Reply(200, gzip.compress(b"x", mtime=0))) for path in PAGES[1:]]
    said: list[str] = []
    for moment in (0.7, 0.9, 1.1, 1.2, 1.3, 1.5, 2.5):
        with running(stage.url, tmp_path, *NONE, kill=signal.SIGKILL) as watch:
            time.sleep(moment)
        said += [one["address"] for one in watch.lines]
    said += [one["address"] for one in once(stage.url, tmp_path, *NONE)[1]]
    assert sorted(said) == sorted(PAGES[1:])


def test_two_do_not_watch_with_one_folder(stage: Stage, tmp_path: Path) -> None:
    with running(stage.url, tmp_path, *NONE):
        time.sleep(1)
        status, lines = once(stage.url, tmp_path, *NONE)
    assert (status, lines) == (3, [])


def test_what_it_says_is_json_by_lines(stage: Stage, tmp_path: Path) -> None:
    stage.tricks = [shown("/van/", lambda _: Reply(404))]
    _, [line] = once(stage.url, tmp_path, *NONE)
    assert set(line) == {"id", "state", "kind", "address", "visitors", "since", "at", "what", "evidence"}
    assert json.dumps(line)
