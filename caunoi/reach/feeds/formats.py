"""Feeds and sitemaps as bytes, and back: RSS 2.0, Atom (RFC 4287), JSON Feed 1.1, sitemaps.org 0.9, Google's news
schema.

Pure: the same values give the same bytes, on every machine and at every time. `extract` reads the bytes again with
a closed vocabulary, so that nothing can stand in a feed that it does not report; `stream` and `addresses` say what
it must report.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from email.utils import format_datetime
from xml.sax.saxutils import escape

from caunoi.reach.feeds.entries import (
    Address,
    Entry,
    Feed,
    about,
    aware,
    line,
    news_stream,
    sitemap_stream,
    stream,
    text,
)
from caunoi.reach.feeds.parsed import (
    ATOM,
    ATOM_NS,
    CONTENT_NS,
    DC_NS,
    JSON_FEED,
    JSON_VERSION,
    MEDIA_NS,
    NEWS_NS,
    RSS,
    SITEMAP,
    SITEMAP_NS,
    extract,
)

__all__ = [
    "ATOM",
    "JSON_FEED",
    "RSS",
    "SITEMAP",
    "Address",
    "Entry",
    "Feed",
    "atom",
    "extract",
    "json_feed",
    "news_sitemap",
    "news_stream",
    "rss",
    "sitemap",
    "sitemap_index",
    "sitemap_stream",
    "stream",
]

MOST_URLS, MOST_BYTES, MOST_NEWS = 50_000, 50 * 1024 * 1024, 1000  # sitemaps.org 0.9; Google's news sitemaps
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def rss(feed: Feed, entries: Iterable[Entry]) -> bytes:
    """The feed as RSS 2.0, with `atom:link rel="self"`, the hub, and the full text in `content:encoded`."""
    lines = [
        f'<rss version="2.0" xmlns:atom="{ATOM_NS}" xmlns:dc="{DC_NS}" xmlns:content="{CONTENT_NS}" xmlns:media="{MEDIA_NS}">',
        "<channel>",
        _tag("language", line(feed.language)),
        _tag("title", line(feed.title)),
        _tag("description", about(feed)),
        _tag("link", line(feed.home_url)),
        _empty("atom:link", rel="self", type=RSS, href=feed.self_url),
        _empty("atom:link", rel="hub", href=feed.hub) if feed.hub else "",
        _tag("dc:creator", line(feed.author)),
        _tag("lastBuildDate", format_datetime(aware(feed.updated))),
    ]
    for entry in entries:
        permanent = line(entry.id) == line(entry.url)
        lines += [
            "<item>",
            f'<guid isPermaLink="{"true" if permanent else "false"}">{escape(line(entry.id))}</guid>',
            _tag("title", line(entry.title)),
            _tag("link", line(entry.url)),
            _tag("description", text(entry.summary)),
            _tag("content:encoded", text(entry.html)),
            _empty("media:content", medium="image", url=entry.image_url) if entry.image_url else "",
            _tag("dc:creator", line(entry.author)),
            _tag("category", line(entry.section)),
            _tag("pubDate", format_datetime(aware(entry.published))),
            _tag("atom:updated", aware(entry.updated).isoformat()),
            "</item>",
        ]
    return _bytes([*lines, "</channel>", "</rss>"])


def atom(feed: Feed, entries: Iterable[Entry]) -> bytes:
    """The feed as Atom; its id is its own address, its author stands for every entry that has none (RFC 4287,
    4.1.1).
    """
    lines = [
        f'<feed xmlns="{ATOM_NS}" xmlns:media="{MEDIA_NS}" xml:lang={_quoted(feed.language)}>',
        _tag("title", line(feed.title)),
        _tag("subtitle", about(feed)),
        _empty("link", rel="alternate", type="text/html", href=feed.home_url),
        _empty("link", rel="self", type=ATOM, href=feed.self_url),
        _empty("link", rel="hub", href=feed.hub) if feed.hub else "",
        _tag("author", _tag("name", line(feed.author)), raw=True),
        _tag("id", line(feed.self_url)),
        _tag("updated", aware(feed.updated).isoformat()),
    ]
    for entry in entries:
        lines += [
            "<entry>",
            _tag("id", line(entry.id)),
            _tag("title", line(entry.title)),
            _empty("link", rel="alternate", type="text/html", href=entry.url),
            _tag("summary", text(entry.summary)),
            f'<content type="html">{escape(text(entry.html))}</content>' if text(entry.html) else "",
            _empty("media:content", medium="image", url=entry.image_url) if entry.image_url else "",
            _tag("author", _tag("name", line(entry.author)), raw=True),
            _empty("category", term=entry.section) if line(entry.section) else "",
            _tag("published", aware(entry.published).isoformat()),
            _tag("updated", aware(entry.updated).isoformat()),
            "</entry>",
        ]
    return _bytes([*lines, "</feed>"])


def json_feed(feed: Feed, entries: Iterable[Entry]) -> bytes:
    """The feed as JSON Feed 1.1; an entry without HTML repeats its summary as the text that the format demands."""
    whole: dict[str, object] = {
        "version": JSON_VERSION,
        "language": line(feed.language),
        "title": line(feed.title),
        "description": about(feed),
        "home_page_url": line(feed.home_url),
        "feed_url": line(feed.self_url),
    }
    if feed.hub:
        whole["hubs"] = [{"type": "WebSub", "url": line(feed.hub)}]
    whole["authors"] = [{"name": line(feed.author)}]
    items = []
    for entry in entries:
        item: dict[str, object] = {"id": line(entry.id), "title": line(entry.title), "url": line(entry.url)}
        if text(entry.summary):
            item["summary"] = text(entry.summary)
        if text(entry.html):
            item["content_html"] = text(entry.html)
        else:
            item["content_text"] = text(entry.summary) or line(entry.title)
        if entry.image_url:
            item["image"] = line(entry.image_url)
        if line(entry.author):
            item["authors"] = [{"name": line(entry.author)}]
        if line(entry.section):
            item["tags"] = [line(entry.section)]
        item["date_published"] = aware(entry.published).isoformat()
        item["date_modified"] = aware(entry.updated).isoformat()
        items.append(item)
    whole["items"] = items
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def sitemap(addresses: Sequence[Address]) -> bytes:
    """A sitemap of at most 50,000 addresses; ValueError for more (then `sitemap_index`), or for more than 50 MiB."""
    return _addresses("urlset", "url", addresses)


def sitemap_index(sitemaps: Sequence[Address]) -> bytes:
    """A list of sitemaps, at most 50,000."""
    return _addresses("sitemapindex", "sitemap", sitemaps)


def news_sitemap(publication: str, entries: Sequence[Entry], *, language: str = "vi") -> bytes:
    """Google's news sitemap; the caller chooses the entries (those of the last two days), at most 1,000 of them."""
    if len(entries) > MOST_NEWS:
        raise ValueError(f"a news sitemap holds at most {MOST_NEWS} entries, not {len(entries)}")
    lines = [f'<urlset xmlns="{SITEMAP_NS}" xmlns:news="{NEWS_NS}">']
    for entry in entries:
        name = _tag("news:name", line(publication)) + _tag("news:language", line(language))
        news = (
            _tag("news:publication", name, raw=True)
            + _tag("news:publication_date", aware(entry.published).isoformat())
            + _tag("news:title", line(entry.title))
        )
        lines.append(_tag("url", _tag("loc", line(entry.url)) + _tag("news:news", news, raw=True), raw=True))
    return _bytes([*lines, "</urlset>"])


