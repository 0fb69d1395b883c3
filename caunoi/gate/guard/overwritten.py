"""Whether a place in a sentence is one where the name of an organisation should stand."""

from __future__ import annotations

import re

_OFFICE = (
    "chủ tịch|bí thư|giám đốc|văn phòng|lãnh đạo|thường trực|đại diện|hđnd|hội đồng nhân dân|(?:tỉnh|thành|huyện|đảng) [uủ][ỷy]|ubnd|"
    "[uủ][ỷy] ban nhân dân|ubmttq|mttq|sở|ban|cơ quan|trụ sở|cổng thông tin điện tử|cổng ttđt|trưởng ban|[uủ][ỷy] viên"
)
_WORK = "chỉ đạo|điều hành|quản lý|hoạt động|lãnh đạo|quyết định|văn bản|nghị quyết|kế hoạch"
_BEFORE = re.compile(
    rf"(?<![^\W_])(?:(?:{_OFFICE})(?:\s*,|\s+và|\s+của|\s+thuộc)?\s*|(?:{_WORK})\s+của\s+|(?:trực )?thuộc\s+)$"
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
