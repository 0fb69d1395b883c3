"""The pages of articles, sections, months, special sections and tags."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import quote

from django.conf import settings

from caunoi.gate.releases.sources import Snapshot, Sources
from caunoi.gate.render import streams
from caunoi.gate.render.page import Composed, PageKind
from caunoi.gate.render.parts import behind, crumbs, links
from caunoi.ground.languages import prefix
from caunoi.ground.languages.dates import moment, short_date
from caunoi.ground.vietnamese.dates import month_title
from caunoi.ground.vietnamese.text import slug
from caunoi.outbound.articles.cards import card, path_of, region
from caunoi.outbound.articles.records import shown_at
from caunoi.outbound.bodies.blocks import TYPES
from caunoi.outbound.bodies.showing import stream_of
from caunoi.outbound.media.pages import note

NEWEST = 20


def add_cards(sources: Sources, page: Composed, snapshots: Iterable[Snapshot], form: str) -> list[dict[str, Any]]:
    """The cards of some articles, each with the region that must be found for it."""
    cards = [card(snapshot) for snapshot in snapshots]
    page.regions.extend(region(sources, one, form) for one in cards)
    return cards


def section_link(section: Snapshot) -> dict[str, str]:
    return {"title": section.content["title"], "href": f"{prefix(section.language)}/{section.content['slug']}/"}


def _line(sources: Sources, sections: Iterable[int]) -> list[dict[str, str]]:
    return [section_link(section) for section in sources.several(f"section:{number}" for number in sections)]


def _related(snapshot: Snapshot) -> list[str]:
    """The articles beside an article: those its editor chose, then those that were the newest of its section."""
    chosen = [*snapshot.content["related"], *snapshot.pinned.get("more", ())]
    return [f"article:{number}" for number in dict.fromkeys(chosen)]


def _beside(sources: Sources, key: str) -> list[str]:
    """The records that an article leads to."""
    snapshot = sources.live(f"article:{key}")
    if snapshot is None:
        return []
    also = [
        f"article:{n}" for block in snapshot.content["blocks"] if block["type"] == "read_also" for n in block["ids"]
    ]
    return [*(f"section:{number}" for number in snapshot.content["sections"]), *_related(snapshot), *also]


def _article(sources: Sources, key: str) -> Composed | None:
    snapshot = sources.live(f"article:{key}")
    if snapshot is None:
        return None
    content = snapshot.content
    at = shown_at(content, snapshot.since)
    page = Composed(
        path=path_of(snapshot),
        record=snapshot.record,
        template="article.html",
        title=content["title"],
        description=content["lead"],
    )
    crumbs(page, *_line(sources, content["sections"]))
    related = sources.several(_related(snapshot))
    page.context["related"] = add_cards(sources, page, related, "short")
    blocks, cards = _blocks(sources, page, content["blocks"])
    article = {
        "title": content["title"],
        "lead": content["lead"],
        "image": content["image"],
        "byline": content["byline"],
        "source": content["source"],
        "place": content["place"],
        "date": moment(at, snapshot.language),
        "iso": at.isoformat(timespec="minutes"),
        "correction": _correction(content["correction"], snapshot.language),
        "blocks": blocks,
        "tags": [{"title": tag, "href": f"/the/{slug(tag)}/"} for tag in content["tags"]],
        "emergency": snapshot.emergency,
        "behind": content.get("behind"),
        "behind_end": content.get("behind_end"),
    }
    address = quote(settings.BASE_URL + page.path, safe="")
    share = [
        {"title": "Facebook", "href": f"https://www.facebook.com/sharer/sharer.php?u={address}"},
        {"title": "Zalo", "href": f"https://sp.zalo.me/share_inline?u={address}"},
        {"title": "Email", "href": f"mailto:?subject={quote(content['title'])}&body={address}"},
    ]
    page.context.update(article=article, share=share, cards=cards)
    page.context["page_facts"] = {
        "kind": "article",
        "image": content["image"],
        "published": at.isoformat(timespec="minutes"),
        "section": content["sections"][-1],
        "translation": content.get("translation"),
    }
    page.regions += [
        ("main", main_stream(article)),
        ("share", links(share)),
        ("archive", streams.link(f"/kho-luu/?dia-chi={page.path}")),
        ("provenance", streams.link(f"/nguon-goc/?dia-chi={page.path}")),
    ]
    if snapshot.emergency:
        page.regions.append(
            ("notice", streams.squeeze(sources.standing("shell")[-1].content["words"]["emergency_notice"]))
        )
    note(sources, content["image"])
    return page


def _correction(correction: dict[str, str] | None, language: str = "vi") -> dict[str, str] | None:
    if not correction:
        return None
    return {"text": correction["text"], "date": short_date(date.fromisoformat(correction["on"]), language)}


def _blocks(
    sources: Sources, page: Composed, blocks: list[dict[str, Any]]
) -> tuple[list[dict[str, Any]], dict[int, Any]]:
    """The blocks as they stand, "read also" without what does not stand any more."""
    shown, cards = [], {}
    for block in blocks:
        if block["type"] == "read_also":
            found = sources.several(f"article:{number}" for number in block["ids"])
            if not found:
                continue
            for one in add_cards(sources, page, found, "title"):
                cards[one["id"]] = one
            block = {"type": "read_also", "ids": [snapshot.number for snapshot in found]}
        for image in (block.get("image"), *(block.get("images") or ())):
            note(sources, image)
        shown.append(block)
    return shown, cards


def main_stream(article: dict[str, Any]) -> str:
    """What a reader gets of an article, in order."""
    say = streams.squeeze
    parts = [say(article["title"]), say(article["date"]), say(article["place"])]
    if article["correction"]:
        parts += [say(article["correction"]["date"]), say(article["correction"]["text"])]
    parts += [say(article["lead"]), behind(article["behind"])]
    if article["image"]:
        parts.append(streams.image(article["image"]["sha"], article["image"]["alt"]))
    parts += [block_stream(block) + behind(block.get("behind")) for block in article["blocks"]]
    parts += [say(one["name"]) + say(one["part"]) for one in article["byline"]]
    if article["source"]:
        parts.append(":" + say(article["source"]))
    parts.append(behind(article["behind_end"]))
    parts.append(links(article["tags"]))
    return "".join(parts)


def block_stream(block: dict[str, Any]) -> str:
    """What a reader gets of one block; "read also" is cards, which are regions of their own."""
    say = streams.squeeze
    kind = block["type"]
    if kind in TYPES:
        return stream_of(block)
    if kind == "gallery":
        return "".join(streams.image(i["sha"], i["alt"]) + say(i["credit"]) for i in block["images"]) + say(
            block["caption"]
        )
    if kind == "quote":
        return say(block["text"]) + say(block["by"])
    if kind == "video":
        return streams.frame(block["src"], block["title"]) + streams.link(block["url"], say(block["title"]))
    return ""


_CLOSED = {
    "vi": "Chuyên trang đã đóng từ ngày {}; nội dung được lưu giữ lâu dài.",
    "en": "This special section was closed on {}; what it holds is kept for good.",
}


def _noted(content: dict[str, Any]) -> str:
    return behind(content.get("behind"))


def _heading(page: Composed, *parts: str) -> None:
    page.regions.append(("heading", "".join(map(streams.squeeze, parts))))


def _section(sources: Sources, key: str) -> Composed | None:
    section = sources.live(f"section:{key}")
    if section is None:
        return None
    content = section.content
    page = Composed(
        path=section_link(section)["href"],
        record=section.record,
        template="section.html",
        title=content["title"],
        description=content["description"] or content["title"],
    )
    crumbs(page, *_line(sources, content["line"]))
    _heading(page, content["title"], content["description"], _noted(content))
    below = [s for s in sources.standing("section") if s.content["parent"] == section.number]
    children = [
        section_link(child)
        for child in sorted(below, key=lambda child: (child.content["order"], child.content["title"]))
    ]
    if children:
        page.regions.append(("menu2", links(children)))
    months = _months(sources, key, 12)
    if months:
        months.append({"title": "Tất cả các tháng", "href": f"/{content['slug']}/luu-tru/"})
        page.regions.append(("months", links(months)))
    cards = add_cards(sources, page, sources.newest(f"section:{key}", NEWEST), "full")
    shown = {"title": content["title"], "description": content["description"], "banner": None, "notice": None}
    shown["behind"] = content.get("behind")
    page.context.update(section=shown, children=children, cards=cards, months=months)
    page.context["page_facts"] = {
        "kind": "section", "section": section.number, "translation": content.get("translation"),
    }  # fmt: skip
    return page


def _months(sources: Sources, section: str, last: int | None = None) -> list[dict[str, str]]:
    """The months of a section's archive, newest first; all, or so many."""
    owner = sources.live(f"section:{section}")
    found = []
    for shelf in sources.shelves(f"month:{section}:", last):
        month = shelf.rpartition(":")[2]
        year, number = map(int, month.split("-"))
        slug_of = owner.content["slug"] if owner else ""
        found.append({"title": month_title(year, number).capitalize(), "href": f"/{slug_of}/luu-tru/{month}/"})
    return found


