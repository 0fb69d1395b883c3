"""Cards: how a released article is shown on lists, and what must be found there."""

from __future__ import annotations

from typing import Any

from caunoi.gate.releases.sources import Snapshot, Sources
from caunoi.gate.render import streams
from caunoi.ground.languages import prefix
from caunoi.ground.languages.dates import short_date
from caunoi.outbound.articles.records import shown_at
from caunoi.outbound.media.pages import note

Region = tuple[str, str]


def path_of(snapshot: Snapshot) -> str:
    """The address of an article: its section at the time of approval, its slug, its number."""
    return f"{prefix(snapshot.language)}/{snapshot.content['section_slug']}/{snapshot.content['slug']}-{snapshot.number}.html"


def card(snapshot: Snapshot) -> dict[str, Any]:
    """The context of a card."""
    at = shown_at(snapshot.content, snapshot.since)
    return {
        "region_id": snapshot.record,
        "id": snapshot.number,
        "href": path_of(snapshot),
        "title": snapshot.content["title"],
        "lead": snapshot.content["lead"],
        "image": snapshot.content["image"],
        "date": short_date(at.date(), snapshot.language),
        "iso": at.isoformat(timespec="minutes"),
    }


def region(sources: Sources, of: dict[str, Any], form: str) -> Region:
    """What must be found in a card of that form (full, short, title)."""
    key = f"card:{of['region_id']}:{form}"
    memo = f"{key}:{of['iso']}"
    if memo not in sources.memo:
        parts = [streams.link(of["href"], streams.squeeze(of["title"]))]
        if form == "full":
            if of["image"]:
                parts.insert(0, streams.image(of["image"]["sha"], ""))
            parts.append(streams.squeeze(of["lead"]))
        if form != "title":
            parts.append(streams.squeeze(of["date"]))
        sources.memo[memo] = "".join(parts)
    if form == "full":
        note(sources, of["image"])
    return key, sources.memo[memo]
