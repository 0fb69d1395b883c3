"""The blocks of an article's body, and what a reader gets of each."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from caunoi.ground.vietnamese.text import nfc
from caunoi.outbound.bodies.blocks import (
    FEATURES,
    TYPES,
    FileBlock,
    PictureBlock,
    TableBlock,
    TidyBody,
    content_of_block,
)
from caunoi.outbound.media.actions import media_of

VIDEO_HOSTS = ("www.youtube-nocookie.com", "player.vimeo.com")


def video_source(address: str) -> str:
    """The address of the player without cookies for a video's page. Raises ValidationError, in Vietnamese, for other hosts."""
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.")
    if host in ("youtube.com", "m.youtube.com"):
        number = parse_qs(parts.query).get("v", [""])[0]
    elif host == "youtu.be":
        number = parts.path.strip("/")
    elif host == "vimeo.com" and parts.path.strip("/").isdigit():
        return f"https://player.vimeo.com/video/{parts.path.strip('/')}"
    else:
        raise ValidationError(
            "Chỉ nhận video từ YouTube hoặc Vimeo. Dán địa chỉ trang xem video, ví dụ https://www.youtube.com/watch?v=…"
        )
    if not number or not number.replace("-", "").replace("_", "").isalnum():
        raise ValidationError("Địa chỉ video không có mã video.")
    return f"https://www.youtube-nocookie.com/embed/{number}"


class VideoAddress(blocks.URLBlock):
    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        if value:
            video_source(value)
        return value


class GalleryBlock(blocks.StructBlock):
    images = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("image", ImageChooserBlock(label="Ảnh")),
                ("alt", blocks.CharBlock(label="Mô tả ảnh", max_length=250)),
                ("credit", blocks.CharBlock(label="Nguồn ảnh", required=False, max_length=120)),
            ]
        ),
        min_num=2,
        label="Các ảnh",
    )
    caption = blocks.CharBlock(label="Chú thích chung", required=False, max_length=400)

    class Meta:
        icon = "image"
        label = "Chùm ảnh"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label="Lời trích")
    by = blocks.CharBlock(label="Người nói", required=False, max_length=160)

    class Meta:
        icon = "openquote"
        label = "Trích dẫn"


class VideoBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="Tên video", max_length=250)
    url = VideoAddress(label="Địa chỉ video (YouTube, Vimeo)")

    class Meta:
        icon = "media"
        label = "Video"


class ReadAlsoBlock(blocks.StructBlock):
    articles = blocks.ListBlock(SnippetChooserBlock("articles.Article", label="Bài"), label="Các bài", min_num=1)

    class Meta:
        icon = "link"
        label = "Đọc thêm"


class BodyBlock(TidyBody):
    text = blocks.RichTextBlock(label="Văn bản", features=FEATURES)
    heading = blocks.CharBlock(label="Tiêu đề nhỏ", max_length=200, icon="title")
    image = PictureBlock()
    gallery = GalleryBlock()
    quote = QuoteBlock()
    table = TableBlock()
    file = FileBlock()
    video = VideoBlock()
    read_also = ReadAlsoBlock()


def content_of(body: Any) -> list[dict[str, Any]]:
    """What a reader gets of a body: one plain dict a block, in order."""
    return [_block(child.block_type, child.value) for child in body]


def _block(kind: str, value: Any) -> dict[str, Any]:
    if kind in TYPES:
        return content_of_block(kind, value)
    if kind == "gallery":
        images = [
            media_of(item["image"], alt=nfc(item["alt"]), credit=nfc(item["credit"] or "")) for item in value["images"]
        ]
        return {"type": kind, "images": images, "caption": nfc(value["caption"] or "")}
    if kind == "quote":
        return {"type": kind, "text": nfc(value["text"]), "by": nfc(value["by"] or "")}
    if kind == "video":
        return {"type": kind, "title": nfc(value["title"]), "src": video_source(value["url"]), "url": value["url"]}
    assert kind == "read_also", kind
    return {"type": kind, "ids": [article.pk for article in value["articles"] if article is not None]}
