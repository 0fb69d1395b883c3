"""Whether a name is told as that of the holder of an office: "Chủ tịch UBND tỉnh Nguyễn Văn A", "ông Nguyễn Văn A, Phó Giám đốc Sở"."""

from __future__ import annotations

import re
from typing import Final, Literal

from caunoi.inbound.masking.reading import Reading
from caunoi.inbound.masking.words_names import LEADERS, STAFF

_REACH: Final = 110
_POST = re.compile(rf"(?<![^\W_])(?=[a-z])(?:(?P<leader>{LEADERS})|(?P<staff>{STAFF}))(?![^\W_])")
_AFTER = re.compile(
    rf"[ ]?[,\-(]?[ ]?(?:(?:la|nguyen|hien la|giu chuc|chuc vu:?|voi tu cach) )?(?:(?P<leader>{LEADERS})|(?P<staff>{STAFF}))(?![^\W_])"
)
_APART = re.compile(r"[.!?;]\s|\n\s*\n\s*\n|(?<![^\W_])(?:toi|em|chau|minh|ten|gui|dan|nguoi)(?![^\W_])")


def held_by(reading: Reading, start: int, end: int) -> Literal["leader", "staff"] | None:
    """Whose name stands there: of a leader, of ordinary staff, or of neither."""
    after = _AFTER.match(reading.bare, end)
    if after:
        return "leader" if after["leader"] else "staff"
    window = reading.bare[max(0, start - _REACH) : start]
    posts = list(_POST.finditer(window))
    if posts and not window[posts[-1].end() :].strip():
        return "leader" if posts[-1]["leader"] else "staff"  # a signature
    if not posts or _APART.search(window, posts[-1].end()):
        return None
    if window[posts[-1].end() :].count("\n") > 3:
        return None
    return "leader" if posts[-1]["leader"] else "staff"
