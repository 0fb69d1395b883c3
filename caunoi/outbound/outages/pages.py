"""The page of an outage, and how it is announced on the home page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from caunoi.gate.releases.sources import Snapshot, Sources
from caunoi.gate.render import streams
from caunoi.gate.render.page import Composed, PageKind
from caunoi.gate.render.parts import crumbs
from caunoi.gate.render.reading import read_fragment
from caunoi.ground.vietnamese.dates import VIETNAM, moment


def path_of(outage: Snapshot) -> str:
    return f"/tam-ngung/{outage.content['slug']}-{outage.number}.html"


def _times(content: dict[str, Any]) -> dict[str, str]:
    first, last = (datetime.fromisoformat(content[key]).astimezone(VIETNAM) for key in ("from", "until"))
    return {
        "from": moment(first), "until": moment(last),
        "from_iso": first.isoformat(timespec="minutes"), "until_iso": last.isoformat(timespec="minutes"),
    }  # fmt: skip


def _compose(sources: Sources, key: str) -> Composed | None:
    snapshot = sources.live(f"outage:{key}")
    if snapshot is None:
        return None
    content = snapshot.content
    outage = _times(content) | {
        "title": content["title"],
        "reason": content["reason"],
        "affected": content["affected"],
        "meanwhile": content["meanwhile_html"],
        "unforeseen": content["unforeseen"],
        "emergency": snapshot.emergency,
    }
    page = Composed(
        path=path_of(snapshot),
        record=snapshot.record,
        template="outage.html",
        title=content["title"],
        description=f"{content['title']}: từ {outage['from']}, dự kiến khôi phục {outage['until']}",
    )
    crumbs(page, {"title": content["title"], "href": page.path})
    page.regions += [
        ("main", main_stream(outage)),
        ("archive", streams.link(f"/kho-luu/?dia-chi={page.path}")),
        ("provenance", streams.link(f"/nguon-goc/?dia-chi={page.path}")),
    ]
    if snapshot.emergency:
        words = sources.standing("shell")[-1].content["words"]
        page.regions.append(("notice", streams.squeeze(words["emergency_notice"])))
    page.context.update(outage=outage, page_facts={"kind": "outage"})
    return page


def main_stream(outage: dict[str, Any]) -> str:
    """What a reader gets of an announcement, in order."""
    say = streams.squeeze
    parts = [say(outage["title"]), say(outage["from"]), say(outage["until"]), say(outage["reason"])]
    parts += [say(outage["unforeseen"]), *map(say, outage["affected"]), read_fragment(outage["meanwhile"]).stream]
    return "".join(parts)


def add_coming(sources: Sources, page: Composed) -> list[dict[str, str]]:
    """Every outage that is announced now, the first to come first, each with the region that must be found for it."""
    found = sorted(sources.standing("outage"), key=lambda one: (one.content["from"], one.number))
    coming = [_times(one.content) | {"title": one.content["title"], "href": path_of(one)} for one in found]
    page.regions += [("outage", coming_stream(one)) for one in coming]
    return coming


def coming_stream(one: dict[str, str]) -> str:
    """What must be found of an outage on the home page."""
    say = streams.squeeze
    return streams.link(one["href"], say(one["title"])) + ":" + say(one["from"]) + ":" + say(one["until"])


KIND = PageKind("outage", _compose, records=lambda key: [f"outage:{key}"])
