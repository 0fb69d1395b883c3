import json
import unicodedata

import pytest

from caunoi.gate.guard.letters import bare
from caunoi.gate.guard.tests.honest import HONEST, WARNED_ABOUT
from caunoi.gate.guard.tests.shared import shared
from caunoi.gate.guard.text import text_findings

OFFICIAL = "Sáng 23/11, UBND tỉnh họp phiên thường kỳ, {} bàn kế hoạch đầu tư công và việc cải cách thủ tục hành chính năm 2027."


def blocking(text: str) -> list[tuple[str, str]]:
    return [(f.rule, f.excerpt) for f in text_findings(text, "main") if f.severity == "block"]


@pytest.mark.parametrize(
    "text",
    [
        "nhà cái uy tín",
        "nha cai uy tin",
        "tai xiu",
        "n ổ  h ũ",
        "n.o.h.u",
        "t à i x ỉ u",
        "t4i x1u",
        "nh4 c4i",
        "nhа cái",  # a Cyrillic а
        "ｎｈà ｃáｉ",
        "𝗻𝗵𝗮 𝗰𝗮𝗶 𝘂𝘆 𝘁𝗶𝗻",
        "t\u200bài x\u200bỉu",
        "x\u0336ó\u0336c\u0336 đĩa",
        "nhä cäi",
        "tài-xỉu online",
        "ĐĂNG NHẬP HI88",
        "link vào nhà cái",
        "khuyến mãi tặng tiền cược",
        "gplx gov vn tra cứu nổ hũ xổ số miền bắc",
        "8xbet, jun88, new88",
        "đăng ký xyz789bet nhận thưởng",
        "đăng nhập НІ88",  # Cyrillic Н and І
        "Đ Ă N G  N H Ậ P  H I 8 8",
        "soikeo nhacai",
        "Hi88.com",
        "Nền tảng cá cược trực tuyến với khuyến mãi hấp dẫn mỗi ngày",
        "Truy cập hi88.app để nhận khuyến mãi",
    ],
)
@pytest.mark.parametrize("around", ["{}", OFFICIAL])
def test_advertising_is_caught_however_it_is_spelled_alone_and_in_official_text(text: str, around: str) -> None:
    assert blocking(around.format(text))


@pytest.mark.parametrize("text", [*HONEST, *WARNED_ABOUT])
def test_honest_text_passes(text: str) -> None:
    assert not blocking(text)


@pytest.mark.parametrize("text", HONEST[:5])
def test_a_slogan_put_into_news_about_gambling_is_still_caught(text: str) -> None:
    assert blocking(f"{text} Đăng nhập HI88, nhà cái uy tín, tài xỉu online tặng tiền cược.")


def test_a_brand_named_by_police_news_is_shown_to_the_approver_as_a_warning() -> None:
    assert [f.severity for f in text_findings(WARNED_ABOUT[0], "main")] == ["warn"]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Vay tiền nhanh, chỉ cần CCCD, giải ngân trong 5 phút, bao nợ xấu. Zalo 0900000000", "loan-text"),
        ("vay nong lay ngay, khong can gap mat, zalo 24/7, vay tien nhanh", "loan-text"),
        (
            "Tài khoản của quý khách sẽ bị khóa. Bấm vào đường link http://vn-bank.top để xác minh ngay.",
            "phishing-text",
        ),
        ("Chúc mừng bạn đã trúng thưởng! Nhấp vào link để nhận quà.", "phishing-text"),
        ("Việc nhẹ lương cao, cộng tác viên chốt đơn nhận hoa hồng trong ngày", "phishing-text"),
        ("Quảng cáo: nhà cái uy tín nhất châu Á, đăng ký tặng 100k, nạp rút nhanh", "gambling-text"),
        ("Mời các đoàn thể Ủy bаn Mặt trận", "lookalike-letters"),
        ("Chữ bị đảo \u202egnort iác", "hidden-characters"),
    ],
)
def test_each_rule_bears_its_name(text: str, rule: str) -> None:
    assert {name for name, _ in blocking(text)} == {rule}


def test_the_excerpt_is_exactly_what_stood_there() -> None:
    decomposed = unicodedata.normalize("NFD", "Họp báo: nhà\u00a0cái  uy tín, nạp rút nhanh.")
    for text in (
        "Họp báo n\u200bhà c\u200bái uy tín nhé.",
        "Hôm nay t à i  x ỉ u ạ",
        "Xem nhа  саі UY TÍN",
        decomposed,
    ):
        for finding in text_findings(text, ""):
            assert finding.excerpt in text


def test_pasted_hidden_characters_and_look_alikes_in_a_document_number_only_warn() -> None:
    assert [f.severity for f in text_findings("yêu cầu đăng k\u200eý hộ tịch", "")] == ["warn"]
    assert [f.severity for f in text_findings("Thông tư số 06/2022/TT-BТС ngày 08 tháng 2", "")] == ["warn"]
    assert not text_findings("Cờ Tổ quốc 🇻🇳 và gia đình 👨‍👩‍👧 ✅️", "")


def test_two_places_are_two_findings_and_one_place_is_one() -> None:
    far = " ".join(["hội nghị triển khai nhiệm vụ trọng tâm"] * 8)
    assert len(blocking(f"nhà cái uy tín, nổ hũ, tài xỉu. {far} link vào W88.")) == 2
    assert len(blocking("Đăng nhập HI88 tài xỉu xóc đĩa nổ hũ nhà cái uy tín")) == 1


def test_findings_name_the_place_given_and_tell_a_clerk_what_to_do() -> None:
    (finding,) = text_findings("Tin mới: nhà cái uy tín tặng tiền cược", "main, đoạn 3")
    assert finding.place == "main, đoạn 3"
    assert "Hãy xoá" in finding.message
    assert "Tin mới:" in finding.message


@pytest.mark.parametrize("name", ["spam_pos.jsonl", "spam_hardneg.jsonl"])
def test_real_advertisements_are_caught_and_real_honest_texts_pass(name: str) -> None:
    rows = [json.loads(line) for line in shared(f"data/{name}").read_text(encoding="utf-8").splitlines()]
    wrong = [row["text"] for row in rows if bool(blocking(row["text"])) != bool(row["label"])]
    assert not wrong
    assert not [row["text"] for row in rows if row["label"] and not blocking(bare(row["text"]))]
