"""Visits are counted beside the answering, and nothing of a reader is written down."""

from __future__ import annotations

from pathlib import Path

import pytest

from caunoi.reach.visits.rules import Visit, count
from caunoi.web.serve.app import ReleasedFirst
from caunoi.web.serve.counting import Counting
from caunoi.web.serve.readers import is_machine
from caunoi.web.serve.tests.conftest import SHA, Reader, desk, release

PHONE = "Mozilla/5.0 (Linux; Android 14; CUBOT NOTE 50) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36"
GOOGLE = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"


@pytest.fixture
def counting(tmp_path: Path) -> Counting:
    return Counting(tmp_path / "visits")


@pytest.fixture
def counted(data: Path, counting: Counting) -> Reader:
    release(data, "/kinh-te/tin-“mới”.html", b"<p>tin")
    return Reader(
        ReleasedFirst(desk, data / "public", default_host="tinh.test", hosts=["xa.test"], visits=counting.seen)
    )


def lines(tmp_path: Path) -> list[str]:
    return [line for file in sorted((tmp_path / "visits").glob("*.log")) for line in file.read_text().splitlines()]


def test_pages_that_were_given_are_counted_and_nothing_else_is(
    counted: Reader, counting: Counting, tmp_path: Path
) -> None:
    page = counted.get("/kinh-te/mot-tin/", user_agent=PHONE)
    assert counted.get("/kinh-te/mot-tin/", user_agent=PHONE, if_none_match=page.headers["etag"]).status == 304
    assert counted.get("/kinh-te/mot-tin/", user_agent=GOOGLE).status == 200
    assert counted.get("/kinh-te/tin-“mới”.html", query="q=0912345678", user_agent=PHONE).status == 200
    assert counted.get("/", host="xa.test", user_agent=PHONE).status == 200
    for path in ("/rss.xml", f"/tep/{SHA}-720.webp", "/khong-co/", "/kinh-te/mot-tin", "/quan-tri/"):
        counted.get(path, user_agent=PHONE)
    counted.get("/kinh-te/mot-tin/", method="HEAD", user_agent=PHONE)
    assert counting.write() == 5
    found = {(one.host, one.path, one.machine): times for one, times in count(lines(tmp_path)).items()}
    assert found == {
        ("tinh.test", "/kinh-te/mot-tin/", False): 2,
        ("tinh.test", "/kinh-te/mot-tin/", True): 1,
        ("tinh.test", "/kinh-te/tin-“mới”.html", False): 1,
        ("xa.test", "/", False): 1,
    }
    written = "\n".join(lines(tmp_path))
    assert "0912345678" not in written and "Mozilla" not in written and "127.0.0.1" not in written


def test_what_cannot_be_written_is_kept_for_the_next_time(
    counted: Reader, counting: Counting, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "visits").write_text("a file where the folder should be")
    counted.get("/", user_agent=PHONE)
    assert counting.write() == 0 and counting.write() == 0
    assert capsys.readouterr().err.count("chưa ghi được") == 1
    (tmp_path / "visits").unlink()
    counted.get("/", user_agent=PHONE)
    assert counting.write() == 2 and counting.write() == 0


@pytest.mark.parametrize(
    ("agent", "machine"),
    [
        (PHONE, False),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) coc_coc_browser/120 Chrome/114 Safari/537.36", False),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Zalo/24.06", False),
        (GOOGLE, True),
        ("coccocbot-web/1.0 (+http://help.coccoc.com/searchengine)", True),
        ("curl/8.5.0", True),
        ("facebookexternalhit/1.1", True),
        ("", True),
    ],
)  # fmt: skip
def test_who_says_it_is_a_program_is_one(agent: str, machine: bool) -> None:
    assert is_machine(agent) is machine


def test_a_line_that_is_none_counts_for_nothing() -> None:
    bad = ["", "# abc", "x tinh.test people 1 /", "1764000000 tinh.test person 1 /", "1764000000 tinh.test people -1 /",
           "1764000000 tinh.test people 1 no", "1e300 tinh.test people 1 /", "1764000000 tinh.test people 1 /" + "a" * 400]  # fmt: skip
    assert not count(bad)
    good = '1764003599.999 tinh.test people 1 /a\\"b/index.html'
    (visit,) = count([good])
    assert (visit.path, str(visit.on), visit.hour) == ('/a"b/', "2025-11-24", 23)
    assert isinstance(visit, Visit)