def _addresses(root: str, each: str, addresses: Sequence[Address]) -> bytes:
    if len(addresses) > MOST_URLS:
        raise ValueError(f"a sitemap holds at most {MOST_URLS} addresses, not {len(addresses)}")
    lines = [f'<{root} xmlns="{SITEMAP_NS}">']
    for address in addresses:
        modified = _tag("lastmod", aware(address.modified).isoformat()) if address.modified else ""
        lines.append(_tag(each, _tag("loc", line(address.url)) + modified, raw=True))
    whole = _bytes([*lines, f"</{root}>"])
    if len(whole) > MOST_BYTES:
        raise ValueError(f"a sitemap holds at most {MOST_BYTES} bytes, not {len(whole)}")
    return whole


def _quoted(value: str) -> str:
    return '"' + escape(line(value), {'"': "&quot;"}) + '"'


def _tag(name: str, content: str, *, raw: bool = False) -> str:
    return f"<{name}>{content if raw else escape(content)}</{name}>" if content else ""


def _empty(name: str, **attributes: str) -> str:
    return f"<{name} " + " ".join(f"{key}={_quoted(value)}" for key, value in attributes.items()) + "/>"


def _bytes(lines: Iterable[str]) -> bytes:
    return (_HEAD + "\n".join(each for each in lines if each) + "\n").encode()