def _months_page(sources: Sources, key: str) -> Composed | None:
    section = sources.live(f"section:{key}")
    if section is None:
        return None
    heading = f"{section.content['title']} – lưu trữ theo tháng"
    page = Composed(
        path=f"/{section.content['slug']}/luu-tru/",
        record=section.record,
        template="months.html",
        title=heading,
        description=heading,
    )
    crumbs(page, *_line(sources, section.content["line"]))
    _heading(page, heading)
    months = _months(sources, key)
    if months:
        page.regions.append(("months", links(months)))
    page.context.update(heading=heading, months=months, page_facts={"kind": "months"})
    return page


def _pager(sources: Sources, page: Composed, shelf: str, number: int, first: str) -> list[dict[str, Any]]:
    last = sources.last_page(shelf)
    if last < 2:
        return []
    pager: list[dict[str, Any]] = [
        {
            "title": f"Trang {n}",
            "href": None if n == number else (first if n == 1 else f"{first}trang-{n}/"),
            "current": n == number,
        }
        for n in range(1, last + 1)
    ]
    page.regions.append(
        (
            "pager",
            "".join(
                streams.link(p["href"], streams.squeeze(p["title"])) if p["href"] else streams.squeeze(p["title"])
                for p in pager
            ),
        )
    )
    return pager


