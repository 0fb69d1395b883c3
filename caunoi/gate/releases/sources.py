"""Sources: where pages draw approved content from, noting what they drew on."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models.expressions import RawSQL

from caunoi.gate.releases import seals
from caunoi.gate.releases.models import Placement, Release, Shelf, Standing
from caunoi.ground.refused import Refused


@dataclass(frozen=True)
class Snapshot:
    """The approved content of a record that stands now (or, in a preview, of a draft)."""

    record: str
    kind: str
    number: int
    content: dict[str, Any]
    revision: int
    approval: int
    role: str
    emergency: bool
    since: datetime
    pinned: dict[str, Any]
    approved_at: datetime
    language: str = "vi"


_SHORT = 200  # what stands on a short shelf at most
_AT_LEAST = 30  # of a shelf: the pages and feeds of one transaction ask for different numbers of the same shelf


class Tampered(Refused):
    """A standing content or an approval is not as it was when it was sealed."""


class Sources:
    """Approved content, from memory where it was fetched before. One instance serves one transaction.

    These are the sources of Vietnamese pages; those of other languages are made of them (`translating.inside`).
    """

    language = "vi"

    def __init__(self, drafts: Iterable[Snapshot] = ()) -> None:
        self.tags: set[str] = set()
        self._drafts = {draft.record: draft for draft in drafts}
        self._known: dict[str, Snapshot | None] = dict(self._drafts)
        self.memo: dict[str, Any] = {}

    def drafts(self, kind: str) -> list[Snapshot]:
        """The drafts of a kind that are looked at as if they stood."""
        return [draft for draft in self._drafts.values() if draft.kind == kind]

    def href(self, path: str) -> str:
        """The address of a page of ours in the language of these sources; "" when there is none."""
        return path

    def fetch(self, records: Iterable[str]) -> None:
        """Bring several records into memory by one query."""
        missing = {record for record in records if record not in self._known}
        if not missing:
            return
        self._known.update(dict.fromkeys(missing))
        for row in _rows(record__in=missing):
            self._known[row.record] = opened(row)

    def live(self, record: str) -> Snapshot | None:
        """The approved content of a record, or None when it does not stand."""
        self.tags.add(record)
        if record not in self._known:
            self.fetch([record])
        return self._known[record]

    def several(self, records: Iterable[str]) -> list[Snapshot]:
        """Those of the records that stand, in the given order."""
        wanted = list(records)
        self.fetch(wanted)
        return [snapshot for snapshot in map(self.live, wanted) if snapshot is not None]

    def newest(self, shelf: str, count: int) -> list[Snapshot]:
        """The newest records of a shelf, newest first."""
        return self.several(self.names_of_newest(shelf, count))

    def on_page(self, shelf: str, page: int) -> list[Snapshot]:
        """The records of one page of a shelf, newest first."""
        return self.several(self.names_on_page(shelf, page))

    def names_of_newest(self, shelf: str, count: int) -> list[str]:
        """What `newest` will draw, by name."""
        self.tags.add(f"shelf:{shelf}")
        key = f"newest:{shelf}"
        known: list[str] | None = self.memo.get(key)
        if known is None or len(known) < count:
            placed = Placement.objects.filter(shelf=shelf).order_by("-at", "-record")
            known = self.memo[key] = list(placed.values_list("record", flat=True)[: max(count, _AT_LEAST)])
        return known[:count]

    def fetch_newest(self, shelves: Iterable[str]) -> None:
        """Bring into memory, by one query, what stands on several short shelves."""
        missing = {shelf: f"newest:{shelf}" for shelf in shelves if f"newest:{shelf}" not in self.memo}
        if not missing:
            return
        found: dict[str, list[tuple[datetime, str]]] = {shelf: [] for shelf in missing}
        placed = Placement.objects.filter(shelf__in=missing).order_by("-at").values_list("shelf", "at", "record")
        for shelf, at, record in placed[: _SHORT * len(missing)]:
            found[shelf].append((at, record))
        for shelf, key in missing.items():
            self.memo[key] = [record for _, record in sorted(found[shelf], reverse=True)]

    def names_on_short(self, shelf: str) -> list[str]:
        """All that stands on a short shelf, newest first."""
        self.tags.add(f"shelf:{shelf}")
        self.fetch_newest([shelf])
        names: list[str] = self.memo[f"newest:{shelf}"]
        return names

    def names_on_page(self, shelf: str, page: int) -> list[str]:
        """What `on_page` will draw, by name."""
        self.tags.add(f"shelf:{shelf}#{page}")
        key = f"page:{shelf}#{page}"
        if key not in self.memo:
            # Put in order here: asked for the order too, SQLite reads the whole shelf by the index that has it.
            placed = Placement.objects.filter(shelf=shelf, page=page).values_list("at", "record")
            self.memo[key] = [record for _, record in sorted(placed, reverse=True)]
        names: list[str] = self.memo[key]
        return names

    def last_page(self, shelf: str) -> int:
        """The number of the last page of a shelf; 0 when nothing ever stood on it."""
        self.tags.add(f"shelf:{shelf}#count")
        return Shelf.objects.filter(pk=shelf).values_list("pages", flat=True).first() or 0

    def shelves(self, prefix: str, last: int | None = None) -> list[str]:
        """The names of the shelves with pages that begin with a prefix such as "month:3:", from the last; all, or so many."""
        self.tags.add(f"shelves:{prefix}")
        rows = Shelf.objects.filter(name__gte=prefix, name__lt=prefix + "~").order_by("-name")
        return list(rows.values_list("name", flat=True)[:last])

    def one_of_each(self, prefix: str) -> dict[str, Snapshot]:
        """One record of every shelf with pages whose name begins with a prefix, by the shelf's name: for lists of shelves with titles."""
        self.tags.add(f"shelves:{prefix}")
        rows = Placement.objects.filter(shelf__gte=prefix, shelf__lt=prefix + "~").order_by("shelf")
        chosen = dict(rows.values("shelf").annotate(one=models.Min("record")).values_list("shelf", "one"))
        self.fetch(chosen.values())
        return {shelf: one for shelf, record in chosen.items() if (one := self.live(record)) is not None}

    def standing(self, kind: str) -> list[Snapshot]:
        """Every record of a kind that stands, by number. For kinds of which there are few: sections, leaders, weeks."""
        self.tags.add(f"kind:{kind}")
        key = f"kind:{kind}"
        if key not in self.memo:
            rows = list(_rows(kind=kind).order_by("number"))
            for row in rows:
                if row.record not in self._known:
                    self._known[row.record] = opened(row)
            names = [row.record for row in rows]
            names += [name for name, draft in self._drafts.items() if draft.kind == kind and name not in names]
            self.memo[key] = names
        return self.several(self.memo[key])


