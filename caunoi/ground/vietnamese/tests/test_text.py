from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.ground.vietnamese.text import collate_key, fold, name_key, nfc, same_word, slug, tone_key

VIETNAMESE = st.text(alphabet="aăâbdđeêhiklmoôơquưyAĐƠ \u0300\u0301\u0303\u0309\u0323\u200b\u00a0-.,0123456789")


def shuffled(words: list[str]) -> list[str]:
    return random.Random(7).sample(words, len(words))


@given(st.text() | VIETNAMESE)
def test_nfc_is_idempotent_and_always_composed(s: str) -> None:
    once = nfc(s)
    assert nfc(once) == once
    assert unicodedata.is_normalized("NFC", once)


@given(st.text() | VIETNAMESE)
def test_fold_is_idempotent_whatever_comes_in(s: str) -> None:
    assert fold(fold(s)) == fold(s)


@given(VIETNAMESE)
def test_fold_does_not_care_how_the_accents_were_encoded(s: str) -> None:
    assert fold(unicodedata.normalize("NFD", s)) == fold(s)


@given(VIETNAMESE)
def test_folded_vietnamese_is_plain_ascii(s: str) -> None:
    assert fold(s).isascii()


@given(st.text() | VIETNAMESE, st.integers(1, 100))
def test_a_slug_is_never_longer_than_its_limit_nor_ends_in_a_hyphen(s: str, limit: int) -> None:
    made = slug(s, limit)
    assert len(made) <= limit
    assert made == made.strip("-")
    assert "--" not in made


@given(VIETNAMESE, VIETNAMESE)
def test_the_same_word_sorts_in_the_same_place(a: str, b: str) -> None:
    one, other = collate_key(a), collate_key(b)
    assert [one < other, other < one, one == other].count(True) == 1


def test_nfc_removes_what_nobody_sees() -> None:
    assert nfc("\ufeffTha\u0300nh\u200b phô\u0301\u00a0Huê\u0301") == "Thành phố Huế"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đồng Nai", "dong nai"),
        ("Ủy ban nhân dân", "uy ban nhan dan"),
        ("ĐẶC KHU PHÚ QUỐC", "dac khu phu quoc"),
        ("Nghị định 42/2022/NĐ-CP", "nghi dinh 42/2022/nd-cp"),
        ("Ðà Nẵng", "da nang"),
        ("thương mại điện tử", "thuong mai dien tu"),
    ],
)
def test_fold_takes_the_marks_away(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "limit", "made"),
    [
        ("Khánh thành cầu Nối Nhịp", 80, "khanh-thanh-cau-noi-nhip"),
        ("Khánh thành cầu Nối Nhịp", 17, "khanh-thanh-cau"),
        ("Khánh thành", 3, "kha"),
        ("  “Đường 30/4” – thông xe!  ", 80, "duong-30-4-thong-xe"),
        ("…", 80, ""),
    ],
)
def test_a_slug_is_cut_between_words(text: str, limit: int, made: str) -> None:
    assert slug(text, limit) == made


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("hoà", "hòa"), ("thuỷ", "thủy"), ("quí", "quý"), ("Khánh Hoà", "khánh hòa"), ("khoẻ", "khỏe"),
        ("thuỵ", "thụy"),
        ("xoá", "xóa"), ("Uỷ ban", "Ủy ban"), ("kĩ thuật", "kỹ thuật"), ("lí luận", "lý luận"), ("Mĩ Lộc", "Mỹ Lộc"),
        ("hoạ sĩ", "họa sỹ"), ("a\u0300", "à"), ("Tuy  Hoà", "Tuy Hòa"),
    ],
)  # fmt: skip
def test_two_schools_of_spelling_are_one_word(a: str, b: str) -> None:
    assert same_word(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("hoa", "hòa"),
        ("thủy", "thủi"),
        ("tay", "tai"),
        ("quả", "của"),
        ("Huê", "Huế"),
        ("dan", "đan"),
        ("vy", "vi"),
        ("quy", "quỳ"),
    ],
)
def test_different_words_stay_different(a: str, b: str) -> None:
    assert not same_word(a, b)


@given(VIETNAMESE)
def test_the_tone_key_does_not_care_about_encoding(s: str) -> None:
    assert tone_key(unicodedata.normalize("NFD", nfc(s))) == tone_key(nfc(s))


def test_letters_stand_in_the_order_of_the_alphabet() -> None:
    words = list("aăâbcdđeêghiklmnoôơpqrstuưvxy")
    assert sorted(shuffled(words), key=collate_key) == words


def test_tones_stand_in_the_order_of_dictionaries() -> None:
    words = ["ma", "mà", "mả", "mã", "má", "mạ", "măng", "mân"]
    assert sorted(shuffled(words), key=collate_key) == words


def test_numbered_wards_go_by_their_number() -> None:
    wards = ["Phường 1", "Phường 2", "Phường 10", "Phường An Lạc", "Phường Ấp Bắc"]
    assert sorted(shuffled(wards), key=collate_key) == wards


def test_people_are_sorted_by_given_name_first() -> None:
    people = [
        "Nguyễn Văn An", "Trần Thị An", "Lê Văn Ân", "Phạm Bình", "Đỗ Văn Dũng", "Bùi Đạt", "Hồ Thị Hoa", "Hồ Thị Hòa",
        "Vũ Yến",
    ]  # fmt: skip
    assert sorted(shuffled(people), key=name_key) == people


def test_names_of_one_word_and_of_none_can_be_sorted_too() -> None:
    assert sorted(["Bình", "", "An"], key=name_key) == ["", "An", "Bình"]
