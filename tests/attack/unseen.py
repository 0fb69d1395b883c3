"""Ten attacks that a list of words does not see, beside what a monitor of hashes sees, and how often each cries wolf."""

from __future__ import annotations

import gzip
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.attack.front import FROM_SEARCH, GOOGLEBOT, _filtered, _for
from tests.attack.scanners import Hashes, by_words
from tests.attack.stage import Stage

PATIENCE = 60.0
NEW = "https://rongvang68.example/"
BRAND = f'<p>Sân chơi Rồng Vàng 68, hoàn trả 1,5% mỗi ngày <a href="{NEW}">vào ngay</a></p></main>'


@dataclass(frozen=True)
class Unseen:
    """What is done, and who said so: `words`, `hashes`, `watch` (its word for it, and after how many seconds)."""

    what: str
    words: bool
    hashes: bool
    watch: str
    seconds: float


SECTION = "/kinh-te/"


def _older(stage: Stage) -> Path:
    """What stood on the section's page before the newest article."""
    stage.inside.do("one_more", title="Tin mới nhất của mục")
    time.sleep(3)
    rows = stage.sql(
        "SELECT b.data FROM releases_release r "
        "JOIN releases_blob b ON b.sha256 = r.sha256 WHERE r.path = ? ORDER BY r.position DESC LIMIT 1 OFFSET 1",
        SECTION,
    )  # fmt: skip
    kept = stage.folder / "older.html"
    kept.write_bytes(gzip.decompress(rows[0][0]))
    return kept


def _from(file: Path) -> str:
    return f"location = {SECTION} {{ disable_symlinks off; root {file.parent}; rewrite ^ /{file.name} break; }}"


def play(stage: Stage) -> Iterator[Unseen]:
    """All ten in one configuration."""
    rows = stage.sql("SELECT path FROM releases_page WHERE kind = 'article' AND path LIKE '%tin-mau%.html'")
    pages = sorted(str(path) for (path,) in rows)
    feed = str(stage.sql("SELECT path FROM releases_page WHERE path LIKE '%rss.xml' AND path <> '/rss.xml'")[0][0])
    picture = str(stage.sql("SELECT path FROM releases_page WHERE path LIKE '%.webp' OR path LIKE '%.jpg'")[0][0])
    old = _older(stage)
    tricks = [
        ("a new brand, no known word", pages[0], _filtered(pages[0], "</main>", BRAND)),
        ("a picture of text in the place of a picture", picture, f"location = {picture} {{ default_type image/png; return 200 'png'; }}"),
        ("words split across elements", pages[1], _filtered(pages[1], "</main>", "<p>n<b>h</b>à c<i>á</i>i u<b>y</b> tín</p></main>")),
        ("look-alike letters", pages[2], _filtered(pages[2], "</main>", "<p>nhà сái, nổ hũ cổng gаmе</p></main>".replace("nổ hũ", "nổ hủ"))),
        ("a telephone number changed", pages[3], _filtered(pages[3], "0298 000 000", "0298 111 111")),
        ("a script from a host with a harmless name", pages[4], _filtered(pages[4], "</head>", '<script src="https://cdn-jquery.example/j.js"></script></head>')),
        ("another target under the words of a link", pages[5], _filtered(pages[5], 'href="/', 'href="https://cong-thongtin.example/')),
        ("to the crawler only: a page of links", pages[6], _for(pages[6], GOOGLEBOT, f"return 200 '<a href={NEW}>68</a>';")),
        ("to visitors from a search engine only: elsewhere", pages[7], _for(pages[7], FROM_SEARCH, f"return 302 {NEW};")),
        ("the page of a section as it was some releases ago", SECTION, _from(old)),
    ]  # fmt: skip
    monitored = [*pages, "/", SECTION, feed]
    hashes = Hashes(stage, monitored)
    before = by_words(stage, monitored)
    begun = time.monotonic()
    stage.serve_with("\n".join(block for _, _, block in tricks))
    changed, worded = hashes.changed(), by_words(stage, monitored) - before
    for what, path, _ in tricks:
        heard = stage.watch.wait_for(KINDS, path, since=begun, patience=max(1.0, begun + PATIENCE - time.monotonic()))
        seconds = heard.at - begun if heard else PATIENCE
        yield Unseen(what, path in worded, path in changed, heard.kind if heard else "", seconds)
    stage.serve_with()
    stage.watch.quiet(patience=PATIENCE)


KINDS = ("altered", "cloaked", "redirect", "unreleased", "missing", "swapped", "rolled-back")


def written(rows: list[Unseen]) -> str:
    """Markdown."""
    mark = {True: "seen", False: "not seen"}
    lines = ["| # | does | word list | page hashes | caunoi watch |", "|---|---|---|---|---|"]
    lines += [
        f"| {n} | {one.what} | {mark[one.words]} | {mark[one.hashes]} | {f'{one.watch} after {one.seconds:.1f} s' if one.watch else 'NOT SEEN'} |"
        for n, one in enumerate(rows, 1)
    ]
    return "\n".join(lines)
