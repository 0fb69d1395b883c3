"""What feeds and sitemaps are written from, cleaned of what XML cannot hold, and what must be found in them
afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from caunoi.reach.feeds.parsed import Stream, moment

# What XML 1.0 cannot hold even escaped (section 2.2), and lone halves of surrogate pairs.
_ILLEGAL = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed says of itself. `updated` is that of its newest entry; `hub` is a WebSub hub; the addresses are
    absolute.
    """

    title: str
    home_url: str
    self_url: str
    updated: datetime
    author: str
    description: str = ""
    language: str = "vi"
    hub: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One article in a feed. `id` is a URI that never changes (a tag: or an http: one); what is empty is left out."""

    id: str
    url: str
    title: str
    published: datetime
    updated: datetime
    summary: str = ""
    html: str = ""
    author: str = ""
    section: str = ""
    image_url: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    """One line of a sitemap or of a sitemap index."""

    url: str
    modified: datetime | None = None


def stream(feed: Feed, entries: Iterable[Entry]) -> Stream:
    """What `extract` must find in this feed, whichever of the three formats it was written in."""
    found = [("language", feed.language), ("title", feed.title), ("text", about(feed)), ("link", feed.home_url)]
    found += [("link", feed.self_url), ("hub", feed.hub), ("author", feed.author)]
    for entry in entries:
        found += [("id", entry.id), ("title", entry.title), ("link", entry.url)]
        found += [("text", text(entry.summary)), ("html", text(entry.html)), ("image", entry.image_url)]
        found += [("author", entry.author), ("section", entry.section)]
        found += [("published", moment(entry.published)), ("updated", moment(entry.updated))]
    return _said(found)


def sitemap_stream(addresses: Iterable[Address]) -> Stream:
    """What `extract` must find in a sitemap or an index of these addresses."""
    return _said(
        pair
        for address in addresses
        for pair in (("link", address.url), ("modified", moment(address.modified) if address.modified else ""))
    )


def news_stream(publication: str, entries: Iterable[Entry], *, language: str = "vi") -> Stream:
    """What `extract` must find in a news sitemap of these entries."""
    return _said(
        pair
        for entry in entries
        for pair in (
            ("link", entry.url),
            ("publication", publication),
            ("language", language),
            ("published", moment(entry.published)),
            ("title", entry.title),
        )
    )


def _said(pairs: Iterable[tuple[str, str]]) -> Stream:
    cleaned = ((kind, value if kind in ("text", "html") else line(value)) for kind, value in pairs)
    return [(kind, value) for kind, value in cleaned if value]


def about(feed: Feed) -> str:
    """RSS demands a description: a feed without one repeats its title."""
    return text(feed.description) or line(feed.title)


@lru_cache(maxsize=8192)
def text(value: str) -> str:
    """Without what XML cannot hold, and with the line ends XML would make of it (section 2.11)."""
    return _ILLEGAL.sub("", value.replace("\r\n", "\n").replace("\r", "\n")).strip()


@lru_cache(maxsize=8192)
def line(value: str) -> str:
    """The same on one line, each run of white space one space."""
    return " ".join(text(value).split())


def aware(at: datetime) -> datetime:
    """A moment in whole seconds; ValueError if it has no time zone."""
    if at.tzinfo is None:
        raise ValueError("a moment in a feed needs its time zone")
    return at.replace(microsecond=0)
