"""How a standing page is made."""

from __future__ import annotations

from datetime import date
from typing import Any

from caunoi.gate.releases.sources import Snapshot, Sources
from caunoi.gate.render import streams
from caunoi.gate.render.page import Composed, PageKind
from caunoi.gate.render.parts import crumbs, links
from caunoi.ground.vietnamese.dates import long_date
from caunoi.outbound.bodies.showing import note_pictures, stream_of
from caunoi.outbound.standing_pages import rules


def link_of(page: Snapshot) -> dict[str, str]:
    """A standing page as an item of a list."""
    return {"title": page.content["title"], "href": f"/{page.content['slug']}/"}


def in_order(pages: list[Snapshot]) -> list[Snapshot]:
    """Standing pages as lists show them."""
    return sorted(pages, key=lambda page: (page.content["order"], page.content["title"]))


def _compose(sources: Sources, key: str) -> Composed | None:
    snapshot = sources.live(f"standingpage:{key}")
    if snapshot is None:
        return None
    content = snapshot.content
    page = Composed(
        path=f"/{content['slug']}/",
        record=snapshot.record,
        template="standing.html",
        title=content["title"],
        description=content["lead"],
    )
    by_slug = {one.content["slug"]: one for one in sources.standing("standingpage")}
    # What lies above may be a section of the news as well: /gioi-thieu/ has articles and, below it, pages.
    may_be_above = {one.content["slug"]: one for one in sources.standing("section")} | by_slug
    trail = [link_of(may_be_above[slug]) for slug in rules.above(content["slug"]) if slug in may_be_above]
    crumbs(page, *trail, link_of(snapshot))
    below = [link_of(one) for one in in_order([by_slug[slug] for slug in rules.right_below(content["slug"], by_slug)])]
    standing = {
        "title": content["title"],
        "lead": content["lead"],
        "updated": long_date(date.fromisoformat(content["updated_on"])),
        "iso": content["updated_on"],
        "blocks": content["blocks"],
        "emergency": snapshot.emergency,
    }
    note_pictures(sources, content["blocks"])
    page.regions += [
        ("main", main_stream(standing)),
        ("archive", streams.link(f"/kho-luu/?dia-chi={page.path}")),
        ("provenance", streams.link(f"/nguon-goc/?dia-chi={page.path}")),
    ]
    if below:
        page.regions.append(("below", links(below)))
    if snapshot.emergency:
        words = sources.standing("shell")[-1].content["words"]
        page.regions.append(("notice", streams.squeeze(words["emergency_notice"])))
    page.context.update(standing=standing, below=below, page_facts={"kind": "standing"})
    return page


def main_stream(standing: dict[str, Any]) -> str:
    """What a reader gets of a standing page, in order."""
    say = streams.squeeze
    parts = [say(standing["title"]), say(standing["updated"]), say(standing["lead"])]
    return "".join(parts + [stream_of(block) for block in standing["blocks"]])


KIND = PageKind("standingpage", _compose, records=lambda key: [f"standingpage:{key}"])
