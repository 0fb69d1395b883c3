"""The public pages as readers meet them: wide and narrow, by keyboard, without JavaScript, with a screen reader's rules."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from caunoi.web.words import WORDS
from tests.browser import camera, places
from tests.browser.conftest import NARROW, WIDE, Opens
from tests.browser.portal import Portal

pytestmark = pytest.mark.browser

PAGES = (
    "home",
    "section",
    "months",
    "month",
    "article",
    "leaders",
    "leader",
    "schedule",
    "special",
    "answers",
    "answer",
    "board",
    "standing",
    "channels",
    "outage",
    "map",
    "error",
    "read-only",
    "missing",
    "login",
)
SHOWN = ("home", "section", "article", "schedule", "leader", "answers", "answer", "board")


@pytest.fixture(scope="session")
def addresses(portal: Portal) -> dict[str, str]:
    """Where the pages of PAGES are."""
    return {name: places.address(portal, name) for name in PAGES}


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_fits_and_keeps_to_itself(
    opens: Opens, addresses: dict[str, str], pictures: Path, name: str, size: tuple[int, int]
) -> None:
    page = opens(size, reduced_motion="reduce")
    complaints: list[str] = []
    elsewhere: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "request", lambda asked: elsewhere.append(asked.url) if urlsplit(asked.url).hostname != "localhost" else None
    )
    page.add_init_script(
        "document.addEventListener('securitypolicyviolation', e => console.error('CSP', e.violatedDirective, e.blockedURI))"
    )
    page.goto(addresses[name])
    camera.load_pictures(page)
    if name == "missing":  # the browser itself notes that the address answered 404
        complaints = [one for one in complaints if "404" not in one]
    assert not complaints
    assert not elsewhere
    assert page.evaluate("[...document.images].filter(one => !one.naturalWidth).map(one => one.src)") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    camera.axe_finds_nothing(page)
    if name in SHOWN:
        camera.take(page, pictures / f"{name}-{size[0]}.png", height=1800 if size == WIDE else 2400)


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_the_keyboard_meets_the_skip_link_first_and_then_the_menu(opens: Opens, size: tuple[int, int]) -> None:
    page = opens(size)
    page.goto("/")
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    expect(focused).to_contain_text(WORDS["skip"])
    expect(focused).to_be_in_viewport()
    menu = "[data-r=menu] a, [data-r=menu] button, [data-r=menu] summary, button[aria-controls], summary"
    for _ in range(15):
        page.keyboard.press("Tab")
        assert page.evaluate(_RING), page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        if page.evaluate("menu => document.activeElement.matches(menu)", menu):
            break
    else:
        pytest.fail("fifteen tabs do not reach the menu")


# The focused element differs from itself without focus by an outline, a shadow or its colours.
_RING = """() => {
    const one = document.activeElement, style = getComputedStyle(one);
    return one.matches(':focus-visible') && (
        (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none');
}"""


def test_the_skip_link_leads_to_the_content(opens: Opens) -> None:
    page = opens()
    page.goto("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash && document.querySelector(location.hash).matches('main, main *')")


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_pages_can_be_read_and_left_without_javascript(
    opens: Opens, addresses: dict[str, str], size: tuple[int, int]
) -> None:
    page = opens(size, java_script_enabled=False)
    page.goto(addresses["article"])
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("main p").first).to_be_visible()
    link = page.locator("[data-r=menu] a:visible").first
    link.click()
    assert page.url != page.context.pages[0].url or urlsplit(page.url).path != addresses["article"]
    expect(page.locator("h1").first).to_be_attached()
