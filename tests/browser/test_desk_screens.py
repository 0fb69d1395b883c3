"""The ten screens of the desk that are used most: nothing a screen reader stumbles over, nothing wider than the screen, all by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

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
        page.goto(newsroom.ARTICLES)
        link = page.locator(
            "table.listing tbody a[href*='/edit/'], table.listing tbody a[href*='/inspect/']"
        ).first.get_attribute("href")
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
