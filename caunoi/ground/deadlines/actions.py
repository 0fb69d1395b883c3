"""Bringing the terms up to what is shipped with the product."""

from __future__ import annotations

import csv
import hashlib
import json
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

from django.db import transaction

from caunoi.ground.deadlines.models import DeadlineTerm


@dataclass(frozen=True)
class Loaded:
    """How many rows were added, how many brought up to date, and how many left as staff corrected them."""

    added: int
    changed: int
    kept: int


@transaction.atomic
def load_terms() -> Loaded:
    """Brings the terms up to the list shipped with the product; running it twice changes nothing.

    Nobody decides here, so there is no `by`: it is reference data. A row that staff corrected stays as they left it,
    whatever the list says; no row is ever deleted.
    """
    known = {row.shipped_as: row for row in DeadlineTerm.objects.filter(shipped_as__isnull=False)}
    new: list[DeadlineTerm] = []
    changed = kept = 0
    for wanted in _shipped():
        name, said = f"{wanted['key']} {wanted['valid_from'] or ''}".strip(), _digest(wanted)
        row = known.get(name)
        if row is None:
            new.append(DeadlineTerm(**wanted, shipped_as=name, shipped=said))
        elif _digest({field: getattr(row, field) for field in wanted}) != row.shipped:
            kept += 1
        elif row.shipped != said:
            for field, value in {**wanted, "shipped": said}.items():
                setattr(row, field, value)
            row.save()
            changed += 1
    DeadlineTerm.objects.bulk_create(new)
    return Loaded(len(new), changed, kept)


def _shipped() -> list[dict[str, Any]]:
    """The rows of data/terms.csv as values of fields. An empty cell is: no amount, no date, no text."""
    text = files(__package__).joinpath("data/terms.csv").read_text("utf-8")
    return [{field: _value(field, cell) for field, cell in row.items()} for row in csv.DictReader(text.splitlines())]


def _value(field: str, cell: str) -> Any:
    if field in ("amount", "extension"):
        return int(cell) if cell else None
    if field in ("valid_from", "valid_until"):
        return date.fromisoformat(cell) if cell else None
    return cell


def _digest(values: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(values, default=str, sort_keys=True).encode()).hexdigest()
