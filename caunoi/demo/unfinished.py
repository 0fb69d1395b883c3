"""What lies on the desk of the demo: a text that waits, a change of one that stands, one that came back, one for a later hour."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from wagtail.rich_text import RichText

from caunoi.ground.people.models import User
from caunoi.outbound.articles.models import Article, Section

_WHY_BACK = "Ghi rõ nguồn của con số 1.240 lượt khách, và thêm ý kiến của chính quyền xã."


def leave(people: Mapping[str, User], sections: Mapping[str, Section], *, at: datetime) -> None:
    """Through the same versions, workflow and approvals as everything else."""
    desk = _Desk(people, sections)
    waiting = desk.written(
        "Thôn Sương Sớm góp công làm đường vào vùng chè",
        "Sau hai tuần góp công, 64 hộ dân thôn Sương Sớm đã rải xong 1,2 km đường bê tông vào vùng chè.",
        ("Sáng 24/11, chuyến xe chở chè tươi đầu tiên chạy thẳng từ đồi xuống điểm thu mua.",
         "Xã hỗ trợ xi măng, dân góp đất và ngày công. Tổng cộng 310 ngày công đã được góp trong hai tuần."),
    )  # fmt: skip
    desk.submit(waiting, by="phongvien")
    _a_correction(desk)
    back = desk.written(
        "Chợ phiên cuối tháng đón hơn một nghìn lượt khách",
        "Phiên chợ cuối tháng 11 đón 1.240 lượt khách, nhiều nhất từ đầu năm.",
        ("Các gian hàng thổ cẩm và nông sản bán hết trước buổi trưa.",),
        by="phongvien2",
    )
    desk.submit(back, by="phongvien2")
    task = back.current_workflow_task.specific
    task.on_action(back.current_workflow_task_state, people["duyet"], "reject", comment=_WHY_BACK)
    desk.written("Mùa lúa nương muộn", "Bản nháp: chờ số liệu của Sở Nông nghiệp và Môi trường.", ("Viết tiếp.",))
    tomorrow = at + timedelta(days=1)
    later = desk.written(
        "Lịch cắt nước sinh hoạt để thay ống tại phường Bến Ngọc",
        "Từ 22 giờ ngày mai, ba tổ dân phố tạm ngừng cấp nước trong sáu giờ.",
        ("Người dân chủ động trữ nước. Mọi thắc mắc gọi số điện thoại của đơn vị cấp nước trên hóa đơn.",),
        go_live_at=tomorrow,
    )
    later.get_latest_revision().publish(user=people["duyet2"])
    unapproved = desk.written(
        "Nhắc lịch tiêm phòng cho gia súc vụ đông", "Đợt tiêm bắt đầu vào cuối tuần này ở tất cả các xã.",
        ("Cán bộ thú y đến từng thôn theo lịch.",), go_live_at=tomorrow + timedelta(days=2),
    )  # fmt: skip
    desk.submit(unapproved, by="phongvien")


def _a_correction(desk: _Desk) -> None:
    """A change of the newest text that stands: a word, a number, and the note that says so."""
    article = Article.objects.filter(live=True).order_by("-dated", "-pk").first()
    assert article is not None
    article.lead = article.lead.rstrip(".") + ", theo số liệu đã được kiểm tra lại."
    article.correction = "Bản trước ghi nhầm thời điểm lấy số liệu ở phần mở đầu; nay ghi lại cho đúng."
    article.corrected_on = desk.today
    article.save_revision(user=desk.people["bientap"])
    desk.submit(article, by="bientap")


class _Desk:
    def __init__(self, people: Mapping[str, User], sections: Mapping[str, Section]) -> None:
        self.people, self.section, self.today = people, sections["kinh-te"], timezone.localdate()

    def written(self, title: str, lead: str, text: tuple[str, ...], *, by: str = "phongvien", **fields: Any) -> Article:
        article = Article(title=title, lead=lead, section=self.section, **fields)
        article.body = [("text", RichText("".join(f"<p>{paragraph}</p>" for paragraph in text)))]
        article.save()
        article.save_revision(user=self.people[by])
        return article

    def submit(self, article: Article, *, by: str) -> None:
        workflow = article.get_workflow()
        assert workflow is not None
        workflow.start(article, self.people[by])
