"""What comes out of Word comes out clean, and what an editor wrote on purpose stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail.rich_text import RichText

from caunoi.outbound.articles.blocks import BodyBlock
from caunoi.outbound.bodies.pasting import tidy


@pytest.mark.parametrize(
    ("pasted", "clean"),
    [
        ("<p>Một&nbsp;&nbsp; hai</p>", "<p>Một hai</p>"),
        ("<p>Một</p><p>\xa0</p><p><br/></p><p>hai</p>", "<p>Một</p><p>hai</p>"),
        ("<p><b> </b>Một<i></i></p>", "<p>Một</p>"),
        ("<p>Hai\u200b mươi\ufeff</p>", "<p>Hai mươi</p>"),
        ('<p data-block-key="a1">· Một</p><p data-block-key="a2">·\xa0\xa0 Hai</p><p>Ba</p>',
         '<ul><li data-block-key="a1">Một</li><li data-block-key="a2">Hai</li></ul><p>Ba</p>'),
        ("<p>\uf0b7 Một</p>", "<ul><li>Một</li></ul>"),
        ("<ul><li> </li></ul><p>Một</p>", "<p>Một</p>"),
        ("<h3> Đề mục </h3>", "<h3>Đề mục</h3>"),
    ],
)  # fmt: skip
def test_what_word_leaves_behind_goes(pasted: str, clean: str) -> None:
    assert tidy(pasted) == clean


@pytest.mark.parametrize(
    "written",
    [
        '<p>Xem <a href="https://a.gov.vn/">ở đây</a>, <b>ngày 2</b> và H<sub>2</sub>O.</p>',
        "<p>Dòng một<br/>dòng hai</p>",
        "<ol><li>Một</li><li>Hai</li></ol>",
        "<p>- Gạch đầu dòng của người viết</p>",
        "<p>giá 3 · 4 triệu đồng</p>",
    ],
)
def test_what_an_editor_wrote_stays(written: str) -> None:
    assert tidy(written) == written


@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<b>", "</b>", "·", "a", " ", "\xa0", "<br/>", "<li>", "</li>", "<ul>", "</ul>"]
        )
    )
)
def test_tidying_twice_is_tidying_once_and_no_word_is_lost(parts: list[str]) -> None:
    html = "".join(parts)
    once = tidy(html)
    assert tidy(once) == once
    assert once.count("a") >= html.count("a") - html.count("data")


def test_a_body_is_tidied_when_its_form_is_read_and_only_its_text() -> None:
    block = BodyBlock()
    value = block.to_python(
        [
            {"type": "text", "value": "<p>Một&nbsp;</p><p></p>"},
            {"type": "quote", "value": {"text": "Lời  trích", "by": ""}},
        ]
    )
    clean = block.clean(value)
    assert isinstance(clean[0].value, RichText) and clean[0].value.source == "<p>Một</p>"
    assert clean[1].value["text"] == "Lời  trích"
