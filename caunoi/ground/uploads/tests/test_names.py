from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.ground.uploads.names import LONGEST_NAME, clean_name, extension_of, with_extension


@pytest.mark.parametrize(
    ("given_name", "shown"),
    [
        ("Đơn kiến nghị.pdf", "Đơn kiến nghị.pdf"),
        ("Đơn.pdf", "Đơn.pdf"),
        (r"C:\Users\lan\Đơn.pdf", "Đơn.pdf"),
        ("../../etc/passwd", "passwd"),
        ("anh\u202egpj.exe", "anhgpj.exe"),
        ("a\u200bb\x00c\r\nd.txt", "abc d.txt"),
        ("  .hidden. ", "hidden"),
        ("", "tệp không tên"),
        ("..", "tệp không tên"),
    ],
)
def test_a_name_is_shown_without_what_misleads(given_name: str, shown: str) -> None:
    assert clean_name(given_name) == shown


def test_a_long_name_keeps_its_extension() -> None:
    assert clean_name("a" * 300 + ".pdf") == "a" * 116 + ".pdf"


@given(st.text(max_size=200))
def test_no_name_is_long_or_empty_or_leads_anywhere(name: str) -> None:
    shown = clean_name(name)
    assert 0 < len(shown) <= LONGEST_NAME
    assert not set(shown) & set("/\\\r\n\0\u202e\u200b")
    assert unicodedata.is_normalized("NFC", shown)
    assert clean_name(shown) == shown


@pytest.mark.parametrize(
    ("name", "extension"),
    [("Đơn.PDF", "pdf"), ("CV 12.11.2026", ""), ("ghi âm.mp3", "mp3"), ("Đơn", ""), ("a.b c", "")],
)
def test_an_extension_has_a_letter_and_no_blanks(name: str, extension: str) -> None:
    assert extension_of(name) == extension


def test_an_extension_is_exchanged_or_added() -> None:
    assert with_extension("IMG_1.heic", "jpg") == "IMG_1.jpg"
    assert with_extension("CV 12.11.2026", "pdf") == "CV 12.11.2026.pdf"
    assert len(with_extension("a" * 120, "pdf")) == 120
