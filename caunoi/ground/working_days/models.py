"""What staff know about single days that nothing else knows."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class DayOverride(models.Model):
    """One day that the province's staff declare a holiday or a working day; it wins over every other source."""

    class Kind(models.TextChoices):
        HOLIDAY = "holiday", "Ngày nghỉ"
        WORKING = "working", "Ngày làm việc bù"

    on = models.DateField("ngày", unique=True)
    kind = models.CharField("loại", max_length=10, choices=Kind)
    title = models.CharField("tên gọi, lý do", max_length=200, help_text="Ví dụ: Nghỉ hoán đổi cho ngày 10/01/2026")
    source = models.CharField("căn cứ", max_length=200, blank=True, help_text="Số, ký hiệu văn bản quyết định")

    class Meta:
        verbose_name = "ngày nghỉ, ngày hoán đổi"
        verbose_name_plural = "ngày nghỉ, ngày hoán đổi"
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="day_override_has_title"),
            models.CheckConstraint(condition=Q(kind__in=["holiday", "working"]), name="day_override_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y}: {self.title}"
