"""Leaders with posts that have dates; weeks of the work schedule."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.snippets.blocks import SnippetChooserBlock

from caunoi.gate.releases.record import Record

FEATURES = ["bold", "italic", "ol", "ul", "link"]


class Leader(Record, ClusterableModel):
    """A person who leads: portrait, biography, duties, posts."""

    name = models.CharField("họ và tên", max_length=120)
    slug = models.SlugField("đường dẫn", max_length=80, blank=True)
    photo = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name="ảnh chân dung",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    born = models.CharField("ngày sinh", max_length=160, blank=True)
    biography = RichTextField("tóm tắt tiểu sử", features=FEATURES, blank=True)
    duties = RichTextField("lĩnh vực phụ trách", features=FEATURES, blank=True)
    contact = models.CharField("liên hệ", max_length=250, blank=True)

    class Meta:
        verbose_name = "lãnh đạo"
        verbose_name_plural = "lãnh đạo"

    def __str__(self) -> str:
        return self.name


class LeaderPost(models.Model):
    """A post held by a leader, with its dates (both days included)."""

    leader = ParentalKey(Leader, on_delete=models.CASCADE, related_name="posts")
    title = models.CharField("chức vụ", max_length=160)
    organisation = models.ForeignKey(
        "organisations.Organisation", verbose_name="cơ quan", on_delete=models.PROTECT, related_name="+"
    )
    from_on = models.DateField("từ ngày")
    until_on = models.DateField("đến ngày", null=True, blank=True)
    order = models.PositiveSmallIntegerField("thứ tự trong cơ quan", default=0)

    class Meta:
        verbose_name = "chức vụ"
        verbose_name_plural = "chức vụ"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True) | models.Q(until_on__gte=models.F("from_on")),
                name="a_leaders_post_ends_after_it_begins",
                violation_error_message="Ngày thôi giữ chức phải sau ngày bắt đầu.",
            )
        ]

    def __str__(self) -> str:
        return self.title


class EntryBlock(blocks.StructBlock):
    """One row of the schedule."""

    on = blocks.DateBlock(label="Ngày")
    until = blocks.DateBlock(label="Đến ngày", required=False, help_text="Chỉ điền khi việc kéo dài nhiều ngày.")
    part = blocks.ChoiceBlock(
        label="Buổi", choices=[("morning", "Sáng"), ("afternoon", "Chiều"), ("day", "Cả ngày")], default="morning"
    )
    time = blocks.RegexBlock(
        regex=r"^([01]?\d|2[0-3]):[0-5]\d$",
        label="Giờ",
        required=False,
        help_text="Ví dụ 8:00",
        error_messages={"invalid": "Ghi giờ dạng 8:00 hoặc 14:30."},
    )
    leaders = blocks.ListBlock(SnippetChooserBlock("leaders.Leader", label="Lãnh đạo"), label="Lãnh đạo", default=[])
    content = blocks.TextBlock(label="Nội dung")
    place = blocks.CharBlock(label="Địa điểm", required=False, max_length=200)
    attending = blocks.CharBlock(label="Cùng dự", required=False, max_length=300)

    class Meta:
        icon = "date"
        label = "Việc"


class WorkWeek(Record):
    """A week of the leaders' work schedule. Its revision number says how often it was changed after it was first published."""

    monday = models.DateField("thứ Hai", unique=True)
    revision = models.PositiveSmallIntegerField("điều chỉnh lần", default=0)
    revision_note = models.CharField("nội dung điều chỉnh", max_length=300, blank=True)
    revised_on = models.DateField("ngày điều chỉnh", null=True, blank=True)
    earlier: Any = StreamField(
        [
            (
                "revision",
                blocks.StructBlock(
                    [("title", blocks.CharBlock(label="Lần")), ("on", blocks.DateBlock(label="Ngày"))],
                    label="Lần trước",
                ),
            )
        ],
        verbose_name="các lần trước",
        blank=True,
    )
    entries: Any = StreamField([("entry", EntryBlock())], verbose_name="lịch", blank=True)

    class Meta:
        verbose_name = "tuần công tác"
        verbose_name_plural = "lịch công tác"
        ordering = ("-monday",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(monday__iso_week_day=1),
                name="a_week_begins_on_monday",
                violation_error_message="Ngày đầu tuần phải là thứ Hai.",
            )
        ]

    def __str__(self) -> str:
        week = self.monday.isocalendar()
        return f"Tuần {week.week} năm {week.year}"
