"""The clock of a case: its history turned into the events that the deadline engine counts. Nothing here is stored as the truth."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from caunoi.ground.deadlines.queries import term_in_force
from caunoi.ground.deadlines.rules import (
    Asked,
    Event,
    Extended,
    Moved,
    Reckoning,
    Replied,
    Restarted,
    Started,
    Stopped,
    Term,
    Unit,
    in_words,
    reckon,
)
from caunoi.ground.working_days.queries import calendar
from caunoi.ground.working_days.rules import Calendar
from caunoi.inbound.cases.kinds import KINDS
from caunoi.inbound.cases.models import Case, CaseEvent

_MONTHS_AHEAD = timedelta(days=550)


def term_of_kind(kind: str, *, on: date) -> Term:
    """The deadline in force on that day for that kind of case. Raises Refused when the province has none."""
    return term_in_force(KINDS[kind].term, on=on)


def frozen(term: Term) -> dict[str, Any]:
    """The term as the first event of a case keeps it: the law as it was when the case was filed."""
    return {
        "key": term.key, "title": term.title, "amount": term.amount, "unit": term.unit.value, "article": term.article, "source": term.source,
        "extension": term.extension, "extension_unit": term.extension_unit.value if term.extension_unit else None,
    }  # fmt: skip


def thawed(kept: Mapping[str, Any]) -> Term:
    """The term of a first event."""
    extra = kept.get("extension_unit")
    return Term(
        kept["key"], int(kept["amount"]), Unit(kept["unit"]), title=kept["title"], article=kept["article"], source=kept["source"],
        extension=kept["extension"], extension_unit=Unit(extra) if extra else None,
    )  # fmt: skip


def the_calendar(at: datetime) -> Calendar:
    """The working calendar in force, far enough ahead for any term that begins by then. One query."""
    return calendar((at + _MONTHS_AHEAD).year)


def history_of(events: Iterable[CaseEvent]) -> tuple[Term, list[Event]]:
    """The term and the clock's events of a case, from its own."""
    found: list[Event] = []
    term: Term | None = None
    for event in events:
        made = _event(event)
        if event.act == "file":
            term = thawed(event.detail["term"])
        if made is not None:
            found.append(made)
    assert term is not None, "a history begins with its filing"
    return term, found


def _event(event: CaseEvent) -> Event | None:
    if event.act == "file":
        return Started(event.at)
    if event.act in ("route", "transfer", "return"):
        return Moved(event.at, str(event.to_agency_id or ""))
    if event.act == "ask":
        return Asked(event.at)
    if event.act == "reply":
        return Replied(event.at)
    if event.act == "extend":
        return Extended(event.at)
    if event.act in ("answer", "reject", "redirect", "merge", "withdraw"):
        return Stopped(event.at)
    if event.act == "reopen":
        return Restarted(event.at)
    return None


def reckoning_of(events: Iterable[CaseEvent], *, at: datetime, days: Calendar | None = None) -> Reckoning:
    """What the clock of a case says at a moment; `days` is the calendar, for those who reckon many cases."""
    term, history = history_of(events)
    return reckon(term, history, days or the_calendar(at), max(at, history[-1].at))


def project(case: Case, reckoning: Reckoning) -> None:
    """Put what the clock says on the row of the case, for lists. Not saved. While it waits for the sender the due day is open."""
    case.due_at = reckoning.due_at
    case.used_days = reckoning.used if isinstance(reckoning.used, int) else None
    case.late = reckoning.is_late


def words_of(term: Mapping[str, Any]) -> str:
    """A frozen term for people: "15 ngày làm việc"."""
    return in_words(int(term["amount"]), Unit(term["unit"]))
