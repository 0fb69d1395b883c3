"""What staff do at the desk, by the names they see on the screen."""

from __future__ import annotations

from playwright.sync_api import FrameLocator, Page, expect

from caunoi.demo.build import PASSWORD

ADD = "/quan-tri/snippets/articles/article/add/"
ARTICLES = "/quan-tri/snippets/articles/article/"


def log_in(page: Page, username: str) -> Page:
    """Through the login page to the first page of the desk."""
    page.goto("/quan-tri/")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("heading", name="Chào")).to_be_visible()
    return page


def write(page: Page, title: str, *, lead: str, text: str, section: str = "Kinh tế") -> None:
    """Fill in the form of a new article; the text is typed as with a keyboard that composes Vietnamese."""
    page.locator("#id_title").fill(title)
    page.locator("#id_lead").fill(lead)
    page.locator("#id_section").select_option(label=section)
    editor = page.locator(".Draftail-Editor [contenteditable=true]").first
    editor.scroll_into_view_if_needed()
    editor.click()
    page.keyboard.insert_text(text)
    # The editor hands what was typed to the form a moment later.
    page.wait_for_function(
        "start => document.querySelector('.Draftail-Editor').closest('[data-contentpath]').innerHTML.includes(start)",
        arg=text[:20],
    )
    page.wait_for_timeout(500)


def choose_picture(page: Page, alt: str) -> None:
    """Take the first picture of the library."""
    page.get_by_role("button", name="Chọn ảnh").first.click()
    page.locator(".modal [data-chooser-modal-choice]").first.click()
    expect(page.locator(".modal")).to_have_count(0)
    page.locator("#id_image_alt").fill(alt)


def add_contributor(page: Page, name: str) -> None:
    page.get_by_role("button", name="Thêm người tham gia").click()
    page.locator("#id_contributors-0-name").fill(name)


def save(page: Page) -> None:
    """Save the draft and stay in the editor."""
    page.get_by_role("button", name="Lưu bản nháp").click()
    page.wait_for_url("**/edit/**")
    expect(page.locator(".messages .success")).to_be_visible()


def submit(page: Page) -> None:
    page.get_by_role("button", name="Trình duyệt").click()
    expect(page.locator(".messages li").first).to_be_visible()


def more(page: Page, action: str) -> None:
    """Press something in the menu of the buttons at the foot."""
    page.locator("footer").get_by_role("button", name="hao tác khác").click()
    page.locator(".w-dropdown__content, [data-tippy-root]").get_by_text(action).last.click()


def preview(page: Page) -> FrameLocator:
    """Open the preview beside the form: the page as it would be released."""
    page.get_by_role("button", name="xem trước").first.click()
    return page.frame_locator("iframe.w-preview__iframe:not(.w-preview__proxy)")
