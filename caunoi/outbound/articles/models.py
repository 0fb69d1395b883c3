"""Sections, special sections and articles."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.fields import StreamField

from caunoi.gate.releases.record import Record
from caunoi.outbound.articles.blocks import BodyBlock, ReadAlsoBlock

_address = RegexValidator(
    r"^[a-z0-9]+(?:[-/][a-z0-9]+)*$", "Chỉ dùng chữ thường không dấu, số, gạch nối; ví dụ: kinh-te."
)


class Section(Record):
    """A section of the news (chuyên mục), in a tree."""

    title = models.CharField("tên chuyên mục", max_length=120)
    slug = models.CharField("đường dẫn", max_length=80, unique=True, validators=[_address])
    description = models.CharField("mô tả", max_length=300, blank=True)
    parent = models.ForeignKey(
        "self",
        verbose_name="thuộc chuyên mục",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    order = models.PositiveSmallIntegerField("thứ tự", default=0)

    class Meta:
        verbose_name = "chuyên mục"
        verbose_name_plural = "chuyên mục"
        ordering = ("order", "title")
        constraints = [models.CheckConstraint(condition=~models.Q(parent=models.F("pk")), name="no_section_in_itself")]

    def __str__(self) -> str:
        return self.title

    def line(self) -> list[Section]:
        """This section and those above it, from the top; a loop made by mistake ends it."""
        found: list[Section] = []
        at: Section | None = self
        while at is not None and at not in found:
            found.append(at)
            at = at.parent
        return found[::-1]


class SpecialSection(Record):
    """A topical section, opened and closed by date (chuyên trang). Its addresses stay alive for ever."""

    title = models.CharField("tên chuyên trang", max_length=160)
    slug = models.CharField("đường dẫn", max_length=80, unique=True, validators=[_address])
    description = models.CharField("mô tả", max_length=400, blank=True)
    banner = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name="ảnh đầu trang",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    banner_alt = models.CharField("mô tả ảnh", max_length=250, blank=True)
    opened_on = models.DateField("mở từ ngày")
    closed_on = models.DateField("đóng từ ngày", null=True, blank=True)

    class Meta:
        verbose_name = "chuyên trang"
        verbose_name_plural = "chuyên trang"
        ordering = ("-opened_on",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closed_on__isnull=True) | models.Q(closed_on__gte=models.F("opened_on")),
                name="a_special_section_closes_after_it_opens",
                violation_error_message="Ngày đóng phải sau ngày mở.",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Article(Record, ClusterableModel):
    """A news item or an article (tin, bài)."""

    class Genre(models.TextChoices):
        NEWS = "tin", "Tin"
        ARTICLE = "bai", "Bài phản ánh"
        REPORTAGE = "phong-su", "Phóng sự"
        INTERVIEW = "phong-van", "Phỏng vấn"
        NOTICE = "thong-bao", "Thông báo"

    title = models.CharField("tiêu đề", max_length=200)
    slug = models.SlugField("đường dẫn", max_length=90, blank=True, help_text="Bỏ trống để lấy theo tiêu đề.")
    lead = models.TextField("sapo", max_length=800)
    section = models.ForeignKey(Section, verbose_name="chuyên mục", on_delete=models.PROTECT, related_name="articles")
    special = models.ForeignKey(
        SpecialSection,
        verbose_name="chuyên trang",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="articles",
    )
    genre = models.CharField("thể loại", max_length=12, choices=Genre.choices, default=Genre.NEWS)
    image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name="ảnh chính",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    image_alt = models.CharField("mô tả ảnh cho người không nhìn thấy", max_length=250, blank=True)
    image_credit = models.CharField("nguồn ảnh", max_length=120, blank=True)
    body: Any = StreamField(BodyBlock(), verbose_name="nội dung", blank=True)
    place = models.CharField("nơi viết", max_length=120, blank=True)
    source = models.CharField("nguồn tin", max_length=160, blank=True)
    dated = models.DateTimeField(
        "ngày giờ hiện trên bài", null=True, blank=True, help_text="Bỏ trống để lấy lúc phát hành lần đầu."
    )
    tags = models.CharField("thẻ", max_length=300, blank=True, help_text="Cách nhau bằng dấu phẩy.")
    related: Any = StreamField([("articles", ReadAlsoBlock())], verbose_name="tin liên quan", blank=True, max_num=1)
    correction = models.TextField(
        "đính chính", blank=True, help_text="Hiện ngay dưới tiêu đề, nói rõ điều gì sai và nay sửa thành gì."
    )
    corrected_on = models.DateField("ngày đính chính", null=True, blank=True)
    external_id = models.CharField("mã nơi nguồn", max_length=120, null=True, blank=True, unique=True, editable=False)

    class Meta:
        verbose_name = "tin bài"
        verbose_name_plural = "tin bài"
        indexes = [
            models.Index(fields=["section", "-last_published_at"]),
            models.Index(fields=["expire_at"]),
            models.Index(
                fields=["corrected_on"], condition=models.Q(corrected_on__isnull=False), name="articles_corrected"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(correction="") | models.Q(corrected_on__isnull=False),
                name="a_correction_has_a_day",
                violation_error_message="Đính chính phải ghi ngày.",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Contributor(models.Model):
    """Who made an article, and which part (royalties are reckoned from this)."""

    class Part(models.TextChoices):
        AUTHOR = "author", "Tác giả"
        PHOTOGRAPHER = "photographer", "Ảnh"
        EDITOR = "editor", "Biên tập"
        VIDEO = "video", "Video"
        TRANSLATOR = "translator", "Dịch"

    article = ParentalKey(Article, on_delete=models.CASCADE, related_name="contributors")
    name = models.CharField("tên trên bài", max_length=120)
    part = models.CharField("phần việc", max_length=16, choices=Part.choices, default=Part.AUTHOR)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="người của tòa soạn",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    share = models.PositiveSmallIntegerField("phần (%)", default=100)

    class Meta:
        verbose_name = "người tham gia"
        verbose_name_plural = "người tham gia"
        constraints = [
            models.CheckConstraint(condition=models.Q(share__gte=1, share__lte=100), name="a_share_is_a_percentage")
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_part_display()})"
