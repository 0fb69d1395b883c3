"""The pure rules of approval."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.gate.releases.rules import (
    Contributed,
    canonical,
    contributors,
    digest,
    enough,
    page_number,
    why_not_approve,
)

histories = st.lists(
    st.builds(Contributed, st.one_of(st.none(), st.integers(1, 4)), st.sampled_from("abc")), max_size=12
)
PIECES: dict[str, Any] = {
    "title": "Tiếng Việt",
    "blocks": [{"type": "text", "html": "<p>Một <b>hai</b></p>"}],
    "tags": ["a", "b"],
}


@given(histories)
def test_whoever_changed_anything_is_a_contributor_for_ever(history: list[Contributed]) -> None:
    found = contributors(history)
    before = ""
    for at, one in enumerate(history):
        if one.by is not None and one.digest != before:
            assert one.by in found
            assert one.by in contributors(history[: at + 1])
        before = one.digest
    assert found <= {one.by for one in history if one.by is not None}


@given(histories, histories)
def test_what_comes_later_takes_nobody_out(first: list[Contributed], more: list[Contributed]) -> None:
    assert contributors(first) <= contributors(first + more)


@given(histories, st.integers(1, 4))
def test_saving_unchanged_changes_nothing(history: list[Contributed], by: int) -> None:
    again = [*history, Contributed(by, history[-1].digest)] if history else history
    assert contributors(again) == contributors(history)


@given(histories, st.sampled_from("abc"), st.integers(1, 5))
def test_nobody_approves_own_work_or_another_text_or_one_of_unknown_hands(
    history: list[Contributed], now: str, by: int
) -> None:
    may = why_not_approve(history, now, by) is None
    assert may == bool(
        history and history[-1].digest == now and history[-1].by is not None and by not in contributors(history)
    )


@given(st.lists(st.integers(1, 5)), st.integers(0, 5))
def test_so_many_different_people_must_have_approved(approvers: list[int], pairs: int) -> None:
    assert enough(approvers, pairs) == (len(set(approvers)) >= max(1, pairs - 1))


@given(st.integers(1, 60), st.integers(0, 300))
def test_pages_fill_up_and_never_shift(size: int, items: int) -> None:
    last, on_last, placed = 0, 0, []
    for _ in range(items):
        page = page_number(last, on_last, size)
        on_last = on_last + 1 if page == last else 1
        last = page
        placed.append(page)
    assert placed == [item // size + 1 for item in range(items)]


@pytest.mark.parametrize(
    "other",
    [
        PIECES | {"title": "Tiếng Viêt"},
        PIECES | {"title": "tiếng Việt"},
        PIECES | {"tags": ["b", "a"]},
        PIECES | {"blocks": [{"type": "text", "html": "<p>Một hai ba</p>"}]},
        PIECES | {"blocks": [{"type": "text", "html": '<p>Một <a href="/x">hai</a></p>'}]},
        PIECES | {"blocks": [{"type": "heading", "text": "<p>Một <b>hai</b></p>"}]},
        PIECES | {"image": None},
    ],
)
def test_a_digest_is_of_all_that_a_reader_gets(other: dict[str, Any]) -> None:
    assert digest(other) != digest(PIECES)


def test_a_digest_is_not_of_markup_order_of_keys_or_form_of_letters() -> None:
    other = dict(reversed(list(PIECES.items())), title=unicodedata.normalize("NFD", "Tiếng Việt"))
    other["blocks"] = [{"html": "<p>Một</p>\n<p><em>hai</em></p>", "type": "text"}]
    assert digest(other) == digest(PIECES)
    assert canonical({"b": 1, "a": "ế"}) == '{"a":"ế","b":1}'
