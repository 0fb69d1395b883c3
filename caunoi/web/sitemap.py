"""The map of the portal for people: the menu, then every section, special section and standing page that it does not name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from caunoi.gate.releases.sources import Snapshot, Sources
from caunoi.gate.render import streams
from caunoi.gate.render.page import Composed, PageKind
from caunoi.gate.render.parts import crumbs, links
from caunoi.inbound.answers.records import HERE as ANSWERS
from caunoi.inbound.performance.pages import HERE as BOARD
from caunoi.outbound.articles.pages import section_link
from caunoi.outbound.channels.pages import HERE as CHANNELS
from caunoi.outbound.leaders.pages import HERE as LEADERS
from caunoi.outbound.leaders.pages import SCHEDULE
from caunoi.outbound.standing_pages.models import StandingPage
from caunoi.outbound.standing_pages.pages import in_order, link_of
from caunoi.web.shell import the_shell, word

Links = list[dict[str, Any]]

HREF = "/so-do-trang/"
# What is made when it is asked for: always there.
SERVICES = ("/gui-y-kien/", "/theo-doi/", "/tra-cuu/", "/kho-luu/")


def _compose(sources: Sources, key: str) -> Composed:
    shell = the_shell(sources)
    title = word(shell, "to_map")
    page = Composed(path=HREF, template="map.html", title=title, description=title)
    crumbs(page, {"title": title, "href": HREF})
    menu: Links = shell.content["menu"]
    named = {link["href"] for item in menu for link in (item, *item["items"])}
    groups: dict[str, Links] = {
        "lists": _unnamed(_lists(sources), named),
        "sections": _unnamed(_sections(sources), named),
        "specials": _unnamed(map(section_link, sources.standing("special")), named),
    }
    standing = in_order(sources.standing("standingpage"))
    for group in StandingPage.Group:
        groups[group.value] = _unnamed((link_of(one) for one in standing if one.content["group"] == group), named)
    page.regions.append(("menu3", "".join(links([item]) + links(item["items"]) for item in menu)))
    page.regions += [(f"map:{name}", links(found)) for name, found in groups.items() if found]
    page.regions.append(("services", "".join(streams.link(href) for href in SERVICES)))
    page.context.update(menu=menu, groups=groups, page_facts={"kind": "map"})
    return page


def _unnamed(found: Iterable[dict[str, Any]], named: set[str]) -> Links:
    """Those that the menu does not lead to."""
    return [link for link in found if link["href"] not in named]


def _lists(sources: Sources) -> Links:
    """The lists that have something on them. Asked in ways that change seldom: an answer a day must not make a new map a day."""
    there = (
        (LEADERS["vi"], sources.standing("leader")),
        (SCHEDULE, sources.newest("weeks", 1)),
        (ANSWERS, sources.shelves("answers-month:", 1)),
        (BOARD, sources.newest("boards", 1)),
        (CHANNELS, sources.standing("channel")),
    )
    return [dict(link) for link, found in there if found]


def _sections(sources: Sources) -> Links:
    """Every section, those below another after it."""
    by_parent: dict[int | None, list[Snapshot]] = {}
    for section in sources.standing("section"):
        by_parent.setdefault(section.content["parent"], []).append(section)
    found: Links = []

    def add(parent: int | None) -> None:
        below = by_parent.pop(parent, [])
        for section in sorted(below, key=lambda one: (one.content["order"], one.content["title"])):
            found.append(section_link(section))
            add(section.number)

    for parent in (None, *[p for p in by_parent if p is not None]):
        add(parent)
    return found


PAGE = PageKind("map", _compose)
