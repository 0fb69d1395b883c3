"""The shell around every page, and the home page as its editors compose it."""

from __future__ import annotations

from typing import Any

from django.db import models
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.snippets.blocks import SnippetChooserBlock

from caunoi.gate.releases.record import Record

_link = [
    ("title", blocks.CharBlock(label="Tên", max_length=80)),
    ("href", blocks.CharBlock(label="Địa chỉ", max_length=300)),
]


class MenuItem(blocks.StructBlock):
    title = blocks.CharBlock(label="Tên", max_length=80)
    href = blocks.CharBlock(label="Địa chỉ", max_length=300)
    items = blocks.ListBlock(blocks.StructBlock(_link), label="Mục con", default=[])

    class Meta:
        icon = "list-ul"
        label = "Mục"


class Shell(Record):
    """What stands around every page: names, menu, links, footer.

    With it are approved the interface words, the assets and the hosts that pages may link to.
    """

    portal_name = models.CharField("tên cổng", max_length=120)
    province = models.CharField("tỉnh, thành phố", max_length=80)
    owner = models.CharField("cơ quan chủ quản", max_length=160)
    slogan = models.CharField("dòng giới thiệu", max_length=160, blank=True)
    menu: Any = StreamField([("item", MenuItem())], verbose_name="menu", blank=True)
    links: Any = StreamField(
        [("link", blocks.StructBlock(_link, label="Liên kết"))], verbose_name="liên kết", blank=True
    )
    unit = models.CharField("đơn vị quản lý", max_length=200)
    responsible = models.CharField("người chịu trách nhiệm", max_length=160)
    address = models.CharField("địa chỉ", max_length=250)
    phone = models.CharField("điện thoại", max_length=40)
    email = models.EmailField("thư điện tử")
    licence = models.CharField("giấy phép, ghi nguồn", max_length=250, blank=True)
    allowed_hosts = models.TextField(
        "tên miền được liên kết tới",
        blank=True,
        help_text="Mỗi dòng một tên miền; gov.vn nghĩa là cả các tên miền con.",
    )

    class Meta:
        verbose_name = "khung trang"
        verbose_name_plural = "khung trang"

    def __str__(self) -> str:
        return self.portal_name


class _Lead(blocks.StructBlock):
    title = blocks.CharBlock(label="Tiêu đề khối", max_length=80)
    article = SnippetChooserBlock(
        "articles.Article", label="Tin chính", required=False, help_text="Bỏ trống: tin mới nhất có ảnh."
    )
    others = blocks.IntegerBlock(label="Số tin khác", default=6, min_value=0, max_value=12)

    class Meta:
        icon = "pick"
        label = "Tin chính"


class _Section(blocks.StructBlock):
    section = SnippetChooserBlock("articles.Section", label="Chuyên mục")
    title = blocks.CharBlock(label="Tiêu đề khối", max_length=80)
    count = blocks.IntegerBlock(label="Số tin", default=5, min_value=1, max_value=12)

    class Meta:
        icon = "list-ul"
        label = "Khối chuyên mục"


class _Titled(blocks.StructBlock):
    title = blocks.CharBlock(label="Tiêu đề khối", max_length=80)


class _Leaders(blocks.StructBlock):
    title = blocks.CharBlock(label="Tiêu đề khối", max_length=80)
    leaders = blocks.ListBlock(SnippetChooserBlock("leaders.Leader", label="Lãnh đạo"), label="Lãnh đạo")

    class Meta:
        icon = "group"
        label = "Lãnh đạo"


class _Answers(blocks.StructBlock):
    title = blocks.CharBlock(label="Tiêu đề khối", max_length=80)
    count = blocks.IntegerBlock(label="Số câu trả lời mới", default=4, min_value=0, max_value=12)
    links = blocks.ListBlock(blocks.StructBlock(_link), label="Lối vào (gửi, theo dõi, tra cứu …)")

    class Meta:
        icon = "comment"
        label = "Hỏi đáp"


class FrontPage(Record):
    """The home page: which blocks stand on it, in which order."""

    title = models.CharField("tên", max_length=120, default="Trang chủ")
    blocks: Any = StreamField(
        [
            ("lead", _Lead()),
            ("section", _Section()),
            ("specials", _Titled(icon="folder-open-inverse", label="Chuyên trang")),
            ("leaders", _Leaders()),
            ("schedule", _Titled(icon="date", label="Lịch công tác")),
            ("answers", _Answers()),
        ],
        verbose_name="các khối",
        blank=True,
    )

    class Meta:
        verbose_name = "trang chủ"
        verbose_name_plural = "trang chủ"

    def __str__(self) -> str:
        return self.title
