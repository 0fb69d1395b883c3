"""A portal without a log: what is usual is learned, what honestly changes is let be, and what an intruder does is named."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from caunoi.network.watching.tests.stage import SHELL, Reply, Request, Stage, once, shown

WORDS = (
    "Sở Nông nghiệp thông báo kế hoạch phòng chống bão, lịch tiêm phòng cho đàn gia súc và giá lúa tại các xã trong tỉnh. "
    * 4
)
PAGES = ("/", "/gioi-thieu.aspx", "/tin/1.html", "/tin/2.html", "/lien-he/")
QUICK = ("--guesses", "/dev/null")


@pytest.fixture
def stage() -> Iterator[Stage]:
    """A department's old site: each answer has another token, counter and hour."""
    with Stage(log=False) as one:
        number = itertools.count()

        def page(request: Request) -> Reply | None:
            path = request.path.partition("?")[0]
            if path == "/robots.txt":
                return Reply(200, b"User-agent: *\nDisallow: /dang-xuat/\n", {"Content-Type": "text/plain"})
            if path not in PAGES:
                return None
            links = "".join(
                f'<a href="{there}">Trang {there}</a>'
                for there in (*PAGES, "/dang-xuat/", "https://dichvucong.gov.vn/")
            )
            token = f'<input type="hidden" name="csrf" value="{next(number)}"><p>Lượt xem {next(number)}, lúc 08:{next(number)}</p>'
            script = (
                '<script src="https://cdn.example/jquery.js?v=1"></script><script>var t = '
                + str(next(number))
                + "</script>"
            )
            return _page(
                f"<h1>{path}</h1><p>{WORDS}</p>{links}<form>{token}</form>{script}",
                {"Set-Cookie": f"sid={next(number)}"},
            )

        one.tricks = [page]
        yield one


def _page(main: str, headers: dict[str, str] | None = None) -> Reply:
    return Reply(200, SHELL.format(main).encode(), {"Content-Type": "text/html; charset=utf-8", **(headers or {})})


def _kinds(lines: list[dict[str, Any]]) -> set[tuple[str, str]]:
    return {(one["kind"], one["address"]) for one in lines if one["state"] == "begun"}


def _then(stage: Stage, path: str, main: str, who: str = "all") -> None:
    """From now on something is added to a page: for all, for the search engine, or for who comes from one."""
    usual = stage.tricks[-1]

    def reply(request: Request) -> Reply | None:
        honest = usual(request)
        concerned = {"all": True, "crawler": request.crawler, "searcher": request.searcher}[who]
        if honest is None or not concerned:
            return honest
        return Reply(200, honest.data.replace(b"</main>", main.encode() + b"</main>"), honest.headers)

    stage.tricks.insert(0, shown(path, reply))


def _learned(stage: Stage, folder: Path) -> None:
    for _ in range(2):
        assert once(stage.url, folder, *QUICK) == (0, [])


def test_what_changes_honestly_raises_no_alarm_and_robots_are_obeyed(stage: Stage, tmp_path: Path) -> None:
    _learned(stage, tmp_path)
    assert once(stage.url, tmp_path, *QUICK) == (0, [])
    asked = {request.path for request in stage.asked}
    assert set(PAGES) <= asked and "/dang-xuat/" not in asked


def test_each_thing_an_intruder_does_is_named(stage: Stage, tmp_path: Path) -> None:
    _learned(stage, tmp_path)
    away = Reply(302, b"", {"Location": "https://vao.example/"})
    _then(stage, "/gioi-thieu.aspx", '<a href="https://ban-hang.example/">mua ngay</a>')
    _then(stage, "/tin/1.html", '<script src="https://cdn.example/them.js"></script>')
    stage.tricks.insert(0, shown("/tin/2.html", lambda request: away if request.searcher else None))
    _then(stage, "/lien-he/", "<p>Đăng nhập HI88 nhận thưởng, nhà cái uy tín, nổ hũ tài xỉu</p>", "crawler")
    status, lines = once(stage.url, tmp_path, *QUICK)
    assert status == 3
    assert _kinds(lines) == {
        ("new-host", "/gioi-thieu.aspx"), ("new-script", "/tin/1.html"), ("cloaked", "/tin/2.html"), ("cloaked", "/lien-he/"),
    }  # fmt: skip
    told = {one["address"]: (one["visitors"], " ".join(one["what"])) for one in lines}
    assert "ban-hang.example" in told["/gioi-thieu.aspx"][1]
    assert told["/tin/2.html"] == (["searcher"], "chuyển hướng đến https://vao.example/")
    assert told["/lien-he/"][0] == ["crawler"]
    assert all((tmp_path / one["evidence"]).exists() for one in lines)
    assert once(stage.url, tmp_path, *QUICK) == (3, [])
    stage.tricks = stage.tricks[-1:]
    status, lines = once(stage.url, tmp_path, *QUICK)
    assert (status, {one["state"] for one in lines}, len(lines)) == (0, {"ended"}, 4)


def test_a_portal_that_was_entered_before_is_not_learned_as_usual(stage: Stage, tmp_path: Path) -> None:
    _then(stage, "/tin/1.html", '<a href="https://nha-cai.example/">Nhà cái</a>', "crawler")
    _then(
        stage,
        "/tin/2.html",
        '<div style="display:none"><a href="https://fb88.example/">Nhà cái uy tín FB88 đăng ký nhận thưởng</a></div>',
    )
    _, lines = once(stage.url, tmp_path, *QUICK)
    assert _kinds(lines) == {("cloaked", "/tin/1.html"), ("new-host", "/tin/2.html"), ("findings", "/tin/2.html")}


def test_another_text_for_the_search_engine_is_cloaking(stage: Stage, tmp_path: Path) -> None:
    _learned(stage, tmp_path)
    other = _page("<p>" + "mười bí quyết chọn giày chạy bộ giá rẻ giao hàng toàn quốc trong ngày hôm nay " * 5 + "</p>")
    stage.tricks.insert(0, shown("/lien-he/", lambda request: other if request.crawler else None))
    _, [line] = once(stage.url, tmp_path, *QUICK)
    assert (line["kind"], line["visitors"]) == ("cloaked", ["crawler"])
    assert "giày chạy bộ" in line["what"][0]


def test_a_home_page_that_is_gone_is_told(stage: Stage, tmp_path: Path) -> None:
    _learned(stage, tmp_path)
    stage.tricks.insert(0, shown("/", lambda _: Reply(404)))
    _, lines = once(stage.url, tmp_path, *QUICK)
    assert ("missing", "/") in _kinds(lines)
