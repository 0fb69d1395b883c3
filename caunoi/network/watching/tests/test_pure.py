"""The parts that decide: judging, naming, the pace, what was a moment ago, the book."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from caunoi.network.known import Standing
from caunoi.network.watching import addresses, naming
from caunoi.network.watching.book import Book, Trouble, sentence
from caunoi.network.watching.judging import alien_headers, fault
from caunoi.network.watching.pace import Pace
from caunoi.network.watching.recent import Recent
from caunoi.network.watching.visitors import CALLED, Seen
from caunoi.web.serve.app import DYNAMIC
from caunoi.web.serve.headers import security

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
GOOD, OLD, OTHER = (sha256(one).hexdigest() for one in (b"good", b"old", b"other"))
RELEASE = Standing(
    "cong.example", "/tin/", 3, "release", GOOD, "text/html; charset=utf-8", "", "2026-11-25T08:00:00.000Z"
)
WITHDRAWAL, MOVE = replace(RELEASE, kind="withdrawal"), replace(RELEASE, kind="move", sha256="", target="/tin-mới/")


def _seen(status: int = 200, data: bytes = b"good", **headers: str) -> Seen:
    named = {"content-type": "text/html"} | {name.replace("_", "-"): value for name, value in headers.items()}
    return Seen(status, named, data, "http://cong.example/tin/", sha256(data).hexdigest(), len(data))


@pytest.mark.parametrize(
    ("standing", "seen", "kind"),
    [
        (RELEASE, _seen(), None),
        (RELEASE, _seen(data=b"bad"), "altered"),
        (RELEASE, _seen(data=b"old"), "rolled-back"),
        (RELEASE, _seen(data=b"other"), "swapped"),
        (RELEASE, _seen(404), "missing"),
        (RELEASE, _seen(410), "missing"),
        (RELEASE, _seen(302, location="/tin/"), "redirect"),
        (RELEASE, _seen(304), "redirect"),
        (RELEASE, _seen(refresh="0;url=https://nhacai.example"), "headers"),
        (RELEASE, _seen(set_cookie="a=b"), "headers"),
        (RELEASE, _seen(content_type="image/svg+xml"), "headers"),
        (WITHDRAWAL, _seen(410), None),
        (WITHDRAWAL, _seen(200), "missing"),
        (WITHDRAWAL, _seen(200, b"old"), "rolled-back"),
        (WITHDRAWAL, _seen(410, b"bad"), "altered"),
        (MOVE, _seen(301, b"", location="/tin-m%E1%BB%9Bi/"), None),
        (MOVE, _seen(301, b"", location="http://cong.example/tin-m%E1%BB%9Bi/"), None),
        (MOVE, _seen(301, b"", location="//nhacai.example/tin-m%E1%BB%9Bi/"), "redirect"),
        (MOVE, _seen(301, b"", location="/\\nhacai.example/"), "redirect"),
        (MOVE, _seen(200, b"old"), "rolled-back"),
        (MOVE, _seen(200, b"bad"), "altered"),
        (MOVE, _seen(404, b""), "missing"),
    ],
)
def test_what_speaks_against_an_answer(standing: Standing, seen: Seen, kind: str | None) -> None:
    found = fault(
        seen, standing, lambda digest: "2026-11-24T08:00:00Z" if digest == OLD else None, lambda digest: digest == OTHER
    )
    assert (found.kind if found else None) == kind


def test_the_headers_of_our_own_pages_are_nothing_strange() -> None:
    own = {name.lower(): value for name, value in security("/")}
    seen = Seen(200, {"content-type": "text/html", **own}, b"", url="http://cong.example/")
    assert alien_headers(seen, policy_expected=True) == []
    policy = own["content-security-policy"]
    foreign = policy.replace("script-src 'self'", "script-src 'self' https://nhacai.example")
    for weak in (foreign, policy.replace("form-action 'self'", "form-action *")):
        assert alien_headers(replace(seen, headers={**seen.headers, "content-security-policy": weak}))
    assert alien_headers(Seen(200, {"content-type": "text/html"}, b""), policy_expected=True)
    assert not alien_headers(Seen(200, {"content-type": "text/html"}, b""))


@pytest.mark.parametrize(
    ("more", "word"),
    [
        ("<p>Đăng nhập HI88</p>", "chèn chữ: “Đăng nhập HI88”"),
        ('<a href="//nhacai.example/">x</a>', "chèn liên kết: “//nhacai.example/”"),
        ("<script>location='https://nhacai.example'</script>", "chèn mã lệnh"),
        ('<base href="https://nhacai.example/">', "chèn lệnh tự chuyển trang đến"),
        ("<p hidden>nhà cái</p>", "chèn phần bị giấu: “nhà cái”"),
        ('<img src="https://nhacai.example/1.png">', "chèn hình"),
        ('<p onclick="x()">a</p>', "event-handler"),
        ("<!-- nhà cái -->", "comment"),
        ("<b></b>", "chèn: “b></b><”"),
    ],
)
def test_what_was_put_into_a_page_is_named(more: str, word: str) -> None:
    good = "<!doctype html><html><body><main><p>Tin</p></main></body></html>"
    said = naming.named(good.replace("</main>", more + "</main>"), good)
    assert any(one.startswith(word) for one in said), said


def test_what_was_taken_out_is_named_and_what_is_equal_is_not() -> None:
    good = "<main><p>Tin</p><p>Chủ tịch đã ký</p></main>"
    assert naming.named("<main><p>Tin</p></main>", good) == ["mất chữ: “Chủ tịch đã ký”"]
    assert naming.named(good, good) == []
    assert naming.middle("body{a}x{b}z{c}", "body{a}z{c}") == ["chèn: “x{b}”"]


def test_no_page_is_too_bad_to_be_read() -> None:
    for data in (
        b"\x00\xff" * 500,
        b"<div>" * 50_000,
        b"<div></x>" * 50_000,
        b"<p hidden>" * 50_000,
        b"<a href='http://[::1'>x</a>",
        b"",
        "<p>\ud800".encode("utf-8", "surrogatepass"),
    ):
        page = naming.decoded(data, "text/html; charset=khong-co")
        naming.named(page, "<p>Tin</p>")
        naming.own_links(page, "http://cong.example/")


def test_the_dynamic_addresses_are_those_of_the_web_server() -> None:
    assert set(addresses.DYNAMIC) == set(DYNAMIC)
    assert all(addresses.is_dynamic(path) for path in addresses.SHOWN)
    assert not any(addresses.is_dynamic(path) for path in addresses.guesses())
    assert len(addresses.guesses()) > 100 and addresses.nowhere() != addresses.nowhere()


def test_the_pace_is_kept_from_one_second_to_the_next() -> None:
    now = [0.0]

    def sleep(seconds: float) -> None:
        now[0] += seconds

    pace = Pace(50, clock=lambda: now[0], sleep=sleep)
    for _ in range(500):
        pace.step()
    assert now[0] == pytest.approx(500 / 50, abs=0.2)
    now[0] += 3600  # nothing is saved up
    before = now[0]
    for _ in range(50):
        pace.step()
    assert now[0] - before > 0.8


def test_what_stood_a_moment_ago_counts_until_then_and_no_longer() -> None:
    recent = Recent()
    recent.changed("/tin/", None, 100.0)
    recent.changed("/tin/", RELEASE, 110.0)
    assert recent.stood("/tin/", 105.0) == [RELEASE]
    assert recent.stood("/tin/", 99.0) == [None, RELEASE]
    assert recent.stood("/tin/", 111.0) == []
    assert recent.waits("/tin/", 115.0, 10) and not recent.waits("/tin/", 121.0, 10)
    recent.settled("/tin/")
    assert not recent.waits("/tin/", 111.0, 10)
    recent.tidy(1000.0)
    assert recent.stood("/tin/", 0.0) == []


def _trouble(kind: str = "altered", mark: str = "a") -> Trouble:
    return Trouble(kind, "/tin/", ("desktop",), mark, ("chèn",))


def test_an_alarm_begins_once_and_ends_once_also_over_restarts(tmp_path: Path) -> None:
    said = []
    for minutes, found in enumerate([[_trouble()], [_trouble()], [_trouble(), _trouble("headers")], [], []]):
        book = Book(tmp_path / "a.db")
        said += book.settle("/tin/", found, at=NOW + timedelta(minutes=minutes))
        book.close()
    assert [(one["kind"], one["state"]) for one in said] == [
        ("altered", "begun"), ("headers", "begun"), ("altered", "ended"), ("headers", "ended"),
    ]  # fmt: skip
    assert said[0]["id"] == said[2]["id"]


def test_a_text_that_changes_at_each_look_is_one_alarm_for_a_while(tmp_path: Path) -> None:
    book = Book(tmp_path / "a.db")
    assert len(book.settle("/tin/", [_trouble(mark="1")], at=NOW)) == 1
    assert book.settle("/tin/", [_trouble(mark="2")], at=NOW + timedelta(minutes=2)) == []
    assert len(book.settle("/tin/", [_trouble(mark="3")], at=NOW + timedelta(minutes=12))) == 2


def test_an_alarm_is_a_sentence() -> None:
    line = {
        "state": "begun",
        "kind": "cloaked",
        "address": "/tin/",
        "visitors": ["crawler"],
        "since": NOW.isoformat(),
        "what": ["chèn liên kết"],
    }
    assert (
        sentence(line, CALLED)
        == "BÁO ĐỘNG: /tin/ hiển thị khác nhau tùy người xem (với máy tìm kiếm (Googlebot)): chèn liên kết."
    )
    line |= {"state": "ended", "visitors": list(CALLED)}
    assert sentence(line, CALLED) == "HẾT: /tin/ hiển thị khác nhau tùy người xem; có từ 16:00:00 ngày 25/11/2026."
