"""Data for machines: written so that it cannot end its element, allowed letter by letter and in one place only."""

from __future__ import annotations

import json

import pytest
from selectolax.lexbor import LexborHTMLParser

from caunoi.gate.guard import structured
from caunoi.gate.guard.markup import Policy, markup_findings

HOSTILE = "</script><script>alert(1)</script><!-- <script> --> \u2028 ]]> & \\u003c \x00 \r\n"
DATA = {"@context": "https://schema.org", "@graph": [{"@type": "NewsArticle", "headline": HOSTILE}]}
TOLD = structured.written(DATA)


def rules(head: str, body: str = "", expected: str = TOLD) -> list[str]:
    page = f"<!doctype html><html><head><title>x</title>{head}</head><body>{body}</body></html>"
    return [finding.rule for finding in markup_findings(LexborHTMLParser(page), Policy(), expected)]


def element(text: str, attributes: str = 'type="application/ld+json"') -> str:
    return f"<script {attributes}>{text}</script>"


def test_no_text_ends_the_element_or_begins_a_comment_in_it() -> None:
    assert not set(TOLD) & set("<>&\u2028\x00\r\n")
    assert json.loads(TOLD) == DATA
    assert rules(element(TOLD)) == []
    assert rules(element(json.dumps(DATA))) != []  # the same data, not escaped
    assert structured.written(None) == ""


def test_what_json_has_no_word_for_is_not_written() -> None:
    with pytest.raises(ValueError, match="JSON"):
        structured.written({"a": float("nan")})


@pytest.mark.parametrize(
    "head",
    [
        element(TOLD.replace("NewsArticle", "Article")),
        element(TOLD.replace('{"@type"', '{"@type":"Casino","@type"')),  # read by some as this, by others as that
        element(f" {TOLD}"),
        element(f"<!--{TOLD}-->"),
        element(""),
        element("{"),
        element(TOLD) * 2,
        element(TOLD, 'type="application/ld+json" src="/x.js"'),
        element(TOLD, 'type="application/ld+json" async'),
        element(TOLD, 'type="Application/LD+JSON"'),
        element(TOLD, 'type=" application/ld+json"'),
        element(TOLD, 'type="module"'),
        element(TOLD, 'type="importmap"'),
        element(TOLD, 'type="speculationrules"'),
        element(TOLD, ""),
        element(TOLD) + element("alert(1)", ""),
    ],
)
def test_any_other_script_is_a_finding(head: str) -> None:
    assert "script" in rules(head)


def test_it_has_no_place_in_the_body_nor_on_a_page_that_tells_machines_nothing() -> None:
    assert rules("", element(TOLD)) == ["script"]
    assert rules(element(TOLD), expected="") == ["script"]


def test_words_are_read_and_addresses_kinds_and_names_are_not() -> None:
    thing = {
        "@type": "Person",
        "@id": "x",
        "name": "Lò Thị Ngàn",
        "url": "https://a.example/",
        "post": ["Phó Chủ tịch", 3],
    }
    assert list(structured.words({"@context": "x", "@graph": [thing]})) == ["Lò Thị Ngàn", "Phó Chủ tịch"]
