"""Random histories, reckoned twice by two programs that share nothing but the calendar."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

import pytest

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
    reckon,
)
from caunoi.ground.deadlines.tests.second import Table
from caunoi.ground.vietnamese.dates import VIETNAM
from caunoi.ground.working_days.queries import calendar
from caunoi.ground.working_days.rules import Calendar

AGENCIES = ("Văn phòng", "Sở Xây dựng", "Sở Y tế", "Xã Tân Lập")
# Days around which holidays, swaps and weekends lie closest together.
KNOTS = (
    date(2019, 2, 1), date(2020, 1, 22), date(2021, 2, 9), date(2022, 1, 28), date(2023, 1, 19), date(2024, 2, 7),
    date(2025, 1, 23), date(2025, 4, 25), date(2025, 8, 29), date(2026, 1, 1), date(2026, 2, 13), date(2026, 4, 23),
    date(2026, 8, 21), date(2026, 11, 23), date(2024, 4, 26),
)  # fmt: skip


def a_moment(chance: Random, day: date) -> datetime:
    clock = chance.choice([time(0), time(23, 59, 59), time(23, 59, 59, 999999), time(8, 30), time(17), time(6, 59)])
    at = datetime.combine(day, clock, VIETNAM)
    return at.astimezone(UTC) if chance.random() < 0.3 else at


def a_gap(chance: Random) -> timedelta:
    kind = chance.random()
    if kind < 0.15:
        return timedelta(0)
    if kind < 0.3:
        return timedelta(minutes=chance.randrange(1, 600))
    if kind < 0.6:
        return timedelta(hours=chance.choice([1, 12, 24, 24, 36, 48, 72]))
    return timedelta(days=chance.randrange(1, 16), minutes=chance.randrange(1440))


def a_term(chance: Random) -> Term:
    unit = chance.choice(list(Unit))
    amount = chance.choice([0, 1, 2, 3, 5, 7, 10, 15, 20, 30, 45, 60])
    if unit is Unit.HOURS:
        amount = chance.choice([0, 1, 24, 24, 48, 72, 200])
    if chance.random() < 0.4:
        return Term("random", amount, unit)
    of = Unit.HOURS if unit is Unit.HOURS else chance.choice([Unit.DAYS, Unit.WORKING_DAYS])
    return Term("random", amount, unit, extension=chance.choice([1, 5, 10, 15, 24]), extension_unit=of)


def a_history(chance: Random, term: Term) -> tuple[list[Event], datetime]:
    """Whatever may happen, in whatever order it may happen in, and a moment to look at it."""
    day = chance.choice(KNOTS) + timedelta(days=chance.randrange(-12, 9))
    if chance.random() < 0.5:
        day = date(2019, 1, 5) + timedelta(days=chance.randrange(2700))
    at = a_moment(chance, day)
    history: list[Event] = [Started(at, chance.choice(AGENCIES))]
    running, waiting, extended = True, False, False
    for _ in range(chance.choice([0, 1, 2, 3, 4, 6, 9])):
        at += a_gap(chance)
        if chance.random() < 0.2:  # on the stroke of midnight, where days change hands
            at = datetime.combine(at.astimezone(VIETNAM).date() + timedelta(days=1), time(), VIETNAM)
        if chance.random() < 0.25:
            history.append(Moved(at, chance.choice(AGENCIES)))
        elif not running:
            term = a_term(chance) if (new := chance.random() < 0.4) else term
            history.append(Restarted(at, term if new else None))
            running, waiting, extended = True, False, False
        elif chance.random() < 0.15:
            history.append(Stopped(at))
            running = False
        elif chance.random() < 0.3 and not extended and term.extension:
            history.append(Extended(at, chance.choice([None, 1, term.extension]), "Việc phức tạp"))
            extended = True
        else:
            history.append(Replied(at) if waiting else Asked(at))
            waiting = not waiting
    return history, at + a_gap(chance) + chance.choice([timedelta(0), timedelta(0), timedelta(days=40)])


def compare(table: Table, known: Calendar, seed: int) -> Reckoning:
    chance = Random(seed)
    term = a_term(chance)
    history, now = a_history(chance, term)
    first, second = reckon(term, history, known, now), table.answer(term, history, now)
    due: Any = first.due_at if first.term.unit is Unit.HOURS else first.due_on
    here = (first.state, due, first.used, first.remaining, first.late_by, first.is_late)
    there = (second.state, second.due, second.used, second.remaining, second.late_by, second.is_late)
    story = f"seed {seed}: {term} {history} {now}"
    assert here == there, story
    assert {who: share for who, share in first.by_holder.items() if share} == second.by_holder, story
    return first


def explained(first: Reckoning) -> None:
    """The explanation adds up to the figures."""
    if first.term.unit is Unit.HOURS:
        return
    today = first.seen_at.astimezone(VIETNAM).date()
    past = [day for day in first.days if day.day <= today]
    assert [d.day for d in first.days] == [first.days[0].day + timedelta(days=k) for k in range(len(first.days))]
    assert sum(day.counted for day in past) == first.used
    assert Counter(day.holder for day in past if day.counted) == first.by_holder
    assert [day.number for day in first.days if day.counted] == list(range(1, 1 + sum(d.counted for d in first.days)))
    assert sum("quá hạn" in day.reason for day in first.days) == first.late_by
    if first.due_on and first.due_on <= first.days[-1].day:
        assert [day.day for day in first.days if "; hết hạn" in day.reason] == [first.due_on]


@pytest.mark.django_db
def test_three_thousand_random_histories_are_reckoned_alike_and_explained() -> None:
    known = calendar(2027)
    table = Table(known)
    seen: Counter[str] = Counter()
    for seed in range(3_000):
        first = compare(table, known, seed)
        explained(first)
        seen[f"{first.term.unit} {first.state}"] += 1
        seen["late"] += first.is_late
        seen["extended"] += first.extension > 0
        seen["open"] += first.due_on is None
    assert len(seen) == 12 and min(seen.values()) > 100, seen  # every kind was there


@pytest.mark.slow
@pytest.mark.django_db
def test_a_hundred_thousand_random_histories_are_reckoned_alike() -> None:
    known = calendar(2027)
    table = Table(known)
    for seed in range(1_000_000, 1_100_000):
        compare(table, known, seed)
