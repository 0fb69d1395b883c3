"""Words that announce a number: "CCCD", "SĐT", "số tài khoản" …; and what shows that a number is none of these."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from caunoi.inbound.masking.reading import Reading

_REACH: Final = 34  # "CCCD của con trai tôi là: 079…"

_WORDS: Final = {
    "money": r"so tien|gia tri|don gia|le phi|von dieu le|doanh thu|tien luong|muc luong|muc phat|phat tien|nop phat|tong cong|kinh phi|"
    r"tien coc|dat coc|muc dong|muc huong",
    "identity": r"s?cccd|s?cmnd|cmtnd|cmt|cmnd/cccd|cccd/cmnd|can cuoc(?: cong dan)?|chung minh (?:nhan dan|thu)|cmqd|ho chieu|passport|"
    r"(?:so |ma )?dinh danh(?: ca nhan)?|ma so ca nhan|ddcn|giay to tuy than",
    "insurance": r"(?:ma )?(?:so )?bhxh|bao hiem(?: xa hoi| y te)?|bhyt|bhtn|ms ?bh(?:xh|yt)?|so bh|the bh|"
    r"so so(?! (?:do|hong))(?: \d{1,2})?|ma the|vssid",
    "account": r"s?tk|so tai khoan|tai khoan(?: so)?|ngan hang|vietcombank|agribank|bidv|vietinbank|techcombank|mb ?bank|sacombank|"
    r"acb|vpbank|tpbank|lienvietpostbank|lpbank|hdbank|shb|so the(?: atm)?|chuyen khoan|momo",
    "tax": r"mst|ma so thue|ma thue",
    "phone": r"s?dt ?dd|sdt|d/t|dt|dien thoai|di dong|tel|phone|mobile|zalo|viber|alo|hotline|duong day nong|tong dai|lien he|lien lac|"
    r"goi(?: den| toi| cho)?|so may|fax|call|so phone|so lien lac|nhan tin",
    "dossier": r"(?:ma |so )?(?:so )?ho so(?: so)?|bien nhan|phieu hen|giay hen|ma tra cuu|so tiep nhan|ma tiep nhan|ma don|"
    r"ma phan anh|so phat hanh|so vao so|"
    r"seri|so seri|so do|so hong|gcn(?:qsd(?:d|đ)?)?|giay chung nhan(?: quyen su dung dat| qsdd)?|so quyen|giay phep lai xe|gplx|bang lai(?: xe)?",
}
_LABEL = re.compile(
    r"(?<![^\W\d_])(?=[a-z])(?:" + "|".join(f"(?P<{kind}>{words})" for kind, words in _WORDS.items()) + r")(?![^\W\d_])"
)
UNIT = re.compile(
    r"[ ]?(?:dong|vnd|vnđ|d(?![^\W_])|d/|trieu|ty|ti |usd|m2|m3|m²|met|ha(?![^\W_])|kg|tan|km|%|nguoi|ho(?![^\W_])|lit|kwh|ky tu|tram)"
)


@dataclass(frozen=True)
class Label:
    start: int
    end: int
    kind: str


class Labels:
    def __init__(self, reading: Reading) -> None:
        self.all = [Label(*found.span(), str(found.lastgroup)) for found in _LABEL.finditer(reading.bare)]
        self._ends = [label.end for label in self.all]

    def end_of(self, place: int) -> bool:
        """Whether a label ends exactly here: "sdt0912…"."""
        last = bisect_right(self._ends, place) - 1
        return last >= 0 and self._ends[last] == place

    def before(self, place: int, since: int = 0) -> Label | None:
        """The nearest label that ends at or before the place, within reach and not before `since`."""
        last = bisect_right(self._ends, place) - 1
        if last < 0 or self._ends[last] < max(since, place - _REACH):
            return None
        return self.all[last]
