"""What readers get: accessible, whole on a small phone, working without JavaScript, asking nobody else for anything."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser import camera
from tests.browser.conftest import NARROW, WIDE, Opens
from tests.browser.portal import Portal

pytestmark = pytest.mark.browser

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
SHOWN = {"home": 1900, "section": 1800, "article": 2000}


@pytest.fixture(scope="module")
def paths(portal: Portal) -> dict[str, str]:
    """One address of each kind of page."""
    home = portal.get("/")[1]
    section = portal.get("/kinh-te/")[1]
    leaders = portal.get("/lanh-dao/")[1]

    def first(pattern: str, text: str) -> str:
        found = re.search(pattern, text)
        assert found, pattern
        return found[1]

    return {
        "home": "/",
        "section": "/kinh-te/",
        "article": first(r'href="(/kinh-te/[a-z0-9-]+-\d+\.html)"', section),
        "month": first(r'href="(/kinh-te/luu-tru/\d{4}-\d\d/)"', section),
        "months": "/kinh-te/luu-tru/",
        "leaders": "/lanh-dao/",
        "leader": first(r'href="(/lanh-dao/[a-z0-9-]+-\d+\.html)"', leaders),
        "schedule": "/lich-cong-tac/",
        "special": first(r'href="(/chuyen-trang/[a-z0-9-]+/)"', home),
        "unknown": "/khong-co-trang-nay.html",
        "login": "/accounts/login/",
    }


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["1280", "360"])
@pytest.mark.parametrize(
    "name",
    ["home", "section", "article", "month", "months", "leaders", "leader", "schedule", "special", "unknown", "login"],
)
def test_a_page_is_accessible_and_whole(
    opens: Opens, portal: Portal, paths: dict[str, str], pictures: Path, name: str, size: tuple[int, int]
) -> None:
    page = opens(size)
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: asked.append(request.url))
    page.goto(paths[name], wait_until="networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    assert [text for text in said if "404" not in text] == []
    assert [url for url in asked if not url.startswith((portal.url, "data:"))] == []
    if name in SHOWN:
        camera.take(page, pictures / f"{name}-{size[0]}.png", height=SHOWN[name] + (500 if size == NARROW else 0))


def test_the_first_stop_of_the_keyboard_is_the_way_to_the_text(opens: Opens) -> None:
    page = opens(WIDE)
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#noi-dung"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "noi-dung"


def test_an_article_is_whole_without_javascript(opens: Opens, paths: dict[str, str]) -> None:
    page = opens(NARROW, java_script_enabled=False)
    page.goto(paths["article"])
    assert page.locator("main h1").is_visible()
    assert page.locator("nav.menu a").first.is_visible()
