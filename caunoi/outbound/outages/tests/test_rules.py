"""In time, too late, put off, unforeseen."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from caunoi.ground.vietnamese.dates import VIETNAM
from caunoi.outbound.outages.rules import Plan, why_not

NOW = datetime(2026, 11, 18, 23, 59, tzinfo=VIETNAM)
LATEST, EARLIEST = date(2026, 11, 18), date(2026, 11, 30)


def plan(days: int = 0, unforeseen: str = "") -> Plan:
    begin = datetime(2026, 11, 30, 22, tzinfo=VIETNAM) + timedelta(days=days)
    return Plan(begin, begin + timedelta(hours=4), unforeseen)


def judged(one: Plan, before: Plan | None = None, at: datetime = NOW) -> str:
    return why_not(one, before, at, latest_on=LATEST, earliest_on=EARLIEST, amount=7, law="Điểm a khoản 1 Điều 13")


def test_the_last_day_is_still_in_time_to_its_last_minute() -> None:
    assert judged(plan()) == ""


def test_a_day_later_is_too_late_and_says_what_can_be_done() -> None:
    said = judged(plan(), at=NOW + timedelta(minutes=1))
    assert "7 ngày làm việc" in said
    assert "Thứ Tư, 18/11/2026" in said
    assert "sớm nhất được tạm ngừng từ Thứ Hai, 30/11/2026" in said


def test_what_nobody_could_foresee_may_be_said_at_any_time() -> None:
    assert judged(plan(unforeseen="Bão số 12 làm đứt cáp"), at=NOW + timedelta(days=3)) == ""


def test_what_was_announced_may_be_put_off_or_take_longer_but_not_come_earlier() -> None:
    late = NOW + timedelta(days=3)
    longer = Plan(plan().from_at, plan().until_at + timedelta(hours=6), "")
    assert judged(plan(days=1), plan(), late) == judged(longer, plan(), late) == ""
    assert judged(plan(), plan(days=1), late)


def test_what_is_over_is_not_announced() -> None:
    assert "đã qua" in judged(plan(), at=plan().until_at)
    assert "đã qua" in judged(plan(unforeseen="Bão"), at=plan().until_at)
