"""The follower that keeps the archive."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from caunoi.gate.releases.models import Release
from caunoi.reach.archive.models import Memento


class Archive:
    name = "archive"
    batch = 500

    def follow(self, releases: Sequence[Release], *, at: datetime) -> None:
        """Close the open stretch of each address and open the next; exactly one row for each release."""
        new: dict[tuple[str, str], Memento] = {}
        rows = []
        for release in releases:
            before = new.get((release.host, release.path))
            if before is not None:
                before.until = release.at
            memento = Memento(
                position=release.position,
                host=release.host,
                path=release.path,
                kind=release.kind,
                sha256=release.sha256,
                media_type=release.media_type,
                target=release.target,
                since=release.at,
            )
            new[release.host, release.path] = memento
            rows.append(memento)
        first: dict[tuple[str, str], datetime] = {}
        for memento in rows:
            first.setdefault((memento.host, memento.path), memento.since)
        hosts, paths = {host for host, _ in first}, {path for _, path in first}
        for open_one in Memento.objects.filter(host__in=hosts, path__in=paths, until__isnull=True):
            since = first.get((open_one.host, open_one.path))
            if since is not None:
                open_one.until = since
                open_one.save(update_fields=["until"])
        Memento.objects.bulk_create(rows)
