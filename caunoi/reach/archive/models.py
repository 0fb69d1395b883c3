"""From when until when an address answered with which bytes."""

from __future__ import annotations

from datetime import UTC, timedelta

from django.db import models
from django.urls import reverse


class Memento(models.Model):
    """One stretch of time in which an address answered the same; `until` is open for what answers now. One row for each release."""

    position = models.BigIntegerField(primary_key=True)
    host = models.CharField(max_length=120)
    path = models.CharField(max_length=400)
    kind = models.CharField(max_length=12)
    sha256 = models.CharField(max_length=64)
    media_type = models.CharField(max_length=80)
    target = models.CharField(max_length=400, blank=True, default="")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["host", "path", "-since"])]
        constraints = [
            models.UniqueConstraint(
                fields=["host", "path"], condition=models.Q(until__isnull=True), name="one_open_memento"
            )
        ]

    @property
    def said(self) -> str:
        """What happened, for a person."""
        return {"release": "phát hành", "withdrawal": "gỡ", "move": "chuyển địa chỉ"}[self.kind]

    @property
    def address(self) -> str:
        """Where the bytes of this stretch can be read; a second later than `since`, which has fractions."""
        stamp = (self.since + timedelta(seconds=1)).astimezone(UTC).strftime("%Y%m%d%H%M%S")
        return (
            reverse("memento", args=(stamp, self.path.lstrip("/")))
            if self.path != "/"
            else f"{reverse('archive')}{stamp}/"
        )
