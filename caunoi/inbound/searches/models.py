"""How often words were asked for."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Search(models.Model):
    """Words (folded) that were asked for in a day at a place; `spelled` is how they were written last, `missed` how often nothing was found."""

    class Place(models.TextChoices):
        ANSWERS = "answers", "Câu hỏi đã trả lời"
        COMMUNES = "communes", "Xã, phường cũ và mới"
        PORTAL = "portal", "Tìm kiếm trên Cổng"

    on = models.DateField()
    place = models.CharField(max_length=12, choices=Place)
    words = models.CharField(max_length=80)
    spelled = models.CharField(max_length=80)
    asked = models.PositiveIntegerField()
    missed = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["on", "place", "words"], name="one_count_of_words_a_day"),
            models.CheckConstraint(condition=Q(missed__lte=F("asked")), name="no_more_missed_than_asked"),
        ]

    def __str__(self) -> str:
        return self.spelled
