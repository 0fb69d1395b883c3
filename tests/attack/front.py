"""With nginx's configuration: what is shown to some visitors only, or to all, while every file is as it was released."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

from tests.attack.folder import in_words
from tests.attack.payloads import EVERY, SITE
from tests.attack.stage import Stage
from tests.attack.table import DETECTED, MISSED, Row

PATIENCE = 60.0
ALIEN = ("altered", "unreleased")
CASINO = f"<html><body><h1>Nha cai</h1><a href={SITE}>x</a></body></html>"
GOOGLEBOT, PHONE, FROM_SEARCH = (
    "$http_user_agent ~* googlebot",
    "$http_user_agent ~* (android|iphone|mobile)",
    "$http_referer ~* google",
)


@dataclass(frozen=True)
class Trick:
    """A block of configuration for an address. `kinds` are the watch's words for what it does."""

    what: str
    path: str
    block: str
    kinds: tuple[str, ...]


def _filtered(path: str, old: str, new: str) -> str:
    new = new.replace("\\", "\\\\").replace("'", "\\'")
    return (
        f"location = {path} {{ gzip_static off; etag off; sub_filter_types *; sub_filter_once on; sub_filter '{old}' '{new}'; "
        f"{_sent(path)} }}"
    )


def _sent(path: str) -> str:
    return f"try_files {path + 'index.html' if path.endswith('/') else path} =404;"


def _for(path: str, visitor: str, answer: str) -> str:
    return f"location = {path} {{ default_type text/html; if ({visitor}) {{ {answer} }} {_sent(path)} }}"


def _says(path: str, media_type: str, words: str) -> str:
    return f"location = {path} {{ default_type {media_type}; return 200 '{words}'; }}"


def tricks(stage: Stage) -> list[Trick]:
    """Each at an address of its own."""
    rows = stage.sql("SELECT path FROM releases_page WHERE kind = 'article' AND path LIKE '%tin-mau%.html'")
    take = iter(sorted((str(path) for (path,) in rows), reverse=True))
    feed = str(stage.sql("SELECT path FROM releases_page WHERE path LIKE '%rss.xml' AND path <> '/rss.xml'")[0][0])
    simple = [name for name in EVERY if "\u200b" not in EVERY[name].html]
    made = []
    for name in simple:
        path = next(take)
        made.append(
            Trick(
                f"adds on the way: {name}", path, _filtered(path, "</main>", EVERY[name].html + "</main>"), ("altered",)
            )
        )
    path = next(take)
    made.append(
        Trick(
            "shows the search engine's crawler a page for gamblers",
            path,
            _for(path, GOOGLEBOT, f"return 200 '{CASINO}';"),
            ("cloaked", "altered"),
        )
    )
    path = next(take)
    made.append(
        Trick(
            "sends visitors who come from a search engine elsewhere",
            path,
            _for(path, FROM_SEARCH, f"return 302 {SITE};"),
            ("cloaked", "redirect"),
        )
    )
    path = next(take)
    made.append(
        Trick("sends phones elsewhere", path, _for(path, PHONE, f"return 302 {SITE};"), ("cloaked", "redirect"))
    )
    path = next(take)
    made.append(
        Trick("hides a page from the crawler", path, _for(path, GOOGLEBOT, "return 404;"), ("cloaked", "missing"))
    )
    path = next(take)
    refresh = f"location = {path} {{ add_header Refresh '0; url={SITE}'; {_sent(path)} }}"
    made.append(Trick("sends all elsewhere by a header", path, refresh, ("headers", "redirect", "altered")))
    path, other = next(take), next(take)
    made.append(
        Trick(
            "shows another released page",
            path,
            f"location = {path} {{ try_files {other} =404; }}",
            ("altered", "swapped"),
        )
    )
    path = next(take)
    made.append(
        Trick("answers that a page is gone", path, f"location = {path} {{ return 410; }}", ("missing", "altered"))
    )
    made += [
        Trick("adds an item to a feed on the way", feed, _filtered(feed, "</channel>", f"<item><link>{SITE}</link></item></channel>"), ("altered",)),
        Trick("has an address for gamblers among the portal's", "/nha-cai/", _says("/nha-cai/", "text/html", CASINO), ("unreleased",)),
        Trick("sends an address of the portal to a casino", "/casino", f"location = /casino {{ return 302 {SITE}; }}", ("unreleased", "redirect")),
        Trick("names addresses of its own in robots.txt", "/robots.txt", _says("/robots.txt", "text/plain", "Sitemap: /keo.xml"), ALIEN),
    ]  # fmt: skip
    return made


def play(stage: Stage) -> Iterator[Row]:
    """All in one configuration; until the watch names each."""
    todo = tricks(stage)
    begun = time.monotonic()
    stage.serve_with("\n".join(one.block for one in todo))
    for one in todo:
        heard = stage.watch.wait_for(
            one.kinds, one.path, since=begun, patience=max(1.0, begun + PATIENCE - time.monotonic())
        )
        who = ", ".join(str(visitor) for visitor in heard.said.get("visitors", [])) if heard else ""
        said = f"watch: {heard.kind} ({who}), {in_words(heard.said)}" if heard else ""
        yield Row(
            "nginx's configuration",
            one.what,
            DETECTED if heard else MISSED,
            said,
            heard.at - begun if heard else PATIENCE,
        )
    stage.serve_with()
    stage.watch.quiet(patience=PATIENCE)
