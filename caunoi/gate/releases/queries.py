"""Reads of the log that more than one place needs."""

from __future__ import annotations

from datetime import datetime

from caunoi.gate.releases.log import bytes_of, verify
from caunoi.gate.releases.models import Blob, Release


def latest(count: int = 20) -> list[Release]:
    """The last entries of the log, newest first."""
    return list(Release.objects.order_by("-position")[:count])


def as_it_stood(host: str, path: str, *, at: datetime) -> Release | None:
    """The entry by which an address answered at a moment; None when nothing had been released there."""
    return Release.objects.filter(host=host, path=path, at__lte=at).order_by("-position").first()


def entry(position: int) -> Release:
    """The entry at a position. Raises Broken when the gate did not write it so, Release.DoesNotExist when there is none."""
    found = Release.objects.get(position=position)
    verify([found])
    return found


def released_bytes(release: Release) -> bytes:
    """The identity bytes of an entry; empty for a move."""
    if not release.sha256:
        return b""
    return bytes_of(Blob.objects.get(pk=release.sha256))
