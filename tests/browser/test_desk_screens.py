"""The ten screens of the desk that are used most: nothing a screen reader stumbles over, nothing wider than the screen, all by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser import camera, newsroom
from tests.browser.conftest import NARROW, WIDE, Opens

pytestmark = pytest.mark.browser

EDIT = "edit"
SCREENS = {
    "home": ("duyet2", "/quan-tri/"),
    "list": ("bientap", newsroom.ARTICLES),
    "article": ("bientap", EDIT),
    "changes": ("duyet", "/quan-tri/thay-doi/"),
    "log": ("duyet", "/quan-tri/phat-hanh/"),
    "inbox": ("vanphong", "/quan-tri/ho-so/?muc=open"),
    "case": ("canbo", "case"),
    "answer": ("lanhdao2", "review"),
    "agencies": ("vanphong", "/quan-tri/ho-so/co-quan/"),
    "handbook": ("canbo", "/quan-tri/so-tay/"),
}


def come_to(page: Page, screen: str) -> None:
    user, address = SCREENS[screen]
    newsroom.log_in(page, user)
    if screen in ("article", "changes"):
        page.goto(newsroom.ARTICLES + "?live=true")
        link = page.locator("table.listing tbody a[href*='/edit/']").first.get_attribute("href")
        assert link
        number = link.rstrip("/").rpartition("/")[2]
        page.goto(link if screen == "article" else f"{address}article:{number}/")
    elif screen in ("case", "answer"):
        page.goto(f"/quan-tri/ho-so/?muc={'open' if screen == 'case' else 'review'}")
        page.locator("tr[data-case] .cases-title a").first.click()
    else:
        page.goto(address)
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_of_every_day_is_accessible_and_fits(opens: Opens, screen: str, size: tuple[int, int]) -> None:
    page = opens(size, reduced_motion="reduce")
    come_to(page, screen)
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    camera.axe_finds_nothing(page)


FOCUS = r"""() => {
    const one = document.activeElement, style = getComputedStyle(one);
    return [one.textContent.trim().replace(/\s+/g, ' '), style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0];
}"""


def tab_to(page: Page, name: str, *, key: str = "Tab", most: int = 40) -> None:
    """By this key to what is called so; on the way and there one sees where one is."""
    for _ in range(most):
        page.keyboard.press(key)
        said, seen = page.evaluate(FOCUS)
        if said.startswith(name):
            assert seen, f"{name}: nothing shows where the focus is"
            return
    raise AssertionError(f"not reached by {most} × {key}: {name}")


def test_the_first_key_leads_past_the_menu(opens: Opens) -> None:
    page = newsroom.log_in(opens(), "duyet")
    page.goto("/quan-tri/phat-hanh/")
    page.keyboard.press("Tab")
    said, seen = page.evaluate(FOCUS)
    assert said == "Tới nội dung chính" and seen
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.closest('main') !== null")
    tab_to(page, "Bài và nội dung", most=10)


def test_what_waits_is_read_and_approved_without_a_mouse(opens: Opens) -> None:
    writer = newsroom.log_in(opens(), "phongvien")
    writer.goto(newsroom.ADD)
    newsroom.write(writer, "Duyệt bằng bàn phím", lead="Sapo của bài.", text="Một đoạn văn.")
    newsroom.save(writer)
    tab_to(writer, "Trình duyệt", key="Shift+Tab", most=60)
    writer.keyboard.press("Enter")
    expect(writer.locator(".messages li").first).to_be_visible(timeout=30_000)
    page = newsroom.log_in(opens(), "duyet2")
    tab_to(page, "Duyệt bằng bàn phím", most=60)
    page.keyboard.press("Enter")
    page.wait_for_url("**/edit/**")
    page.wait_for_load_state("networkidle")
    tab_to(page, "Duyệt và phát hành", key="Shift+Tab", most=60)
    page.keyboard.press("Enter")
    expect(page.locator(".messages .success")).to_contain_text("Đã duyệt và phát hành", timeout=30_000)