# Written out, for this is asked many times in each publish, and Django spends more on writing it than the database on answering it.
_SAID = "SELECT 1 FROM {log} said WHERE said.record = {standing}.record AND said.kind = %s AND said.revision {than} {standing}.revision"
_PAST = "EXISTS({newer}) OR EXISTS({gone})".format(
    newer=_SAID.replace("{than}", ">"), gone=_SAID.replace("{than}", ">=")
)


def _rows(**which: Any) -> models.QuerySet[Standing]:
    """Standing contents, each with whether the log says that something newer stands, or that it was withdrawn."""
    past = _PAST.format(log=Release._meta.db_table, standing=Standing._meta.db_table)
    rows = Standing.objects.filter(**which).select_related("approval")
    return rows.annotate(is_past=RawSQL(past, (Release.Kind.RELEASE.value, Release.Kind.WITHDRAWAL.value)))


def is_whole(row: Standing) -> bool:
    """True when a standing content and the approval it rests on are as they were sealed."""
    return seals.same(row.seal, seals.of_standing(row)) and seals.same(
        row.approval.seal, seals.of_approval(row.approval)
    )


def opened(row: Standing) -> Snapshot:
    """What a row of `_rows` says. Raises Tampered when it is not what was released last."""
    if not is_whole(row) or getattr(row, "is_past", False):
        raise Tampered(
            f"Nội dung đang phát hành của “{row.record}” không còn đúng với bản đã duyệt (dấu niêm không khớp). "
            "Không trang nào dùng nội dung này được phát hành lại. Báo kỹ thuật viên và người giám sát."
        )
    return Snapshot(
        record=row.record,
        kind=row.kind,
        number=row.number,
        content=json.loads(row.content),
        revision=row.revision,
        approval=row.approval_id,
        role=row.approval.role,
        emergency=row.approval.kind == "emergency",
        since=row.since,
        pinned=json.loads(row.pinned) if row.pinned else {},
        approved_at=row.approval.at,
    )
