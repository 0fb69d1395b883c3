"""Weighing: which topics and agencies a text leads to, and why."""

from __future__ import annotations

import pytest

from caunoi.inbound.suggestions.agencies import COMMUNE, Agency, Directory
from caunoi.inbound.suggestions.learning import train
from caunoi.inbound.suggestions.phrases import written
from caunoi.inbound.suggestions.rules import Learned, Rule, RuleBook, Suggestion, Target, combined, may_use

TOPICS = {"dat": Target(kind="agriculture"), "duong": Target(kind="construction"), "bhyt": Target(kind="health")}
RULES = [
    Rule("đất\nsổ đỏ\ngiấy chứng nhận quyền sử dụng đất", 1.0, "dat"),
    Rule("ổ gà", 1.0, "duong", Target(kind=COMMUNE)),
    Rule("bảo hiểm y tế\nbhyt", 1.0, "bhyt", Target(agency=9)),
    Rule("đóng", 1.0, "closed"),
]
BOOK = RuleBook(RULES, TOPICS)
PROVINCE = Directory(
    [
        Agency(1, "Sở Nông nghiệp và Môi trường tỉnh Mây", "Sở NN&MT"),
        Agency(2, "Sở Xây dựng tỉnh Mây", "Sở Xây dựng"),
        Agency(3, "Trung tâm thuộc Sở Xây dựng", ""),
        Agency(4, "Ủy ban nhân dân xã Đồi Sương", "UBND xã Đồi Sương", True, ("Xã Tân Lập",)),
        Agency(5, "Ủy ban nhân dân phường Bến Ngọc", "UBND phường Bến Ngọc", True),
        Agency(9, "Bảo hiểm xã hội tỉnh Mây", "BHXH tỉnh"),
    ]
)


def topics(text: str) -> list[str]:
    return [s.of for s in BOOK.topics_of(BOOK.hits(written(text)))]


def agencies(text: str, *place: int) -> list[int]:
    read = written(text)
    return [s.of for s in BOOK.agencies_of(BOOK.hits(read), read, PROVINCE, place)]


def test_accents_typed_weigh_more_than_accents_missing() -> None:
    [typed], [bare] = (BOOK.topics_of(BOOK.hits(written(text))) for text in ("hỏi sổ đỏ", "hoi so do"))
    assert typed.of == bare.of == "dat"
    assert typed.score > bare.score


def test_longer_phrases_weigh_more_and_hide_the_shorter_ones_inside() -> None:
    [long] = BOOK.topics_of(BOOK.hits(written("giấy chứng nhận quyền sử dụng đất")))
    [short] = BOOK.topics_of(BOOK.hits(written("đất")))
    assert long.score > short.score
    assert long.why == ("giấy chứng nhận quyền sử dụng đất",)


def test_each_suggestion_says_which_words_led_to_it() -> None:
    suggestions = BOOK.topics_of(BOOK.hits(written("Đường trước nhà có ổ gà, còn Sổ đỏ thì mất BHYT")))
    assert {s.of: s.why for s in suggestions} == {"duong": ("ổ gà",), "dat": ("Sổ đỏ",), "bhyt": ("BHYT",)}
    assert all(0 < s.score < 1 for s in suggestions)


def test_repeating_a_word_adds_little() -> None:
    once, often = (BOOK.topics_of(BOOK.hits(written(text)))[0].score for text in ("đất", "đất đất đất đất đất đất"))
    assert once < often
    assert topics("sổ đỏ và sổ đỏ, ổ gà") == ["dat", "duong"]


def test_a_text_without_known_words_leads_nowhere() -> None:
    assert topics("Xin chào quý cơ quan") == []
    assert agencies("Xin chào quý cơ quan") == []


def test_rules_of_a_closed_topic_are_silent() -> None:
    assert topics("đóng") == []


def test_the_agency_of_the_topic_answers_where_the_rule_names_none() -> None:
    assert agencies("sổ đỏ") == [1]


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        ("ổ gà ở xã Đồi Sương", (), [4, 2]),
        ("o ga o xa doi suong", (), [4, 2]),
        ("ổ gà ở xã Tân Lập cũ", (), [4, 2]),
        ("ổ gà", (5,), [5, 2]),
        ("ổ gà ở xã Đồi Sương", (5,), [4, 2]),
        ("ổ gà", (), [2]),
    ],
)
def test_the_commune_of_the_place_comes_first_and_the_department_behind(
    text: str, place: tuple[int, ...], expected: list[int]
) -> None:
    assert agencies(text, *place) == expected


def test_an_agency_of_this_province_may_be_named_in_a_rule() -> None:
    assert agencies("thẻ bhyt") == [9]


def test_an_agency_named_in_the_text_is_suggested() -> None:
    assert agencies("Gửi Sở Xây dựng: tôi có góp ý") == [2]


def test_the_agency_of_a_kind_is_found_by_its_name_not_a_unit_of_it() -> None:
    assert PROVINCE.of_kind("construction") == [2]
    assert PROVINCE.of_kind("agriculture") == [1]
    assert PROVINCE.of_kind("army") == []


def test_a_model_is_used_when_it_has_seen_enough_and_beats_the_rules() -> None:
    assert may_use(50, 0.8, 0.7)
    assert not may_use(49, 0.8, 0.7)
    assert not may_use(500, 0.7, 0.7)


def test_rules_and_model_are_heard_as_much_as_they_were_right() -> None:
    model = train([("mất điện cả xóm", "dien")] * 4 + [("đất ruộng của bà", "dat")] * 4)
    ruled = [Suggestion("dat", 0.6, ("đất",))]
    assert combined(ruled, None, "mất điện", str) == ruled
    both = combined(ruled, Learned(model, 0.9, 0.3), "mất điện cả xóm", str)
    assert [s.of for s in both] == ["dien", "dat"]
    assert both[0].why[0].startswith("giống các hồ sơ trước đây (")
    assert combined(ruled, Learned(model, 0.9, 0.3), "mất điện", lambda label: None)[0].of == "dat"
