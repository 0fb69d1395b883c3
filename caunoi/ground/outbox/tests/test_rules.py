"""Names, clean texts, pauses."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.ground.outbox import rules

NOON = datetime(2026, 11, 23, 12)


def test_the_pauses_grow_from_a_minute_to_half_a_day_and_then_it_is_over() -> None:
    minutes = [(again - NOON) / timedelta(minutes=1) for n in range(1, 6) if (again := rules.next_try(n, NOON))]
    assert minutes == [1, 5, 30, 120, 720]
    assert rules.next_try(6, NOON) is None


def test_an_identity_is_always_the_same_and_fits_before_an_at_sign() -> None:
    assert rules.identity("case:12:received") == rules.identity("case:12:received")
    assert rules.identity("case:12:received") != rules.identity("case:12:answered")
    assert rules.identity("case:12:received").isalnum()


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("Trả lời\r\nBcc: ai@example.vn", "Trả lời Bcc: ai@example.vn"),
        ("a\x00b\x85c\u2028d\u202ee\u00adf", "ab c def"),
        ("  Câu   hỏi\t12 ", "Câu hỏi 12"),
        ("Cầu", "Cầu"),
        ("x" * 300, "x" * 199 + "…"),
    ],
)
def test_a_subject_is_one_line_of_what_can_be_seen(typed: str, line: str) -> None:
    assert rules.one_line(typed) == line


@given(st.text())
def test_no_text_gets_a_line_end_into_a_header_or_a_control_character_into_a_mail(typed: str) -> None:
    line = rules.one_line(typed)
    assert len(line.splitlines()) <= 1 and len(line) <= rules.LONGEST_SUBJECT and rules.one_line(line) == line
    body = rules.plain_text(typed)
    assert "\r" not in body and "\x00" not in body and body.endswith("\n") and rules.plain_text(body) == body
    body.encode()


@pytest.mark.parametrize(
    "said",
    [
        "550 <Nguyen.Lan@Example.vn>: rejected",
        "550 no mailbox nguyen.lan here",
        "550 nguyen.lan@example.vn is unknown; write to postmaster@other.vn",
        "550 user=NGUYEN.LAN",
    ],
)
def test_what_a_post_office_said_is_kept_without_anybodys_address(said: str) -> None:
    kept = rules.without_addresses(said, "nguyen.lan@example.vn")
    assert "nguyen" not in kept.lower() and "@" not in kept and kept.startswith("550")
