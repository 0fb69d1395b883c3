"""The kinds of cases, and what the law lets an agency answer instead of an answer. Pure data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

QUESTION: Final = "question"
PETITION: Final = "petition"
INFORMATION: Final = "information"
COMPLAINT: Final = "complaint"


@dataclass(frozen=True)
class Ground:
    """A lawful reason not to deal with a case: what is told to the person, and the article it rests on."""

    key: str
    title: str
    article: str


@dataclass(frozen=True)
class Kind:
    """One kind of case. `term` is the key of its deadline, `keeps_months` how long its personal data is kept after the end."""

    key: str
    title: str
    noun: str
    term: str
    may_be_published: bool
    keeps_months: int
    needs_contact: bool
    grounds: tuple[Ground, ...]


# Decree 20/2008/NĐ-CP Art. 7 (what a reflection must be) and Art. 9 (classes).
_PETITION_GROUNDS: Final = (
    Ground("unclear", "Nội dung không rõ, không xác định được việc cần trả lời", "Điều 7 Nghị định 20/2008/NĐ-CP"),
    Ground("not_vietnamese", "Không viết bằng tiếng Việt", "Điều 7 Nghị định 20/2008/NĐ-CP"),
    Ground("no_sender", "Không có tên, địa chỉ hoặc điện thoại của người gửi", "Điều 7 Nghị định 20/2008/NĐ-CP"),
    Ground("answered", "Việc này đã được trả lời đầy đủ", "Điều 9 Nghị định 20/2008/NĐ-CP"),
    Ground("out_of_scope", "Không thuộc phạm vi tiếp nhận của Cổng", "Điều 1 Nghị định 20/2008/NĐ-CP"),
    Ground("abuse", "Lời lẽ xúc phạm, quảng cáo hoặc thư rác", "Điều 7 Nghị định 20/2008/NĐ-CP"),
)
# Law 104/2016/QH13 Art. 28; the law that replaced it on 2026-09-01 must be checked (LEGAL, V-13): an editable default.
_INFORMATION_GROUNDS: Final = (
    Ground("secret", "Thông tin thuộc bí mật nhà nước hoặc chưa được tiếp cận", "Điều 28 Luật Tiếp cận thông tin"),
    Ground("public", "Thông tin đã được công khai", "Điều 28 Luật Tiếp cận thông tin"),
    Ground("not_ours", "Thông tin không thuộc trách nhiệm cung cấp", "Điều 28 Luật Tiếp cận thông tin"),
    Ground("given_twice", "Đã được cung cấp hai lần cho chính người yêu cầu", "Điều 28 Luật Tiếp cận thông tin"),
    Ground("beyond_capacity", "Yêu cầu vượt quá khả năng đáp ứng", "Điều 28 Luật Tiếp cận thông tin"),
    Ground("unpaid", "Người yêu cầu không thanh toán chi phí thực tế", "Điều 28 Luật Tiếp cận thông tin"),
)

KINDS: Final[dict[str, Kind]] = {
    kind.key: kind
    for kind in (
        Kind(QUESTION, "Hỏi đáp", "câu hỏi", "qa_answer", True, 24, False, _PETITION_GROUNDS),
        Kind(PETITION, "Phản ánh, kiến nghị", "phản ánh, kiến nghị", "gov_portal_petition", True, 36, True, _PETITION_GROUNDS),
        Kind(INFORMATION, "Yêu cầu cung cấp thông tin", "yêu cầu", "ati_online_complex", False, 36, True, _INFORMATION_GROUNDS),
        Kind(COMPLAINT, "Đơn khiếu nại, tố cáo", "đơn", "petition_forward", False, 60, False, _PETITION_GROUNDS),
    )
}  # fmt: skip
# What a person may choose on the form; a complaint is recognised, not chosen (Decree 20/2008/NĐ-CP Art. 1 excludes it).
CHOSEN: Final = (QUESTION, PETITION, INFORMATION)


def ground(kind: str, key: str) -> Ground | None:
    """The lawful ground with that key for that kind of case, or None."""
    return next((one for one in KINDS[kind].grounds if one.key == key), None)
