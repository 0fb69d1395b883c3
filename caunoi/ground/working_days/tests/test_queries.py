from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from caunoi.ground.working_days.models import DayOverride
from caunoi.ground.working_days.queries import calendar

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2025, 1, 25), date(2025, 2, 2)),  # Ất Tỵ
        (date(2026, 2, 14), date(2026, 2, 22)),  # Bính Ngọ
        (date(2027, 2, 4), date(2027, 2, 10)),  # Đinh Mùi
    ],
)
def test_nobody_works_at_tet(first: date, last: date) -> None:
    known = calendar(2027)
    assert not any(known.is_working(first + timedelta(days=k)) for k in range((last - first).days + 1))
    assert known.is_working(first - timedelta(days=1))
    assert known.is_working(last + timedelta(days=1))


@pytest.mark.parametrize(
    ("off", "worked"),
    [
        (date(2025, 5, 2), date(2025, 4, 26)),
        (date(2026, 1, 2), date(2026, 1, 10)),
        (date(2026, 8, 31), date(2026, 8, 22)),
    ],
)
def test_swapped_days_change_places(off: date, worked: date) -> None:
    known = calendar(2026)
    assert not known.is_working(off)
    assert known.is_working(worked)
    assert f"{off:%d/%m/%Y}" in known.made_up[worked]


def test_the_day_of_vietnamese_culture_is_a_holiday_since_2026() -> None:
    known = calendar(2026)
    assert known.is_working(date(2025, 11, 24))
    assert known.holidays[date(2026, 11, 24)] == "Ngày Văn hóa Việt Nam"
    assert known.add_working_days(date(2026, 11, 23), 1) == date(2026, 11, 25)


def test_staff_have_the_last_word_and_the_version_tells() -> None:
    before = calendar(2026)
    DayOverride.objects.create(on=date(2026, 12, 31), kind="holiday", title="Nghỉ hoán đổi", source="QĐ 1/QĐ-TTg")
    DayOverride.objects.create(on=date(2026, 11, 24), kind="working", title="Trực")
    after = calendar(2026)
    assert before.is_working(date(2026, 12, 31))
    assert not after.is_working(date(2026, 12, 31))
    assert after.is_working(date(2026, 11, 24))
    assert before.version != after.version


def test_the_calendar_costs_one_query(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        calendar(2027)


def test_one_day_has_one_override() -> None:
    DayOverride.objects.create(on=date(2026, 12, 31), kind="holiday", title="Nghỉ")
    with pytest.raises(IntegrityError), transaction.atomic():
        DayOverride.objects.create(on=date(2026, 12, 31), kind="working", title="Làm")


def test_an_unknown_kind_or_an_empty_title_cannot_be_stored() -> None:
    for wrong in ({"kind": "perhaps", "title": "Nghỉ"}, {"kind": "holiday", "title": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            DayOverride.objects.create(on=date(2026, 12, 30), **wrong)
