"""Every screen of the desk, as each role: it opens, and says nothing in English."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from caunoi.desk.tests.crawling import HOME, Walk, menu_labels
from caunoi.ground.people.actions import appoint, create_user
from caunoi.ground.people.models import User
from caunoi.outbound.articles.models import SpecialSection
from tests.agencies import Agencies
from tests.province import PASSWORD, Province, picture

# Names that are the same in Vietnamese.
NAMES = {"Cầu Nối", "Zalo", "SHA-256", "API", "CSV"}


pytestmark = [pytest.mark.usefixtures("pictures"), pytest.mark.filterwarnings("ignore:.*nclosed file:ResourceWarning")]


@pytest.fixture
def cast(province: Province, agencies: Agencies, settings: Any) -> dict[str, User]:
    """Somebody of each role, and something of everything to look at."""
    settings.DEMO = True  # nobody is asked for a second factor
    picture()
    province.released("Khánh thành cầu Suối Biếc")
    province.draft("Mưa lớn ở vùng cao")
    waiting = province.draft("Phiên chợ vùng cao họp trở lại")
    waiting.get_workflow().start(waiting, province.mai)
    special = SpecialSection(
        title="Đại hội", slug="dai-hoi", opened_on=date(2026, 1, 1), closed_on=timezone.localdate() + timedelta(3)
    )
    special.save()
    special.save_revision(user=province.binh)
    agencies.in_review()
    agencies.answered()
    administrator = create_user(username="quantri", full_name="Mây An", password=PASSWORD, by=None, at=timezone.now())
    appoint(administrator, role="administrator", from_on=date(2025, 7, 1), by=None, at=timezone.now())
    return {
        "reporter": province.mai, "editor": province.binh, "approver": province.tam, "technician": province.ky,
        "clerk": agencies.an, "reviewer": agencies.dung, "office": agencies.hanh, "auditor": province.son,
        "administrator": administrator,
    }  # fmt: skip


ROLES = ("reporter", "editor", "approver", "technician", "clerk", "reviewer", "office", "auditor", "administrator")


def browser(user: User) -> Client:
    client = Client(headers={"accept-language": "vi"})
    client.force_login(user)
    return client


@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # Wagtail leaves a picture's temporary file to be collected
@pytest.mark.parametrize("role", ROLES)
def test_every_screen_that_a_role_comes_to_opens_and_is_in_vietnamese(
    cast: dict[str, User], role: str, capsys: pytest.CaptureFixture[str]
) -> None:
    walk = Walk(browser(cast[role])).through()
    with capsys.disabled():
        print(f"\n{role}: {len(walk.statuses)} screens, {len(walk.menu)} of the menu")  # noqa: T201
    assert len(walk.statuses) > len(walk.menu) > 1  # it came somewhere
    assert {address: status for address, status in walk.statuses.items() if status != 200} == {}
    assert {said: sorted(where)[:3] for said, where in walk.left_over.items() if said not in NAMES} == {}


CONTENT = [
    "Nội dung cổng", "Tin bài", "Chuyên mục", "Chuyên trang", "Lãnh đạo", "Lịch công tác", "Trang giới thiệu", "Kênh thông tin",
    "Tạm ngừng hoạt động", "Bản dịch",
]  # fmt: skip
NUMBERS = ["Số liệu"]
LIBRARY, LOG, MAILS = ["Ảnh", "Tệp"], ["Nhật ký phát hành"], ["Thư đã gửi"]
HOUSE = ["Cài đặt", "Cơ quan, tổ chức", "Ngày nghỉ, ngày hoán đổi", "Thời hạn", "Đơn vị hành chính"]
INBOUND = ["Mẫu trả lời", "Lĩnh vực", "Quy tắc gợi ý", "Cơ quan đầu mối"]
CASES = ["Hồ sơ người dân"]
STAFF = ["Nhân sự", "Tài khoản", "Chức trách", "Báo cáo", "Nhật ký"]
OWN = ["Sổ tay", "Tài khoản", "Đăng xuất"]
MENUS = {
    "reporter": CONTENT + LIBRARY + LOG,
    "editor": [*CONTENT, "Trang chủ", *LIBRARY, *LOG],
    "approver": [*CONTENT, "Trang chủ", "Khung trang", *LOG, "Chờ người thứ hai", *NUMBERS],
    "technician": [*CONTENT, "Khung trang", *LIBRARY, *LOG, *MAILS, *HOUSE, *INBOUND, "Khóa API"],
    "clerk": CASES + NUMBERS,
    "reviewer": CASES + NUMBERS,
    "office": [*CASES, "Theo dõi cơ quan", "Yêu cầu dữ liệu", *CONTENT, *LOG, *HOUSE, *INBOUND, *NUMBERS],
    "auditor": [*CASES, "Theo dõi cơ quan", *CONTENT, "Trang chủ", "Khung trang", *LOG, *STAFF, *HOUSE, *NUMBERS],
    "administrator": [*LOG, *MAILS, *STAFF, *NUMBERS],
}


@pytest.mark.parametrize("role", ROLES)
def test_the_menu_of_a_role_is_its_work_and_nothing_else(
    cast: dict[str, User], role: str, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DEMO = False  # in a demo the mails of citizens are there to be read
    monkeypatch.setattr(
        "caunoi.ground.people.middleware.SecondFactorRequired.__call__", lambda self, r: self.get_response(r)
    )
    page = LexborHTMLParser(browser(cast[role]).get(HOME).content)
    assert sorted(menu_labels(page)) == sorted(MENUS[role] + OWN)
