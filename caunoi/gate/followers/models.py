"""How far each follower has read."""

from __future__ import annotations

from django.db import models


class Cursor(models.Model):
    """`position` is the last release a follower has dealt with.

    `done` counts them, so that position == done when none was skipped or repeated.
    """

    follower = models.CharField(max_length=40, primary_key=True)
    position = models.BigIntegerField(default=0)
    done = models.BigIntegerField(default=0)
    at = models.DateTimeField(null=True)
