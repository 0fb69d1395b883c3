"""What the page of an address's origin is made of: its entries, the hands it went through, the proof. A fixed number of queries."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Final

from django.conf import settings
from django.db.models import Q

from caunoi.gate.public_log import folder
from caunoi.gate.public_log.batches import of_release
from caunoi.gate.public_log.models import Entry, Tile
from caunoi.gate.releases.models import Approval, Contribution, Release
from caunoi.gate.releases.rules import Contributed, contributors
from caunoi.ground.people import rules as people
from caunoi.ground.people.models import Post
from caunoi.ground.vietnamese.dates import VIETNAM
from caunoi.ledger import merkle, tiles
from caunoi.ledger.checkpoints import Checkpoint, witnessed
from caunoi.ledger.notes import Note, Unsigned
from caunoi.ledger.proofs import Proof

NEWEST: Final = 20
COUNTED: Final = 1_000
_VERSIONS: Final = 200
_UNSAID: Final = dict.fromkeys(("sha256", "content", "target", "reason", "emergency", "approval", "approver_key"), "")
_WRITERS: Final = (
    people.REPORTER, people.EDITOR, people.TECHNICIAN, people.CLERK, people.REVIEWER, people.OFFICE,
)  # fmt: skip


@dataclass(frozen=True)
class Step:
    """One release of an address: what its entry says, and where that stands in the log (None: not there yet)."""

    row: Release
    facts: dict[str, Any]
    index: int | None

    @property
    def at(self) -> datetime:
        return self.row.at

    @property
    def approved_at(self) -> datetime | None:
        return self.row.approval.at if self.row.approval else None


@dataclass(frozen=True)
class PublicHead:
    """The signed head that stands in the public folder, as anyone gets it."""

    note: Note
    head: Checkpoint

    @cached_property
    def witnesses(self) -> list[tuple[str, datetime]]:
        """Those of our witnesses that cosigned it, and when."""
        found = []
        for one in settings.WITNESSES:
            try:
                at = witnessed(self.note, one.key)
            except Unsigned:
                continue
            if at is not None:
                found.append((one.key.name, datetime.fromtimestamp(at, VIETNAM)))
        return found


def public_head() -> PublicHead | None:
    """None while nothing was ever published, or when what stands there is no head."""
    try:
        note = Note.read((folder.root() / "checkpoint").read_bytes())
        return PublicHead(note, Checkpoint.read(note.text))
    except (FileNotFoundError, Unsigned):
        return None


def public_key() -> str:
    """The log's key as it stands beside the head; empty when there is none."""
    try:
        return (folder.root() / "vkey").read_text("utf-8").strip()
    except FileNotFoundError:
        return ""


def steps(path: str, head: PublicHead | None) -> tuple[list[Step], int]:
    """The newest releases of an address, newest first, and how many there are (counted to COUNTED)."""
    at = Release.objects.filter(host=settings.HOST, path=path)
    rows = list(at.select_related("approval").order_by("-position")[:NEWEST])
    count = len(rows) if len(rows) < NEWEST else at.order_by()[: COUNTED + 1].count()
    return _with_entries(rows, head), count


def step(path: str, head: PublicHead, index: int | None) -> Step | None:
    """The newest release of an address that stands under the head, or the one whose entry has this index."""
    at = Release.objects.filter(host=settings.HOST, path=path).select_related("approval")
    if index is not None:
        position = Entry.objects.filter(pk=index).values_list("release", flat=True).first()
        rows = list(at.filter(position=position)) if position is not None else []
    else:
        rows = list(at.order_by("-position")[:NEWEST])
    return next((one for one in _with_entries(rows, head) if one.index is not None), None)


def _with_entries(rows: Sequence[Release], head: PublicHead | None) -> list[Step]:
    size = head.head.size if head else 0
    held = {
        one.release: one for one in Entry.objects.filter(release__in=[row.position for row in rows], pk__lt=size)
    }  # fmt: skip
    found = []
    for row in rows:
        entry = held.get(row.position)
        data = bytes(entry.data) if entry else of_release(row)
        found.append(Step(row, _UNSAID | json.loads(data), entry.pk if entry else None))
    return found


def proof(one: Step, head: PublicHead) -> Proof | None:
    """That its entry stands under the head; the entry goes with it. Two queries. None when it is not in the log yet, or when the head
    that stands in the public folder is none of this log: then somebody put it there.
    """
    if one.index is None:
        return None
    data = bytes(Entry.objects.values_list("data", flat=True).get(pk=one.index))
    try:
        path = _path(one.index, head.head.size)
        merkle.check_inclusion(merkle.leaf(data), one.index, head.head.size, path, head.head.root)
    except ValueError:
        return None
    return Proof(one.index, tuple(path), head.note, data)


def _path(index: int, size: int) -> list[bytes]:
    """The audit path: at each level it lies in the tile above the entry and in the last one."""
    wanted = Q(pk=None)
    for level in tiles.levels(size):
        numbers = {index >> tiles.HEIGHT * (level + 1), (size >> tiles.HEIGHT * level) // tiles.WIDTH}
        wanted |= Q(level=level, number__in=numbers)
    held = {(row.level, row.number): bytes(row.hashes) for row in Tile.objects.filter(wanted)}

    def fetch(level: int, number: int, width: int) -> bytes:
        return held.get((level, number), b"")[: width * merkle.SIZE]

    return merkle.inclusion(index, size, tiles.reader(size, fetch))


def hands(row: Release) -> tuple[list[str], list[str]]:
    """The offices of those who wrote the approved version and of who approved it, as they were that day; never a person."""
    approval = row.approval
    if approval is None:
        return [], []
    wrote = _writers(approval)
    on = approval.at.astimezone(VIETNAM).date()
    posts = list(
        Post.objects.in_force(on=on)
        .filter(user__in=[*wrote, approval.by_id])
        .select_related("organisation")
        .order_by("role", "organisation__name", "pk")
    )
    writing = [one for one in posts if one.user_id in wrote and one.role in _WRITERS]
    approving = [one for one in posts if one.user_id == approval.by_id and one.role == approval.role]
    return _offices(writing), _offices(approving)


def _writers(approval: Approval) -> frozenset[int]:
    saved = Contribution.objects.filter(record=approval.record, revision__lte=approval.revision)
    newest = list(saved.order_by("-revision").values_list("by", "digest")[:_VERSIONS])
    return contributors([Contributed(by, digest) for by, digest in reversed(newest)])


def _offices(posts: Sequence[Post]) -> list[str]:
    told = [
        people.ROLE_NAMES[one.role] + (f", {one.organisation.name}" if one.organisation else " của Cổng")
        for one in posts
    ]
    return list(dict.fromkeys(told))
