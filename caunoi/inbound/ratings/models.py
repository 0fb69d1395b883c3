"""Counts, and the marks by which nobody is counted too often."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Tally(models.Model):
    """How often an address was given a grade on a day. Nothing else about it is known."""

    path = models.CharField("địa chỉ", max_length=400)
    rated_on = models.DateField("ngày")
    grade = models.PositiveSmallIntegerField("mức")
    ratings = models.PositiveIntegerField("số lượt")

    class Meta:
        verbose_name = "số đánh giá"
        verbose_name_plural = "số đánh giá"
        constraints = [
            models.UniqueConstraint(fields=["path", "rated_on", "grade"], name="one_tally_a_day"),
            models.CheckConstraint(condition=Q(grade__gte=1) & Q(grade__lte=3), name="three_grades"),
        ]
        indexes = [models.Index(fields=["rated_on"])]


class Mark(models.Model):
    """How many ratings came today under a mark (`rules.mark`). Deleted when the day is over."""

    mark = models.CharField(max_length=40, primary_key=True)
    counted_on = models.DateField(db_index=True)
    ratings = models.PositiveIntegerField()

    class Meta:
        verbose_name = "dấu đếm trong ngày"
        verbose_name_plural = "dấu đếm trong ngày"
