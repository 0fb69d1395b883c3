from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from caunoi.ground.deadlines.rules import (
    Asked,
    Direction,
    Event,
    Extended,
    Moved,
    Reckoning,
    Replied,
    Restarted,
    Started,
    State,
    Stopped,
    Term,
    Unit,
    latest_day_before,
    may_extend,
    reckon,
)
from caunoi.ground.refused import Refused
from caunoi.ground.vietnamese.dates import VIETNAM
from caunoi.ground.working_days.rules import Calendar

# November 2026 as it is: the 2nd is a Monday, Tuesday the 24th a holiday.
CALENDAR = Calendar({date(2026, 11, 24): "Ngày Văn hóa Việt Nam"}, {}, "thử", until=date(2027, 12, 31))
FIVE = Term("five", 5, Unit.WORKING_DAYS, title="Trả lời", article="Điều 9")
FIFTEEN = Term("fifteen", 15, Unit.WORKING_DAYS, title="Cung cấp", extension=15, extension_unit=Unit.DAYS)
TEN = Term("ten", 10, Unit.DAYS, title="Xem xét", extension=5, extension_unit=Unit.WORKING_DAYS)
DAY = Term("day", 24, Unit.HOURS, title="Báo cáo", extension=24, extension_unit=Unit.HOURS)


