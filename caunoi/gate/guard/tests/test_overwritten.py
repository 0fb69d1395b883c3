import pytest

from caunoi.gate.guard.names import name_findings, passage_findings
from caunoi.gate.guard.tests.shared import shared
from caunoi.gate.guard.text import text_findings

NAMES = ("Ủy ban nhân dân tỉnh Mây Trắng", "Sở Khoa học và Công nghệ tỉnh Mây Trắng", "Văn phòng UBND tỉnh Mây Trắng")


@pytest.mark.parametrize("joined", ["\n", " ", "\n\n"])
def test_the_nine_damaged_places_of_the_conference_report_are_nine_findings(joined: str) -> None:
    text = shared("mission/conference-2022-quang-tri.vi.txt").read_text(encoding="utf-8").replace("\n", joined)
    found = text_findings(text, "main")
    assert [f.rule for f in found] == ["overwritten-name"] * 9
    assert {f.excerpt for f in found} == {"ĐĂNG NHẬP HI88"}
    assert {f.severity for f in found} == {"block"}
    assert "Chủ tịch” và trước “Quảng Trị; Lê Đức”" in found[0].message
    assert len({f.message for f in found}) == 9


def test_paragraph_by_paragraph_they_are_nine_too_and_restored_there_are_none() -> None:
    text = shared("mission/conference-2022-quang-tri.vi.txt").read_text(encoding="utf-8")
    found = [f for number, line in enumerate(text.split("\n"), 1) for f in text_findings(line, f"đoạn {number}")]
    assert [f.rule for f in found] == ["overwritten-name"] * 9
    assert text_findings(text.replace("ĐĂNG NHẬP HI88\n", "UBND "), "main") == []


@pytest.mark.parametrize(
    "text",
    [
        "Phó Chủ tịch HI88 tỉnh Mây Trắng dự hội nghị.",
        "sự chỉ đạo, điều hành của ĐĂNG NHẬP HI88, các cơ quan",
        "hoạt động của lãnh đạo Tỉnh ủy, HĐND, link vào W88; phản ánh",
        "18 đơn vị thuộc Văn phòng Đ Ă N G  N H Ậ P  H I 8 8 các tỉnh",
        "Chủ tịch nhà cái uy tín tỉnh Mây Trắng",
    ],
)
def test_a_slogan_where_a_name_should_stand_is_an_overwritten_name_once(text: str) -> None:
    assert [f.rule for f in text_findings(text, "")] == ["overwritten-name"]


@pytest.mark.parametrize(
    ("text", "stood"),
    [
        ("Hôm nay, Ủy ban nhân dân HI88 tỉnh Mây Trắng họp.", "Ủy ban nhân dân HI88 tỉnh Mây Trắng"),
        ("Ủy ban nhân dân đăng nhập HI88 Mây Trắng họp", "Ủy ban nhân dân đăng nhập HI88 Mây Trắng"),
        ("Sở Khoa học tài xỉu và Công nghệ tỉnh Mây Trắng", "Sở Khoa học tài xỉu và Công nghệ tỉnh Mây Trắng"),
        ("VĂN PHÒNG UBND 7xab9 TỈNH MÂY TRẮNG", "VĂN PHÒNG UBND 7xab9 TỈNH MÂY TRẮNG"),
    ],
)
def test_an_alien_word_inside_an_official_name_is_found_with_the_whole_name(text: str, stood: str) -> None:
    (finding,) = name_findings(text, "main", NAMES)
    assert (finding.rule, finding.excerpt) == ("overwritten-name", stood)
    assert [f.rule for f in passage_findings(text, "main", NAMES)] == ["overwritten-name"]


def test_a_name_in_look_alike_letters_is_found() -> None:
    (finding,) = name_findings("Ủy bаn nhân dân tỉnh Mây Trắng", "main", NAMES)
    assert finding.rule == "lookalike-letters"


@pytest.mark.parametrize(
    "text",
    [
        *NAMES,
        "Ủy ban nhân dân huyện Suối và Ủy ban nhân dân tỉnh Mây Trắng",
        "Ủy ban nhân dân, Hội đồng nhân dân tỉnh Mây Trắng ban hành Quyết định 88/2026/QĐ-UBND",
    ],
)
def test_names_as_they_should_be_pass(text: str) -> None:
    assert passage_findings(text, "", NAMES) == []
