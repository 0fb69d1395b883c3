"""Keys of programs that file on behalf of citizens."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models


class ApiKey(models.Model):
    """One key of one program. Only its digest is kept: the key itself is shown once, when it is issued."""

    label = models.CharField("tên ứng dụng", max_length=120)
    organisation = models.ForeignKey(
        "organisations.Organisation", verbose_name="cơ quan chủ quản", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        help_text="Để trống nếu ứng dụng của tổ chức ngoài nhà nước.",
    )  # fmt: skip
    contact = models.CharField("người liên hệ", max_length=200, blank=True, help_text="Để báo khi khóa có sự cố.")
    per_hour = models.PositiveIntegerField(
        "số lần gửi mỗi giờ", default=200, validators=[MinValueValidator(1), MaxValueValidator(100_000)]
    )
    active = models.BooleanField("đang dùng được", default=True, help_text="Bỏ chọn để thu hồi khóa ngay.")
    begins = models.CharField("bắt đầu bằng", max_length=12, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    issued_at = models.DateTimeField("cấp lúc", editable=False)

    class Meta:
        verbose_name = "khóa API"
        verbose_name_plural = "khóa API"
        constraints = [models.CheckConstraint(condition=models.Q(per_hour__gte=1), name="api_key_lets_in")]

    def __str__(self) -> str:
        return f"{self.label} ({self.begins}…)"
