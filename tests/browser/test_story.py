"""The portal's one story, as its people live it: write, submit, be refused or approved, be read, be withdrawn."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from caunoi.web.words import WORDS
from tests.browser import camera, newsroom
from tests.browser.conftest import NARROW, WIDE, Opens
from tests.browser.portal import Portal

pytestmark = pytest.mark.browser

TITLE = "Khánh thành cầu Suối Biếc, đường ra chợ ngắn lại chín cây số"
LEAD = "Sáng 23/11, cây cầu dài 320 m nối hai bờ sông Mây được đưa vào sử dụng sau 18 tháng xây dựng."
TEXT = "Từ hôm nay, người dân bản Nà Hoa thôi phải đi đò; trẻ nhỏ đến trường bằng xe buýt, qua cầu chỉ mất bốn phút."


def test_what_a_reporter_writes_and_an_approver_approves_is_everywhere(
    opens: Opens, portal: Portal, pictures: Path
) -> None:
    reporter = newsroom.log_in(opens(), "phongvien")
    reporter.get_by_role("button", name="Nội dung cổng").click()
    reporter.get_by_role("link", name="Tin bài", exact=True).click()
    reporter.get_by_role("link", name="Thêm tin bài").click()
    newsroom.write(reporter, TITLE, lead=LEAD, text=TEXT)
    newsroom.choose_picture(reporter, "Cây cầu mới trong nắng sớm")
    newsroom.add_contributor(reporter, "Lý Bến Thảo")
    newsroom.save(reporter)
    edit = reporter.url
    newsroom.submit(reporter)
    # Whoever wrote it has no button to let it out, and asking without the button does nothing.
    reporter.goto(edit)
    expect(reporter.get_by_role("button", name="Duyệt và phát hành")).to_have_count(0)
    press_a_button_that_is_not_there(reporter)
    assert TITLE not in portal.get("/")[1]

    approver = newsroom.log_in(opens(), "duyet")
    waiting = approver.locator(".desk-panel", has_text="Chờ tôi duyệt")
    expect(waiting).to_contain_text("Lý Bến Thảo trình")
    approver.reload()  # without the greeting
    camera.take(approver, pictures / "desk-1280.png", height=900)
    waiting.get_by_role("link", name=TITLE).last.click()
    seen = newsroom.preview(approver)
    expect(seen.get_by_role("heading", name=TITLE)).to_be_visible()
    expect(seen.locator("main")).to_contain_text("thôi phải đi đò")
    with approver.expect_navigation():
        approver.get_by_role("button", name="Duyệt và phát hành").click()

    begun = time.monotonic()
    path = address_of(portal, TITLE)
    places = (path, "/", "/kinh-te/", "/rss.xml", "/kinh-te/rss.xml", "/atom.xml", "/feed.json", "/sitemap-tin-moi.xml")
    wanted = dict.fromkeys(places, TITLE) | {path: "thôi phải đi đò", "/sitemap-1.xml": path}
    missing = portal.missing(wanted, within=10.0)
    took = time.monotonic() - begun
    assert not missing, f"after {took:.2f} s not yet at {sorted(missing)}"
    expect(approver.locator(".messages .success")).to_contain_text("Đã duyệt và phát hành")
    approver.goto("/quan-tri/phat-hanh/")
    expect(approver.get_by_role("row", name=path).first).to_contain_text("Ngô Tầng Phong")


def press_a_button_that_is_not_there(page: Page) -> None:
    page.evaluate(
        """() => {
            const form = document.querySelector('[data-edit-form]');
            form.append(Object.assign(document.createElement('input'), {type: 'hidden', name: 'action-publish', value: '1'}));
            form.noValidate = true;
            HTMLFormElement.prototype.submit.call(form);
        }"""
    )
    page.wait_for_load_state()


def address_of(portal: Portal, title: str, *, within: float = 10.0) -> str:
    """Where the home page says an article is."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        found = re.search(r'href="([^"]+)"[^>]*>' + re.escape(title), portal.get("/")[1])
        if found:
            return found[1]
        time.sleep(0.02)
    raise AssertionError(f"the home page does not show “{title}”")


def test_a_betting_slogan_is_refused_with_its_place_and_nothing_is_lost(opens: Opens, portal: Portal) -> None:
    slogan = "Chủ tịch ĐĂNG NHẬP HI88 tỉnh Mây Trắng"
    page = newsroom.log_in(opens(), "phongvien")
    page.goto(newsroom.ADD)
    newsroom.write(page, slogan, lead=LEAD, text=TEXT)
    newsroom.submit(page)
    said = page.locator(".messages li.error")
    expect(said).to_contain_text("Bộ kiểm duyệt chặn")
    expect(said).to_contain_text("Tiêu đề trang")
    expect(said).to_contain_text("HI88")
    expect(said).to_contain_text("Bản nháp đã được lưu")
    page.wait_for_url("**/edit/**")
    expect(page.locator("#id_title")).to_have_value(slogan)
    expect(page.locator(".Draftail-Editor").first).to_contain_text("thôi phải đi đò")
    page.get_by_role("button", name="bảng kiểm duyệt").click()
    expect(page.locator(".desk-guard")).to_contain_text("HI88")
    page.goto("/quan-tri/")
    mine = page.locator(".desk-panel", has_text="Bài tôi đang làm").get_by_role("listitem").filter(has_text=slogan)
    expect(mine).to_have_count(1)
    expect(mine).to_contain_text("Bản nháp")
    assert "HI88" not in portal.get("/")[1]


def test_a_withdrawn_article_answers_410_with_its_reason(opens: Opens, portal: Portal) -> None:
    approver = newsroom.log_in(opens(), "duyet")
    approver.goto(newsroom.ARTICLES + "?q=Giải+chạy+Mây+Chín+Tầng")
    path = approver.get_by_role("link", name="Xem trên cổng").first.get_attribute("href") or ""
    assert portal.get(path)[0] == 200
    approver.get_by_role("link", name="Giải chạy Mây Chín Tầng 2026").first.click()
    newsroom.more(approver, "Gỡ")
    approver.get_by_label(WORDS["withdrawn_wrong"]).check()
    approver.get_by_role("button", name="Gỡ khỏi cổng").click()
    expect(approver.locator(".messages .success")).to_contain_text("Đã gỡ")
    assert portal.missing({path: WORDS["withdrawn_wrong"]}) == {}
    assert portal.get(path)[0] == 410
    assert path not in portal.get("/")[1]
    for size in (WIDE, NARROW):
        reader = opens(size, reduced_motion="reduce")
        reader.goto(path)
        camera.axe_finds_nothing(reader)


def test_an_emergency_release_says_so_until_a_second_person_approves(opens: Opens, portal: Portal) -> None:
    title = "Tạm cấm đường lên đèo Mây do sạt lở, xe đi vòng qua Bến Ngọc"
    reporter = newsroom.log_in(opens(), "phongvien2")
    reporter.goto(newsroom.ADD)
    newsroom.write(reporter, title, lead=LEAD, text=TEXT, section="Thông báo")
    newsroom.save(reporter)
    edit = reporter.url

    alone = newsroom.log_in(opens(), "duyet2")
    alone.goto(edit)
    alone.locator("#id_lead").fill("Sạt lở lúc 4 giờ sáng, chưa có người bị thương.")
    newsroom.more(alone, "Trình duyệt")
    expect(alone.locator(".messages li").first).to_be_visible()
    alone.goto(edit)
    newsroom.more(alone, "Phát hành khẩn")
    dialog = alone.locator(".modal")
    dialog.get_by_role("textbox").fill("Thiên tai, cần báo dân ngay trong đêm.")
    with alone.expect_navigation():
        dialog.locator("[type=submit]").click()
    path = address_of(portal, title)
    assert portal.missing({path: WORDS["emergency_notice"]}) == {}

    second = newsroom.log_in(opens(), "duyet")
    second.get_by_role("link", name="việc chờ người thứ hai").click()
    card = second.locator(".desk-card", has_text=title)
    expect(card).to_contain_text("Cao Sương Diệp phát hành khẩn")
    card.get_by_role("button", name="Tôi đã đọc, duyệt").click()
    expect(second.locator(".messages .success")).to_be_visible()
    until = time.monotonic() + 10
    while WORDS["emergency_notice"] in portal.get(path)[1] and time.monotonic() < until:
        time.sleep(0.02)
    assert WORDS["emergency_notice"] not in portal.get(path)[1]


def test_an_editor_chooses_the_lead_story_of_the_home_page(opens: Opens, portal: Portal) -> None:
    chosen = "Khởi công bến số 3 cảng Cửa Mây, đón được tàu 30.000 tấn"
    editor = newsroom.log_in(opens(), "bientap")
    editor.get_by_role("button", name="Nội dung cổng").click()
    editor.locator("#wagtail-sidebar").get_by_role("link", name="Trang chủ", exact=True).click()
    editor.wait_for_url("**/web/frontpage/edit/**")
    edit = editor.url
    editor.get_by_role("button", name="Chọn tin bài").first.click()
    editor.locator(".modal").get_by_role("textbox").first.fill("Khởi công bến số 3")
    editor.locator(".modal").get_by_role("link", name=chosen).click()
    newsroom.submit(editor)
    approver = newsroom.log_in(opens(), "duyet")
    approver.goto(edit)
    with approver.expect_navigation():
        approver.get_by_role("button", name="Duyệt và phát hành").click()
    reader = opens()
    reader.goto("/")
    expect(reader.locator("main h2 a, main h3 a").filter(has_text=chosen).first).to_be_visible()
    first = reader.locator('main [data-r^="card:article"][data-r$=":full"]').first
    expect(first).to_contain_text(chosen)


@pytest.mark.parametrize("path", ["/quan-tri/", newsroom.ARTICLES, newsroom.ADD, "/quan-tri/phat-hanh/"])
def test_the_desk_fits_a_phone(opens: Opens, path: str) -> None:
    page = newsroom.log_in(opens(NARROW), "phongvien")
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW[0]
