"""Appending to the log: one locked head row, positions without gaps, bytes stored before the row that names them."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from caunoi.gate.releases import seals
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
        row = Release(
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
        row.seal = head.seal = seals.of_release(row, head.seal)
        rows.append(row)
    Release.objects.bulk_create(rows, batch_size=500)
    head.position += len(rows)
    head.save(update_fields=["position", "seal"])
    return rows


class Broken(Refused):
    """An entry of the log was not written by the gate, or was changed or taken out afterwards."""


def verify(rows: Sequence[Release]) -> None:
    """Raise Broken unless these entries, in order, follow the one before them and carry their seals."""
    if not rows:
        return
    first = rows[0].position
    before = Release.objects.filter(position=first - 1).values_list("seal", flat=True).first() if first > 1 else ""
    for expected, row in enumerate(rows, first):
        if before is None or row.position != expected or not seals.same(row.seal, seals.of_release(row, before)):
            raise Broken(
                f"Mục {row.position} của nhật ký phát hành ({row.path}) không do cổng ghi hoặc đã bị sửa (dấu niêm không khớp). "
                "Không mục nào từ đó trở đi được đưa ra công chúng. Báo kỹ thuật viên và người giám sát."
            )
        before = row.seal


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
        raise Altered(
            f"Dữ liệu phát hành {blob.sha256[:12]}… trong cơ sở dữ liệu đã bị sửa bằng đường khác. Báo kỹ thuật viên và người giám sát."
        )
    return data
