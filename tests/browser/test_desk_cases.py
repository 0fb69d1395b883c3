"""Cases at the desk in a real browser: the inbox by keyboard, masking as one ticks, and the way of an answer to the public page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Dialog, Page, expect

from caunoi.demo.build import PASSWORD
from tests.browser import camera, newsroom
from tests.browser.conftest import NARROW, WIDE, Opens
from tests.browser.portal import Portal

pytestmark = pytest.mark.browser
INBOX = "/quan-tri/ho-so/"
_ELSEWHERE = re.compile(r"\w+://(?!localhost:)")


def listening(page: Page) -> list[str]:
    """What the browser complains of from now on: errors of scripts, and whatever is fetched from another machine."""
    complaints: list[str] = []
    # The preview of the public page stands in a frame without scripts, on purpose; the browser notes that.
    page.on(
        "console",
        lambda said: complaints.append(said.text) if said.type == "error" and "sandboxed" not in said.text else None,
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda asked: complaints.append(asked.url) if _ELSEWHERE.match(asked.url) else None)
    return complaints


def fits_and_is_accessible(page: Page, width: int) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    # A message that is still fading in has the contrast of a half-faded one.
    page.evaluate("Promise.all(document.getAnimations().map(one => one.finished.catch(() => {})))")
    camera.axe_finds_nothing(page)


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_the_inbox_is_accessible_and_worked_by_keyboard(opens: Opens, pictures: Path, size: tuple[int, int]) -> None:
    page = newsroom.log_in(opens(size), "vanphong")
    complaints = listening(page)
    page.goto(INBOX)
    fits_and_is_accessible(page, size[0])
    if size == WIDE:
        camera.take(page, pictures / "inbox-1280.png", height=1100)
    rows = page.locator("tr[data-case]")
    assert rows.count() > 3
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(rows.nth(1).locator("a")).to_be_focused()
    page.keyboard.press("k")
    expect(rows.nth(0).locator("a")).to_be_focused()
    page.keyboard.press("x")
    expect(rows.nth(0).locator("input")).to_be_checked()
    page.keyboard.press("?")
    expect(page.get_by_role("heading", name="Phím tắt")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("x")
    expect(page.locator(".desk-tabs [aria-current]")).to_contain_text("Đã xong")
    # Typing is typing, wherever letters are typed.
    page.locator("#q").fill("")
    page.locator("#q").press_sequentially("gojx")
    expect(page.locator("#q")).to_have_value("gojx")
    page.goto(INBOX)
    page.keyboard.press("j")
    code = rows.nth(0).locator("code").inner_text()
    page.keyboard.press("o")
    page.wait_for_url(f"**/ho-so/{code}/")
    assert not complaints


def test_keys_can_be_turned_off(opens: Opens) -> None:
    page = newsroom.log_in(opens(), "vanphong")
    page.goto(INBOX)
    page.keyboard.press("?")
    page.get_by_label("Tắt phím tắt").check()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(page.locator(".cases-here")).to_have_count(0)


def test_an_answer_is_drafted_masked_approved_and_published(opens: Opens, portal: Portal, pictures: Path) -> None:
    """The clerk sees everything at the desk; the public sees no more than what was confirmed."""
    clerk = newsroom.log_in(opens(), "canbo")
    complaints = listening(clerk)
    expect(clerk.get_by_role("heading", name="Hồ sơ của tôi")).to_be_visible()
    fits_and_is_accessible(clerk, WIDE[0])
    code = take_one(clerk)
    clerk.get_by_label("Trả lời người gửi").fill(
        "Gia đình bà được hỗ trợ giống. Liên hệ ông Nguyễn Văn Khuyến Nông, số 0912 888 777 để nhận."
    )
    clerk.get_by_label("Căn cứ pháp luật").first.fill("Điều 5 Nghị định số 9/2025/NĐ-CP")
    clerk.get_by_role("button", name="Lưu dự thảo").click()
    expect(clerk.locator(".messages .success")).to_contain_text("Đã lưu dự thảo")
    answer = clerk.locator("#id_public_answer")
    expect(answer).to_have_value(re.compile(r"\[số điện thoại\]"))
    box = clerk.locator("[data-mask-field=answer] label", has_text="0912 888 777").locator("input")
    box.uncheck()
    expect(answer).to_have_value(re.compile("0912 888 777"))
    box.check()
    expect(answer).not_to_have_value(re.compile("0912 888 777"))
    fits_and_is_accessible(clerk, WIDE[0])
    clerk.set_viewport_size({"width": WIDE[0], "height": 2000})
    camera.take(clerk, pictures / "case-1280.png", height=2000)
    # Edited by hand, a tick no longer overwrites it.
    answer.fill("Gia đình được hỗ trợ giống theo quy định; liên hệ Trung tâm Khuyến nông.")
    box.uncheck()
    expect(answer).to_have_value(re.compile("Trung tâm Khuyến nông"))
    clerk.locator("#id_public_title").fill(f"Hỗ trợ giống cho gia đình bị thiệt hại ({code[:2]})")
    clerk.locator("#id_public_question").fill("Gia đình bị thiệt hại có được hỗ trợ giống không?")
    clerk.get_by_label("Tôi đã đọc cả bốn ô").check()
    clerk.get_by_role("button", name="Lưu bản công khai").click()
    expect(clerk.locator(".messages .success")).to_contain_text("Đã lưu bản công khai")
    clerk.get_by_role("button", name="Lưu và trình duyệt").click()
    expect(clerk.locator(".messages .success")).to_contain_text("Đã trình duyệt")
    assert not complaints

    reviewer = newsroom.log_in(opens(), "lanhdao")
    reviewer.get_by_role("link", name="Chờ duyệt:").click()
    reviewer.locator("tr", has_text=code).get_by_role("link").click()
    preview = reviewer.frame_locator("iframe.cases-preview")
    expect(preview.locator("h1")).to_contain_text("Hỗ trợ giống cho gia đình bị thiệt hại")
    expect(preview.locator("main")).to_contain_text("Trung tâm Khuyến nông")
    fits_and_is_accessible(reviewer, WIDE[0])
    reviewer.get_by_role("button", name="Duyệt và trả lời").click()
    expect(reviewer.locator(".messages .success")).to_contain_text("đã đăng bản công khai")
    assert portal.missing({"/hoi-dap/": f"({code[:2]})"}) == {}
    assert "0912 888 777" not in portal.get("/hoi-dap/")[1]


def take_one(page: Page) -> str:
    """A case whose sender agreed to publication, taken up by this clerk; its code."""
    page.goto(f"{INBOX}?muc=open")
    codes = page.locator("tr[data-case] code").all_inner_texts()
    for code in codes:
        page.goto(f"{INBOX}{code}/")
        if page.get_by_role("button", name="Nhận việc").count():
            page.get_by_role("button", name="Nhận việc").click()
        agreed = page.get_by_text("người gửi đồng ý đăng sau khi che").count()
        if agreed and page.get_by_role("button", name="Lưu dự thảo").count():
            return code
    raise AssertionError(f"the demo has no case for this clerk to answer: {codes}")


def test_words_not_saved_are_not_lost_without_a_question(opens: Opens) -> None:
    page = newsroom.log_in(opens(), "canbo3")
    page.goto(f"{INBOX}?muc=open")
    page.locator("tr[data-case] .cases-title a").first.click()
    if page.get_by_role("button", name="Nhận việc").count():
        page.get_by_role("button", name="Nhận việc").click()
    page.get_by_label("Trả lời người gửi").fill("Chưa lưu.")
    asked: list[str] = []

    def ask(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", ask)
    page.locator("summary", has_text="Ghi chú nội bộ").click()
    page.locator("#id_note_text").fill("Ghi chú.")
    page.locator("form:has(#id_note_text)").get_by_role("button").click()
    assert asked and "chưa lưu" in asked[0]
    expect(page.get_by_label("Trả lời người gửi")).to_have_value("Chưa lưu.")


@pytest.mark.parametrize("path", ["", "ho-so/", "ho-so/co-quan/", "ho-so/du-lieu/"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_the_offices_pages_are_accessible_and_fit(opens: Opens, path: str, size: tuple[int, int]) -> None:
    page = newsroom.log_in(opens(size, reduced_motion="reduce"), "vanphong")
    complaints = listening(page)
    page.goto(f"/quan-tri/{path}")
    fits_and_is_accessible(page, size[0])
    assert not complaints


def test_the_case_page_works_without_scripts(opens: Opens) -> None:
    page = opens(WIDE, java_script_enabled=False)
    page.goto("/quan-tri/")
    page.get_by_label("Tên đăng nhập").fill("vanphong")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.goto(f"{INBOX}?muc=open")
    page.locator("tr[data-case] .cases-title a").first.click()
    page.locator("summary", has_text="Ghi chú nội bộ").click()
    page.locator("#id_note_text").fill("Ghi chú không cần script.")
    page.locator("form:has(#id_note_text)").get_by_role("button").click()
    expect(page.locator("#h-story ~ ol")).to_contain_text("Ghi chú không cần script.")
