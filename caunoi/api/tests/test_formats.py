from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from caunoi.api.open311 import formats
from caunoi.api.open311.posting import headline


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Đèn hỏng. Xin sửa.", "Đèn hỏng."),
        ("Đèn hỏng\nXin sửa", "Đèn hỏng"),
        ("Điều 3.2 nói gì?", "Điều 3.2 nói gì?"),
        ("từ " * 100, ("từ " * 66).strip() + "…"),
        ("x" * 300, "x" * 199 + "…"),
        ("", ""),
    ],
)
def test_a_title_is_made_of_the_first_sentence(text: str, title: str) -> None:
    assert headline(text.strip()) == title


@given(some.text(max_size=400))
def test_a_title_is_never_too_long(text: str) -> None:
    assert len(headline(text)) <= 200


@given(some.dictionaries(some.just("a"), some.text()))
def test_whatever_is_said_is_well_formed_xml(value: dict[str, str]) -> None:
    from lxml import etree

    etree.fromstring(formats.as_xml("root", value))
