"""A channel of the province."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models

from caunoi.gate.releases.record import Record
from caunoi.outbound.channels import rules


class Channel(Record):
    """One way by which people are told something or can tell something. The list of them is one page."""

    class Kind(models.TextChoices):
        """In the order of the law: the two central ones, then the others."""

        PORTAL = "portal", "Cổng thông tin điện tử"
        VNEID = "vneid", "Ứng dụng VNeID"
        SERVICES = "services", "Dịch vụ công trực tuyến"
        APP = "app", "Ứng dụng di động khác"
        SOCIAL = "social", "Mạng xã hội"
        PHONE = "phone", "Tổng đài, đường dây nóng"
        MAIL = "mail", "Thư điện tử"
        PLACE = "place", "Nơi tiếp công dân"
        MEDIA = "media", "Báo, đài, truyền thanh cơ sở"
        OTHER = "other", "Kênh khác"

    name = models.CharField("tên kênh", max_length=160)
    kind = models.CharField("loại", max_length=10, choices=Kind.choices)
    purpose = models.CharField(
        "dùng để làm gì", max_length=300, help_text="Người dân tìm thấy hoặc làm được gì ở đây, trong một câu."
    )
    address = models.CharField(
        "địa chỉ trên mạng", max_length=300, blank=True, help_text="https://… hoặc địa chỉ thư điện tử"
    )
    phone = models.CharField("điện thoại", max_length=40, blank=True)
    place = models.CharField("nơi đến", max_length=250, blank=True)
    hours = models.CharField("giờ hoạt động", max_length=120, blank=True, help_text="Ví dụ: 24/7; giờ hành chính")
    operator = models.ForeignKey(
        "organisations.Organisation", verbose_name="đơn vị vận hành", on_delete=models.PROTECT, related_name="+"
    )
    since_on = models.DateField("hoạt động từ ngày", null=True, blank=True)
    checked_on = models.DateField(
        "kiểm tra ngày", help_text="Ngày đơn vị vận hành xác nhận kênh này đúng là của mình và còn dùng được."
    )
    closed_on = models.DateField(
        "ngừng từ ngày",
        null=True,
        blank=True,
        help_text="Kênh đã ngừng vẫn ở lại trong danh sách, để không ai mạo danh được.",
    )
    order = models.PositiveSmallIntegerField("thứ tự trong loại", default=0)

    class Meta:
        verbose_name = "kênh thông tin"
        verbose_name_plural = "kênh thông tin"
        ordering = ("kind", "order", "name")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closed_on__isnull=True)
                | models.Q(since_on__isnull=True)
                | models.Q(closed_on__gte=models.F("since_on")),
                name="a_channel_closes_after_it_opens",
                violation_error_message="Ngày ngừng phải sau ngày bắt đầu.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if reason := rules.why_not_reached(self.address, self.phone, self.place):
            raise ValidationError(reason)
