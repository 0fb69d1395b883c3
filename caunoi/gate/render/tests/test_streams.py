"""Streams say what a reader gets, and nothing else."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from caunoi.gate.render import streams
from caunoi.gate.render.streams import CLOSE, OPEN, difference, frame, image, link, media_source, plain, squeeze

SHA = "ab" * 32


@given(st.text(alphabet="aăâđêếễơưỹ.,“”\n\t \u00a0\u2009\ue000\ue001"))
def test_a_squeezed_text_has_no_space_and_no_mark_and_is_squeezed_for_good(text: str) -> None:
    once = squeeze(text)
    assert not any(c.isspace() or c in (OPEN, CLOSE) for c in once)
    assert squeeze(once) == once == unicodedata.normalize("NFC", once)


@given(st.text(alphabet="abđếễ \n\t\u00a0"))
def test_markup_may_put_space_anywhere(text: str) -> None:
    assert squeeze(" ".join(text)) == squeeze(text)


def test_both_forms_of_a_vietnamese_letter_are_one() -> None:
    assert squeeze(unicodedata.normalize("NFD", "Tiếng Việt")) == "TiếngViệt"


def test_different_letters_stay_different() -> None:
    assert len({squeeze(word) for word in ("ma", "má", "mà", "mả", "mã", "mạ", "MA")}) == 7


@given(st.text(), st.text())
def test_text_cannot_pretend_to_be_a_link(text: str, href: str) -> None:
    assert OPEN not in squeeze(link(href, text))
    assert plain(f"/x{CLOSE}chữ{OPEN}/a") == "/xchữ/a"


def test_a_link_an_image_and_a_frame_are_told_apart() -> None:
    found = {
        link("/a"),
        image("/a", ""),
        frame("/a", ""),
        link("/a", "x"),
        link("/b"),
        image("/a", "x"),
        frame("/a", "x"),
    }
    assert len(found) == 7


def test_a_rendition_stands_for_its_original() -> None:
    assert media_source(f"/tep/{SHA}-720.webp") == media_source(f"/tep/{SHA}-360.webp") == SHA
    for odd in (
        f"/tep/{SHA}-720.jpg",
        f"/tep/{SHA[:-1]}-720.webp",
        f"//x/tep/{SHA}-720.webp",
        f"/tep/{SHA}-720.webp?x",
    ):
        assert media_source(odd) == odd


def test_a_difference_shows_the_first_place_where_two_streams_part() -> None:
    said = difference("a" * 100 + "đúng", "a" * 100 + "sai" + link("/x"))
    assert "đúng" in said
    assert "sai⟨a /x⟩⟨/a⟩" in said
    assert "a" * 20 not in said
    assert difference("abc", "abc thêm").endswith("thêm…”")


def test_marks_are_shown_to_people_as_brackets() -> None:
    assert streams.readable(link("/x", "Chữ")) == "⟨a /x⟩Chữ⟨/a⟩"
