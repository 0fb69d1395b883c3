"""Feeds and sitemaps as pages of the gate: drawn from released records, read back from their bytes, released like any page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings

from caunoi.gate.releases import translating
from caunoi.gate.releases.sources import Snapshot, Sources
from caunoi.gate.render.page import Composed, PageKind
from caunoi.ground.languages import OTHERS
from caunoi.inbound.answers import records as answers
from caunoi.outbound.articles.cards import path_of
from caunoi.outbound.articles.records import shown_at
from caunoi.outbound.media import rules
from caunoi.reach.feeds import formats
from caunoi.reach.feeds.entries import Address, Entry, Feed

NEWEST = 30
LATEST = 100  # in the news sitemap at most
NEWS_DAYS = 2  # Google's news sitemaps: the last two days
Pairs = Sequence[tuple[str, ...]]
_WRITERS: dict[str, tuple[str, str, Callable[..., bytes]]] = {
    "rss": ("rss.xml", formats.RSS, formats.rss),
    "atom": ("atom.xml", formats.ATOM, formats.atom),
    "json": ("feed.json", formats.JSON_FEED, formats.json_feed),
}
SITEMAP_TYPE = formats.SITEMAP


def _path(snapshot: Snapshot) -> str:
    return answers.path_of(snapshot) if snapshot.kind == "answer" else path_of(snapshot)


def _answer(snapshot: Snapshot) -> Entry:
    content, at = snapshot.content, shown_at(snapshot.content, snapshot.since)
    return Entry(
        id=f"tag:{settings.HOST},{at:%Y-%m-%d}:{snapshot.record}", url=settings.BASE_URL + answers.path_of(snapshot),
        title=content["title"], published=at, updated=at, summary=" ".join(content["question"].split())[:400],
        author=content["agency_name"], section=content["topic_title"],
    )  # fmt: skip


def _entry(sources: Sources, snapshot: Snapshot) -> Entry:
    """The entry of an article or an answer, an article's made once for all feeds that are rendered together."""
    if snapshot.kind == "answer":
        return _answer(snapshot)
    section = sources.live(f"section:{snapshot.content['sections'][-1]}")
    memo = f"entry:{snapshot.record}"
    if memo not in sources.memo:
        sources.memo[memo] = _made(snapshot, section)
    entry: Entry = sources.memo[memo]
    return entry


def _made(snapshot: Snapshot, section: Snapshot | None) -> Entry:
    content = snapshot.content
    at = shown_at(content, snapshot.since)
    image = content["image"]
    return Entry(
        id=f"tag:{settings.HOST},{at:%Y-%m-%d}:{snapshot.record}",
        url=settings.BASE_URL + path_of(snapshot),
        title=content["title"],
        published=at,
        updated=at,
        summary=content["lead"],
        author=", ".join(one["name"] for one in content["byline"][:1]),
        section=section.content["title"] if section else "",
        image_url=f"{settings.BASE_URL}/tep/{image['sha']}-{rules.widths(image['width'])[-1]}.webp" if image else "",
    )


def _feed(sources: Sources, key: str) -> Composed | None:
    scope, _, form = key.partition(":")
    file, media_type, write = _WRITERS[form]
    shells = sources.standing("shell")
    owner = shells[-1].content if shells else {"portal_name": "", "owner": ""}
    name = owner["portal_name"]
    if scope == "all":
        home, title, about = "/", name, ""
    elif scope == "answers":
        home, title, about = answers.HERE["href"], f"{answers.HERE['title']} – {name}", ""
    else:
        section = sources.live(f"section:{scope}")
        if section is None:
            return None
        home = f"/{section.content['slug']}/"
        title, about = f"{section.content['title']} – {name}", section.content["description"]
    found = sources.newest(_shelf(key), NEWEST)
    if not found:
        return None
    feed = Feed(
        title=title, home_url=settings.BASE_URL + home, self_url=settings.BASE_URL + home + file,
        updated=max(shown_at(one.content, one.since) for one in found), author=owner["owner"], description=about,
    )  # fmt: skip
    entries = [_entry(sources, snapshot) for snapshot in found]
    return _composed(home + file, media_type, write(feed, entries), formats.stream(feed, entries))


