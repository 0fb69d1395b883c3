"""What must be found of a body on its page, and the pages of the pictures and files in it."""

from __future__ import annotations

from typing import Any

from caunoi.gate.releases.sources import Sources
from caunoi.gate.render import streams
from caunoi.gate.render.page import PageRef
from caunoi.gate.render.reading import read_fragment
from caunoi.outbound.media.pages import note, renditions


def stream_of(block: dict[str, Any]) -> str:
    """The stream of one block of `blocks.TYPES`."""
    say = streams.squeeze
    kind = block["type"]
    if kind == "text":
        return read_fragment(block["html"]).stream
    if kind == "heading":
        return say(block["text"])
    if kind == "image":
        image = block["image"]
        return streams.image(image["sha"], image["alt"]) + say(block["caption"]) + say(image["credit"])
    if kind == "table":
        return say(block["caption"]) + "".join(say(cell) for row in block["rows"] for cell in row)
    assert kind == "file", kind
    file = block["file"]
    return streams.link(f"/tep/{file['sha']}/{file['name']}", say(block["title"])) + say(file["size_text"])


def pages_of(block: dict[str, Any]) -> list[PageRef]:
    """The pages that exist because of a block: the renditions of its picture, its file."""
    if block["type"] == "image":
        return renditions(block["image"])
    if block["type"] == "file":
        return [PageRef("file", f"{block['file']['sha']}/{block['file']['name']}")]
    return []


def note_pictures(sources: Sources, blocks: list[dict[str, Any]]) -> None:
    """Note the pictures that a body shows."""
    for block in blocks:
        note(sources, block.get("image"))
