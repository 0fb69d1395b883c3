"""What is found, what is left alone, and where it stands."""

from __future__ import annotations

import json
import random
import time
import unicodedata
from collections import Counter
from itertools import pairwise

import pytest

from caunoi.gate.guard.tests.shared import shared
from caunoi.inbound.masking.finding import find
from caunoi.inbound.masking.proposals import KINDS_VI
from caunoi.inbound.masking.replacing import mask
from caunoi.inbound.masking.tests.composed import HARMLESS, false_alarms, missed, texts

SAMPLE = list(texts(100, seed=7))
ALL_WAYS = (
    "Tôi tên là Nguyễn Thị Bưởi, sinh ngày 12/3/1985, CCCD số 045185001234, trú tại thôn An Hà, xã Gio Linh, tỉnh Quảng Trị. "
    "SĐT: 0912.345.678, email: buoi85@gmail.com."
)


def found(text: str, *known: str) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in find(text, known=known)]


def sure(text: str) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in find(text) if one.certainty == "sure"]


def test_of_a_hundred_composed_texts_hardly_anything_is_missed_and_no_identity_and_no_phone() -> None:
    there = Counter(kind for item in SAMPLE for kind, _, _ in item.truth)
    gone = Counter(miss.kind for item in SAMPLE for miss in missed(item, find(item.text)))
    assert sum(there.values()) > 200 and set(there) >= set(KINDS_VI) - {"plot"}
    assert not gone["identity"] and not gone["phone"]
    assert sum(gone.values()) <= 0.03 * sum(there.values())


def test_of_a_hundred_composed_texts_what_is_sure_is_right() -> None:
    claimed = [one for item in SAMPLE for one in find(item.text) if one.certainty == "sure"]
    wrong = [one for item in SAMPLE for one in false_alarms(item, find(item.text)) if one.certainty == "sure"]
    assert len(wrong) <= 0.05 * len(claimed)


@pytest.mark.parametrize("text", HARMLESS)
def test_nothing_is_sure_in_a_text_about_nobody(text: str) -> None:
    assert sure(text) == []


def test_official_texts_are_nearly_free_of_alarms() -> None:
    lines = shared("data/tthc_tu-phap_cong-an.jsonl").read_text(encoding="utf-8").split("\n")
    procedures = [json.loads(line) for line in random.Random(3).sample(lines[:600], 40)]
    assert [
        sure(str(row[field]))
        for row in procedures
        for field in ("trinh_tu", "thanh_phan_ho_so")
        if sure(str(row[field]))
    ] == []


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("liên hệ 0912 345 678 nhé", "phone", "0912 345 678"),
        ("gọi +84 912 345 678", "phone", "+84 912 345 678"),
        ("sdt o9l2345678 ạ", "phone", "o9l2345678"),
        ("sđt0912345678", "phone", "0912345678"),
        ("Tôi ở nhà, ĐT (024) 3825 1234", "phone", "(024) 3825 1234"),
        ("gọi không chín một hai ba bốn năm sáu bảy tám", "phone", "không chín một hai ba bốn năm sáu bảy tám"),
        ("079 185 001 234 là số của tôi", "identity", "079 185 001 234"),
        ("CMND 197.123.456", "identity", "197.123.456"),
        ("hộ chiếu C1234567", "identity", "C1234567"),
        ("sổ BHXH số 7912345678", "insurance", "7912345678"),
        ("thẻ DN4797912345678", "insurance", "DN4797912345678"),
        ("stk 1012 3456 7890 1 MB Bank", "account", "1012 3456 7890 1"),
        ("mã số thuế cá nhân của tôi: 8012345678", "tax", "8012345678"),
        ("sinh ngày 5 tháng 3 năm 1990", "birth_date", "5 tháng 3 năm 1990"),
        ("ngày sinh của con: 1-2-2015", "birth_date", "1-2-2015"),
        ("biển số 74-H1 123.45", "plate", "74-H1 123.45"),
        ("xe 29A-123.45", "plate", "29A-123.45"),
        ("hồ sơ H50.07-250912-0031", "dossier", "H50.07-250912-0031"),
        ("GCN số phát hành BX 123456", "dossier", "BX 123456"),
        ("thửa đất số 12, tờ bản đồ số 5", "plot", "thửa đất số 12, tờ bản đồ số 5"),
        ("ten a còng gmail chấm com", "email", "ten a còng gmail chấm com"),
        ("hoa.le(at)gmail.com", "email", "hoa.le(at)gmail.com"),
        ("facebook.com/hoa.le.92", "profile", "facebook.com/hoa.le.92"),
        ("Họ và tên: TRẦN VĂN BA\nĐịa chỉ: …", "name", "TRẦN VĂN BA"),
        ("vợ tôi là Hồ Thị Lợi", "name", "Hồ Thị Lợi"),
        ("ông Lê Quang Năm", "name", "Lê Quang Năm"),
        ("toi ten la nguyen van hung o day", "name", "nguyen van hung"),
        ("tôi tên H'Hen Niê", "name", "H'Hen Niê"),
        ("nhà tôi ở số 12 ngõ 3 Lê Lợi, phường Đông Hà", "address", "số 12 ngõ 3 Lê Lợi, phường Đông Hà"),
        ("dia chi: thon an ha, xa gio linh, tinh quang tri", "address", "thon an ha, xa gio linh"),
    ],
)
def test_each_kind_is_found_however_it_is_written(text: str, kind: str, said: str) -> None:
    assert (kind, said) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Nghị định 42/2022/NĐ-CP, khoản 2 Điều 15, thủ tục 1.001193.000.00.00.H50",
        "tổng đài 1022, 1900 9068, 18001234, công an 113",
        "lệ phí 1.500.000 đồng, dự án 123.456.789.000 đồng, giai đoạn 2020-2025",
        "đường Nguyễn Trãi, phường Trần Phú, trường THPT chuyên Lê Quý Đôn, 18 Nguyễn Du",
        "Chủ tịch UBND tỉnh Nguyễn Văn Hùng; bà Trần Thị Lan, Phó Giám đốc Sở Y tế",
        "KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\n\n\n\nNguyễn Thị Bích Ngọc",
        "Công ty TNHH Nguyễn Hoàng, mã số thuế 3200123456",
        "mã số BHXH 2521xxxx93",
        "tội phạm sử dụng công nghệ cao, cấp lại văn bản, quản lý thi hành án, phòng văn hóa xã hội",
        "người sinh ngày 01/01/1960 trở về trước",
        "Bà Rịa, Hà Nội, Thành phố Hồ Chí Minh, ông bà, anh/chị",
    ],
)
def test_what_only_looks_personal_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_the_contacts_of_an_agency_are_never_sure() -> None:
    text = "Trung tâm Phục vụ hành chính công, số 45 Hùng Vương, ĐT: 0298 3800 007, di động 0912345678, ubnd@quangtri.gov.vn"
    assert found(text) and not sure(text)


