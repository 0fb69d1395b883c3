from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.ground.refused import Refused
from caunoi.ground.vietnamese.dates import long_date, moment, month_title, parse_date, short_date, week_title


def test_a_long_date_begins_with_the_day_of_the_week() -> None:
    assert long_date(date(2026, 11, 23)) == "Thứ Hai, 23/11/2026"
    assert long_date(date(2026, 11, 29)) == "Chủ Nhật, 29/11/2026"


def test_a_moment_is_shown_on_vietnams_clock() -> None:
    assert moment(datetime(2026, 11, 23, 14, 5)) == "Thứ Hai, 23/11/2026, 14:05"
    assert moment(datetime(2026, 11, 22, 17, 30, tzinfo=UTC)) == "Thứ Hai, 23/11/2026, 00:30"


def test_months_and_weeks_have_titles() -> None:
    assert month_title(2026, 11) == "tháng 11/2026"
    assert month_title(2026, 3) == "tháng 3/2026"
    assert week_title(date(2026, 11, 25)) == "Tuần 48 (từ 23/11/2026 đến 29/11/2026)"
    assert week_title(date(2027, 1, 1)) == "Tuần 53 (từ 28/12/2026 đến 03/01/2027)"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("23/11/2026", date(2026, 11, 23)),
        ("23-11-26", date(2026, 11, 23)),
        (" 5.3.2026 ", date(2026, 3, 5)),
        ("5 / 3 / 2026", date(2026, 3, 5)),
        ("2026-11-23", date(2026, 11, 23)),
        ("ngày 5 tháng 3 năm 2026", date(2026, 3, 5)),
        ("Ngày 05 tháng 03 năm 2026", date(2026, 3, 5)),
        ("ngay 5 thang 3 nam 2026", date(2026, 3, 5)),
        ("5 tháng 3, 2026", date(2026, 3, 5)),
        ("Thứ Hai, 23/11/2026", date(2026, 11, 23)),
        ("chủ nhật, ngày 29/11/2026", date(2026, 11, 29)),
        ("thứ 2 ngày 23/11/2026", date(2026, 11, 23)),
        ("01/01/75", date(1975, 1, 1)),
        ("nga\u0300y\u00a05 tháng 3 năm 2026", date(2026, 3, 5)),
        ("29/2/2028", date(2028, 2, 29)),
    ],
)
def test_what_people_type_is_understood(typed: str, meant: date) -> None:
    assert parse_date(typed) == meant


@pytest.mark.parametrize(
    "typed", ["", "hôm qua", "23/11", "30/2/2026", "13/13/2026", "0/1/2026", "1/1/0000", "23/11/202", "23/11/2026 x"]
)
def test_what_is_not_a_day_is_refused_in_vietnamese(typed: str) -> None:
    with pytest.raises(Refused, match="Không"):
        parse_date(typed)


@given(st.dates(date(1969, 1, 1), date(2068, 12, 31)))
def test_every_date_we_print_can_be_typed_back(d: date) -> None:
    assert parse_date(short_date(d)) == parse_date(long_date(d)) == parse_date(f"{d:%d-%m-%y}") == d
