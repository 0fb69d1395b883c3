"""What a history says the row of its case must say: the columns kept for lists, made anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from caunoi.ground.working_days.rules import Calendar
from caunoi.inbound.cases import clock, rules
from caunoi.inbound.cases.models import Case, CaseEvent

COLUMNS: Final = (
    "state", "version", "agency_id", "agency_since", "assignee_id", "answered_at", "closed_at", "rating", "due_at", "used_days", "late",
)  # fmt: skip
_BATCH: Final = 200


@dataclass(frozen=True)
class Difference:
    """A column that did not say what the history says."""

    column: str
    said: str
    says: str


def projected(events: Sequence[CaseEvent], days: Calendar) -> dict[str, Any]:
    """The columns after these events, as `steps.write` leaves them after the last. Pure, but for the models it reads.

    Raises ValueError for a history that the rules do not allow.
    """
    rules.state_after([event.act for event in events])
    row: dict[str, Any] = dict.fromkeys(COLUMNS)
    row["state"] = ""
    for event in events:
        _apply(row, event)
    reckoning = clock.reckoning_of(events, at=events[-1].at, days=days)
    reckoned = Case()
    clock.project(reckoned, reckoning)
    return row | {name: getattr(reckoned, name) for name in ("due_at", "used_days", "late")}


def _apply(row: dict[str, Any], event: CaseEvent) -> None:
    was_open = row["state"] in rules.OPEN
    row["version"], row["state"] = event.number, rules.becomes(event.act, row["state"])
    if event.act == "take_up":
        row["assignee_id"] = event.by_id
    elif event.act == "assign":
        row["assignee_id"] = event.detail["to"]
    elif event.act == "draft":
        row["assignee_id"] = row["assignee_id"] or event.by_id
    elif event.act == "rate":
        row["rating"] = event.detail["grade"]
    elif event.act == "answer":
        row["answered_at"] = event.at
    elif event.act == "reopen":
        row |= {"answered_at": None, "closed_at": None, "rating": None}
    if event.to_agency_id is not None or event.act == "return":
        row |= {
            "agency_id": event.to_agency_id,
            "agency_since": event.at if event.to_agency_id else None,
            "assignee_id": None,
        }
    if was_open and row["state"] in rules.CLOSED:
        row["closed_at"] = event.at


def rebuild(*, at: datetime) -> Iterator[tuple[Case, list[Difference]]]:
    """Every case with what differed, mended. One calendar, that of `at`: a day swapped since then moves due days, here too.

    Each case is its own transaction; somebody who acts at the same time waits, or is waited for.
    """
    days = clock.the_calendar(at)
    last = 0
    while batch := list(Case.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:_BATCH]):
        last = batch[-1]
        for pk in batch:
            yield _mended(pk, days)


@transaction.atomic
def _mended(pk: int, days: Calendar) -> tuple[Case, list[Difference]]:
    case = Case.objects.select_for_update().get(pk=pk)
    row = projected(list(case.events.order_by("number")), days)
    wrong = [name for name in COLUMNS if getattr(case, name) != row[name]]
    found = [Difference(name, _shown(getattr(case, name)), _shown(row[name])) for name in wrong]
    if wrong:
        Case.objects.filter(pk=pk).update(**{name: row[name] for name in wrong})
    return case, found


def _shown(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else "-" if value is None else str(value)
