"""A reckoning told day by day, in Vietnamese. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from caunoi.ground.deadlines.clocks import (
    NO_TIME,
    Leg,
    Mark,
    Stretch,
    Walked,
    count_days,
    local_day,
    midnight,
    time_on,
)
from caunoi.ground.vietnamese.dates import VIETNAM
from caunoi.ground.working_days.rules import ONE_DAY, Calendar, DayCounted


@dataclass(frozen=True, slots=True)
class DayReckoned(DayCounted):
    """One day of a term. `number`: the how-manieth counted day it is; `holder`: who had the case when the day began."""

    number: int | None = None
    holder: str = ""


def explain_days(
    stretches: Sequence[Stretch], legs: Sequence[Leg], calendar: Calendar, today: date, last: date, reopened: bool
) -> tuple[DayReckoned, ...]:
    """The days of a term counted in days, up to `last`."""
    walked: list[Walked] = []
    count_days(stretches, legs, calendar, today, walked.append)
    asked = {local_day(s.since) for s in stretches if s.waiting}
    told, number, late = [], 0, 0
    for day in walked:
        if day.day > last:
            break
        counted = day.mark in (Mark.COUNTED, Mark.LATE)
        number += counted
        late += day.mark is Mark.LATE
        reason = _reason(day, legs[day.leg].every_day, calendar, reopened)
        if day.mark is Mark.COUNTED and day.leg:
            reason += ", gia hạn"
        if day.mark is Mark.LATE:
            reason += f", quá hạn {late}"
        if day.day in asked and day.waits_on and day.mark is not Mark.WAITING:
            reason += "; yêu cầu bổ sung trong ngày"
        if day.is_due:
            reason += "; hết hạn"
        told.append(DayReckoned(day.day, counted, reason, number if counted else None, day.holder))
    return tuple(told)


def _reason(day: Walked, every_day: bool, calendar: Calendar, reopened: bool) -> str:
    if day.mark is Mark.START:
        return "Ngày mở lại, không tính" if reopened else "Ngày nhận, không tính"
    if day.mark is Mark.WAITING:
        return "Chờ người gửi bổ sung, không tính" if day.waits_on else "Ngày nhận bổ sung, không tính"
    judged = calendar.judge(day.day)
    if day.mark is Mark.SHIFTED:
        return f"{judged.reason}: hạn lùi đến " + ("ngày này" if judged.counted else "ngày làm việc tiếp theo")
    if every_day and not judged.counted:
        return f"{judged.reason}, vẫn tính"
    return judged.reason


def explain_time(
    stretches: Sequence[Stretch], until: datetime, due_at: datetime | None, reopened: bool
) -> tuple[DayReckoned, ...]:
    """The days of a term counted in hours, up to `until`: what is to come runs as it will if nothing happens."""
    day, due_on = local_day(stretches[0].since), local_day(due_at) if due_at else None
    told: list[DayReckoned] = []
    while day <= local_day(until):
        ran = time_on(stretches, day, until)
        reason = f"Tính {span_text(ran)}" if ran or day == due_on else "Chờ người gửi bổ sung, không tính"
        if not told:
            reason = f"{'Mở lại' if reopened else 'Nhận'} trong ngày: {reason[0].lower()}{reason[1:]}"
        if due_at and day == due_on:
            reason += f"; hết hạn lúc {due_at.astimezone(VIETNAM):%H:%M}"
        holder = [s.holder for s in stretches if s.since <= midnight(day)] or [stretches[0].holder]
        told.append(DayReckoned(day, ran > NO_TIME, reason, None, holder[-1]))
        day += ONE_DAY
    return tuple(told)


def span_text(span: timedelta) -> str:
    """15 giờ 30 phút"""
    minutes = span // timedelta(minutes=1)
    return f"{minutes // 60} giờ" + (f" {minutes % 60} phút" if minutes % 60 else "")
