"""What is left of a case's time, in words; what changed in a text; what a template becomes."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from caunoi.desk.cases.drafts import put_in
from caunoi.desk.cases.words import SUSPECT, UNPROVED, due_words, flags_in_words
from caunoi.desk.differences import changes_between
from caunoi.ground.vietnamese.dates import VIETNAM
from caunoi.ground.working_days.rules import Calendar

DAYS = Calendar({date(2026, 9, 2): "Quốc khánh"}, {}, "thử")
TUESDAY = datetime(2026, 9, 1, 9, 0, tzinfo=VIETNAM)


def end_of(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("due", "text", "mark"),
    [
        (date(2026, 9, 1), "Hết hạn hôm nay", "today"),
        (date(2026, 9, 3), "Còn 1 ngày làm việc", "soon"),  # the second is a holiday
        (date(2026, 9, 7), "Còn 3 ngày làm việc", "far"),
        (date(2026, 8, 28), "Quá hạn 2 ngày làm việc", "late"),
        (date(2026, 8, 31), "Quá hạn 1 ngày làm việc", "late"),
        (date(2026, 9, 2), "Đến 02/09/2026", "soon"),
    ],
)
def test_the_time_left_is_counted_in_working_days(due: date, text: str, mark: str) -> None:
    said = due_words("working", end_of(due), None, False, at=TUESDAY, days=DAYS)
    assert (said.text, said.mark) == (text, mark)


def test_late_on_a_day_off_is_late_without_a_number() -> None:
    saturday = datetime(2026, 9, 5, 9, 0, tzinfo=VIETNAM)
    assert due_words("working", end_of(date(2026, 9, 4)), None, True, at=saturday, days=DAYS).text == "Quá hạn"


def test_a_paused_clock_says_so_unless_it_was_late_before() -> None:
    assert due_words("waiting", None, None, False, at=TUESDAY, days=DAYS).mark == "paused"
    assert due_words("waiting", end_of(date(2026, 8, 28)), None, True, at=TUESDAY, days=DAYS).mark == "late"


def test_of_an_ended_case_it_is_said_when_and_whether_that_was_late() -> None:
    ended = TUESDAY - timedelta(days=1)
    assert (
        due_words("answered", end_of(date(2026, 9, 7)), ended, False, at=TUESDAY, days=DAYS).text == "Xong 31/08/2026"
    )
    assert (
        due_words("answered", end_of(date(2026, 8, 7)), ended, True, at=TUESDAY, days=DAYS).text
        == "Xong 31/08/2026, quá hạn"
    )


def test_flags_are_in_words_and_each_once() -> None:
    assert flags_in_words("", False) == []
    assert flags_in_words("khan-cap,text.gambling,text.phishing", True) == ["Khẩn cấp", SUSPECT, UNPROVED]


def test_what_was_taken_out_and_put_in_gives_both_texts_back() -> None:
    before, after = "Bà được hỗ trợ\ntheo quy định.", "Bà không được hỗ trợ\ntheo Nghị định 9."
    pieces = changes_between(before, after)
    assert "".join(p.text for p in pieces if p.kind != "ins") == before
    assert "".join(p.text for p in pieces if p.kind != "del") == after
    assert next(p.text.strip() for p in pieces if p.kind == "ins") == "không"
    assert changes_between(before, before) == [p for p in changes_between(before, before) if p.kind == "same"]


def test_very_long_texts_are_compared_by_lines_and_quickly() -> None:
    before = "\n".join(f"dòng {n} có vài chữ để so" for n in range(2000))
    after = before.replace("dòng 1000 ", "dòng khác ")
    pieces = changes_between(before, after)
    assert [p.text for p in pieces if p.kind == "del"] == ["dòng 1000 có vài chữ để so\n"]


def test_a_template_is_filled_once_and_what_is_put_in_is_not_filled_again() -> None:
    said = put_in("Kính gửi {ten}, hồ sơ {ma} {khac}.", {"{ten}": "{ma}", "{ma}": "7K2Q-M9XD"})
    assert said == "Kính gửi {ma}, hồ sơ 7K2Q-M9XD {khac}."
