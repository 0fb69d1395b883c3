"""What the gate must know of leaders and weeks."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from caunoi.gate.releases.kinds import Content, RecordKind, Shelf
from caunoi.gate.render.page import PageRef
from caunoi.gate.render.parts import clean_html
from caunoi.ground.vietnamese.text import nfc, slug
from caunoi.outbound.leaders.models import Leader, WorkWeek
from caunoi.outbound.media.actions import media_of
from caunoi.outbound.media.pages import renditions


def _leader(leader: Leader) -> Content:
    posts: Any = leader.posts
    return {
        "title": nfc(leader.name),
        "slug": leader.slug or slug(leader.name),
        "photo": media_of(leader.photo, alt=f"Chân dung {nfc(leader.name)}"),
        "born": nfc(leader.born),
        "biography_html": clean_html(leader.biography),
        "duties_html": clean_html(leader.duties),
        "contact": nfc(leader.contact),
        "posts": [
            {
                "title": nfc(post.title),
                "organisation": nfc(post.organisation.name),
                "body": post.organisation_id,
                "from": post.from_on.isoformat(),
                "until": post.until_on.isoformat() if post.until_on else "",
                "order": post.order,
            }
            for post in sorted(
                posts.all(), key=lambda post: (post.until_on is not None, post.order, -post.from_on.toordinal())
            )
        ],
    }


def _week(week: WorkWeek) -> Content:
    return {
        "title": str(week),
        "monday": week.monday.isoformat(),
        "revision": week.revision,
        "revision_note": nfc(week.revision_note),
        "revised_on": week.revised_on.isoformat() if week.revised_on else "",
        "earlier": [
            {"title": nfc(child.value["title"]), "on": child.value["on"].isoformat()} for child in week.earlier
        ],
        "entries": [_entry(child.value) for child in week.entries],
    }


def _entry(value: Any) -> Content:
    who = "; ".join(nfc(leader.name) for leader in value["leaders"] if leader)
    attending = nfc(value["attending"] or "")
    return {
        "on": value["on"].isoformat(),
        "until": value["until"].isoformat() if value["until"] else "",
        "part": value["part"],
        "time": value["time"] or "",
        "content": nfc(value["content"]),
        "place": nfc(value["place"] or ""),
        "who": f"{who} – {attending}" if who and attending else who or attending,
        "leaders": [leader.pk for leader in value["leaders"] if leader],
    }


def _week_shelf(content: Content, number: int, since: datetime) -> list[Shelf]:
    monday = datetime.combine(datetime.fromisoformat(content["monday"]).date(), time(0), ZoneInfo("Asia/Ho_Chi_Minh"))
    return [Shelf("weeks", monday)]


KINDS = (
    RecordKind(
        "leader",
        "leaders.Leader",
        _leader,
        lambda content, number: [
            PageRef("leader", str(number)),
            PageRef("leaders", "all"),
            *renditions(content["photo"]),
        ],
    ),
    RecordKind(
        "week",
        "leaders.WorkWeek",
        _week,
        lambda content, number: [
            PageRef("week", str(number)),
            PageRef("week-ics", str(number)),
            PageRef("schedule", "now"),
            PageRef("schedule-ics", "now"),
        ],
        _week_shelf,
    ),
)