def test_ordinary_staff_are_a_question_for_the_reader() -> None:
    named = [one for one in find("Cán bộ địa chính Lê Văn Tư hẹn tôi nhiều lần") if one.kind == "name"]
    assert [one.certainty for one in named] == ["likely"]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: "\u200b".join(text),
        lambda text: "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in text),
    ],
)
def test_other_forms_of_the_same_text_give_the_same_proposals_at_their_own_places(change) -> None:  # type: ignore[no-untyped-def]
    written = change(ALL_WAYS)
    there = find(written)
    assert [(one.kind, one.certainty) for one in there] == [(one.kind, one.certainty) for one in find(ALL_WAYS)]
    assert len(there) == 6
    assert all(written[one.start : one.end] == one.text for one in there)


def test_proposals_are_in_order_apart_and_the_same_each_time() -> None:
    for item in SAMPLE:
        proposals = find(item.text)
        assert proposals == find(item.text)
        assert all(a.end <= b.start for a, b in pairwise(proposals))
        assert all(one.text == item.text[one.start : one.end] and one.reason for one in proposals)


@pytest.mark.parametrize(
    ("known", "text", "said"),
    [
        ("Nguyễn Thị Hoà", "xin gặp nguyen thi hoa", "nguyen thi hoa"),
        ("Nguyễn Thị Hoà", "NGUYỄN THỊ HÒA kính gửi", "NGUYỄN THỊ HÒA"),
        ("Y Moan", "y-moan đã nộp", "y-moan"),
        ("0233 3852 111", "nhà riêng 02333852111", "02333852111"),
        ("0912345678", "số +84 (0) 912-345-678", "+84 (0) 912-345-678"),
        ("le.hoa@gmail.com", "LE.HOA @ gmail . com", "LE.HOA @ gmail . com"),
        ("số 12 kiệt 3 Lê Lợi, phường Đông Hà", "trước số 12 kiet 3 le loi", "số 12 kiet 3 le loi"),
    ],
)
def test_what_the_sender_typed_is_found_in_any_spelling(known: str, text: str, said: str) -> None:
    assert said in [one.text for one in find(text, known=[known]) if one.certainty == "sure"]


def test_masking_puts_initials_and_brackets_and_leaves_nothing_to_find() -> None:
    masked = mask(ALL_WAYS, find(ALL_WAYS))
    assert masked == (
        "Tôi tên là N.T.B., sinh ngày [ngày sinh], CCCD số [số giấy tờ tùy thân], trú tại [địa chỉ], tỉnh Quảng Trị. "
        "SĐT: [số điện thoại], email: [thư điện tử]."
    )
    assert found(masked) == []


def test_only_what_was_accepted_is_masked() -> None:
    accepted = [one for one in find(ALL_WAYS) if one.kind == "phone"]
    assert mask(ALL_WAYS, accepted) == ALL_WAYS.replace("0912.345.678", "[số điện thoại]")


def test_initials_at_the_end_of_a_sentence_have_one_full_stop() -> None:
    text = "Tôi tên là Đỗ Văn Ba."
    assert mask(text, find(text)) == "Tôi tên là Đ.V.B."


def test_a_proposal_for_another_text_is_refused() -> None:
    with pytest.raises(ValueError, match="another text"):
        mask("một câu khác hẳn, dài hơn nhiều", find("Tôi tên là Đỗ Văn Ba."))


@pytest.mark.parametrize(
    "piece",
    [
        "1 ",
        "12 34 ",
        "a@",
        "ten a cong ",
        "Nguyễn ",
        "thôn A, ",
        "số 1 ",
        "họ tên: ",
        "Chủ tịch Nguyễn Văn A ",
        "sinh ngày 1/",
        "e\u0301",
        "\n",
    ],
)
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    def seconds(letters: int) -> float:
        text = piece * (letters // len(piece))
        return min(_timed(text) for _ in range(2))

    assert seconds(40_000) < 0.1 + 12 * seconds(10_000)  # four times the text; sixteen times the time were quadratic


def _timed(text: str) -> float:
    begun = time.process_time()
    find(text)
    return time.process_time() - begun