def _composed(path: str, media_type: str, data: bytes, stream: Pairs) -> Composed:
    return Composed(path=path, media_type=media_type, data=data, regions=_pairs(stream), read_back=_reader(media_type))


def _pairs(stream: Pairs) -> list[tuple[str, str]]:
    return [(kind, value) for kind, value in stream]


def _reader(media_type: str) -> Callable[[bytes], list[tuple[str, str]]]:
    return lambda data: _pairs(formats.extract(data, media_type))


def _sitemap(sources: Sources, key: str) -> Composed | None:
    if key == "index":
        count = sources.last_page("map")
        addresses = [Address(f"{settings.BASE_URL}/sitemap-{n}.xml") for n in range(1, count + 1)]
        addresses.insert(0, Address(f"{settings.BASE_URL}/sitemap-muc.xml"))
        addresses += [
            Address(settings.BASE_URL + _map_in(code)) for code in OTHERS if translating.speaks(sources, code)
        ]
        return _composed(
            "/sitemap.xml", SITEMAP_TYPE, formats.sitemap_index(addresses), formats.sitemap_stream(addresses)
        )
    if key == "sections":
        sections = [Address(f"{settings.BASE_URL}/")]
        sections += [
            Address(f"{settings.BASE_URL}/{one.content['slug']}/")
            for kind in ("section", "special", "standingpage")
            for one in sources.standing(kind)
        ]
        return _composed("/sitemap-muc.xml", SITEMAP_TYPE, formats.sitemap(sections), formats.sitemap_stream(sections))
    if key in OTHERS:
        there = translating.addresses(sources, key)
        pages = [Address(settings.BASE_URL + path, shown.approved_at) for path, shown in there]
        path = _map_in(key)
        return (
            _composed(path, SITEMAP_TYPE, formats.sitemap(pages), formats.sitemap_stream(pages))
            if pages and translating.speaks(sources, key)
            else None
        )
    found = sources.on_page("map", int(key))
    if not found:
        return None
    pages = [Address(settings.BASE_URL + _path(one), shown_at(one.content, one.since)) for one in found]
    return _composed(f"/sitemap-{key}.xml", SITEMAP_TYPE, formats.sitemap(pages), formats.sitemap_stream(pages))


def _map_in(language: str) -> str:
    return f"/sitemap-{language}.xml"


def _news(sources: Sources, key: str) -> Composed | None:
    """The articles of the two days before the newest: a page has no clock."""
    found = sources.newest("all", LATEST)
    if not found:
        return None
    last = max(shown_at(one.content, one.since) for one in found)
    recent = [one for one in found if shown_at(one.content, one.since) > last - timedelta(days=NEWS_DAYS)]
    shells = sources.standing("shell")
    name = shells[-1].content["portal_name"] if shells else settings.HOST
    entries: list[Any] = [_entry(sources, one) for one in recent]
    return _composed(
        "/sitemap-tin-moi.xml", SITEMAP_TYPE, formats.news_sitemap(name, entries), formats.news_stream(name, entries)
    )


def _shelf(key: str) -> str:
    """The shelf that a feed such as "3:rss" or "all:rss" shows."""
    scope = key.partition(":")[0]
    return scope if scope in ("all", "answers") else f"section:{scope}"


def _on_map(sources: Sources, key: str) -> list[str]:
    return sources.names_on_page("map", int(key)) if key.isdigit() else []


KINDS = (
    PageKind("feed", _feed, further=lambda sources, key: sources.names_of_newest(_shelf(key), NEWEST), later=True),
    PageKind("sitemap", _sitemap, further=_on_map, later=True),
    PageKind("news-sitemap", _news, further=lambda sources, key: sources.names_of_newest("all", LATEST), later=True),
)