def at(day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(2026, 11, 1, hour, minute, tzinfo=VIETNAM) + timedelta(days=day - 1)


def reckoned(term: Term, *history: Event, now: datetime) -> Reckoning:
    return reckon(term, history, CALENDAR, now)


def due(term: Term, *history: Event) -> int | None:
    """The day of November on which the term ends."""
    on = reckoned(term, *history, now=history[-1].at).due_on
    return (on - date(2026, 10, 31)).days if on else None


def test_the_day_of_receipt_is_not_counted_however_early_and_the_last_day_ends_at_midnight() -> None:
    reckoning = reckoned(FIVE, Started(at(2, 0)), now=at(9, 23, 59))
    assert reckoning.due_at == datetime(2026, 11, 9, 23, 59, 59, tzinfo=VIETNAM)
    assert (reckoning.used, reckoning.remaining, reckoning.late_by, reckoning.is_late) == (5, 0, 0, False)


def test_days_are_days_in_vietnam() -> None:
    assert due(FIVE, Started(datetime(2026, 11, 2, 16, 59, tzinfo=UTC))) == 9
    assert due(FIVE, Started(datetime(2026, 11, 2, 17, 0, tzinfo=UTC))) == 10


def test_a_term_is_late_from_the_next_midnight_but_by_working_days() -> None:
    started = Started(at(6))
    assert not reckoned(FIVE, started, now=at(13, 23, 59)).is_late
    saturday = reckoned(FIVE, started, now=at(14, 0))
    assert (saturday.is_late, saturday.late_by) == (True, 0)
    monday = reckoned(FIVE, started, now=at(16))
    assert (monday.is_late, monday.late_by, monday.used, monday.remaining) == (True, 1, 6, 0)


def test_a_term_in_days_that_ends_on_a_day_off_ends_with_the_next_working_day() -> None:
    assert due(TEN, Started(at(4))) == 16  # Saturday the 14th
    assert due(TEN, Started(at(14))) == 25  # the holiday
    sunday = reckoned(TEN, Started(at(4)), now=at(15))
    assert (sunday.used, sunday.remaining, sunday.is_late) == (10, 0, False)
    assert reckoned(TEN, Started(at(4)), now=at(17)).late_by == 1


def test_a_term_of_no_days_ends_today_or_on_the_next_working_day() -> None:
    at_once = Term("at_once", 0, Unit.DAYS)
    assert due(at_once, Started(at(2))) == 2
    assert due(at_once, Started(at(7))) == 9


def test_a_pause_begins_after_the_day_of_asking_and_ends_with_the_day_of_the_reply() -> None:
    assert due(FIVE, Started(at(2)), Asked(at(4)), Replied(at(10))) == 13
    waiting = reckoned(FIVE, Started(at(2)), Asked(at(4)), now=at(10))
    assert (waiting.state, waiting.due_at, waiting.due_on, waiting.used) == (State.PAUSED, None, None, 2)
    assert waiting.remaining_text == "3 ngày làm việc"


def test_asked_and_answered_on_one_day_pauses_nothing() -> None:
    assert due(FIVE, Started(at(2)), Asked(at(4, 8)), Replied(at(4, 17))) == due(FIVE, Started(at(2))) == 9


def test_asked_on_the_last_day_the_term_ends_with_the_day_of_the_reply() -> None:
    assert due(FIVE, Started(at(2)), Asked(at(9)), Replied(at(11))) == 11
    assert due(FIVE, Started(at(2)), Asked(at(9)), Replied(at(14))) == 16  # answered on a Saturday


def test_asking_when_it_is_too_late_cures_nothing_but_stops_the_count() -> None:
    history = (Started(at(2)), Asked(at(11)))
    paused = reckoned(FIVE, *history, now=at(20))
    assert (paused.state, paused.due_on, paused.is_late, paused.late_by) == (State.PAUSED, date(2026, 11, 9), True, 2)
    assert reckoned(FIVE, *history, Replied(at(20)), now=at(23)).late_by == 3


def test_an_extension_counts_from_the_day_after_the_due_day_by_its_own_unit() -> None:
    history = (Started(at(2)), Extended(at(5), reason="Phức tạp"))
    assert due(TEN, *history) == 19  # ten days: the 12th; five working days: 13, 16, 17, 18, 19
    reckoning = reckoned(FIFTEEN, *history, now=at(5))
    assert reckoning.due_on == date(2026, 12, 8)  # fifteen working days: the 23rd; fifteen days more: a Tuesday
    assert (reckoning.remaining, reckoning.remaining_text) == (27, "12 ngày làm việc và 15 ngày")


def test_an_extension_after_the_due_day_is_reckoned_all_the_same() -> None:
    assert due(TEN, Started(at(2)), Extended(at(25))) == 19


def test_a_term_is_extended_once() -> None:
    with pytest.raises(Refused, match=r"^Thời hạn này đã được gia hạn một lần, không được gia hạn nữa\.$"):
        due(TEN, Started(at(2)), Extended(at(3)), Extended(at(4)))


def test_a_term_without_extension_is_not_extended_by_nothing() -> None:
    with pytest.raises(Refused, match=r"^Thời hạn “Trả lời” theo Điều 9 không được gia hạn\.$"):
        due(FIVE, Started(at(2)), Extended(at(3)))
    with pytest.raises(Refused, match="từ 1 trở lên"):
        due(TEN, Started(at(2)), Extended(at(3), 0))


def test_a_counted_day_belongs_to_whoever_had_the_case_when_it_began() -> None:
    moved = reckoned(FIVE, Started(at(2), "Sở A"), Moved(at(4, 10), "Sở B"), now=at(9))
    assert moved.by_holder == {"Sở A": 2, "Sở B": 3}
    on_the_stroke = reckoned(FIVE, Started(at(2), "Sở A"), Moved(at(4, 0), "Sở B"), now=at(9))
    assert on_the_stroke.by_holder == {"Sở A": 1, "Sở B": 4}


def test_a_stopped_clock_stands_and_keeps_its_due_day() -> None:
    stopped = reckoned(FIVE, Started(at(2)), Stopped(at(4)), now=at(30))
    assert (stopped.state, stopped.used, stopped.remaining, stopped.is_late) == (State.STOPPED, 2, 3, False)
    assert stopped.due_on == date(2026, 11, 9)
    assert [day.day.day for day in stopped.days] == [2, 3, 4]


def test_a_reopened_case_has_a_new_term_the_same_or_another_with_its_own_extension() -> None:
    history = (Started(at(2), "Sở A"), Extended(at(3), 5), Stopped(at(4)), Moved(at(5), "Sở B"))
    again = reckoned(TEN, *history, Restarted(at(10)), Extended(at(11), 1), now=at(12))
    assert (again.due_on, again.used, again.by_holder) == (date(2026, 11, 23), 2, {"Sở B": 2})
    assert reckoned(TEN, *history, Restarted(at(10), FIVE), now=at(10)).due_on == date(2026, 11, 17)


def test_hours_run_through_the_night_and_stand_still_while_we_wait() -> None:
    assert reckoned(DAY, Started(at(23, 10, 15)), now=at(23, 11)).due_at == at(24, 10, 15)
    history = (Started(at(7), "Sở A"), Asked(at(7, 15)), Replied(at(8, 12, 30)), Moved(at(8, 20), "Sở B"))
    reckoning = reckoned(DAY, *history, now=at(8, 21))
    assert reckoning.due_at == at(9, 6, 30)
    assert reckoning.by_holder == {"Sở A": timedelta(hours=13, minutes=30), "Sở B": timedelta(hours=1)}
    assert (reckoning.used, reckoning.remaining_text) == (timedelta(hours=14, minutes=30), "9 giờ 30 phút")
    assert [day.reason for day in reckoning.days] == [
        "Nhận trong ngày: tính 6 giờ",
        "Tính 11 giờ 30 phút",
        "Tính 6 giờ 30 phút; hết hạn lúc 06:30",
    ]


def test_hours_are_late_to_the_second() -> None:
    assert not reckoned(DAY, Started(at(2)), now=at(3)).is_late
    late = reckoned(DAY, Started(at(2)), now=at(3) + timedelta(seconds=1))
    assert (late.is_late, late.late_by) == (True, timedelta(seconds=1))
    assert reckoned(DAY, Started(at(2)), Extended(at(3)), now=at(3)).due_at == at(4)


def test_every_day_is_explained() -> None:
    history = (Started(at(19), "Sở A"), Asked(at(20)), Replied(at(22)), Moved(at(25), "Sở B"), Extended(at(25)))
    term = Term("two", 2, Unit.WORKING_DAYS, extension=1, extension_unit=Unit.DAYS)
    reckoning = reckoned(term, *history, now=at(27))
    assert [(d.day.day, d.number, d.holder, d.reason) for d in reckoning.days] == [
        (19, None, "Sở A", "Ngày nhận, không tính"),
        (20, 1, "Sở A", "Ngày làm việc; yêu cầu bổ sung trong ngày"),
        (21, None, "Sở A", "Chờ người gửi bổ sung, không tính"),
        (22, None, "Sở A", "Ngày nhận bổ sung, không tính"),
        (23, 2, "Sở A", "Ngày làm việc"),
        (24, 3, "Sở A", "Ngày Văn hóa Việt Nam, vẫn tính, gia hạn"),
        (25, None, "Sở A", "Ngày làm việc: hạn lùi đến ngày này; hết hạn"),
        (26, 4, "Sở B", "Ngày làm việc, quá hạn 1"),
        (27, 5, "Sở B", "Ngày làm việc, quá hạn 2"),
    ]


def test_the_explanation_of_a_reopened_case_begins_with_the_reopening() -> None:
    history = (Started(at(2)), Stopped(at(3)), Restarted(at(4)))
    assert reckoned(FIVE, *history, now=at(4)).days[0].reason == "Ngày mở lại, không tính"
    assert reckoned(DAY, *history, now=at(4)).days[0].reason == "Mở lại trong ngày: tính 15 giờ"


def test_an_extension_needs_time_left_a_reason_and_a_law_that_allows_it() -> None:
    running = reckoned(TEN, Started(at(2)), now=at(12))
    assert may_extend(running, date(2026, 11, 12), reason="Phức tạp") is None
    assert may_extend(running, date(2026, 11, 12), reason="Phức tạp", amount=5) is None
    assert may_extend(running, date(2026, 11, 12), reason=" ") == "Phải nêu lý do gia hạn."
    too_much = may_extend(running, date(2026, 11, 12), reason="Phức tạp", amount=6)
    assert too_much == "Chỉ được gia hạn tối đa 5 ngày làm việc."
    assert may_extend(running, date(2026, 11, 12), reason="Phức tạp", amount=0) == (
        "Số ngày hoặc số giờ gia hạn phải từ 1 trở lên."
    )
    over = "Thời hạn đã hết ngày 12/11/2026: chỉ được gia hạn trước khi hết hạn."
    assert may_extend(running, date(2026, 11, 13), reason="Phức tạp") == over
    extended = reckoned(TEN, Started(at(2)), Extended(at(3), reason="Phức tạp"), now=at(4))
    assert "đã được gia hạn một lần" in str(may_extend(extended, date(2026, 11, 4), reason="Nữa"))
    never = reckoned(FIVE, Started(at(2)), now=at(3))
    assert (
        may_extend(never, date(2026, 11, 3), reason="Phức tạp") == "Thời hạn “Trả lời” theo Điều 9 không được gia hạn."
    )
    stopped = reckoned(TEN, Started(at(2)), Stopped(at(3)), now=at(4))
    assert "đã kết thúc" in str(may_extend(stopped, date(2026, 11, 4), reason="Phức tạp"))
    waiting = reckoned(TEN, Started(at(2)), Asked(at(3)), now=at(30))
    assert may_extend(waiting, date(2026, 11, 30), reason="Phức tạp") is None


IMPOSSIBLE: list[tuple[Event, ...]] = [
    (),
    (Asked(at(2)),),
    (Started(at(2)), Started(at(3))),
    (Started(at(2)), Asked(at(3)), Asked(at(4))),
    (Started(at(2)), Replied(at(3))),
    (Started(at(2)), Restarted(at(3))),
    (Started(at(2)), Stopped(at(3)), Stopped(at(4))),
    (Started(at(2)), Stopped(at(3)), Asked(at(4))),
    (Started(at(2)), Stopped(at(3)), Extended(at(4), 1)),
    (Started(at(4)), Moved(at(3), "Sở B")),
    (Started(at(2)), Moved(at(28), "Sở B")),
    (Started(datetime(2026, 11, 2)), Moved(datetime(2026, 11, 3), "Sở B")),
]


@pytest.mark.parametrize("history", IMPOSSIBLE)
def test_a_history_that_cannot_be_is_a_bug(history: tuple[Event, ...]) -> None:
    naive = bool(history) and history[0].at.tzinfo is None
    with pytest.raises(ValueError, match=r"history|cannot follow|time zone"):
        reckoned(TEN, *history, now=datetime(2026, 11, 20) if naive else at(20))


def test_a_term_counted_backwards_is_not_reckoned_forwards_nor_the_other_way_round() -> None:
    before = Term("notice", 7, Unit.WORKING_DAYS, direction=Direction.BEFORE)
    with pytest.raises(ValueError, match="backwards"):
        due(before, Started(at(2)))
    for term in (FIVE, Term("connect", 1, Unit.HOURS, direction=Direction.BEFORE)):
        with pytest.raises(ValueError, match="backwards"):
            latest_day_before(term, date(2026, 11, 20), CALENDAR)


def test_counting_past_the_calendar_is_a_bug() -> None:
    short = Calendar({}, {}, "thử", until=date(2026, 11, 30))
    with pytest.raises(ValueError, match="known only until"):
        reckon(FIFTEEN, [Started(at(28))], short, at(28))


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": -1},
        {"extension": 5},
        {"extension": 0, "extension_unit": Unit.DAYS},
        {"extension": 5, "extension_unit": Unit.HOURS},
    ],
)
def test_a_term_that_makes_no_sense_cannot_be_made(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"term|extension|extended"):
        Term(**{"key": "wrong", "amount": 5, "unit": Unit.DAYS, **wrong})  # type: ignore[arg-type]


