"""Terms, what happens to them, and what follows: a pure function of term, history, calendar and moment.

How a term counted in days is reckoned (days are days in Vietnam, from midnight to midnight):

- The day of receipt is not counted (Civil Code 2015, Art. 147(2)); nor is the day on which a case is reopened.
- A term in working days counts working days only: no weekends, no holidays, with the days swapped by decision (Labour
  Code 2019, Art. 111(3), 112). A term in days counts every day.
- A last day that is a day off gives way to the next working day (Art. 148(5)); the last day ends at midnight (148(6)).
- While the agency waits for what it asked the sender for, nothing counts: the day of asking still counts, the day of the
  reply is like a day of receipt. Asked and answered on one day pauses nothing. While it waits, the due day is open,
  unless it had passed before. Asked on the very last day, the term ends with the day of the reply.
- An extension is given once. It begins on the day after the day on which the term would have ended without it, and
  counts its days by its own unit.
- A counted day belongs to the agency that had the case when the day began.
- Reopened, a case has a new term from that moment; what was used before is not of it.

A term in hours runs from its moment (Art. 147(1)) through nights and holidays; waiting is subtracted to the microsecond.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property

from caunoi.ground.deadlines.clocks import NO_TIME, count_days, count_time, local_day
from caunoi.ground.deadlines.explaining import DayReckoned, explain_days, explain_time, span_text
from caunoi.ground.deadlines.histories import (
    LEAST,
    ONCE,
    Asked,
    Course,
    Event,
    Extended,
    Moved,
    Replied,
    Restarted,
    Started,
    State,
    Stopped,
    never,
    read,
)
from caunoi.ground.deadlines.terms import UNIT_NAMES, Direction, Status, Term, Unit, in_words
from caunoi.ground.vietnamese.dates import VIETNAM, short_date
from caunoi.ground.working_days.rules import ONE_DAY, Calendar

# Everything that other rooms need, from one door.
__all__ = [
    "UNIT_NAMES", "Asked", "DayReckoned", "Direction", "Event", "Extended", "Moved", "Reckoning", "Replied", "Restarted",
    "Started", "State", "Status", "Stopped", "Term", "Unit", "in_words", "latest_day_before", "latest_moment_before",
    "may_extend", "reckon",
]  # fmt: skip

LAST_SECOND = time(23, 59, 59)


@dataclass(frozen=True)
class Reckoning:
    """Where a term stands at `seen_at`: the moment it was looked at, or stopped if that was earlier.

    `used`, `remaining` and `late_by` are counted days (of the term's and its extension's units), or exact time for a
    term in hours; always used + remaining == term + extension + late_by. Today, once it has begun, is used.
    `by_holder` divides `used` among the agencies. A term that ended on a Friday is late on the Saturday, by 0 days.
    """

    term: Term
    state: State
    started_at: datetime
    seen_at: datetime
    due_at: datetime | None
    used: int | timedelta
    remaining: int | timedelta
    late_by: int | timedelta
    is_late: bool
    extension: int
    remaining_text: str
    by_holder: Mapping[str, int] | Mapping[str, timedelta]
    calendar: Calendar = field(repr=False)
    _course: Course = field(repr=False)

    @property
    def due_on(self) -> date | None:
        """The day in Vietnam on which the term ends; None while that is open."""
        return local_day(self.due_at) if self.due_at else None

    @cached_property
    def days(self) -> tuple[DayReckoned, ...]:
        """Every day from the day of receipt: to the due day, or to today if the term is late or paused, or to the stop."""
        course, today = self._course, local_day(self.seen_at)
        if self.term.unit is Unit.HOURS:
            to_come = self.due_at if self.due_at and self.state is State.RUNNING else self.seen_at
            return explain_time(course.stretches, max(self.seen_at, to_come), self.due_at, course.reopened)
        last = today if self.state is State.STOPPED else date.max
        return explain_days(course.stretches, course.legs, self.calendar, today, last, course.reopened)


def reckon(term: Term, history: Sequence[Event], calendar: Calendar, now: datetime) -> Reckoning:
    """Where the term stands `now`. The history begins with Started, is in order of time and not of the future.

    Raises Refused for a second extension, or one without an amount of a term that has none; ValueError for a history
    that cannot be (asked twice, answered unasked, going on after the stop …) and for a term that is counted backwards.
    """
    course = read(term, history, now)
    seen_at = course.stopped_at or now
    if course.term.unit is Unit.HOURS:
        return _reckon_time(course, calendar, seen_at)
    return _reckon_days(course, calendar, seen_at)


def _reckon_days(course: Course, calendar: Calendar, seen_at: datetime) -> Reckoning:
    term, today, legs = course.term, local_day(seen_at), course.legs
    counted = count_days(course.stretches, legs, calendar, today)
    units = (term.unit, term.extension_unit or term.unit)
    left = [(amount, unit) for amount, unit in zip(counted.left, units, strict=False) if amount]
    due_on = counted.due_on
    return Reckoning(
        term=term,
        state=course.state,
        started_at=course.stretches[0].since,
        seen_at=seen_at,
        due_at=datetime.combine(due_on, LAST_SECOND, VIETNAM) if due_on else None,
        used=counted.used,
        remaining=sum(counted.left),
        late_by=counted.late,
        is_late=due_on is not None and today > due_on,
        extension=course.extension,
        remaining_text=" và ".join(in_words(*part) for part in left) or in_words(0, term.unit),
        by_holder=counted.by_holder,
        calendar=calendar,
        _course=course,
    )


def _reckon_time(course: Course, calendar: Calendar, seen_at: datetime) -> Reckoning:
    total = timedelta(hours=course.term.amount + course.extension)
    counted = count_time(course.stretches, total, seen_at)
    remaining = max(NO_TIME, total - counted.used)
    return Reckoning(
        term=course.term,
        state=course.state,
        started_at=course.stretches[0].since,
        seen_at=seen_at,
        due_at=counted.due_at,
        used=counted.used,
        remaining=remaining,
        late_by=max(NO_TIME, counted.used - total),
        is_late=counted.due_at is not None and seen_at > counted.due_at,
        extension=course.extension,
        remaining_text=span_text(remaining),
        by_holder=counted.by_holder,
        calendar=calendar,
        _course=course,
    )


def may_extend(reckoning: Reckoning, on: date, *, reason: str, amount: int | None = None) -> str | None:
    """Why the term may not be extended on that day, in Vietnamese; None when it may: once, before the due day has
    passed, by no more than the term allows (None: all of it), and with a reason."""
    term = reckoning.term
    if reckoning.state is State.STOPPED:
        return "Việc này đã kết thúc, không còn thời hạn để gia hạn."
    if term.extension is None or term.extension_unit is None:
        return never(term)
    if reckoning.extension:
        return ONCE
    if reckoning.due_on and (reckoning.is_late or on > reckoning.due_on):
        return f"Thời hạn đã hết ngày {short_date(reckoning.due_on)}: chỉ được gia hạn trước khi hết hạn."
    if amount is not None and amount < 1:
        return LEAST
    if amount is not None and amount > term.extension:
        return f"Chỉ được gia hạn tối đa {in_words(term.extension, term.extension_unit)}."
    if not reason.strip():
        return "Phải nêu lý do gia hạn."
    return None


def latest_day_before(term: Term, event_day: date, calendar: Calendar) -> date:
    """The last day on which a thing that must be done so long *before* the event is still in time.

    The day itself is not counted, the day of the event is: 7 working days before a Monday is the Thursday of the week
    before the last. Not moved when it is a day off: later would be too late, and a portal may publish on any day.
    """
    if term.direction is not Direction.BEFORE or term.unit is Unit.HOURS:
        raise ValueError(f"{term.key} is not counted backwards in days")
    if term.unit is Unit.DAYS:
        return event_day - timedelta(days=term.amount)
    day, left = event_day, term.amount
    while left:
        day -= ONE_DAY
        left -= calendar.is_working(day)
    return day


def latest_moment_before(term: Term, event_at: datetime, calendar: Calendar) -> datetime:
    """The same for an event at a moment: exact for hours, else the end of the last day, in Vietnam's time."""
    if term.direction is Direction.BEFORE and term.unit is Unit.HOURS:
        return event_at.astimezone(VIETNAM) - timedelta(hours=term.amount)
    return datetime.combine(latest_day_before(term, local_day(event_at), calendar), LAST_SECOND, VIETNAM)
