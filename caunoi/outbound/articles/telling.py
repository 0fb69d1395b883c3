"""The way through articles, sections and special sections that a translation takes, in the order in which they are read."""

from __future__ import annotations

from typing import Any

from caunoi.gate.releases.sources import Snapshot
from caunoi.gate.releases.translating import Translatable
from caunoi.gate.render.paragraphs import Speech
from caunoi.ground.languages import prefix
from caunoi.outbound.articles.cards import path_of
from caunoi.outbound.articles.models import Contributor

Content = dict[str, Any]

# A part is one of a list, and no translator has to say it anew.
_PARTS = {
    "en": {
        Contributor.Part.AUTHOR: "Author", Contributor.Part.PHOTOGRAPHER: "Photo", Contributor.Part.EDITOR: "Editor",
        Contributor.Part.VIDEO: "Video", Contributor.Part.TRANSLATOR: "Translation",
    },
}  # fmt: skip


def _article(content: Content, speech: Speech) -> Content:
    title = speech.plain("title", content["title"])
    correction = content["correction"]
    if correction:
        correction = correction | {"text": speech.plain("correction", correction["text"])}
    told = content | {
        "title": title,
        "correction": correction,
        "lead": speech.plain("lead", content["lead"]),
        "behind": speech.behind(),
        "image": _media(content["image"], speech),
        "blocks": [_block(block, speech) | {"behind": speech.behind()} for block in content["blocks"]],
        "source": speech.plain("source", content["source"]),
        "byline": [one | {"part": _part(one["part"], speech.language)} for one in content["byline"]],
        "tags": content["tags"] if speech.language == "vi" else [],  # their pages are lists of Vietnamese articles
    }
    return told | {"behind_end": speech.behind()}


def _part(title: str, language: str) -> str:
    names = {str(part.label): said for part, said in _PARTS.get(language, {}).items()}
    return names.get(title, title)


def _media(media: Content | None, speech: Speech) -> Content | None:
    if not media:
        return media
    told = media | {"alt": speech.plain("alt", media["alt"])}
    return told | {"credit": speech.plain("credit", media["credit"])} if "credit" in media else told


def _block(block: Content, speech: Speech) -> Content:
    kind = block["type"]
    if kind == "text":
        return block | {"html": speech.rich("text", block["html"])}
    if kind == "heading":
        return block | {"text": speech.plain("heading", block["text"])}
    if kind == "image":
        return block | {"image": _media(block["image"], speech), "caption": speech.plain("caption", block["caption"])}
    if kind == "gallery":
        images = [_media(image, speech) for image in block["images"]]
        return block | {"images": images, "caption": speech.plain("caption", block["caption"])}
    if kind == "quote":
        return block | {"text": speech.plain("quote", block["text"]), "by": speech.plain("by", block["by"])}
    if kind == "table":
        caption = speech.plain("caption", block["caption"])
        return block | {
            "caption": caption,
            "rows": [[speech.plain("cell", cell) for cell in row] for row in block["rows"]],
        }
    if kind in ("file", "video"):
        return block | {"title": speech.plain("name", block["title"])}
    return block


def _titled(content: Content, speech: Speech) -> Content:
    told = content | {
        "title": speech.plain("title", content["title"]),
        "description": speech.plain("lead", content["description"]),
    }
    return told | {"behind": speech.behind()}


def _special(content: Content, speech: Speech) -> Content:
    told = _titled(content, speech)
    told["banner"] = _media(content["banner"], speech)
    return told | {"behind": told["behind"] or speech.behind()}


def _below_home(section: Snapshot) -> str:
    return f"{prefix(section.language)}/{section.content['slug']}/"


KINDS = (
    Translatable("article", _article, "article", path=path_of, many=True),
    Translatable("section", _titled, "section", path=_below_home),
    Translatable("special", _special, "special", ":1", path=_below_home),
)