def _month(sources: Sources, key: str) -> Composed | None:
    number, month, part = key.split(":")
    section = sources.live(f"section:{number}")
    if section is None:
        return None
    year, month_number = map(int, month.split("-"))
    content = section.content
    first = f"/{content['slug']}/luu-tru/{month}/"
    heading = f"{content['title']} – {month_title(year, month_number)}"
    path = first if part == "1" else f"{first}trang-{part}/"
    page = Composed(
        path=path,
        record="",
        template="month.html",
        title=heading if part == "1" else f"{heading}, trang {part}",
        description=heading,
    )
    crumbs(page, *_line(sources, content["line"]))
    return _listed(sources, page, f"month:{number}:{month}", int(part), first, heading)


def _listed(sources: Sources, page: Composed, shelf: str, part: int, first: str, heading: str) -> Composed:
    _heading(page, heading)
    cards = add_cards(sources, page, sources.on_page(shelf, part), "full")
    page.context.update(
        heading=heading, cards=cards, pager=_pager(sources, page, shelf, part, first), page_facts={"kind": "month"}
    )
    return page


def _special(sources: Sources, key: str) -> Composed | None:
    number, _, part = key.partition(":")
    special = sources.live(f"special:{number}")
    if special is None:
        return None
    content = special.content
    first = section_link(special)["href"]
    path = first if part == "1" else f"{first}trang-{part}/"
    page = Composed(
        path=path,
        record=special.record,
        template="section.html",
        title=content["title"],
        description=content["description"] or content["title"],
    )
    crumbs(page, {"title": content["title"], "href": first})
    closed = _correction({"on": content["closed_on"], "text": ""} if content["closed_on"] else None, special.language)
    notice = _CLOSED[special.language].format(closed["date"]) if closed else None
    _heading(page, content["title"], content["description"], _noted(content), notice or "")
    if content["banner"]:
        key_, stream = page.regions.pop()
        page.regions.append((key_, stream + streams.image(content["banner"]["sha"], content["banner"]["alt"])))
        note(sources, content["banner"])
    last = sources.last_page(f"specials:{number}")
    pages = (
        [{"title": f"Trang {n}", "href": first if n == 1 else f"{first}trang-{n}/"} for n in range(1, last + 1)]
        if last > 1
        else []
    )
    if pages:
        page.regions.append(("months", links(pages)))
    cards = add_cards(sources, page, sources.on_page(f"specials:{number}", int(part)), "full")
    shown = {
        "title": content["title"],
        "description": content["description"],
        "banner": content["banner"],
        "notice": notice,
        "behind": content.get("behind"),
    }
    facts = {"kind": "section", "image": content["banner"], "translation": content.get("translation")}
    page.context.update(section=shown, children=[], cards=cards, months=pages, page_facts=facts)
    return page


def _tag(sources: Sources, key: str) -> Composed | None:
    name, _, part = key.rpartition(":")
    first = f"/the/{name}/"
    found = sources.on_page(f"tag:{name}", int(part))
    if not found:
        return None
    title = next((tag for tag in found[0].content["tags"] if slug(tag) == name), name)
    page = Composed(
        path=first if part == "1" else f"{first}trang-{part}/",
        template="month.html",
        title=f"#{title}",
        description=f"#{title}",
    )
    crumbs(page, {"title": f"#{title}", "href": first})
    return _listed(sources, page, f"tag:{name}", int(part), first, f"#{title}")


def _page_of_shelf(kind: str, key: str) -> tuple[str, int]:
    """The shelf, and which page of it, of the page "3:2026-11:1"."""
    name, _, part = key.rpartition(":")
    return f"{kind}:{name}", int(part)


KINDS = (
    PageKind("article", _article, records=lambda key: [f"article:{key}"], further=_beside),
    PageKind(
        "section",
        _section,
        records=lambda key: [f"section:{key}"],
        further=lambda sources, key: sources.names_of_newest(f"section:{key}", NEWEST),
    ),
    PageKind("months", _months_page, records=lambda key: [f"section:{key}"]),
    PageKind(
        "month",
        _month,
        records=lambda key: [f"section:{key.partition(':')[0]}"],
        further=lambda sources, key: sources.names_on_page(*_page_of_shelf("month", key)),
    ),
    PageKind("special", _special),
    PageKind("tag", _tag),
)
