"""Reading the log from a cursor: one batch is one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from django.db import transaction

from caunoi.gate.followers.models import Cursor
from caunoi.gate.public_log import sequencer
from caunoi.gate.releases import log
from caunoi.gate.releases.models import Release


class Follower(Protocol):
    """A named reader of the log.

    `follow` is called inside the transaction that moves the cursor: what it writes to the database is done exactly once. What it
    does outside the database must be harmless when repeated, for it is repeated when the machine stops in between.
    """

    name: str
    batch: int

    def follow(self, releases: Sequence[Release], *, at: datetime) -> None: ...


_followers: list[Follower] = []


def register(follower: Follower) -> None:
    """Add a follower; they are served in the order in which they are registered."""
    if all(known.name != follower.name for known in _followers):
        _followers.append(follower)


def followers() -> list[Follower]:
    return list(_followers)


def step(follower: Follower, *, at: datetime) -> int:
    """Let a follower deal with its next batch, as far as the public log is signed. Returns how many releases that were; 0 when it is up to date."""
    known = Cursor.objects.filter(pk=follower.name).values_list("position", flat=True).first()
    published = sequencer.published_release()
    if known is not None and known >= published:
        return 0  # without a lock: an idle follower must not disturb those who write
    with transaction.atomic():
        if known is None:
            Cursor.objects.get_or_create(pk=follower.name)
        cursor = Cursor.objects.select_for_update().get(pk=follower.name)
        batch = list(
            Release.objects.filter(position__gt=cursor.position, position__lte=published).order_by("position")[
                : follower.batch
            ]
        )
        if not batch:
            return 0
        log.verify(batch)
        follower.follow(batch, at=at)
        cursor.position = batch[-1].position
        cursor.done += len(batch)
        cursor.at = at
        cursor.save(update_fields=["position", "done", "at"])
        return len(batch)
