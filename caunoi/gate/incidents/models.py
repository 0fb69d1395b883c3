"""Incidents, and when all was last found whole."""

from __future__ import annotations

from django.db import models


class Incident(models.Model):
    """Something stood, or was missing, that the log does not say. Found again within an hour it is counted, not told anew.

    `sha256` is that of the bytes that were found; `evidence` the file below the data folder where they were put aside.
    """

    class Kind(models.TextChoices):
        ALTERED = "altered", "bị sửa"
        FOREIGN = "foreign", "không do Cổng phát hành"
        MISSING = "missing", "bị mất"
        REFUSED = "refused", "dữ liệu không do Cổng ghi"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    host = models.CharField(max_length=120, blank=True, default="")
    path = models.CharField(max_length=500)
    sha256 = models.CharField(max_length=64, blank=True, default="")
    said = models.TextField()
    evidence = models.CharField(max_length=300, blank=True, default="")
    mended = models.BooleanField(default=False)
    at = models.DateTimeField()
    last_at = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(fields=["-at"], name="incidents_newest"),
            models.Index(fields=["kind", "path", "sha256"], name="incidents_same"),
        ]


class Whole(models.Model):
    """One row: when the whole public folder was last found to be what the log says, and that was put in the log."""

    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_whole")]
