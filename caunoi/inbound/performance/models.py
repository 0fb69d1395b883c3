"""The board of a period."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from caunoi.gate.releases.record import Record


class Board(Record):
    """The agencies' promptness over a period, with the rows from which it was reckoned (`data`, the text of the file)."""

    title = models.CharField("tên bảng", max_length=160)
    first_on = models.DateField("từ ngày")
    last_on = models.DateField("đến hết ngày")
    data = models.TextField("dữ liệu", editable=False)
    calendar = models.CharField("lịch làm việc", max_length=120, editable=False)
    terms = models.JSONField("thời hạn áp dụng", default=list, editable=False)

    class Meta:
        verbose_name = "bảng theo dõi trả lời"
        verbose_name_plural = "bảng theo dõi trả lời"
        constraints = [
            models.UniqueConstraint(fields=["first_on", "last_on"], name="one_board_a_period"),
            models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="a_board_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return self.title
