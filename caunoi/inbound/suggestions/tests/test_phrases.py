"""Phrases are found by whole syllables, with the accents that were typed."""

from __future__ import annotations

import unicodedata

import pytest

from caunoi.inbound.suggestions.phrases import DOUBTFUL, EXACT, UNACCENTED, Phrases, written

LAND = Phrases(
    [("đất", "land"), ("sổ đỏ", "land"), ("bảo hiểm", "any"), ("bảo hiểm y tế", "health"), ("hòa giải", "peace")]
)


def found(text: str) -> list[tuple[str, float]]:
    read = written(text)
    return [(read.words(f.start, f.end), f.certainty) for f in LAND.find(read)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Xin hỏi về Sổ đỏ.", [("Sổ đỏ", EXACT)]),
        ("toi muon hoi ve so do cua toi", [("so do", UNACCENTED)]),
        ("Tôi muốn hỏi thủ tục làm so do", [("so do", DOUBTFUL)]),
        ("Tôi đặt hàng nhưng chưa nhận được", []),
        ("khoảng đấtđai dính liền", []),
        ("Hoà giải ở cơ sở", [("Hoà giải", EXACT)]),
        (unicodedata.normalize("NFD", "Sổ đỏ của tôi"), [("Sổ đỏ", EXACT)]),
        ("thẻ bảo hiểm y tế của bà", [("bảo hiểm y tế", EXACT)]),
        ("thẻ bảo hiểm ý tế của bà", [("bảo hiểm", EXACT)]),
        ("mất bảo hiểm", [("bảo hiểm", EXACT)]),
        ("", []),
        ("so", []),
    ],
)
def test_a_phrase_is_found_as_it_is_written(text: str, expected: list[tuple[str, float]]) -> None:
    assert found(text) == expected


def test_a_slip_in_one_accent_of_a_long_phrase_is_forgiven_with_doubt() -> None:
    found = Phrases([("quyết định xử phạt", "x")]).find(written("Tôi nhận được quyết đinh xử phạt hôm qua"))
    assert [f.certainty for f in found] == [DOUBTFUL]


def test_one_phrase_may_have_several_meanings() -> None:
    found = Phrases([("rác", 1), ("Rác", 2), ("rác", 1)]).find(written("rác"))
    assert [f.meanings for f in found] == [(1, 2)]
