"""A question from a telephone without JavaScript to the published answer: citizen, office, clerk, reviewer, and everybody."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import camera
from tests.browser.conftest import NARROW, Opens
from tests.browser.newsroom import log_in
from tests.browser.portal import Portal

pytestmark = pytest.mark.browser

TITLE = "Lịch xả nước hồ Thượng Sương vụ đông"
TEXT = "Ruộng nhà tôi ở cuối kênh, xin hỏi bao giờ hồ Thượng Sương xả nước cho vụ đông? Gọi tôi số 0912 345 678."
ANSWER = "Kính gửi bà Lò Thị Sen.\nHồ chứa xả nước ba đợt, đợt đầu từ ngày 5 tháng sau. Bà theo dõi thông báo tại nhà văn hóa thôn."
FARM = "Sở Nông nghiệp và Môi trường tỉnh Mây Trắng"


def fill_in(page: Page) -> None:
    page.goto("/gui-y-kien/")
    page.get_by_label("Hỏi đáp").check()
    page.get_by_role("textbox", name="Tiêu đề").fill(TITLE)
    page.get_by_role("textbox", name="Nội dung").fill(TEXT)
    page.get_by_role("textbox", name="Họ và tên").fill("Lò Thị Sen")
    page.get_by_role("textbox", name="Thư điện tử").fill("sen@thu.example")
    page.get_by_label("Tôi đồng ý để Cổng và cơ quan").check()
    page.get_by_label("Tôi đồng ý để nội dung này").check()
    page.get_by_role("button", name="Xem lại").click()
    page.get_by_role("button", name="Gửi", exact=True).click()


def act(page: Page, button: str, *, text: str = "", agency: str = "") -> None:
    """Open one of the acts at the side of a case, fill it in, press it."""
    form = page.locator(".cases-act", has=page.locator("summary", has_text=re.compile(f"^{button}$")))
    form.locator("summary").click()
    if agency:
        form.locator("select").select_option(label=agency)
    if text:
        form.locator("textarea").fill(text)
    form.get_by_role("button", name=button).click()
    expect(page.locator(".messages .success")).to_be_visible()


def test_a_question_is_asked_answered_and_published(portal: Portal, opens: Opens, pictures: Path) -> None:
    citizen = opens(NARROW, java_script_enabled=False, reduced_motion="reduce")
    fill_in(citizen)
    expect(citizen.get_by_role("heading", level=1)).to_contain_text("Cổng đã nhận")
    code = citizen.locator("b.code").all_text_contents()[0]
    citizen.get_by_role("link", name="Mở trang theo dõi").click()
    expect(citizen.locator(".badge")).to_have_text("Đã tiếp nhận, chờ phân công")
    status = citizen.url

    office = log_in(opens(), "vanphong")
    office.goto(f"/quan-tri/ho-so/{code}/")
    act(office, "Phân công", agency=FARM)

    clerk = log_in(opens(reduced_motion="reduce"), "canbo")
    clerk.goto("/quan-tri/ho-so/")
    camera.axe_finds_nothing(clerk)
    clerk.goto(f"/quan-tri/ho-so/{code}/")
    clerk.get_by_role("button", name="Nhận việc").click()
    act(clerk, "Đề nghị bổ sung", text="Ruộng của bà thuộc thôn nào?")

    citizen.goto(status)
    expect(citizen.get_by_text("Tạm dừng cho đến khi bạn bổ sung")).to_be_visible()
    citizen.get_by_label("Nội dung bổ sung").fill("Thôn Sương Sớm, xã Đồi Sương.")
    citizen.get_by_role("button", name="Gửi bổ sung").click()
    expect(citizen.locator(".badge")).to_have_text("Đang xử lý")

    clerk.goto(f"/quan-tri/ho-so/{code}/")
    clerk.get_by_label("Trả lời người gửi").fill(ANSWER)
    clerk.get_by_role("button", name="Lưu dự thảo").click()
    expect(clerk.locator(".messages .success")).to_be_visible()
    assert "0912" not in clerk.locator("#h-public ~ form [name=question]").input_value()
    camera.axe_finds_nothing(clerk)
    clerk.get_by_label("Tôi đã đọc cả bốn ô").check()
    clerk.get_by_role("button", name="Lưu bản công khai").click()
    expect(clerk.locator(".messages .success")).to_be_visible()
    clerk.get_by_role("button", name="Lưu và trình duyệt").click()
    expect(clerk.locator(".messages .success")).to_be_visible()

    reviewer = log_in(opens(), "lanhdao")
    reviewer.goto(f"/quan-tri/ho-so/{code}/")
    reviewer.get_by_role("button", name="Duyệt và trả lời").click()
    expect(reviewer.locator(".messages .success")).to_be_visible()
    answered = time.monotonic()
    wanted = {"/hoi-dap/": TITLE, "/hoi-dap/rss.xml": TITLE, "/hoi-dap/feed.json": TITLE, "/": TITLE}
    assert portal.missing(wanted) == {}
    print(f"visible {time.monotonic() - answered:.2f} s after the approval was answered")  # noqa: T201

    reader = opens(NARROW, reduced_motion="reduce")
    reader.goto("/hoi-dap/")
    reader.get_by_role("link", name=TITLE).first.click()
    expect(reader.get_by_text("Hồ chứa xả nước ba đợt")).to_be_visible()
    shown = reader.locator("body").inner_text()
    assert all(word not in shown for word in ("Lò Thị Sen", "0912", "345 678", "sen@thu.example"))
    camera.axe_finds_nothing(reader)
    camera.take(reader, pictures / "answer-published-360.png", height=1600)

    citizen.goto(status)
    expect(citizen.get_by_text("Hồ chứa xả nước ba đợt")).to_be_visible()
    citizen.get_by_label("Rất hài lòng").check()
    citizen.get_by_role("button", name="Gửi đánh giá").click()
    expect(citizen.get_by_text("Bạn đã đánh giá: Rất hài lòng")).to_be_visible()
