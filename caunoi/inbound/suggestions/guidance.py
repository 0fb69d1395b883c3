"""What a person is told when their text belongs behind another door: sentences in Vietnamese, and the articles they rest on.

Decree 20/2008/NĐ-CP Art. 1 excludes complaints and denunciations; the portal says so at once, with where to go and by when,
because terms run meanwhile. The address and the hours of the province's reception office are the caller's to add.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from caunoi.inbound.suggestions.nature import Kind, Nature
from caunoi.inbound.suggestions.urgent import Danger, Urgent

# Below this the text is not called a complaint or a denunciation to the writer's face; staff see it all the same.
SURE: Final = 0.6


@dataclass(frozen=True, slots=True)
class Article:
    """A law's article, as cited beside a sentence."""

    law: str
    number: str

    def __str__(self) -> str:
        return f"{self.number} {self.law}"


@dataclass(frozen=True, slots=True)
class Guidance:
    """A heading, the sentences in their order, and the articles they rest on."""

    title: str
    sentences: tuple[str, ...]
    articles: tuple[Article, ...]


COMPLAINTS: Final = "Luật Khiếu nại số 02/2011/QH13"
DENUNCIATIONS: Final = "Luật Tố cáo số 25/2018/QH14"
RECEPTION: Final = "Luật Tiếp công dân số 42/2013/QH13"
REFLECTIONS: Final = "Nghị định số 20/2008/NĐ-CP"

GUIDANCE: Final[Mapping[Kind, Guidance]] = {
    "complaint": Guidance(
        "Nội dung của ông/bà có thể là khiếu nại",
        (
            "Chuyên mục này tiếp nhận câu hỏi, phản ánh, kiến nghị; không phải nơi nhận đơn khiếu nại. Gửi ở đây không được tính là đã khiếu nại.",
            "Khiếu nại là việc đề nghị xem xét lại một quyết định hành chính, hành vi hành chính hoặc quyết định kỷ luật mà người "
            "khiếu nại cho là trái pháp luật, xâm phạm quyền, lợi ích hợp pháp của mình.",
            "Ông/bà gửi đơn khiếu nại lần đầu đến chính người đã ra quyết định hoặc cơ quan có người đã thực hiện hành vi đó. Nếu không "
            "đồng ý với kết quả giải quyết lần đầu hoặc quá thời hạn mà chưa được giải quyết, có thể khiếu nại lần hai lên cấp trên "
            "trực tiếp hoặc khởi kiện vụ án hành chính tại Tòa án.",
            "Có thể nộp đơn có chữ ký hoặc điểm chỉ, hoặc đến trình bày trực tiếp tại nơi tiếp công dân của cơ quan đó hay Trụ sở tiếp công dân.",
            "Thời hiệu khiếu nại là 90 ngày kể từ ngày nhận được hoặc biết được quyết định, hành vi; xin đừng chờ trả lời ở đây để khỏi "
            "mất thời hiệu.",
        ),
        (
            Article(REFLECTIONS, "Điều 1"),
            Article(COMPLAINTS, "Khoản 1 Điều 2"),
            Article(COMPLAINTS, "Điều 7"),
            Article(COMPLAINTS, "Điều 8"),
            Article(COMPLAINTS, "Điều 9"),
            Article(RECEPTION, "Điều 24"),
        ),
    ),
    "denunciation": Guidance(
        "Nội dung của ông/bà có thể là tố cáo",
        (
            "Chuyên mục này tiếp nhận câu hỏi, phản ánh, kiến nghị; không phải nơi nhận tố cáo. Để giữ bí mật cho chính mình, xin "
            "đừng nêu tên người bị tố cáo và thông tin cá nhân của ông/bà ở đây.",
            "Tố cáo là việc cá nhân báo cho cơ quan có thẩm quyền biết hành vi vi phạm pháp luật của cơ quan, tổ chức, cá nhân gây thiệt "
            "hại hoặc đe dọa gây thiệt hại đến lợi ích của Nhà nước, quyền và lợi ích hợp pháp của cơ quan, tổ chức, cá nhân.",
            "Ông/bà gửi đơn hoặc đến trình bày trực tiếp tại cơ quan quản lý người bị tố cáo, cơ quan thanh tra hoặc Trụ sở tiếp công "
            "dân; nếu là dấu hiệu tội phạm thì báo cơ quan công an, viện kiểm sát.",
            "Người tố cáo nêu họ tên, địa chỉ, cách liên hệ và nội dung trung thực; họ tên, địa chỉ, bút tích được giữ bí mật và người "
            "tố cáo được bảo vệ theo quy định.",
        ),
        (
            Article(REFLECTIONS, "Điều 1"),
            Article(DENUNCIATIONS, "Khoản 1 Điều 2"),
            Article(DENUNCIATIONS, "Điều 9"),
            Article(DENUNCIATIONS, "Điều 22"),
            Article(DENUNCIATIONS, "Điều 23"),
            Article(DENUNCIATIONS, "Điều 47"),
            Article(RECEPTION, "Điều 24"),
        ),
    ),
    "information_request": Guidance(
        "Nội dung của ông/bà có thể là yêu cầu cung cấp thông tin",
        (
            "Công dân có quyền yêu cầu cơ quan nhà nước cung cấp thông tin do cơ quan đó tạo ra. Xin gửi bằng biểu mẫu Yêu cầu cung cấp thông "
            "tin để thời hạn trả lời được tính theo luật.",
        ),
        # The law of 2016 was replaced on 2026-09-01; the numbers of the new articles are not known here, so none is cited.
        (),
    ),
}


@dataclass(frozen=True, slots=True)
class Call:
    """A number to call, and for what."""

    number: str
    reason: str


_CALLS: Final[Mapping[Danger, Call]] = {
    "violence": Call("113", "Công an: khi có người bị đe dọa, hành hung, bắt giữ"),
    "fire": Call("114", "Chữa cháy, cứu nạn, cứu hộ"),
    "medical": Call("115", "Cấp cứu y tế"),
    "child": Call("111", "Tổng đài quốc gia bảo vệ trẻ em"),
    "disaster": Call("112", "Tìm kiếm, cứu nạn khi thiên tai, bão lũ"),
}
URGENT: Final = (
    "Nếu có người đang gặp nguy hiểm, xin gọi ngay số điện thoại dưới đây, gọi miễn phí cả ngày đêm. "
    "Nội dung gửi tại đây chỉ được đọc trong giờ làm việc."
)


def guidance_for(what: Nature) -> Guidance | None:
    """What to tell the writer before the text is sent, or nothing: then it is at the right door."""
    return GUIDANCE.get(what.kind) if what.certainty >= SURE else None


def calls_for(what: Urgent) -> tuple[Call, ...]:
    """The numbers to show, the most pressing first; a child in danger is a matter for the police too."""
    dangers = dict.fromkeys(what.dangers)
    numbers = [_CALLS[danger] for danger in dangers]
    if "child" in dangers and "violence" not in dangers:
        numbers.append(_CALLS["violence"])
    if "disaster" in dangers and "fire" not in dangers:
        numbers.append(_CALLS["fire"])
    return tuple(numbers)
