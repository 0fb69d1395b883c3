"""What the gate must know of articles, sections and special sections."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from caunoi.gate.releases.kinds import Content, RecordKind, Shelf
from caunoi.gate.releases.sources import Sources
from caunoi.gate.render.page import PageRef
from caunoi.ground.vietnamese.text import nfc, slug
from caunoi.outbound.articles import blocks
from caunoi.outbound.articles.models import Article, Section, SpecialSection
from caunoi.outbound.bodies.showing import pages_of
from caunoi.outbound.media.actions import media_of
from caunoi.outbound.media.pages import renditions

PER_PAGE = 50
PINNED = 4
PER_MAP = 100  # addresses in one sitemap
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def _article(article: Article) -> Content:
    contributors: Any = article.contributors
    related = [item["articles"] for item in (child.value for child in article.related)]
    return {
        "title": nfc(article.title),
        "slug": article.slug or slug(article.title) or "bai",
        "lead": nfc(article.lead),
        "sections": [section.pk for section in article.section.line()],
        "section_slug": article.section.slug,
        "special": article.special_id,
        "image": media_of(article.image, alt=nfc(article.image_alt), credit=nfc(article.image_credit)),
        "blocks": blocks.content_of(article.body),
        "place": nfc(article.place),
        "source": nfc(article.source),
        "dated": article.dated.astimezone(UTC).isoformat() if article.dated else "",
        "tags": [nfc(tag.strip()) for tag in article.tags.split(",") if tag.strip()],
        "related": [item.pk for group in related for item in group if item is not None],
        "byline": [{"name": nfc(person.name), "part": str(person.get_part_display())} for person in contributors.all()],
        "correction": {"text": nfc(article.correction), "on": article.corrected_on.isoformat()}
        if article.correction and article.corrected_on
        else None,
    }


def shown_at(content: Content, since: datetime) -> datetime:
    """The moment that stands on an article: the one its editor gave, or when it was first released; in Hanoi's time."""
    moment = datetime.fromisoformat(content["dated"]) if content["dated"] else since
    return moment.astimezone(HANOI)


def _pages_of_article(content: Content, number: int) -> list[PageRef]:
    refs = [PageRef("article", str(number)), *renditions(content["image"])]
    for block in content["blocks"]:
        refs += pages_of(block)
        if block["type"] == "gallery":
            refs += [ref for image in block["images"] for ref in renditions(image)]
    return refs


def _shelves_of_article(content: Content, number: int, since: datetime) -> list[Shelf]:
    at = shown_at(content, since)
    shelves = [Shelf("all", at), Shelf("map", at, PER_MAP)]
    for section in content["sections"]:
        shelves += [Shelf(f"section:{section}", at), Shelf(f"month:{section}:{at:%Y-%m}", at, PER_PAGE)]
    if content["special"]:
        shelves += [Shelf(f"special:{content['special']}", at), Shelf(f"specials:{content['special']}", at, PER_PAGE)]
    shelves += [Shelf(f"tag:{slug(tag)}", at, PER_PAGE) for tag in content["tags"]]
    return list({shelf.name: shelf for shelf in shelves}.values())


def _pages_of_shelf(shelf: str, page: int) -> list[PageRef]:
    kind, _, name = shelf.partition(":")
    if kind == "month":
        return [PageRef("month", f"{name}:{page}")]
    if kind == "specials":
        return [PageRef("special", f"{name}:{page}")]
    if kind == "tag":
        return [PageRef("tag", f"{name}:{page}")]
    return []


def _pin(sources: Sources, content: Content, number: int) -> Content:
    """More of this section: the newest that stood there when the article was first released."""
    shelf = f"section:{content['sections'][-1]}"
    chosen = [snapshot.number for snapshot in sources.newest(shelf, PINNED + 1) if snapshot.number != number]
    return {"more": chosen[:PINNED]}


def _section(section: Section) -> Content:
    line = section.line()
    return {
        "title": nfc(section.title), "slug": section.slug, "description": nfc(section.description),
        "line": [above.pk for above in line], "parent": section.parent_id, "order": section.order,
    }  # fmt: skip


def _special(special: SpecialSection) -> Content:
    return {
        "title": nfc(special.title), "slug": special.slug, "description": nfc(special.description),
        "banner": media_of(special.banner, alt=nfc(special.banner_alt)),
        "opened_on": special.opened_on.isoformat(), "closed_on": special.closed_on.isoformat() if special.closed_on else "",
    }  # fmt: skip


KINDS = (
    RecordKind(
        "article",
        "articles.Article",
        _article,
        _pages_of_article,
        _shelves_of_article,
        _pages_of_shelf,
        _pin,
        follows=("section__parent__parent",),
    ),
    RecordKind(
        "section",
        "articles.Section",
        _section,
        lambda content, number: [PageRef("section", str(number)), PageRef("months", str(number))],
    ),
    RecordKind(
        "special",
        "articles.SpecialSection",
        _special,
        lambda content, number: [PageRef("special", f"{number}:1"), *renditions(content["banner"])],
    ),
)
