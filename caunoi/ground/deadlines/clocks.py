"""The two clocks: one counts whole days, the other exact time. Pure, in plain values; `rules.py` says what they mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from itertools import pairwise

from caunoi.ground.vietnamese.dates import VIETNAM
from caunoi.ground.working_days.rules import ONE_DAY, Calendar

NO_TIME = timedelta(0)
_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """From this moment on: whether we wait for the sender, and who holds the case."""

    since: datetime
    waiting: bool
    holder: str


@dataclass(frozen=True, slots=True)
class Leg:
    """A part of a term: the term itself, or its extension. `every_day`: days off count too."""

    amount: int
    every_day: bool


class Mark(Enum):
    """Why a day counts or not."""

    START = "start"
    WAITING = "waiting"
    OFF = "off"
    COUNTED = "counted"
    SHIFTED = "shifted"  # all is counted, but no working day has come yet
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Walked:
    """One day as the clock passed it. `leg` is the part of the term it fell into; `is_due`: the term ends with it."""

    day: date
    mark: Mark
    leg: int
    holder: str
    waits_on: bool
    is_due: bool


@dataclass(frozen=True, slots=True)
class DaysCounted:
    """`used` and `late` up to today; `left` of each leg at the end of today; `due_on` is None while we wait."""

    due_on: date | None
    used: int
    late: int
    left: tuple[int, ...]
    by_holder: dict[str, int]


@dataclass(frozen=True, slots=True)
class TimeCounted:
    due_at: datetime | None
    used: timedelta
    by_holder: dict[str, timedelta]


def local_day(at: datetime) -> date:
    """The day in Vietnam; a moment without a time zone is a bug."""
    if at.tzinfo is None:
        raise ValueError(f"a moment without a time zone: {at}")
    return at.astimezone(VIETNAM).date()


def midnight(day: date) -> datetime:
    """The moment at which the day begins in Vietnam."""
    return datetime.combine(day, time(), VIETNAM)


def count_days(
    stretches: Sequence[Stretch],
    legs: Sequence[Leg],
    calendar: Calendar,
    today: date,
    tell: Callable[[Walked], None] | None = None,
) -> DaysCounted:
    """Walks day by day from the day of receipt to the due day, and on to today if that is later.

    A day counts unless we waited when it began. A leg ends with the first working day on which nothing of it is left
    and we do not wait when the day ends. `tell`, where given, hears of every day.
    """
    dusk = {local_day(s.since): s.waiting for s in stretches}
    # A counted day belongs to whoever had the case when it began.
    dawn = {local_day(s.since - _MOMENT) + ONE_DAY: s.holder for s in stretches}
    holidays, made_up, until = calendar.holidays, calendar.made_up, calendar.until
    day, waiting, mark = local_day(stretches[0].since), False, Mark.START
    holder = dawn.get(day, stretches[0].holder)
    number, left, every_day = 0, legs[0].amount, legs[0].every_day
    due_on: date | None = None
    at_today = (0, left)
    used = late = 0
    by_holder: dict[str, int] = {}
    while True:
        if day > until:
            raise ValueError(f"the calendar is known only until {until}, asked about {day}")
        working = day in made_up or (day.weekday() < 5 and day not in holidays)
        leg = number
        if mark is not Mark.START:
            if waiting:
                mark = Mark.WAITING
            elif left == 0 and due_on is None:
                mark = Mark.SHIFTED
            elif not (working or every_day):
                mark = Mark.OFF
            else:
                mark = Mark.COUNTED if due_on is None else Mark.LATE
                left -= due_on is None
                if day <= today:
                    used += 1
                    late += due_on is not None
                    by_holder[holder] = by_holder.get(holder, 0) + 1
        waiting = dusk.get(day, waiting)
        if left == 0 and working and not waiting and due_on is None:
            if number + 1 < len(legs):
                number += 1
                left, every_day = legs[number].amount, legs[number].every_day
            else:
                due_on = day
        if tell:
            tell(Walked(day, mark, leg, holder, waiting, day == due_on))
        if day == today:
            at_today = (number, left)
        if day >= today and (waiting or due_on is not None):
            break
        day += ONE_DAY
        holder = dawn.get(day, holder)
        mark = Mark.OFF
    now_at, now_left = at_today
    remaining = tuple(0 if n < now_at else now_left if n == now_at else each.amount for n, each in enumerate(legs))
    return DaysCounted(due_on, used, late, remaining, by_holder)


def count_time(stretches: Sequence[Stretch], total: timedelta, until: datetime) -> TimeCounted:
    """Exact time, through nights and holidays, without the stretches in which we wait. All stretches begin by `until`."""
    need, used, due_at = total, NO_TIME, None
    by_holder: dict[str, timedelta] = {}
    ends = [*(later.since for later in stretches[1:]), None]
    for stretch, end in zip(stretches, ends, strict=True):
        if stretch.waiting:
            continue
        span = (end or until) - stretch.since
        if due_at is None and (end is None or need < span):
            due_at = (stretch.since + need).astimezone(VIETNAM)
        need -= span
        used += span
        by_holder[stretch.holder] = by_holder.get(stretch.holder, NO_TIME) + span
    return TimeCounted(due_at, used, by_holder)


def time_on(stretches: Sequence[Stretch], day: date, until: datetime) -> timedelta:
    """How much time ran on that day, up to `until`."""
    begins, ends = midnight(day), midnight(day + ONE_DAY)
    edges = [*((s.since, s.waiting) for s in stretches), (until, True)]
    return sum(
        (
            max(NO_TIME, min(later, ends, until) - max(since, begins))
            for (since, waiting), (later, _) in pairwise(edges)
            if not waiting
        ),
        NO_TIME,
    )
