"""The blocks that every body may have, and what a reader gets of each, as plain JSON."""

from __future__ import annotations

from typing import Any

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.rich_text import RichText

from caunoi.gate.render.parts import clean_html
from caunoi.ground.vietnamese.numbers import size_text
from caunoi.ground.vietnamese.text import nfc
from caunoi.outbound.bodies.pasting import tidy
from caunoi.outbound.media.actions import file_of, media_of

FEATURES = ["bold", "italic", "h3", "ol", "ul", "link", "superscript", "subscript"]
TYPES = ("text", "heading", "image", "table", "file")


class PictureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label="Ảnh")
    alt = blocks.CharBlock(label="Mô tả cho người không nhìn thấy ảnh", max_length=250)
    caption = blocks.CharBlock(label="Chú thích", required=False, max_length=400)
    credit = blocks.CharBlock(label="Nguồn ảnh", required=False, max_length=120)

    class Meta:
        icon = "image"
        label = "Ảnh"


class TableBlock(blocks.StructBlock):
    caption = blocks.CharBlock(label="Tên bảng", max_length=250)
    header = blocks.BooleanBlock(label="Dòng đầu là tiêu đề cột", required=False, default=True)
    rows = blocks.ListBlock(
        blocks.ListBlock(blocks.CharBlock(required=False, label="Ô"), label="Dòng"), label="Các dòng", min_num=1
    )

    class Meta:
        icon = "table"
        label = "Bảng"


class FileBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="Tên tệp cho người đọc", max_length=250)
    file = DocumentChooserBlock(label="Tệp")

    class Meta:
        icon = "doc-full"
        label = "Tệp đính kèm"


class TidyBody(blocks.StreamBlock):
    """What was pasted is made clean when the form is read, so that the editor sees it so."""

    def clean(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        cleaned = super().clean(value, *args, **kwargs)
        for child in cleaned:
            if child.block_type == "text":
                child.value = RichText(tidy(child.value.source))
        return cleaned


class PlainBody(TidyBody):
    """A body of nothing but the blocks of this room."""

    text = blocks.RichTextBlock(label="Văn bản", features=FEATURES)
    heading = blocks.CharBlock(label="Tiêu đề nhỏ", max_length=200, icon="title")
    image = PictureBlock()
    table = TableBlock()
    file = FileBlock()


def content_of(body: Any) -> list[dict[str, Any]]:
    """What a reader gets of a plain body: one plain dict a block, in order."""
    return [content_of_block(child.block_type, child.value) for child in body]


def content_of_block(kind: str, value: Any) -> dict[str, Any]:
    """What a reader gets of one block of TYPES."""
    if kind == "text":
        return {"type": kind, "html": clean_html(value.source)}
    if kind == "heading":
        return {"type": kind, "text": nfc(value)}
    if kind == "image":
        return {
            "type": kind,
            "image": media_of(value["image"], alt=nfc(value["alt"]), credit=nfc(value["credit"] or "")),
            "caption": nfc(value["caption"] or ""),
        }
    if kind == "table":
        return {
            "type": kind,
            "caption": nfc(value["caption"]),
            "header": bool(value["header"]),
            "rows": [[nfc(cell or "") for cell in row] for row in value["rows"]],
        }
    assert kind == "file", kind
    file = file_of(value["file"])
    return {"type": kind, "title": nfc(value["title"]), "file": file | {"size_text": size_text(file["size"])}}
