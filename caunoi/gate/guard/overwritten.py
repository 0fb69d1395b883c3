"""Whether a place in a sentence is one where the name of an organisation should stand."""

from __future__ import annotations

import re

from caunoi.gate.guard.lexicon import spelled

_OFFICES = (
    "chủ tịch, phó chủ tịch, bí thư, phó bí thư, giám đốc, văn phòng, chánh văn phòng, lãnh đạo, thường trực, đại diện, "
    "hđnd, hội đồng nhân dân, tỉnh ủy, tỉnh uỷ, thành ủy, thành uỷ, huyện ủy, đảng ủy, ubnd, ủy ban nhân dân, uỷ ban nhân dân, "
    "ubmttq, mttq, sở, ban, cơ quan, trụ sở, cổng thông tin điện tử, cổng ttđt, trưởng ban, phó trưởng ban, thành viên, ủy viên, uỷ viên"
).split(", ")
_LINKS = "của, thuộc, do, giữa, cùng, với, trực thuộc, tại, từ, và".split(", ")
_OFFICE = spelled(_OFFICES)
_BEFORE = re.compile(
    r"(?:" + _OFFICE.pattern + r")(?:\s*,|\s+và|\s+của|\s+thuộc)?\s*$|(?<![^\W_])(?:chỉ đạo|điều hành|quản lý|hoạt động|lãnh đạo|quyết định|văn bản|nghị quyết|kế hoạch|thuộc|trực thuộc)\s+của\s+$|(?<![^\W_])(?:trực )?thuộc\s+$"
)
_AFTER = re.compile(
    r"\s*(?:các )?(?:tỉnh|thành phố|tp\.?|huyện|quận|thị xã|xã|phường|đặc khu|cấp (?:tỉnh|huyện|xã))(?![^\W_])"
)


def stands_for_a_name(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] (lower case) stands where an organisation's name is expected: after an office, before a place."""
    before = text[max(0, start - 48) : start]
    if _BEFORE.search(before):
        return True
    return _AFTER.match(text, end) is not None and not before.rstrip().endswith((".", "!", "?"))
