"""An announced outage."""

from __future__ import annotations

from django.db import models
from wagtail.fields import RichTextField

from caunoi.gate.releases.record import Record

FEATURES = ["bold", "ol", "ul", "link"]


class Outage(Record):
    """A time in which something does not answer: what, from when until when, and what people can do meanwhile."""

    title = models.CharField(
        "tiêu đề", max_length=160, help_text="Ví dụ: Tạm ngừng tiếp nhận phản ánh để nâng cấp máy chủ"
    )
    reason = models.CharField("vì sao", max_length=300)
    from_at = models.DateTimeField("bắt đầu lúc")
    until_at = models.DateTimeField("dự kiến khôi phục lúc", help_text="Đến lúc này thông báo tự rời khỏi cổng.")
    affected = models.TextField("những gì bị ảnh hưởng", help_text="Mỗi dòng một việc, ví dụ: Gửi câu hỏi, phản ánh.")
    meanwhile = RichTextField(
        "trong thời gian đó người dân làm gì",
        features=FEATURES,
        help_text="Cách khác để làm việc đó: số điện thoại, nơi đến, kênh khác.",
    )
    unforeseen = models.CharField(
        "lý do bất khả kháng",
        max_length=300,
        blank=True,
        help_text="Chỉ ghi khi không thể báo trước đủ thời hạn (thiên tai, sự cố, tấn công). Người đọc thấy lý do này.",
    )

    class Meta:
        verbose_name = "thông báo tạm ngừng"
        verbose_name_plural = "thông báo tạm ngừng"
        ordering = ("-from_at",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_at__gt=models.F("from_at")),
                name="an_outage_ends_after_it_begins",
                violation_error_message="Lúc dự kiến khôi phục phải sau lúc bắt đầu.",
            )
        ]

    def __str__(self) -> str:
        return self.title
