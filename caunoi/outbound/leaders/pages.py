"""The pages of leaders and of the work schedule, and its calendar file."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar

from caunoi.gate.releases.sources import Snapshot, Sources
from caunoi.gate.render import streams
from caunoi.gate.render.page import Composed, PageKind
from caunoi.gate.render.parts import behind, crumbs
from caunoi.gate.render.reading import read_fragment
from caunoi.ground.languages.dates import short_date
from caunoi.ground.vietnamese.dates import VIETNAM, long_date
from caunoi.outbound.leaders import rules, showing
from caunoi.outbound.media.pages import note

HERE = {
    "vi": {"title": "Lãnh đạo", "href": "/lanh-dao/"},
    "en": {"title": "Leaders", "href": "/en/lanh-dao/"},
}
_ABOUT = {
    "vi": "Lãnh đạo tỉnh: chức vụ, tiểu sử, lĩnh vực phụ trách",
    "en": "The leaders of the province: posts, biographies, what each is responsible for",
}
SCHEDULE = {"title": "Lịch công tác", "href": "/lich-cong-tac/"}


def _day(text: str, language: str = "vi") -> str:
    return short_date(date.fromisoformat(text), language) if text else ""


def _image(media: dict[str, Any] | None) -> str:
    return streams.image(media["sha"], media["alt"]) if media else ""


def _leader(sources: Sources, key: str) -> Composed | None:
    leader = sources.live(f"leader:{key}")
    if leader is None:
        return None
    content = leader.content
    shown = {
        "name": content["title"],
        "photo": content["photo"],
        "born": content["born"],
        "biography": content["biography_html"],
        "duties": content["duties_html"],
        "contact": content["contact"],
        "posts": [
            post | {"from": _day(post["from"], leader.language), "until": _day(post["until"], leader.language)}
            for post in content["posts"]
        ],
        "behind": content.get("behind"),
        "behind_end": content.get("behind_end"),
    }
    now = next((post["title"] for post in content["posts"] if not post["until"]), "")
    page = Composed(
        path=showing.path_of(leader),
        record=leader.record,
        template="leader.html",
        title=content["title"],
        description=f"{content['title']} – {now}" if now else content["title"],
    )
    crumbs(page, HERE[leader.language], {"title": content["title"], "href": page.path})
    say = streams.squeeze
    parts = [_image(shown["photo"]), say(shown["name"])]
    parts += [
        say(post["title"]) + say(post["organisation"]) + say(post["from"]) + say(post["until"])
        for post in shown["posts"]
    ]
    parts += [":" + say(shown["born"]) if shown["born"] else "", behind(shown["behind"])]
    parts += [read_fragment(shown["biography"]).stream, read_fragment(shown["duties"]).stream, say(shown["contact"])]
    parts.append(behind(shown["behind_end"]))
    page.regions.append(("main", "".join(parts)))
    note(sources, content["photo"])
    facts = {"kind": "leader", "image": content["photo"], "translation": content.get("translation")}
    page.context.update(leader=shown, cards=[], page_facts=facts)
    return page


def _leaders(sources: Sources, key: str) -> Composed | None:
    found = sources.standing("leader")
    if not found:
        return None
    bodies: dict[int, dict[str, Any]] = {}
    rows = [(post, leader) for leader in found for post in leader.content["posts"] if not post["until"]]
    for post, leader in sorted(rows, key=lambda row: (row[0]["body"], row[0]["order"], row[1].number)):
        body = bodies.setdefault(post["body"], {"title": post["organisation"], "people": []})
        body["people"].append(showing.person(sources, leader) | {"post": post["title"]})
    here = HERE[sources.language]
    page = Composed(
        path=here["href"],
        template="leaders.html",
        title=here["title"],
        description=_ABOUT[sources.language],
    )
    crumbs(page, here)
    say = streams.squeeze
    people = [
        say(body["title"])
        + "".join(_image(p["photo"]) + streams.link(p["href"], say(p["name"])) + say(p["post"]) for p in body["people"])
        for body in bodies.values()
    ]
    page.regions += [("heading", say(here["title"])), ("main", "".join(people))]
    since = max(leader.since for leader in found).astimezone(VIETNAM).isoformat(timespec="minutes")
    facts = {"kind": "leaders", "published": since}
    page.context.update(heading=here["title"], bodies=list(bodies.values()), page_facts=facts)
    return page


def _schedule_page(sources: Sources, week: Snapshot, path: str) -> Composed:
    content = week.content
    monday = date.fromisoformat(content["monday"])
    page = Composed(
        path=path,
        record=week.record if path != SCHEDULE["href"] else "",
        template="schedule.html",
        title=f"Lịch công tác {content['title'].lower()}",
        description=f"Lịch công tác của lãnh đạo tỉnh, {rules.week_range(monday).lower()}",
    )
    crumbs(page, SCHEDULE, {"title": content["title"], "href": showing.week_path(week)})
    days: dict[str, list[dict[str, str]]] = {}
    for entry in sorted(content["entries"], key=rules.sort_key):
        clock = f"{rules.PARTS[entry['part']]}, {entry['time']}" if entry["time"] else rules.PARTS[entry["part"]]
        if entry["until"]:
            clock = f"{clock} (đến {_day(entry['until'])})"
        days.setdefault(entry["on"], []).append(
            {"time": clock, "content": entry["content"], "place": entry["place"], "who": entry["who"]}
        )
    before = next((w for w in sources.newest("weeks", 60) if w.content["monday"] < content["monday"]), None)
    revision = ""
    if content["revision"]:
        revision = f"Điều chỉnh lần {content['revision']}"
        revision += f", ngày {_day(content['revised_on'])}" if content["revised_on"] else ""
        revision += f": {content['revision_note']}" if content["revision_note"] else ""
    shown = {
        "title": f"Lịch công tác {content['title'].lower()}",
        "dates": rules.week_range(monday),
        "revision": revision or None,
        "days": [{"day": long_date(date.fromisoformat(on)), "items": items} for on, items in days.items()],
        "ics": showing.week_path(week).removesuffix(".html") + ".ics",
        "revisions": [{"title": one["title"], "date": _day(one["on"])} for one in content["earlier"]],
        "previous": {"title": before.content["title"], "href": showing.week_path(before)} if before else None,
    }
    page.regions.append(("main", _schedule_stream(shown)))
    since = week.since.astimezone(VIETNAM).isoformat(timespec="minutes")
    page.context.update(week=shown, page_facts={"kind": "schedule", "published": content["revised_on"] or since})
    return page


def _schedule_stream(week: dict[str, Any]) -> str:
    say = streams.squeeze
    parts = [say(week["title"]), say(week["dates"]), say(week["revision"] or "")]
    for day in week["days"]:
        parts.append(say(day["day"]))
        parts += [
            say(item["time"]) + say(item["content"]) + say(item["place"]) + say(item["who"]) for item in day["items"]
        ]
    parts.append(streams.link(week["ics"]))
    parts += [say(one["title"]) + say(one["date"]) for one in week["revisions"]]
    if week["previous"]:
        parts.append(":" + streams.link(week["previous"]["href"], say(week["previous"]["title"])))
    return "".join(parts)


def _week(sources: Sources, key: str) -> Composed | None:
    week = sources.live(f"week:{key}")
    return _schedule_page(sources, week, showing.week_path(week)) if week else None


def _now(sources: Sources, key: str) -> Composed | None:
    found = sources.newest("weeks", 1)
    return _schedule_page(sources, found[0], SCHEDULE["href"]) if found else None


def _calendar(weeks: list[Snapshot], path: str, record: str) -> Composed:
    host = urlsplit(settings.BASE_URL).hostname or settings.HOST
    entries = [entry for week in weeks for entry in sorted(week.content["entries"], key=rules.sort_key)]
    data = rules.calendar("Lịch công tác của lãnh đạo", entries, host=host, stamp=max(week.since for week in weeks))
    regions = [("event", streams.squeeze(entry["content"] + entry["place"] + entry["who"])) for entry in entries]
    return Composed(
        path=path, record=record, media_type="text/calendar", data=data, regions=regions, read_back=_read_calendar
    )


def _read_calendar(data: bytes) -> list[tuple[str, str]]:
    """The readable words of each event, from the bytes."""
    found = []
    for event in Calendar.from_ical(data).walk("VEVENT"):
        words = (str(event.get(name, "")) for name in ("summary", "location", "description"))
        found.append(("event", streams.squeeze("".join(words))))
    return found


def _week_ics(sources: Sources, key: str) -> Composed | None:
    week = sources.live(f"week:{key}")
    return _calendar([week], showing.week_path(week).removesuffix(".html") + ".ics", week.record) if week else None


def _now_ics(sources: Sources, key: str) -> Composed | None:
    """The address to subscribe to: the last eight weeks."""
    found = sources.newest("weeks", 8)
    return _calendar(found, "/lich-cong-tac/lich.ics", "") if found else None


KINDS = (
    PageKind("leader", _leader, records=lambda key: [f"leader:{key}"]),
    PageKind("leaders", _leaders),
    PageKind("week", _week, records=lambda key: [f"week:{key}"]),
    PageKind("week-ics", _week_ics),
    PageKind("schedule", _now),
    PageKind("schedule-ics", _now_ics),
)
