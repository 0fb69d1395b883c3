"""A translation of one record into one language."""

from __future__ import annotations

from typing import Any

from django.db import models

from caunoi.gate.releases.record import Record
from caunoi.ground.languages import OTHERS


class Translation(Record):
    """The paragraphs of a record in another language, each beside its Vietnamese as it stood when it was translated.

    `pairs` is a list of {"place", "source", "text"}; the source is kept so that the translator sees what has changed since.
    """

    of = models.CharField("bản gốc", max_length=80)
    language = models.CharField(
        "ngôn ngữ", max_length=8, choices=[(one.code, one.in_vietnamese) for one in OTHERS.values()], default="en"
    )
    title = models.CharField("tiêu đề", max_length=250, blank=True, editable=False)
    pairs: Any = models.JSONField("các đoạn", default=list, blank=True)

    class Meta:
        verbose_name = "bản dịch"
        verbose_name_plural = "bản dịch"
        constraints = [
            models.UniqueConstraint(
                fields=["of", "language"],
                name="one_translation_a_language",
                violation_error_message="Trang này đã có bản dịch sang ngôn ngữ đó.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title or self.of} ({self.get_language_display()})"
