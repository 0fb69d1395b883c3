"""How leaders and weeks are shown, on their own pages and on the home page."""

from __future__ import annotations

from datetime import date
from typing import Any

from caunoi.gate.releases.sources import Snapshot, Sources
from caunoi.ground.languages import prefix
from caunoi.ground.vietnamese.dates import long_date
from caunoi.outbound.leaders import rules
from caunoi.outbound.media.pages import note


def path_of(leader: Snapshot) -> str:
    return f"{prefix(leader.language)}/lanh-dao/{leader.content['slug']}-{leader.number}.html"


def person(sources: Sources, leader: Snapshot) -> dict[str, Any]:
    """A leader on a list, with the first of the posts that have no end."""
    note(sources, leader.content["photo"])
    posts = [post for post in leader.content["posts"] if not post["until"]] or leader.content["posts"]
    return {
        "name": leader.content["title"],
        "post": posts[0]["title"] if posts else "",
        "href": path_of(leader),
        "photo": leader.content["photo"],
    }


def week_path(week: Snapshot) -> str:
    year, number, _ = date.fromisoformat(week.content["monday"]).isocalendar()
    return f"/lich-cong-tac/{year}/tuan-{number}.html"


def newest_week(sources: Sources) -> dict[str, Any] | None:
    """The newest published week as a block of the home page: one row a day, the first things of that day."""
    found = sources.newest("weeks", 1)
    if not found:
        return None
    rows: dict[str, list[str]] = {}
    for entry in sorted(found[0].content["entries"], key=rules.sort_key):
        rows.setdefault(entry["on"], []).append(entry["content"])
    return {
        "week": f"{found[0].content['title']}: {rules.week_range(date.fromisoformat(found[0].content['monday'])).lower()}",
        "href": week_path(found[0]),
        "rows": [
            {"day": long_date(date.fromisoformat(on)), "text": "; ".join(texts[:2])} for on, texts in rows.items()
        ],
    }
