"""Journeys that people make: without a mouse, and counted in clicks and seconds. No service is further than three clicks (L-18)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import newsroom
from tests.browser.conftest import NARROW, WIDE, Opens
from tests.browser.keyboard import Clicks, Keys
from tests.browser.test_question import act

pytestmark = pytest.mark.browser

FARM = "Sở Nông nghiệp và Môi trường tỉnh Mây Trắng"
TITLE, TEXT = "Đường bê tông thôn Ba Cây", "Đường vào thôn Ba Cây nứt dài, xin hỏi bao giờ sửa?"


def fill_in(page: Page, click: Callable[..., object]) -> None:
    click(page.get_by_label("Hỏi đáp"))
    page.get_by_role("textbox", name="Tiêu đề").fill(TITLE)
    page.get_by_role("textbox", name="Nội dung").fill(TEXT)


def test_by_keyboard_a_reader_reads_and_goes_on(opens: Opens) -> None:
    page = opens(WIDE)
    page.goto("/")
    keys = Keys(page)
    keys.reach(page.locator(".skip"))
    keys.press("Enter")
    keys.follow(page.locator("main .top-lead a"))
    expect(page.locator("main h1")).to_be_visible()
    keys.follow(page.locator(".crumbs a").last)
    expect(page.locator("main h1")).to_be_visible()
    assert keys.pressed < 60


def test_by_keyboard_a_reader_searches_the_answers(opens: Opens) -> None:
    page = opens(WIDE)
    page.goto("/tra-cuu/hoi-dap/")
    keys = Keys(page)
    keys.type(page.locator("main input[name=q]"), "giay chung nhan")
    with page.expect_navigation():
        keys.press("Enter")
    keys.follow(page.locator("main .card a, main li a, main h3 a"))
    expect(page.locator("main h1")).to_be_visible()


def test_by_keyboard_a_citizen_asks_and_follows(opens: Opens) -> None:
    page = opens(WIDE)
    page.goto("/gui-y-kien/")
    keys = Keys(page)
    keys.reach(page.locator("[name=kind]").first)
    keys.press("Space")
    keys.type(page.get_by_role("textbox", name="Tiêu đề"), TITLE)
    keys.type(page.get_by_role("textbox", name="Nội dung"), TEXT)
    keys.follow(page.get_by_role("button", name="Xem lại"))
    expect(page.locator("[name=proof]").first).not_to_have_value("")
    keys.follow(page.get_by_role("button", name="Gửi", exact=True))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Cổng đã nhận")
    code, secret = page.locator("b.code").all_text_contents()[:2]
    page.goto("/theo-doi/")
    keys.type(page.get_by_label("Mã hồ sơ"), code)
    keys.type(page.get_by_label("Mã bí mật"), secret)
    expect(page.locator("[name=proof]").first).not_to_have_value("")
    keys.follow(page.get_by_role("button", name="Xem hồ sơ"))
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Hồ sơ {code}")


def test_by_keyboard_a_reporter_writes_and_an_approver_approves(opens: Opens) -> None:
    title = "Bàn phím: xã Đồi Sương mở lớp học buổi tối"
    reporter = newsroom.log_in(opens(), "phongvien")
    reporter.goto(newsroom.ADD)
    keys = Keys(reporter)
    keys.type(reporter.locator("#id_title"), title)
    keys.type(reporter.locator("#id_lead"), "Từ tối 25/11, bốn mươi bà con xã Đồi Sương học chữ ở nhà văn hóa.")
    keys.reach(reporter.locator("#id_section"))
    reporter.keyboard.type("Kinh")
    keys.type(
        reporter.locator(".Draftail-Editor [contenteditable=true]"),
        "Lớp học do cô giáo Lò Thị Mây đứng lớp, ba buổi một tuần.",
    )
    reporter.wait_for_timeout(600)
    # The foot of the form is reached backwards: it is the last thing on the page.
    button = reporter.get_by_role("button", name="Trình duyệt")
    keys.reach(button)
    with reporter.expect_navigation():
        keys.press("Enter")
    expect(reporter.locator(".messages li").first).to_be_visible()

    approver = newsroom.log_in(opens(), "duyet")
    keys = Keys(approver)
    keys.follow(approver.locator(".desk-panel", has_text="Chờ tôi duyệt").get_by_role("link", name=title))
    keys.reach(approver.get_by_role("button", name="Duyệt và phát hành"))
    with approver.expect_navigation():
        keys.press("Enter")
    expect(approver.locator(".messages .success")).to_contain_text("Đã duyệt và phát hành")


def routed(opens: Opens, title: str) -> None:
    """A question of that title, with the clerks of agriculture."""
    citizen = opens(WIDE)
    citizen.goto("/gui-y-kien/")
    fill_in(citizen, Locator.click)
    citizen.get_by_role("textbox", name="Tiêu đề").fill(title)
    citizen.get_by_role("button", name="Xem lại").click()
    citizen.get_by_role("button", name="Gửi", exact=True).click()
    code = citizen.locator("b.code").first.inner_text()
    office = newsroom.log_in(opens(), "vanphong")
    office.goto(f"/quan-tri/ho-so/{code}/")
    act(office, "Phân công", agency=FARM)


def test_by_keyboard_a_clerk_answers(opens: Opens) -> None:
    title = "Bàn phím: kênh nước thôn Ba Cây"
    routed(opens, title)
    clerk = newsroom.log_in(opens(), "canbo")
    clerk.goto("/quan-tri/ho-so/?muc=new")
    keys = Keys(clerk)
    keys.follow(clerk.get_by_role("link", name=title))
    expect(clerk.get_by_role("heading", level=1)).to_be_visible()
    take = clerk.get_by_role("button", name="Nhận việc")
    if take.count():
        keys.reach(take)
        with clerk.expect_navigation():
            keys.press("Enter")
    keys.type(clerk.get_by_label("Trả lời người gửi"), "Kính gửi ông bà. Đường sẽ được vá trước ngày 15 tháng 12.")
    keys.reach(clerk.get_by_role("button", name="Lưu dự thảo"))
    with clerk.expect_navigation():
        keys.press("Enter")
    expect(clerk.locator(".messages .success")).to_be_visible()


def schedule(page: Page) -> Clicks:
    page.goto("/")
    journey = Clicks(page)
    journey.click(page.locator(".agenda a"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Lịch công tác")
    return journey


def ask(page: Page) -> Clicks:
    page.goto("/")
    journey = Clicks(page)
    journey.click(page.locator(".talk").get_by_role("link", name="Gửi câu hỏi"))
    fill_in(page, journey.click)
    journey.click(page.get_by_role("button", name="Xem lại"))
    expect(page.locator("[name=proof]").first).not_to_have_value("")
    journey.click(page.get_by_role("button", name="Gửi", exact=True))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Cổng đã nhận")
    return journey


@pytest.mark.parametrize(("journey", "most"), [(schedule, 1), (ask, 4)], ids=["schedule", "ask"])
def test_a_journey_takes_few_clicks(opens: Opens, journey: Callable[[Page], Clicks], most: int) -> None:
    made = journey(opens(NARROW))
    print(f"{journey.__name__}: {made.clicks} clicks, {made.seconds():.1f} s of machine")  # noqa: T201
    assert made.clicks <= most


def test_an_article_is_approved_in_two_clicks(opens: Opens) -> None:
    title = "Ba cú nhấp: chợ phiên Nà Hoa mở thêm ngày thứ Tư"
    reporter = newsroom.log_in(opens(), "phongvien")
    reporter.goto(newsroom.ADD)
    newsroom.write(
        reporter,
        title,
        lead="Từ tháng 12, chợ phiên Nà Hoa họp thêm ngày thứ Tư.",
        text="Bà con có thêm một ngày bán hàng.",
    )
    newsroom.submit(reporter)
    approver = newsroom.log_in(opens(), "duyet")
    journey = Clicks(approver)
    journey.click(approver.locator(".desk-panel", has_text="Chờ tôi duyệt").get_by_role("link", name=title))
    journey.click(approver.get_by_role("button", name="Duyệt và phát hành"))
    expect(approver.locator(".messages .success")).to_contain_text("Đã duyệt và phát hành")
    print(f"approve: {journey.clicks} clicks, {journey.seconds():.1f} s of machine")  # noqa: T201
    assert journey.clicks == 2


def test_a_case_is_answered_in_few_clicks(opens: Opens) -> None:
    title = "Cú nhấp: kênh nước thôn Ba Cây"
    routed(opens, title)
    clerk = newsroom.log_in(opens(), "canbo")
    journey = Clicks(clerk)
    journey.click(clerk.locator("main a[href*='muc=new']"))
    journey.click(clerk.get_by_role("link", name=title))
    journey.click(clerk.get_by_role("button", name="Nhận việc"))
    clerk.get_by_label("Trả lời người gửi").fill("Kính gửi ông bà. Kênh được nạo vét trước ngày 15 tháng 12.")
    journey.click(clerk.get_by_role("button", name="Lưu và trình duyệt"))
    expect(clerk.locator(".messages .success")).to_be_visible()
    print(f"answer a case: {journey.clicks} clicks, {journey.seconds():.1f} s of machine")  # noqa: T201
    assert journey.clicks == 4


SERVICES = {
    "Gửi câu hỏi": "/gui-y-kien/", "Theo dõi hồ sơ": "/theo-doi/", "hạn trả lời": "/tra-cuu/han-tra-loi/",
    "ngày nghỉ": "/tra-cuu/ngay-nghi/", "xã": "/tra-cuu/xa-phuong/", "biên nhận": "/theo-doi/kiem-tra/", "Lịch": "/lich-cong-tac/",
}  # fmt: skip


def test_no_service_is_further_than_three_clicks_from_the_home_page(opens: Opens) -> None:
    page = opens(WIDE)
    found: dict[str, int] = {}
    layer, seen = ["/"], {"/"}
    for clicks in range(1, 4):
        following: list[str] = []
        for address in layer:
            page.goto(address)
            links = page.eval_on_selector_all(
                "a[href^='/']", "all => all.map(one => one.getAttribute('href').split(/[?#]/)[0])"
            )
            for link in links:
                if link in SERVICES.values():
                    found.setdefault(link, clicks)
                if (
                    link not in seen
                    and link.endswith("/")
                    and (clicks == 1 or link.startswith(("/tra-cuu", "/theo-doi", "/hoi-dap")))
                ):
                    seen.add(link)
                    following.append(link)
        layer = following[:25]
    print({name: found.get(address) for name, address in SERVICES.items()})  # noqa: T201
    assert set(found) == set(SERVICES.values())
