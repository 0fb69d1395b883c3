"""“Sổ tay”: how the main tasks of each role are done, on one page that a browser searches and a printer prints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from caunoi.ground.people import rules
from caunoi.ground.people.queries import roles_of

_EVERYBODY: Final = frozenset(code for code, _ in rules.ROLES)
_WRITERS: Final = frozenset({rules.REPORTER, rules.EDITOR})


@dataclass(frozen=True)
class Chapter:
    """One task: its template, and whose work it is. `picture` is a file of `static/desk/so-tay`, `shows` what is on it."""

    slug: str
    title: str
    roles: frozenset[str]
    picture: str = ""
    shows: str = ""

    @property
    def template(self) -> str:
        return f"desk/handbook/{self.slug}.html"


CHAPTERS: Final = (
    Chapter("ban-lam-viec", "Bàn làm việc", _EVERYBODY, "ban-lam-viec.webp", "Đầu trang bàn làm việc: các con số việc đang chờ"),
    Chapter("viet", "Viết và trình duyệt một bài", _WRITERS, "viet.webp", "Trang soạn bài, dưới ô sapo có lời nhắc của bộ kiểm duyệt"),
    Chapter("duyet", "Đọc và duyệt", frozenset({rules.APPROVER}), "duyet.webp", "Trang so sánh: bên trái là bản đang trên cổng, bên phải là bản mới"),
    Chapter("dinh-chinh", "Đính chính một bài đã phát hành", _WRITERS | {rules.APPROVER}),
    Chapter("go", "Gỡ khỏi cổng", frozenset({rules.APPROVER}), "go.webp", "Trang gỡ bài với danh sách lý do"),
    Chapter("khan", "Phát hành khẩn", frozenset({rules.APPROVER})),
    Chapter("lich", "Lịch công tác", frozenset({rules.EDITOR}), "lich.webp", "Trang soạn lịch công tác một tuần"),
    Chapter("chuyen-trang", "Mở và đóng chuyên trang", frozenset({rules.EDITOR})),
    Chapter("tra-loi", "Xử lý và trả lời hồ sơ", frozenset({rules.CLERK}), "tra-loi.webp", "Trang một hồ sơ: nội dung, ô trả lời, hạn, các việc"),
    Chapter("duyet-tra-loi", "Duyệt câu trả lời", frozenset({rules.REVIEWER})),
    Chapter("phan-cong", "Phân công, theo dõi, đôn đốc", frozenset({rules.OFFICE}), "phan-cong.webp", "Danh sách hồ sơ với hạn trả lời"),
    Chapter("khung-trang", "Khung trang và danh mục", frozenset({rules.TECHNICIAN})),
    Chapter("tai-khoan", "Tài khoản và chức trách", frozenset({rules.ADMINISTRATOR})),
    Chapter("giam-sat", "Giám sát", frozenset({rules.AUDITOR}), "giam-sat.webp", "Nhật ký phát hành"),
    Chapter("su-co", "Khi có sự cố", _EVERYBODY),
    Chapter("ban-phim", "Bàn phím, dán từ Word", _EVERYBODY),
)  # fmt: skip


def for_roles(held: frozenset[str]) -> tuple[list[Chapter], list[Chapter]]:
    """Whose work it is first, then the others'."""
    own = [one for one in CHAPTERS if one.roles & held]
    return own, [one for one in CHAPTERS if one not in own]


def handbook(request: HttpRequest) -> HttpResponse:
    """The page. It is the same for everybody; one's own tasks come first."""
    own, others = for_roles(roles_of(request.user, on=timezone.localdate()))
    return render(request, "desk/handbook.html", {"own": own, "others": others, "parts": _parts(own, others)})


def _parts(own: list[Chapter], others: list[Chapter]) -> list[tuple[str, list[Chapter]]]:
    return [part for part in (("Việc của bạn", own), ("Việc của người khác", others)) if part[1]]