def test_the_same_history_seen_later_is_never_less_used() -> None:
    history = (Started(at(2)), Asked(at(4)), Replied(at(6)), Extended(at(9)))
    seen = [reckoned(FIFTEEN, *history, now=at(day)) for day in range(9, 50)]
    assert all(a.used <= b.used and a.remaining >= b.remaining for a, b in pairwise(seen))  # type: ignore[operator]
    assert {s.due_on for s in seen} == {seen[0].due_on}


def test_the_example_of_the_docs() -> None:
    off = {date(2026, 8, 31): "Nghỉ hoán đổi", date(2026, 9, 1): "Quốc khánh", date(2026, 9, 2): "Quốc khánh"}
    worked = Calendar(off, {date(2026, 8, 22): "Làm bù cho ngày 31/08/2026"}, "thử", until=date(2026, 12, 31))
    morning = datetime(2026, 8, 1, 9, tzinfo=VIETNAM)
    received, asked, replied, extended = (morning.replace(day=day) for day in (3, 6, 11, 20))
    history: list[Event] = [Started(received), Asked(asked), Replied(replied), Extended(extended, reason="Phức tạp")]
    days = reckon(FIFTEEN, history, worked, extended).days
    numbered = {day.number: day.day for day in days if day.number}
    expected = [(3, 8, 6), (6, 8, 14), (12, 8, 22), (15, 8, 26), (16, 8, 27), (30, 9, 10)]
    assert {number: numbered[number] for number, _, _ in expected} == {n: date(2026, m, d) for n, m, d in expected}
    assert (len(numbered), days[-1].day) == (30, date(2026, 9, 10))
