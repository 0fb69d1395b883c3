from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.ground.working_days.rules import Calendar, Swap, corrected

TET = {date(2026, 2, 16) + timedelta(days=k): "Tết Nguyên Đán" for k in range(5)}
PLAIN = Calendar(TET | {date(2026, 8, 31): "Nghỉ hoán đổi"}, {date(2026, 8, 22): "Làm bù cho ngày 31/08/2026"}, "thử")


def test_the_day_of_receipt_is_not_counted() -> None:
    assert PLAIN.add_working_days(date(2026, 11, 23), 1) == date(2026, 11, 24)
    assert PLAIN.add_working_days(date(2026, 11, 23), 5) == date(2026, 11, 30)


def test_a_term_of_no_days_ends_where_it_began() -> None:
    assert PLAIN.add_working_days(date(2026, 11, 22), 0) == date(2026, 11, 22)


def test_tet_stops_the_clock() -> None:
    assert PLAIN.add_working_days(date(2026, 2, 12), 2) == date(2026, 2, 23)


def test_a_swapped_saturday_counts_and_its_monday_does_not() -> None:
    assert PLAIN.is_working(date(2026, 8, 22))
    assert not PLAIN.is_working(date(2026, 8, 31))
    assert PLAIN.add_working_days(date(2026, 8, 21), 1) == date(2026, 8, 22)


def test_every_day_of_a_term_is_explained() -> None:
    days = PLAIN.explain(date(2026, 8, 20), 3)
    assert [(d.day.day, d.counted, d.reason) for d in days] == [
        (20, False, "Ngày nhận, không tính"),
        (21, True, "Ngày làm việc (thứ 1)"),
        (22, True, "Ngày làm việc bù: Làm bù cho ngày 31/08/2026 (thứ 2)"),
        (23, False, "Chủ Nhật"),
        (24, True, "Ngày làm việc (thứ 3)"),
    ]


def test_counting_past_what_is_known_is_a_bug() -> None:
    short = Calendar({}, {}, "thử", until=date(2026, 12, 31))
    with pytest.raises(ValueError, match="known only until"):
        short.add_working_days(date(2026, 12, 30), 5)


def test_no_day_is_both_off_and_worked() -> None:
    with pytest.raises(ValueError, match="both"):
        Calendar({date(2026, 1, 2): "a"}, {date(2026, 1, 2): "b"}, "thử")


def test_a_term_is_never_negative() -> None:
    with pytest.raises(ValueError, match="negative"):
        PLAIN.add_working_days(date(2026, 1, 1), -1)


def test_a_later_correction_wins() -> None:
    day = date(2026, 1, 2)
    off, worked = corrected({}, {day: "Làm bù"}, [Swap(day, False, "Nghỉ"), Swap(day, True, "Vẫn làm")])
    assert (off, worked) == ({}, {day: "Vẫn làm"})


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.integers(0, 60))
def test_counting_forth_and_back_agree(start: date, n: int) -> None:
    due = PLAIN.add_working_days(start, n)
    assert PLAIN.working_days_between(start, due) == n
    assert PLAIN.working_days_between(due, start) == -n
    assert sum(d.counted for d in PLAIN.explain(start, n)) == n
    assert n == 0 or PLAIN.is_working(due)
