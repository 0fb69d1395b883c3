from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.ground.organisations.rules import Span, check_merge, makes_cycle
from caunoi.ground.refused import Refused

JULY = date(2025, 7, 1)
DAY = timedelta(days=1)
DAYS = st.none() | st.dates(date(2025, 1, 1), date(2025, 3, 1))
SPANS = st.builds(lambda a, n: Span(a, a + n * DAY if a and n else None), DAYS, st.integers(0, 40))


def test_a_span_holds_from_its_first_day_and_not_on_its_last() -> None:
    span = Span(date(2020, 1, 1), JULY)
    assert span.holds(date(2020, 1, 1))
    assert span.holds(JULY - DAY)
    assert not span.holds(JULY)
    assert not span.holds(date(2019, 12, 31))


def test_a_span_without_ends_always_holds() -> None:
    assert Span().holds(date.min)
    assert Span().holds(date.max)


def test_one_that_ends_on_the_day_the_next_begins_does_not_overlap_it() -> None:
    assert not Span(None, JULY).overlaps(Span(JULY, None))
    assert Span(None, JULY + DAY).overlaps(Span(JULY, None))


@given(SPANS, SPANS)
def test_two_spans_overlap_when_they_share_a_day_and_only_then(a: Span, b: Span) -> None:
    shared = any(a.holds(d) and b.holds(d) for d in (date(2024, 12, 1) + k * DAY for k in range(200)))
    assert a.overlaps(b) == b.overlaps(a) == shared


@pytest.mark.parametrize("until", [date(2020, 1, 1), date(2019, 12, 31)])
def test_nothing_ends_before_it_began(until: date) -> None:
    with pytest.raises(Refused, match="phải sau"):
        Span(date(2020, 1, 1), until)


def test_what_has_ended_cannot_end_again() -> None:
    with pytest.raises(Refused, match="Đã hết hiệu lực từ ngày 01/07/2025"):
        Span(None, JULY).ended(date(2026, 1, 1))


def test_what_begins_that_day_cannot_end_that_day() -> None:
    with pytest.raises(Refused, match="Chỉ có hiệu lực từ ngày"):
        Span(JULY, None).ended(JULY)


def test_a_circle_is_seen_however_long() -> None:
    chain = {n: [n + 1] for n in range(50)}
    assert makes_cycle(chain, 50, 0)
    assert makes_cycle({}, 1, 1)
    assert not makes_cycle(chain, 0, 50)
    assert not makes_cycle({1: [2], 2: [1]}, 3, 1)


def test_a_merger_ends_each_on_its_day() -> None:
    after = check_merge({1: "A", 2: "B"}, {1: Span(), 2: Span(date(2000, 1, 1))}, 3, Span(JULY), JULY)
    assert after == {1: Span(None, JULY), 2: Span(date(2000, 1, 1), JULY)}


def test_a_wrong_merger_is_refused_with_every_reason() -> None:
    with pytest.raises(Refused) as refusal:
        check_merge({1: "Sở A", 3: "Sở B"}, {1: Span(None, JULY), 3: Span(JULY)}, 3, Span(JULY + DAY), JULY)
    assert len(refusal.value.details) == 4
    assert "Sở A: Đã hết hiệu lực" in refusal.value.reason


def test_a_merger_of_nothing_is_refused() -> None:
    with pytest.raises(Refused, match="Chưa chọn"):
        check_merge({}, {}, 3, Span(), JULY)
