"""Asking the government from a telephone: with JavaScript and without, to the receipt, the status page and the look-ups."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import camera
from tests.browser.conftest import NARROW, WIDE, Opens

pytestmark = pytest.mark.browser

TITLE = "Hỗ trợ giống lúa sau trận ngập tháng Mười"
TEXT = "Ruộng nhà tôi ở xã Suối Biếc bị ngập hai tuần.\nXin hỏi có được hỗ trợ giống lúa không, nộp đơn ở đâu?"
COMPLAINT = (
    "Tôi khiếu nại Quyết định số 45/QĐ-UBND về việc thu hồi đất của gia đình tôi, đề nghị hủy bỏ quyết định này."
)
STATIC_PAGES = {
    "ask": "/gui-y-kien/",
    "follow": "/theo-doi/",
    "check": "/theo-doi/kiem-tra/",
    "privacy": "/gui-y-kien/quyen-rieng-tu/",
    "lookups": "/tra-cuu/",
    "due": "/tra-cuu/han-tra-loi/?so=5&don-vi=working_days&tu-ngay=26/08/2026",
    "holidays": "/tra-cuu/ngay-nghi/?nam=2026",
    "communes": "/tra-cuu/xa-phuong/?ten=Suối+Biếc",
    "wrong": "/tra-cuu/han-tra-loi/?so=x",
}
SHOWN = ("ask", "due", "communes")


def listen(page: Page) -> list[str]:
    """What the console complains of, violations of the policy among it."""
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return complaints


def looks_right(page: Page, size: tuple[int, int]) -> None:
    camera.load_pictures(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    camera.axe_finds_nothing(page)


def write(page: Page, *, text: str = TEXT, person: bool = True) -> None:
    page.goto("/gui-y-kien/")
    page.get_by_label("Hỏi đáp").check()
    page.get_by_role("textbox", name="Tiêu đề").fill(TITLE)
    page.get_by_role("textbox", name="Nội dung").fill(text)
    if person:
        page.get_by_role("textbox", name="Họ và tên").fill("Nguyễn Thị Lúa")
        page.get_by_role("textbox", name="Thư điện tử").fill("lua@thu.example")
        page.get_by_label("Tôi đồng ý để Cổng và cơ quan").check()


def codes(page: Page) -> tuple[str, str]:
    expect(page.get_by_role("heading", level=1)).to_contain_text("Cổng đã nhận")
    found = page.locator("b.code").all_text_contents()
    return found[0], found[1]


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("name", STATIC_PAGES)
def test_a_page_is_accessible_and_fits(opens: Opens, pictures: Path, name: str, size: tuple[int, int]) -> None:
    page = opens(size, reduced_motion="reduce")
    complaints = listen(page)
    page.goto(STATIC_PAGES[name])
    looks_right(page, size)
    assert not [one for one in complaints if "422" not in one]
    if name in SHOWN:
        camera.take(page, pictures / f"{name}-{size[0]}.png", height=1800 if size == WIDE else 2400)


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_a_question_goes_from_the_form_to_the_receipt_and_the_status_page(
    opens: Opens, pictures: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    note = tmp_path / "danh-sach.txt"
    note.write_text("Danh sách các hộ bị ngập", "utf-8")
    page = opens(size, reduced_motion="reduce")
    complaints = listen(page)
    write(page)
    page.get_by_label("Ảnh, văn bản kèm theo").set_input_files(note)
    expect(page.locator("[name=proof]").first).not_to_have_value("")
    page.get_by_role("button", name="Xem lại").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Xem lại trước khi gửi")
    expect(page.get_by_text("danh-sach.txt")).to_be_visible()
    looks_right(page, size)
    camera.take(page, pictures / f"ask-review-{size[0]}.png", height=2400)
    expect(page.locator("[name=proof]").first).not_to_have_value("")
    page.get_by_role("button", name="Gửi", exact=True).dblclick()
    code, secret = codes(page)
    expect(page.get_by_text("Bản nháp trên máy này đã được xóa")).to_be_visible()
    looks_right(page, size)
    assert page.evaluate("document.querySelector('.qr img').naturalWidth") > 0
    camera.take(page, pictures / f"receipt-{size[0]}.png", height=2400)
    assert secret not in page.url

    page.goto("/theo-doi/")
    page.get_by_label("Mã hồ sơ").fill(code.lower())
    page.get_by_label("Mã bí mật").fill(secret.replace("-", " "))
    expect(page.locator("[name=proof]").first).not_to_have_value("")
    page.get_by_role("button", name="Xem hồ sơ").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Hồ sơ {code}")
    page.get_by_text("Từng ngày được tính thế nào").click()
    looks_right(page, size)
    page.get_by_text("Từng ngày được tính thế nào").click()
    camera.take(page, pictures / f"status-{size[0]}.png", height=1800)
    page.get_by_role("link", name="Dữ liệu cá nhân của bạn").click()
    expect(page.get_by_text("lua@thu.example")).to_be_visible()
    looks_right(page, size)
    assert not complaints


def test_all_of_it_works_without_javascript(opens: Opens) -> None:
    page = opens(NARROW, java_script_enabled=False)
    write(page, person=False)
    page.get_by_role("textbox", name="Tiêu đề").fill("")
    page.get_by_role("button", name="Xem lại").click()
    expect(page.get_by_role("alert")).to_contain_text("Viết tiêu đề")
    page.get_by_role("link", name="Viết tiêu đề").click()
    assert page.url.endswith("#title")
    expect(page.get_by_role("textbox", name="Nội dung")).to_have_value(TEXT)
    page.get_by_role("textbox", name="Tiêu đề").fill(TITLE)
    page.get_by_role("button", name="Xem lại").click()
    page.get_by_role("button", name="Gửi", exact=True).click()
    code, _ = codes(page)
    page.get_by_role("link", name="Mở trang theo dõi").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Hồ sơ {code}")
    page.get_by_text("Rút hồ sơ").first.click()
    page.get_by_label("Tôi muốn rút hồ sơ này").check()
    page.get_by_role("button", name="Rút hồ sơ").click()
    expect(page.locator(".badge")).to_have_text("Người gửi đã rút")


def test_what_is_being_written_survives_a_lost_connection(opens: Opens) -> None:
    page = opens(NARROW)
    write(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="Xem lại").click()
    page.wait_for_timeout(500)
    page.context.set_offline(False)
    page.goto("/gui-y-kien/")
    expect(page.get_by_text("Đã lấy lại nội dung đang viết dở")).to_be_visible()
    expect(page.get_by_role("textbox", name="Nội dung")).to_have_value(TEXT)
    assert not page.get_by_label("Tôi đồng ý để Cổng và cơ quan").is_checked(), "a consent is given anew"
    page.get_by_role("button", name="Xóa bản nháp").click()
    expect(page.get_by_role("textbox", name="Nội dung")).to_have_value("")
    page.reload()
    expect(page.get_by_text("Đã lấy lại nội dung")).to_be_hidden()


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_mistakes_and_a_complaint_are_pointed_out_so_that_everyone_finds_them(
    opens: Opens, pictures: Path, size: tuple[int, int]
) -> None:
    page = opens(size, reduced_motion="reduce")
    page.goto("/gui-y-kien/")
    page.get_by_role("textbox", name="Họ và tên").fill("Lúa")
    page.get_by_role("textbox", name="Số điện thoại").fill("gọi tôi")
    page.get_by_role("button", name="Xem lại").click()
    expect(page).to_have_title(re.compile("^Chưa gửi được"))
    looks_right(page, size)
    camera.take(page, pictures / f"ask-errors-{size[0]}.png", height=2000)
    page = opens(size, reduced_motion="reduce")
    write(page, text=COMPLAINT, person=False)
    page.get_by_role("button", name="Xem lại").click()
    expect(page.get_by_text("Chuyển đến cơ quan tiếp công dân")).to_be_visible()
    page.get_by_role("button", name="Gửi", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Cho biết đây có phải")
    looks_right(page, size)
    camera.take(page, pictures / f"ask-complaint-{size[0]}.png", height=2000)
