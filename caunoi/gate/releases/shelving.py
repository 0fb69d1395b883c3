"""Shelving: on which lists the standing records are, and which pages that changes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from caunoi.gate.releases import kinds, rows, rules
from caunoi.gate.releases.models import Placement, Shelf, Standing
from caunoi.gate.render.page import PageRef


class Shelving:
    """The changes of one transaction to the shelves; reads each shelf once, writes all at the end."""

    def __init__(self, records: Iterable[str]) -> None:
        records = list(records)
        self._placed: dict[str, dict[str, Placement]] = {record: {} for record in records}
        for placement in Placement.objects.filter(record__in=records):
            self._placed[placement.record][placement.shelf] = placement
        self._ends: dict[str, tuple[int, int]] = {}
        self._new: list[Placement] = []
        self._moved: list[Placement] = []
        self._gone: list[int] = []

    def place(self, standing: Standing) -> set[str]:
        """Put a record on the shelves it names, take it off the others. Returns the tags of what changed."""
        kind = kinds.named(standing.kind)
        changed = {standing.record, f"kind:{standing.kind}"}
        wanted = {
            shelf.name: shelf for shelf in kind.shelves(json.loads(standing.content), standing.number, standing.since)
        }
        placed = self._placed.setdefault(standing.record, {})
        for name in [name for name in placed if name not in wanted]:
            changed |= self._take_off(placed.pop(name))
        for name, shelf in wanted.items():
            known = placed.get(name)
            if known is None:
                placed[name] = placement = Placement(shelf=name, record=standing.record, at=shelf.at)
                if shelf.per_page:
                    placement.page = self._next_page(name, shelf.per_page, changed)
                self._new.append(placement)
                changed |= _tags(placement)
            elif known.at != shelf.at:
                known.at = shelf.at
                self._moved.append(known)
                changed |= _tags(known)
        return changed

    def remove(self, record: str) -> set[str]:
        """Take a record off all shelves, at once. Returns the tags of what changed."""
        changed = {record, f"kind:{record.partition(':')[0]}"}
        for placement in Placement.objects.filter(record=record):
            changed |= self._take_off(placement)
        self.write()
        return changed

    def pages_of(self, standing: Standing) -> set[PageRef]:
        """The pages that exist because of a record and of where it stands."""
        kind = kinds.named(standing.kind)
        refs = set(kind.pages(json.loads(standing.content), standing.number))
        for placement in self._placed[standing.record].values():
            refs.update(kind.shelf_pages(placement.shelf, placement.page))
        return refs

    def write(self) -> None:
        Placement.objects.filter(pk__in=self._gone).delete()
        rows.insert(
            Placement, **{name: [getattr(p, name) for p in self._new] for name in ("shelf", "record", "at", "page")}
        )
        rows.update(self._moved, ["at"])
        Shelf.objects.bulk_create(
            [Shelf(name=name, pages=pages, on_last=on_last) for name, (pages, on_last) in self._ends.items()],
            update_conflicts=True, unique_fields=["name"], update_fields=["pages", "on_last"],
        )  # fmt: skip
        self._new, self._moved, self._gone = [], [], []

    def _take_off(self, placement: Placement) -> set[str]:
        if placement.pk:
            self._gone.append(placement.pk)
        return _tags(placement)

    def _next_page(self, shelf: str, per_page: int, changed: set[str]) -> int:
        if shelf not in self._ends:
            known = Shelf.objects.filter(pk=shelf).first()
            self._ends[shelf] = (known.pages, known.on_last) if known else (0, 0)
        last, on_last = self._ends[shelf]
        page = rules.page_number(last, on_last, per_page)
        if page != last:
            changed.add(f"shelf:{shelf}#count")
            if page == 1:
                changed.update(_prefixes(shelf))
        self._ends[shelf] = (page, on_last + 1 if page == last else 1)
        return page


def _tags(placement: Placement) -> set[str]:
    tags = {f"shelf:{placement.shelf}"}
    if placement.page:
        tags.add(f"shelf:{placement.shelf}#{placement.page}")
    return tags


def _prefixes(shelf: str) -> set[str]:
    """The tags of lists of shelves: "month:kinh-te:2026-11" is one of "month:kinh-te:"."""
    parts: list[Any] = shelf.split(":")
    return {"shelves:" + ":".join(parts[:n]) + ":" for n in range(1, len(parts))}
