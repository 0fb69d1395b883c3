"""The home page: composed by editors, filled with the cards of released records."""

from __future__ import annotations

from typing import Any

from caunoi.gate.releases.kinds import Content, RecordKind
from caunoi.gate.releases.sources import Snapshot, Sources
from caunoi.gate.releases.translating import Translatable
from caunoi.gate.render import streams
from caunoi.gate.render.page import Composed, PageKind, PageRef
from caunoi.gate.render.paragraphs import Speech
from caunoi.gate.render.parts import links
from caunoi.ground.languages import VIETNAMESE, prefix
from caunoi.ground.vietnamese.text import nfc
from caunoi.inbound.answers import pages as answers
from caunoi.inbound.answers.records import HERE
from caunoi.outbound.articles.pages import add_cards
from caunoi.outbound.leaders import showing
from caunoi.outbound.media.pages import note
from caunoi.outbound.outages.pages import add_coming
from caunoi.web.models import FrontPage
from caunoi.web.shell import the_shell


def _content(front: FrontPage) -> Content:
    return {"title": nfc(front.title), "blocks": [_block(child.block_type, child.value) for child in front.blocks]}


def _block(kind: str, value: Any) -> Content:
    block: Content = {"type": kind, "title": nfc(value["title"])}
    if kind == "lead":
        block |= {"article": value["article"].pk if value["article"] else None, "others": value["others"]}
    elif kind == "section":
        block |= {"section": value["section"].pk if value["section"] else None, "count": value["count"]}
    elif kind == "answers":
        block |= {
            "count": value["count"],
            "links": [{"title": nfc(one["title"]), "href": one["href"]} for one in value["links"]],
        }
    elif kind == "leaders":
        block["leaders"] = [leader.pk for leader in value["leaders"] if leader]
    return block


def _walk(content: Content, speech: Speech) -> Content:
    """The headings of the blocks, and the names of the ways in."""
    title, blocks = speech.plain("title", content["title"]), []
    for block in content["blocks"]:
        told = block | {"title": speech.term("heading", block["title"])}
        if block["type"] == "answers":
            told["links"] = [one | {"title": speech.term("link", one["title"])} for one in block["links"]]
        blocks.append(told)
    return content | {"title": title, "blocks": blocks}


def _compose(sources: Sources, key: str) -> Composed | None:
    front = sources.live(f"frontpage:{key}")
    if front is None:
        return None
    shell = the_shell(sources)
    title = shell.content["slogan"] or front.content["title"]
    page = Composed(
        path=f"{prefix(sources.language)}/",
        record=front.record,
        template="home.html",
        title=title,
        description=f"{shell.content['portal_name']}, {shell.content['owner']}",
    )
    blocks: list[dict[str, Any]] = []
    for block in front.content["blocks"]:
        if not block["title"] and sources.language != VIETNAMESE:
            continue  # a block that has come to the page since it was translated
        shown = _MAKERS[block["type"]](sources, page, block)
        if shown is not None:
            shown |= {"n": len(blocks) + 1, "type": block["type"], "title": block["title"]}
            shown.setdefault("href", None)
            blocks.append(shown)
            page.regions.append((f"block:{shown['n']}", _stream(shown)))
    page.context.update(blocks=blocks, outages=add_coming(sources, page), page_facts={"kind": "home"})
    return page


def _lead(sources: Sources, page: Composed, block: Content) -> Content | None:
    newest = sources.newest("all", block["others"] + 1)
    chosen = sources.live(f"article:{block['article']}") if block["article"] else None
    lead = chosen or next((one for one in newest if one.content["image"]), newest[0] if newest else None)
    if lead is None:
        return None
    others = [one for one in newest if one.record != lead.record][: block["others"]]
    return {"lead": add_cards(sources, page, [lead], "full")[0], "others": add_cards(sources, page, others, "short")}


def _section(sources: Sources, page: Composed, block: Content) -> Content | None:
    section = sources.live(f"section:{block['section']}")
    found = sources.newest(f"section:{block['section']}", block["count"])
    if section is None or not found:
        return None
    return {
        "href": f"{prefix(section.language)}/{section.content['slug']}/",
        "cards": add_cards(sources, page, found[:1], "full") + add_cards(sources, page, found[1:], "short"),
    }


def _specials(sources: Sources, page: Composed, block: Content) -> Content | None:
    found = sorted(
        sources.standing("special"),
        key=lambda special: (bool(special.content["closed_on"]), special.content["opened_on"]),
    )
    if not found:
        return None
    return {"items": [_special(sources, special) for special in found]}


def _special(sources: Sources, special: Snapshot) -> Content:
    note(sources, special.content["banner"])
    return {
        "title": special.content["title"], "href": f"{prefix(special.language)}/{special.content['slug']}/",
        "description": special.content["description"], "banner": special.content["banner"],
    }  # fmt: skip


def _leaders(sources: Sources, page: Composed, block: Content) -> Content | None:
    people = [
        showing.person(sources, leader) for leader in sources.several(f"leader:{number}" for number in block["leaders"])
    ]
    return {"people": people, "href": sources.href("/lanh-dao/")} if people else None


def _schedule(sources: Sources, page: Composed, block: Content) -> Content | None:
    return showing.newest_week(sources) if sources.language == VIETNAMESE else None


_NEWEST = 5  # of all articles: what a block of the newest shows at least


def _answers(sources: Sources, page: Composed, block: Content) -> Content | None:
    """The ways in which people talk to the state, and the newest answers."""
    found = sources.newest("answers", block["count"])
    ways = [one | {"href": href} for one in block["links"] if one["title"] and (href := sources.href(one["href"]))]
    return {"href": sources.href(HERE["href"]) or None, "links": ways, "cards": answers.add_cards(page, found, "short")}


_MAKERS = {
    "lead": _lead, "section": _section, "specials": _specials, "leaders": _leaders, "schedule": _schedule, "answers": _answers,
}  # fmt: skip


def _stream(block: Content) -> str:
    """What must be found in a block's own region: its heading and what is no card."""
    say = streams.squeeze
    linked = block["href"] and block["type"] != "schedule"  # there the week is the link
    heading = streams.link(block["href"], say(block["title"])) if linked else say(block["title"])
    if block["type"] == "specials":
        parts = [
            _image(one["banner"]) + streams.link(one["href"], say(one["title"])) + say(one["description"])
            for one in block["items"]
        ]
    elif block["type"] == "leaders":
        parts = [
            _image(one["photo"]) + streams.link(one["href"], say(one["name"])) + say(one["post"])
            for one in block["people"]
        ]
    elif block["type"] == "schedule":
        parts = [streams.link(block["href"], say(block["week"]))] + [
            say(row["day"]) + say(row["text"]) for row in block["rows"]
        ]
    elif block["type"] == "answers":
        parts = [links(block["links"])]
    else:
        parts = []
    return heading + "".join(parts)


def _image(media: dict[str, Any] | None) -> str:
    return streams.image(media["sha"], media["alt"]) if media else ""


TRANSLATABLE = Translatable("frontpage", _walk, "home", path=lambda front: f"{prefix(front.language)}/")
KIND = RecordKind("frontpage", "web.FrontPage", _content, lambda content, number: [PageRef("home", str(number))])
PAGE = PageKind(
    "home",
    _compose,
    records=lambda key: [f"frontpage:{key}"],
    further=lambda sources, key: sources.names_of_newest("all", _NEWEST),
)
