"""The preview beside the form: the real page, at a phone's width first, and checked for whom it would be hard to read."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import newsroom
from tests.browser.conftest import Opens

pytestmark = pytest.mark.browser

RECORDS = {
    "article": ("bientap", newsroom.ARTICLES, "article h1, main h1"),
    "leader": ("bientap", "/quan-tri/snippets/leaders/leader/", "main h1"),
    "week": ("bientap", "/quan-tri/snippets/leaders/workweek/", "main h1"),
    "home": ("bientap", "/quan-tri/snippets/web/frontpage/", "main h2"),
    "section": ("bientap", "/quan-tri/snippets/articles/section/", "h1"),
}


def edit_first(page: Page, index: str) -> None:
    """The first record of a list; of what there is one, the list itself leads there."""
    page.goto(index)
    if "/edit/" not in page.url:
        page.locator("table.listing tbody a[href*='/edit/']").first.click()
        page.wait_for_url("**/edit/**")


@pytest.mark.parametrize("kind", RECORDS)
def test_what_is_written_is_seen_as_it_will_be_released_at_a_phones_width(opens: Opens, kind: str) -> None:
    user, index, heading = RECORDS[kind]
    page = newsroom.log_in(opens(), user)
    page.set_default_timeout(60_000)  # a week has many people to choose from
    edit_first(page, index)
    shown = newsroom.preview(page)
    expect(shown.locator(heading).first).to_be_visible(timeout=30_000)
    expect(shown.locator("header").first).to_contain_text("Mây Trắng")  # with header and footer of the portal
    width = shown.locator("html").evaluate("() => window.innerWidth")
    assert width == 360
    assert shown.locator("html").evaluate("() => document.documentElement.scrollWidth") <= 360
    expect(page.get_by_role("radio", name=re.compile("điện thoại"))).to_be_checked()


def test_the_checker_reads_the_preview_and_speaks_vietnamese(opens: Opens) -> None:
    page = newsroom.log_in(opens(), "bientap")
    page.goto(newsroom.ADD)
    newsroom.write(page, "Kiểm tra tiếp cận", lead="Sapo.", text="Một đoạn văn.")
    newsroom.save(page)
    shown = newsroom.preview(page)
    expect(shown.locator("h1")).to_be_visible(timeout=30_000)
    page.get_by_role("button", name="kiểm tra tiếp cận").click()
    panel = page.locator("[data-side-panel=checks]")
    expect(panel).to_contain_text("Máy đọc bản xem trước")
    expect(panel).not_to_contain_text(re.compile(r"\b(Issues|Words|Readability|found)\b"))
    # It has read the page in the frame: its script counted the words there, and says how many places it found.
    expect(panel.locator("[data-content-word-count]")).to_have_text(re.compile(r"[1-9]\d*"), timeout=30_000)
    expect(panel.locator("[data-content-checker-count]")).to_have_text(re.compile(r"^\d+$"))
    assert shown.locator("html").evaluate("() => !!document.querySelector('wagtail-userbar')")
