"""A second reckoning of the same law, to hold the first against. Nothing is shared with it but the calendar's raw sets.

The first walks from day to day; this one has no loop over days to find a due day: it cuts a term at its pauses and reads
where each piece ends from a table of the working days of 2019–2027, numbered through. Time is minutes since 2019, Vietnam.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Any

from caunoi.ground.working_days.rules import Calendar

EPOCH = datetime(2019, 1, 1, tzinfo=timezone(timedelta(hours=7)))
ZERO_DAY = EPOCH.date()


@dataclass
class Answer:
    state: str
    due: date | datetime | None
    used: Any
    remaining: Any
    late_by: Any
    is_late: bool
    by_holder: dict[str, Any]


class Table:
    def __init__(self, calendar: Calendar) -> None:
        self.size = (date(2027, 12, 31) - ZERO_DAY).days + 1
        off = {(d - ZERO_DAY).days for d in calendar.holidays}
        made_up = {(d - ZERO_DAY).days for d in calendar.made_up}
        # 2019-01-01, day 0, was a Tuesday: Saturdays are 4, 11, …
        weekend = set(range(4, self.size, 7)) | set(range(5, self.size, 7))
        self.working = sorted((set(range(self.size)) - weekend - off) | {d for d in made_up if 0 <= d < self.size})
        self.every = range(self.size)

    def piece(self, days: Any, after: int, upto: int) -> Any:
        """Those of the days that lie after the one and not after the other."""
        return days[bisect_right(days, after) : bisect_right(days, upto)]

    def at_work(self, day: int) -> int:
        return self.working[bisect_left(self.working, day)]

    def answer(self, term: Any, events: list[Any], now: datetime) -> Answer:
        pauses: list[list[datetime | None]] = []
        holders: list[tuple[datetime, str]] = []
        held, extension, begun, stop = "", 0, events[0].at, None
        for event in events:
            kind = type(event).__name__
            if kind == "Started":
                held = event.holder
                holders = [(event.at, held)]
            elif kind == "Moved":
                held = event.holder
                holders += [] if stop else [(event.at, held)]  # after the stop nothing is counted for anyone
            elif kind == "Asked":
                pauses.append([event.at, None])
            elif kind == "Replied":
                pauses[-1][1] = event.at
            elif kind == "Extended":
                extension = term.extension if event.amount is None else event.amount
            elif kind == "Stopped":
                stop = event.at
            else:
                term, begun, stop, extension = event.term or term, event.at, None, 0
                pauses, holders = [], [(event.at, held)]
        paused = bool(pauses) and pauses[-1][1] is None
        state = "stopped" if stop else "paused" if paused else "running"
        seen = stop or now
        if term.unit == "hours":
            return self.hours(term.amount + extension, begun, pauses, holders, seen, state)
        legs = [(term.amount, term.unit)]
        if extension:
            legs.append((extension, term.extension_unit or term.unit))
        return self.days(legs, begun, pauses, holders, seen, state)

    def days(self, legs: Any, begun: datetime, pauses: Any, holders: Any, seen: datetime, state: str) -> Answer:
        stops = [(local(a), None if r is None else local(r)) for a, r in pauses]
        anchor, today, following = local(begun), local(seen), 0
        counted: list[int] = []
        due: int | None = None
        days: Any = self.every
        for amount, unit in legs:
            days = self.every if unit == "days" else self.working
            left = amount
            while True:
                last = anchor if left == 0 else days[bisect_right(days, anchor) + left - 1]
                due = self.at_work(last)
                if following == len(stops) or stops[following][0] > due:
                    counted += self.piece(days, anchor, last)
                    break
                asked, replied = stops[following]
                following += 1
                before = list(self.piece(days, anchor, asked))[:left]
                counted += before
                left -= len(before)
                if replied is None:
                    due = None
                    break
                anchor = replied
            if due is None:
                break
            anchor = due
        late: list[int] = []
        if due is not None and due < today:
            waited = {d for a, r in stops for d in range(a + 1, (today if r is None else r) + 1)}
            late = [d for d in self.piece(days, due, today) if d not in waited]
        used = [d for d in counted if d <= today] + late
        changes = [self.minute(at) for at, _ in holders]
        tally = Counter(holders[max(0, bisect_right(changes, d * 1440) - 1)][1] for d in used)
        return Answer(
            state,
            None if due is None else ZERO_DAY + timedelta(days=due),
            len(used),
            sum(amount for amount, _ in legs) - (len(used) - len(late)),
            len(late),
            due is not None and due < today,
            dict(tally),
        )

    @staticmethod
    def minute(at: datetime) -> float:
        return (at - EPOCH) / timedelta(minutes=1)

    def hours(self, amount: int, begun: datetime, pauses: Any, holders: Any, seen: datetime, state: str) -> Answer:
        total, due = timedelta(hours=amount), None
        known = begun + total
        while True:  # each pause that began in time puts the end off, which may let in another
            inside = [(a, r) for a, r in pauses if a <= known]
            if any(r is None for _, r in inside):
                break
            later = begun + total + sum((r - a for a, r in inside), timedelta())
            if later == known:
                due = later
                break
            known = later

        def running(since: datetime, until: datetime) -> timedelta:
            waits = (min(r or seen, until) - max(a, since) for a, r in pauses)
            return until - since - sum((w for w in waits if w > timedelta()), timedelta())

        ends = [at for at, _ in holders[1:]] + [seen]
        shares: dict[str, timedelta] = {}
        for (at, who), end in zip(holders, ends, strict=True):
            shares[who] = shares.get(who, timedelta()) + running(at, end)
        used = running(begun, seen)
        late = due is not None and seen > due
        over = used - total if used > total else timedelta()
        short = total - used if used < total else timedelta()
        return Answer(state, due, used, short, over, late, {who: s for who, s in shares.items() if s})


def local(at: datetime) -> int:
    """The number of the day in Vietnam, which is seven hours ahead."""
    return (at - EPOCH) // timedelta(days=1)
