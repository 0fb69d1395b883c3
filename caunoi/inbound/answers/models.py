"""The public text of an answered case."""

from __future__ import annotations

from django.db import models

from caunoi.gate.releases.record import Record
from caunoi.inbound.cases.models import Case


class PublicAnswer(Record):
    """A masked question with its masked answer. Nothing in it may tell who asked."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="public")
    title = models.CharField("tiêu đề", max_length=200)
    question = models.TextField("câu hỏi (đã che)")
    answer = models.TextField("trả lời (đã che)")
    basis = models.TextField("căn cứ pháp luật", blank=True)
    agency = models.ForeignKey(
        "organisations.Organisation", verbose_name="cơ quan trả lời", on_delete=models.PROTECT, related_name="+"
    )
    topic = models.CharField("lĩnh vực", max_length=40, blank=True)
    topic_title = models.CharField("tên lĩnh vực", max_length=120, blank=True)
    asked_on = models.DateField("ngày hỏi")
    dated = models.DateTimeField(
        "ngày trả lời", null=True, blank=True, help_text="Bỏ trống để lấy lúc phát hành lần đầu."
    )

    class Meta:
        verbose_name = "hỏi đáp"
        verbose_name_plural = "hỏi đáp"

    def __str__(self) -> str:
        return self.title
