"""Paragraphs: which translation is of which, and words with marks for HTML and back."""

from __future__ import annotations

import pytest

from caunoi.gate.render.paragraphs import Pair, Paragraph, Speech, aligned, hash_of, html_of, written


def states(now: str, pairs: str) -> str:
    """For paragraphs a, b, c … of one place: for each its translation (upper case), marked "?" when stale, "-" when missing.

    A letter followed by its apostrophe is the same paragraph rewritten.
    """
    paragraphs = [Paragraph("text", one) for one in now.split()]
    found = aligned(paragraphs, [Pair("text", hash_of(one), one.upper()) for one in pairs.split()])
    return " ".join({"current": one.text, "stale": f"{one.text}?", "missing": "-"}[one.state] for one in found)


@pytest.mark.parametrize(
    ("now", "pairs", "expected"),
    [
        ("a b c", "a b c", "A B C"),
        ("a b' c", "a b c", "A B? C"),
        ("a x b c", "a b c", "A - B C"),
        ("a c", "a b c", "A C"),
        ("c a b", "a b c", "C A B"),
        ("a b' x c", "a b c", "A B? - C"),
        ("a' b' c", "a b c", "A? B? C"),
        ("a b", "", "- -"),
        ("a a", "a", "A -"),
        ("x a b", "a b", "- A B"),
    ],
)
def test_each_paragraph_finds_its_own_translation(now: str, pairs: str, expected: str) -> None:
    assert states(now, pairs) == expected


def test_a_title_never_becomes_the_translation_of_a_lead() -> None:
    pairs = [Pair("title", hash_of("Cũ"), "Old"), Pair("lead", hash_of("Sapo"), "Lead")]
    title, lead = aligned([Paragraph("title", "Mới"), Paragraph("lead", "Sapo mới")], pairs)
    assert (title.text, title.state, lead.text, lead.state) == ("Old", "stale", "Lead", "stale")


def test_white_space_is_no_change_and_an_empty_translation_is_missing() -> None:
    (one,) = aligned([Paragraph("text", "Hai  chữ\n")], [Pair("text", hash_of("Hai chữ"), "Two words")])
    assert one.state == "current"
    (one,) = aligned([Paragraph("text", "Hai chữ")], [Pair("text", hash_of("Hai chữ"), "  ")])
    assert one.state == "missing"


@pytest.mark.parametrize(
    "html",
    [
        "Cầu dài <strong>412 m</strong>",
        'Xem <a href="/lanh-dao/">Lãnh đạo <em>tỉnh</em></a>.',
        "3.000 m<sup>3</sup>, CO<sub>2</sub>",
        "một<br>hai",
        "2 * 3 * 4 [sic] 5 &lt; 6 &amp; a_b",
        "<strong><em>rất</em></strong> to",
        r"C:\\tep",
    ],
)
def test_words_with_marks_become_the_same_html_again(html: str) -> None:
    assert html_of(written(html)) == html


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "[x](javascript:alert%281%29)", "<img src=x onerror=y>"])
def test_a_translator_cannot_write_html_or_code(text: str) -> None:
    made = html_of(text)
    assert "<script" not in made and "<img" not in made and "javascript:" not in made


def test_a_list_is_walked_item_by_item() -> None:
    speech = Speech()
    html = "<p>Một</p><ul><li>Hai<ul><li>Ba</li></ul></li></ul><h3>Bốn</h3>"
    assert speech.rich("text", html) == html
    assert [one.text for one in speech.heard] == ["Một", "Hai", "Ba", "Bốn"]
