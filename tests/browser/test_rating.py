"""A reader rates a page at its foot: on a telephone, without JavaScript, by keyboard."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import expect

from tests.browser import camera
from tests.browser.conftest import NARROW, Opens
from tests.browser.portal import Portal

pytestmark = pytest.mark.browser
SECTION = "/kinh-te/"


def test_a_reader_without_javascript_rates_by_keyboard_and_comes_back(opens: Opens, portal: Portal) -> None:
    path = re.findall(r'href="(/kinh-te/[^"]+\.html)"', portal.get(SECTION)[1])[0]
    page = opens(NARROW, java_script_enabled=False)
    page.goto(path)
    title = page.locator("h1").inner_text()
    ask = page.get_by_role("form", name="Bạn có hài lòng với thông tin trên trang này không?")
    expect(ask.get_by_role("button")).to_have_text(["Rất hài lòng", "Hài lòng", "Chưa hài lòng"])
    boxes = [button.bounding_box() for button in ask.get_by_role("button").all()]
    assert all(box and box["height"] >= 44 and box["x"] + box["width"] <= NARROW[0] for box in boxes)
    ask.get_by_role("button", name="Rất hài lòng").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Mức bạn chọn: Hài lòng.")
    assert page.context.cookies() == []
    page.get_by_role("link", name=re.compile("^Về trang vừa đọc")).click()
    expect(page.locator("h1")).to_have_text(title)


def test_the_pages_of_ratings_are_accessible_and_break_no_rule_of_the_browser(opens: Opens) -> None:
    page = opens(NARROW, reduced_motion="reduce")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(SECTION)
    page.get_by_role("button", name="Chưa hài lòng").click()
    camera.axe_finds_nothing(page)
    page.get_by_role("link", name="Người đọc đánh giá các trang thế nào").click()
    expect(page.get_by_role("table").first).to_contain_text("Chưa hài lòng")
    camera.axe_finds_nothing(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW[0]
    assert said == []


def test_the_browser_takes_the_data_for_machines_as_data(opens: Opens) -> None:
    page = opens()
    violations: list[str] = []
    page.on("console", lambda message: violations.append(message.text))
    page.add_init_script(
        "document.addEventListener('securitypolicyviolation', e => console.error(e.violatedDirective))"
    )
    answer = page.goto(SECTION)
    assert answer is not None
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    (text,) = page.locator('script[type="application/ld+json"]').all_text_contents()
    assert json.loads(text)["@context"] == "https://schema.org"
    picture = page.locator('meta[property="og:image"]').get_attribute("content")
    assert picture is not None
    drawn = page.request.get(re.sub(r"^https?://[^/]+", "", picture))
    assert (drawn.status, drawn.headers["content-type"]) == (200, "image/png")
    assert "immutable" in drawn.headers["cache-control"]
    assert violations == []
