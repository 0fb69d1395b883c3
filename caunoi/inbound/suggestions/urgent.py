"""Whether somebody may be in danger now: then a case is the wrong door, and a telephone number the right one. Pure.

Better shown once too often: the numbers are a hint on the page, and nobody's text is refused for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from caunoi.inbound.suggestions.phrases import DOUBTFUL, EXACT, Phrases, written

Danger = Literal["violence", "fire", "medical", "child", "disaster"]

_DANGERS: Final[Mapping[Danger, str]] = {
    "violence": (
        "dọa giết | đe dọa giết | dọa chém | đòi giết | sẽ giết | giết tôi | giết cả nhà | dọa đốt nhà | đe dọa tính mạng | nguy hiểm đến tính mạng | cầm dao | cầm mã tấu | vác dao | "
        "cầm súng | nổ súng | ném mìn | đặt mìn | đang đánh nhau | đang bị đánh | đang bị nhốt | bị nhốt | bị giam giữ trái phép | bị bắt cóc | bắt cóc | hiếp dâm | cưỡng hiếp | bị đánh đập | chồng đánh | chồng đánh tôi | "
        "đánh tôi dã man | truy sát | chém người | đâm người | cướp có vũ khí | bạo hành | bị tra tấn | bị bán sang | lừa bán | bị ép bán dâm"
    ),
    "child": (
        "bạo hành trẻ em | bạo hành trẻ | bạo hành cháu | đánh đập cháu | đánh đập con | đánh đập trẻ | đánh đập bé | hành hạ cháu | hành hạ trẻ | hành hạ bé | xâm hại trẻ em | xâm hại tình dục | xâm hại cháu | xâm hại bé | "
        "dâm ô | dâm ô trẻ em | hiếp dâm trẻ em | trẻ bị bỏ rơi | bé bị bỏ rơi | trẻ sơ sinh bị bỏ | cháu bé bị đánh | bé bị đánh | trẻ bị đánh | trẻ bị nhốt | ép trẻ đi ăn xin | bóc lột trẻ em | sờ soạng nữ sinh | trẻ em bị xâm hại"
    ),
    "fire": (
        "đang cháy | cháy nhà | nhà đang cháy | cháy lớn | đám cháy | bốc cháy | hỏa hoạn | cháy rừng | đang cháy rừng | cháy xưởng | cháy chợ | rò rỉ gas | rò rỉ khí gas | rò gas | xì gas | nổ bình gas | chập điện cháy | "
        "khói bốc | mắc kẹt trong thang máy | kẹt thang máy | sập nhà | nhà bị sập | sập công trình | có người mắc kẹt | người bị mắc kẹt"
    ),
    "medical": (
        "hấp hối | bất tỉnh | ngất xỉu | ngừng thở | đuối nước | bị điện giật | chảy máu nhiều | nguy kịch | gọi cấp cứu | cần cấp cứu | cấp cứu gấp | ngộ độc hàng loạt | nhiều người ngộ độc | tự tử | tự sát | tự vẫn | "
        "không muốn sống | muốn chết | tìm đến cái chết | tự thiêu | uống thuốc sâu | sắp sinh"
    ),
    "disaster": (
        "lũ quét | lũ ống | nước lũ dâng | nước lũ đang | nước dâng ngập nhà | nước ngập nhà | ngập đến mái | ngập tới mái | ngập lút | bị cô lập | đang bị cô lập | cô lập do lũ | sạt lở đất vùi | đất đá vùi | bị vùi lấp | đang sạt lở | "
        "sắp sạt lở | vỡ đê | vỡ đập | sắp vỡ đê | nguy cơ vỡ | cứu hộ gấp | cần cứu hộ | cứu với | bị lũ cuốn | nước cuốn trôi | tàu chìm | chìm tàu | chìm ghe"
    ),
}  # fmt: skip
# What looks like danger and is a subject of administration.
_NOT: Final = (
    "phòng chống bạo hành | phòng chống xâm hại | phòng chống bạo lực | phòng cháy | phòng cháy chữa cháy | phòng cháy rừng | diễn tập cháy | bảo hiểm cháy nổ | tuyên truyền cháy rừng | phòng chống cháy rừng | phòng chống đuối nước | "
    "dạy bơi phòng đuối nước | khám cấp cứu | chi phí cấp cứu | khoa cấp cứu | xe cấp cứu | phòng cấp cứu | hỗ trợ sập nhà | hỗ trợ nhà bị sập | sau lũ quét | phòng chống lũ quét | phòng chống sạt lở | đám cháy năm | cháy năm ngoái | nguy cơ cháy rừng"
)  # fmt: skip

# Without accents these are everyday words: đang chạy, tư vấn, bảo hành.
_ONLY_WITH_ACCENTS: Final = frozenset({"đang cháy", "cháy lớn", "tự vẫn", "bạo hành", "sắp sinh", "dâm ô", "cứu với"})

_BOOK: Final = Phrases[tuple[Danger | None, bool]](
    [
        (phrase, (danger, phrase in _ONLY_WITH_ACCENTS))
        for danger, listed in _DANGERS.items()
        for phrase in listed.split(" | ")
    ]
    + [(phrase, (None, False)) for phrase in _NOT.split(" | ")]
)


@dataclass(frozen=True, slots=True)
class Urgent:
    """What danger the text seems to tell of, and the words that told it. See guidance.py for the numbers to show."""

    dangers: tuple[Danger, ...]
    because: tuple[str, ...]


def urgent(text: str) -> Urgent | None:
    """The dangers that the text seems to tell of, or None."""
    read = written(text)
    dangers: dict[Danger, None] = {}
    because: dict[str, None] = {}
    for found in _BOOK.find(read):
        words = read.words(found.start, found.end)
        sure = found.certainty > DOUBTFUL or found.length >= 3
        for danger, exact_only in found.meanings:
            if danger and (found.certainty == EXACT if exact_only else sure):
                dangers[danger] = because[words] = None
    return Urgent(tuple(dangers), tuple(because)) if dangers else None
