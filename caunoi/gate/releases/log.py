"""Appending to the log: one locked head row, positions without gaps, bytes stored before the row that names them."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from caunoi.gate.releases.models import Blob, Head, Release
from caunoi.ground.refused import Refused

_TEXT = ("text/", "application/rss", "application/atom", "application/feed", "application/xml", "image/svg")


class Altered(Refused):
    """The log, or the bytes it names, are not as they were written."""


@dataclass
class Entry:
    """What is to be appended; `data` are the identity bytes, empty for a move."""

    kind: str
    host: str
    path: str
    media_type: str
    data: bytes
    record: str = ""
    revision: int | None = None
    approval: int | None = None
    role: str = ""
    target: str = ""
    reason: str = ""

    def __post_init__(self) -> None:
        self.sha256 = hashlib.sha256(self.data).hexdigest()


def lock() -> Head:
    """Take the head row; everyone else who wants to append waits. Only inside a transaction."""
    return Head.objects.select_for_update().get(pk=1)


def append(head: Head, entries: Iterable[Entry], *, at: datetime) -> list[Release]:
    """Append entries under the lock, in order. Returns the rows with their positions."""
    entries = list(entries)
    if not entries:
        return []
    store(entries)
    rows = []
    for position, entry in enumerate(entries, head.position + 1):
        rows.append(
            Release(
                position=position,
                at=at,
                kind=entry.kind,
                host=entry.host,
                path=entry.path,
                media_type=entry.media_type,
                sha256=entry.sha256 if entry.data else "",
                target=entry.target,
                record=entry.record,
                revision=entry.revision,
                approval_id=entry.approval,
                role=entry.role,
                reason=entry.reason,
            )
        )
    Release.objects.bulk_create(rows, batch_size=500)
    head.position += len(rows)
    head.save(update_fields=["position"])
    return rows


def store(entries: Iterable[Entry]) -> None:
    """Keep the bytes of entries, once for each sha-256."""
    wanted = {entry.sha256: entry for entry in entries if entry.data}
    known = set(Blob.objects.filter(sha256__in=wanted).values_list("sha256", flat=True))
    Blob.objects.bulk_create(
        [_blob(entry) for sha256, entry in wanted.items() if sha256 not in known], ignore_conflicts=True, batch_size=100
    )


def _blob(entry: Entry) -> Blob:
    if entry.media_type.startswith(_TEXT):
        data = gzip.compress(entry.data, compresslevel=4, mtime=0)
        return Blob(sha256=entry.sha256, size=len(entry.data), coding="gzip", data=data)
    return Blob(sha256=entry.sha256, size=len(entry.data), data=entry.data)


def bytes_of(blob: Blob) -> bytes:
    """The identity bytes of a blob. Raises Altered when they are not those of its name."""
    data = bytes(blob.data)
    if blob.coding == "gzip":
        data = gzip.decompress(data)
    if hashlib.sha256(data).hexdigest() != blob.sha256:
        raise Altered(f"Dữ liệu phát hành {blob.sha256[:12]}… trong cơ sở dữ liệu đã bị sửa bằng đường khác. Báo kỹ thuật viên và người giám sát.")
    return data
