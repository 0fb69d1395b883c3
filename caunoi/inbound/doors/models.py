"""The counter of visits."""

from __future__ import annotations

from django.db import models


class Visit(models.Model):
    """How many forms came in under a mark in its current window (see `throttle`). No address, nothing of the form."""

    mark = models.CharField(max_length=40, primary_key=True)
    window_began_at = models.DateTimeField(db_index=True)
    visits = models.PositiveIntegerField()

    class Meta:
        verbose_name = "lượt gửi biểu mẫu"
        verbose_name_plural = "lượt gửi biểu mẫu"
