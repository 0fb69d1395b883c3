"""The follower that puts released bytes in the public folder, which nginx or the embedded server reads."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import brotli
from django.conf import settings

from caunoi.gate.releases.log import bytes_of
from caunoi.gate.releases.models import Blob, Release
from caunoi.ground.files import remove, write

_TWINS = ("text/", "application/rss", "application/atom", "application/feed", "application/xml", "image/svg")


class PublicFolder:
    """`public/<host>/…` holds what answers 200, `gone/<host>/…` the pages of withdrawn addresses, `moved/<host>/…` where moved ones went.

    Every file appears by atomic rename, with its gzip and brotli twins put in place before it.
    """

    name = "public"
    batch = 200

    def __init__(self, root: Path | None = None) -> None:
        self._root = root

    @property
    def root(self) -> Path:
        return self._root or settings.DATA

    def follow(self, releases: Sequence[Release], *, at: datetime) -> None:
        last = {(release.host, release.path): release for release in releases}
        blobs = {release.sha256 for release in last.values() if release.sha256}
        found = {blob.sha256: blob for blob in Blob.objects.filter(sha256__in=blobs)}
        for release in sorted(last.values(), key=lambda release: release.position):
            self._put(release, found.get(release.sha256))

    def restore(self, release: Release) -> None:
        """Put what this entry says in place again, whatever stands there."""
        self._put(release, Blob.objects.filter(pk=release.sha256).first())

    def _put(self, release: Release, blob: Blob | None) -> None:
        places = {tree: place(self.root / tree, release.host, release.path) for tree in ("public", "gone", "moved")}
        if release.kind == Release.Kind.MOVE:
            write(places["moved"], release.target.encode())
            remove(places["public"])
            remove(places["gone"])
            return
        assert blob is not None
        data = bytes_of(blob)
        tree = "public" if release.kind == Release.Kind.RELEASE else "gone"
        if release.media_type.startswith(_TWINS):
            write(
                places[tree].with_name(places[tree].name + ".gz"),
                bytes(blob.data) if blob.coding == "gzip" else gzip.compress(data, mtime=0),
            )
            write(places[tree].with_name(places[tree].name + ".br"), brotli.compress(data, quality=5))
        write(places[tree], data)
        for other in places:
            if other != tree:
                remove(places[other])


def place(tree: Path, host: str, path: str) -> Path:
    """Where an address stands in a tree. Raises ValueError for an address that would leave it."""
    parts = [host, *(part for part in path.split("/") if part)]
    if not host or "/" in host or any(part.startswith(".") or "\x00" in part or "\\" in part for part in parts):
        raise ValueError(f"{host}{path}")
    if path.endswith("/"):
        parts.append("index.html")
    return tree.joinpath(*parts)
