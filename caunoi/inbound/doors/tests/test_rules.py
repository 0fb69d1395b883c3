from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.ground.refused import Refused
from caunoi.inbound.doors import rules

AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
KEY, OTHER = b"one key", b"another key"
NONCE = bytes(range(16))
TOKEN = rules.token(NONCE, AT, key=KEY)


def solved(token: str, bits: int) -> str:
    return next(str(n) for n in count() if rules.proved(token, str(n), bits))


def test_a_token_says_what_was_issued_and_when() -> None:
    read = rules.token_read(TOKEN, AT + timedelta(minutes=4), keys=[KEY])
    assert (read.nonce, read.issued_at, read.expired, read.too_fast) == (NONCE, AT, False, False)


@pytest.mark.parametrize(
    ("after", "expired", "too_fast"),
    [
        (timedelta(seconds=2), False, True),
        (timedelta(seconds=3), False, False),
        (timedelta(hours=24), False, False),
        (timedelta(hours=24, seconds=1), True, False),
    ],
)
def test_a_token_tells_whether_it_came_back_too_soon_or_too_late(
    after: timedelta, expired: bool, too_fast: bool
) -> None:
    read = rules.token_read(TOKEN, AT + after, keys=[KEY])
    assert (read.expired, read.too_fast) == (expired, too_fast)


def test_a_token_signed_with_an_earlier_key_is_still_ours() -> None:
    assert rules.token_read(TOKEN, AT, keys=[OTHER, KEY]).nonce == NONCE


def test_no_letter_of_a_token_can_be_changed() -> None:
    for place in range(len(TOKEN)):
        forged = TOKEN[:place] + ("A" if TOKEN[place] != "A" else "B") + TOKEN[place + 1 :]
        with pytest.raises(Refused, match="tải lại trang"):
            rules.token_read(forged, AT, keys=[KEY])


@given(st.text(max_size=60))
def test_what_we_did_not_sign_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        rules.token_read(text, AT, keys=[KEY])


def test_another_key_signs_another_token() -> None:
    with pytest.raises(Refused):
        rules.token_read(TOKEN, AT, keys=[OTHER])


def test_work_is_proved_for_its_own_token_only() -> None:
    solution = solved(TOKEN, 10)
    assert rules.proved(TOKEN, solution, 10)
    others = [rules.token(bytes([n] * 16), AT, key=KEY) for n in range(20)]
    assert sum(rules.proved(other, solution, 10) for other in others) <= 1


def test_more_bits_are_more_work() -> None:
    solution = next(str(n) for n in count() if rules.proved(TOKEN, str(n), 8) and not rules.proved(TOKEN, str(n), 9))
    assert rules.proved(TOKEN, solution, 1)
    assert not rules.proved(TOKEN, solution)


@pytest.mark.parametrize("solution", ["", "1" * 12, "ễ" * 4000, "\x00"])
def test_a_solution_that_cannot_be_one_proves_nothing(solution: str) -> None:
    assert not rules.proved(TOKEN, solution)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("203.113.1.7", "203.113.1.7", True),
        ("203.113.1.7", "203.113.1.8", False),
        ("2001:ee0:1:2::1", "2001:ee0:1:2:ffff::9", True),
        ("2001:ee0:1:2::1", "2001:ee0:1:3::1", False),
        ("::ffff:203.113.1.7", "203.113.1.7", True),
    ],
)
def test_a_household_is_counted_as_one(one: str, other: str, same: bool) -> None:
    assert (rules.source(one) == rules.source(other)) is same


def test_a_mark_is_another_one_tomorrow_and_shows_no_address() -> None:
    def marked(address: str = "203.113.1.7", day: int = 24, proved: bool = True, key: bytes = KEY) -> str:
        return rules.mark(address, date(2026, 11, day), proved=proved, key=key)

    marks = {marked(), marked("203.113.1.8"), marked(day=25), marked(proved=False), marked(key=OTHER)}
    assert len(marks) == 5 and marked() == marked()
    assert {len(mark) for mark in marks} == {40}


def test_a_refusal_says_when_to_come_back() -> None:
    with pytest.raises(Refused, match="sau 13 phút nữa"):
        rules.Admission(False, timedelta(minutes=12, seconds=1), True).must_be_allowed()
    rules.Admission(True, timedelta(0), True).must_be_allowed()
