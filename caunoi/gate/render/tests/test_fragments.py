"""What was read before is known again by its markup alone: a page is judged as if nothing had ever been read before it."""

from __future__ import annotations

from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from caunoi.gate.guard import fragments, markup
from caunoi.gate.guard.findings import Finding
from caunoi.gate.guard.markup import Policy, markup_findings
from caunoi.gate.render import reading

POLICY = Policy(hiding_classes=frozenset({"unseen"}), allowed_hosts=frozenset({"gov.vn"}))
CARD = (
    '<article class="card" data-r="card:article:7:short"><h3><a href="/kinh-te/cau-7.html">Cầu mới</a></h3></article>'
)
RAW = '<iframe src="/x"><a href="/la">Vào ngay</a></iframe>'

PAGES = [
    CARD,
    CARD + CARD,
    f'<div class="unseen">{CARD}</div>',
    f"<div hidden>{CARD}</div>",
    f'<a href="https://la.example/">{CARD}</a>',
    f'<a href="https://la.example/">{CARD}',
    f"<template>{CARD}</template>",
    f"<svg>{CARD}</svg>",
    f"<textarea>{CARD}</textarea>",
    f"<!-- {CARD} -->",
    f"<table>{CARD}<tr><td>{CARD}</td></tr></table>",
    f'<p data-r="card:article:8:short">{CARD}</p>',
    CARD.replace("Cầu mới", "Cầu mới <span>W88</span>"),
    CARD.replace('class="card"', 'class="card unseen"'),
    CARD.replace('href="/kinh-te', 'onclick="x()" href="/kinh-te'),
    CARD.replace("/kinh-te/cau-7.html", "https://la.example/"),
    CARD.replace("</h3>", ""),
    f'<div data-r="x">{RAW}</div>',
    f'<svg><g data-r="x">{RAW}</g></svg>',
    f'<svg><a data-r="x">{RAW}</a></svg>',
    '<div data-r="x"><a href="/"></a></div>',
]


def forget() -> None:
    reading.forget()
    markup.forget()


def judged(body: str) -> tuple[Any, ...]:
    found = reading.read(f"<!doctype html><html><head><title>T</title></head><body>{body}</body></html>".encode())
    return found.regions, found.orphans, found.head, markup_findings(found.tree, POLICY)


@pytest.mark.parametrize("body", PAGES)
def test_a_page_is_judged_the_same_whatever_was_read_before_it(body: str) -> None:
    forget()
    alone = judged(body)
    assert judged(body) == alone
    for other in PAGES:
        forget()
        judged(other)
        assert judged(body) == alone


def test_a_sound_card_is_not_looked_through_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    forget()
    seen: list[str] = []
    monkeypatch.setitem(markup._CHECKS, "a", lambda node, *_: seen.append(node.html))
    judged(CARD)
    judged(f"<section>{CARD}</section>")
    assert len(seen) == 1
    judged(CARD.replace("mới", "cũ"))
    assert len(seen) == 2


def test_what_another_policy_allows_is_judged_anew() -> None:
    forget()
    body = '<p data-r="x"><a href="https://songha.gov.vn/">Sông Hà</a></p>'
    tree = LexborHTMLParser(body)
    assert markup_findings(tree, POLICY) == []
    assert [found.rule for found in markup_findings(tree, Policy())] == ["off-list-host"]


def test_an_unsound_region_is_reported_every_time() -> None:
    forget()
    body = '<p data-r="x" onclick="x()">chữ</p>'
    found: list[list[Finding]] = [judged(body)[3] for _ in range(3)]
    assert found[0] and found[0] == found[1] == found[2]


def test_the_memory_is_bounded() -> None:
    memory: fragments.Fragments[bool] = fragments.Fragments()
    for number in range(3 * fragments.MOST):
        memory.keep(f"<p>{number}</p>", True)
    assert len(memory._known) <= fragments.MOST
    memory.keep(RAW, True)
    memory.keep(None, True)
    assert memory.get(RAW) is None and memory.get(None) is None
