"""Learning from past cases."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.inbound.suggestions.learning import IN_TEXTS, Model, divided, features, train

SAMPLES = [
    *((f"Mất điện cả thôn {n} từ sáng, điện lực chưa sửa", "dien") for n in "mười chín tám bảy sáu".split()),
    *((f"Rác ở ngõ {n} không ai thu gom, mùi hôi thối", "rac") for n in "mười chín tám bảy sáu".split()),
]


def test_what_was_learned_is_told_from_what_was_not() -> None:
    model = train(SAMPLES)
    assert model.suggest("Xóm tôi lại mất điện", 1)[0][0] == "dien"
    assert model.suggest("rac khong ai thu gom", 1)[0][0] == "rac"
    assert model.suggest("zzz qqq", 3) == []
    assert sum(p for _, p in model.suggest("mất điện", 9)) == pytest.approx(1)


def test_a_suggestion_says_which_words_speak_for_it() -> None:
    model = train(SAMPLES)
    assert "mat dien" in model.because("Nhà tôi mất điện", "dien")
    assert model.because("Nhà tôi mất điện", "rac") == ()
    assert model.because("Nhà tôi mất điện", "không có") == ()


def test_a_model_keeps_no_number_and_no_rare_word() -> None:
    secret = ("Tôi là Xuyến, điện thoại 0912345678, mất điện", "dien")
    kept = train([*SAMPLES, secret, secret]).to_json()
    assert "xuyen" not in kept
    assert "0912345678" not in json.dumps(json.loads(kept)["counts"])
    assert IN_TEXTS > 2


def test_a_model_comes_back_from_its_json() -> None:
    model = train(SAMPLES)
    again = Model.from_json(model.to_json())
    assert again == model
    assert again.suggest("mất điện", 2) == model.suggest("mất điện", 2)
    with pytest.raises(ValueError, match="format"):
        Model.from_json('{"format": 0}')


def test_nothing_learned_suggests_nothing() -> None:
    assert train([]).suggest("mất điện", 3) == []


def test_the_same_text_is_always_held_out_or_never() -> None:
    texts = [(f"câu hỏi số {n}", "x") for n in range(400)]
    learn, test = divided(texts)
    assert sorted(learn + test) == sorted(texts)
    assert 40 < len(test) < 120
    assert divided([(text.upper(), label) for text, label in texts])[1] == [(text.upper(), "x") for text, _ in test]


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    assert all(feature.strip() for feature in features(text))
    train(SAMPLES).suggest(text, 2)
