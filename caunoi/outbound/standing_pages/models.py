"""A page that is always there."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.fields import StreamField

from caunoi.gate.releases.record import Record
from caunoi.outbound.bodies.blocks import PlainBody
from caunoi.outbound.standing_pages import rules


def address(slug: str) -> None:
    """Refuse an address that a page cannot have."""
    if reason := rules.why_not(slug):
        raise ValidationError(reason)


class StandingPage(Record):
    """A page with a permanent address: /gioi-thieu/lich-su/, /quyen-rieng-tu/. Its place in the tree is its address."""

    class Group(models.TextChoices):
        ABOUT = "about", "Giới thiệu"
        TERMS = "terms", "Quyền của người dùng, điều kiện sử dụng"
        HELP = "help", "Hướng dẫn"

    title = models.CharField("tiêu đề", max_length=160)
    slug = models.CharField(
        "đường dẫn",
        max_length=120,
        unique=True,
        validators=[address],
        help_text="Ví dụ quyen-rieng-tu, gioi-thieu/lich-su. Trang “gioi-thieu/lich-su” nằm dưới trang “gioi-thieu”.",
    )
    group = models.CharField("nhóm", max_length=8, choices=Group.choices, default=Group.ABOUT)
    order = models.PositiveSmallIntegerField("thứ tự trong nhóm", default=0)
    lead = models.TextField("tóm tắt", max_length=600, help_text="Một, hai câu: trang này nói gì, cho ai.")
    body: Any = StreamField(PlainBody(), verbose_name="nội dung", blank=True)
    updated_on = models.DateField(
        "cập nhật ngày", help_text="Ngày nội dung được rà soát lần cuối; người đọc thấy ngày này."
    )

    class Meta:
        verbose_name = "trang giới thiệu"
        verbose_name_plural = "trang giới thiệu"
        ordering = ("group", "order", "title")

    def __str__(self) -> str:
        return self.title
