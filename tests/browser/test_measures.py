"""What every kind of public page must be: valid, light, without sideways scrolling at 320 pixels and 400 %, readable in every dress."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser import camera, places
from tests.browser.conftest import NARROW, Opens
from tests.browser.node import VALIDATOR, there
from tests.browser.portal import Portal

pytestmark = pytest.mark.browser

FIRST, NEXT = 100_000, 20_000  # bytes over the wire, headers and pictures among them
TELEPHONE = {"device_scale_factor": 2.625, "is_mobile": True}


def test_every_page_is_valid_html(portal: Portal, tmp_path: Path) -> None:
    for name in places.ALL:
        (tmp_path / f"{name}.html").write_text(portal.get(places.address(portal, name))[1], "utf-8")
    done = subprocess.run(
        ["java", "-jar", there(VALIDATOR), "--format", "json", "--errors-only", *sorted(tmp_path.glob("*.html"))],
        capture_output=True,
        text=True,
        timeout=300,
    )
    said = [f"{Path(one['url']).stem}: {one['message']}" for one in json.loads(done.stderr)["messages"]]
    assert said == []


@pytest.mark.parametrize("name", places.ALL)
def test_a_first_visit_is_light_and_the_next_lighter(opens: Opens, portal: Portal, name: str) -> None:
    page = opens((412, 823), **TELEPHONE)
    where = places.address(portal, name)
    first = _bytes_for(page, where)
    again = page.context.new_page()
    following = _bytes_for(again, where)
    assert first <= FIRST, f"{first} bytes"
    assert following <= NEXT, f"{following} bytes"


def _bytes_for(page: Page, where: str) -> int:
    """Bytes that came over the wire until nothing was asked for any more."""
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    came: list[int] = []

    def note(event: dict[str, Any]) -> None:
        came.append(int(event["encodedDataLength"]))

    wire.on("Network.loadingFinished", note)
    page.goto(where, wait_until="networkidle")
    return sum(came)


@pytest.mark.parametrize("name", places.ALL)
def test_nothing_must_be_scrolled_sideways(opens: Opens, portal: Portal, name: str) -> None:
    """320 pixels are 1280 at 400 % (WCAG 2.2, 1.4.10)."""
    page = opens((320, 256), reduced_motion="reduce")
    page.goto(places.address(portal, name))
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


ELSEWHERE = (
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
)


@pytest.mark.parametrize("name", [name for name in places.ALL if name not in ELSEWHERE])
def test_a_screen_reader_stumbles_nowhere(opens: Opens, portal: Portal, name: str) -> None:
    """The kinds of pages that no other test here lays before axe-core."""
    page = opens(NARROW, reduced_motion="reduce")
    page.goto(places.address(portal, name))
    camera.axe_finds_nothing(page)


@pytest.mark.parametrize("dress", ["dark", "high"])
@pytest.mark.parametrize(
    "name", ["home", "section", "article", "leader", "schedule", "answer", "board", "ask", "communes", "patterns"]
)
def test_a_page_can_be_read_in_every_dress(opens: Opens, portal: Portal, name: str, dress: str) -> None:
    page = opens(NARROW, reduced_motion="reduce", color_scheme="dark" if dress == "dark" else "light")
    if dress == "high":
        page.add_init_script("try { localStorage.setItem('contrast', 'high') } catch {}")
    page.goto(places.address(portal, name))
    camera.load_pictures(page)
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"
    camera.axe_finds_nothing(page)


def test_the_reader_chooses_size_and_dress_and_the_next_page_remembers(opens: Opens) -> None:
    page = opens(NARROW)
    page.goto("/")
    page.get_by_text("Hiển thị").click()
    page.get_by_role("button", name="Cỡ chữ lớn hơn").click()
    page.get_by_role("button", name="Nền tối").click()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('.tools summary')")
    page.goto("/kinh-te/")
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "18px"
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"
    page.get_by_text("Hiển thị").click()
    assert page.get_by_role("button", name="Nền tối").get_attribute("aria-pressed") == "true"


VOICE = """
const said = [];
window.said = said;
const voices = [{lang: 'vi-VN', name: 'Linh'}];
Object.defineProperty(window, 'speechSynthesis', {value: {
    getVoices: () => voices, speak: one => said.push(one), cancel: () => { window.stopped = true }, addEventListener() {},
}});
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text } addEventListener() {} };
"""


def test_a_vietnamese_voice_is_offered_only_where_there_is_one(opens: Opens, portal: Portal) -> None:
    page = opens(NARROW)
    page.goto(places.address(portal, "article"))
    page.get_by_text("Hiển thị").click()
    assert not page.locator(".tool.listen").is_visible()  # Chromium has no voices here
    page = opens(NARROW)
    page.add_init_script(VOICE)
    page.goto(places.address(portal, "article"))
    page.get_by_text("Hiển thị").click()
    page.get_by_role("button", name="Nghe đọc trang").click()
    said = page.evaluate("said.map(one => one.text)")
    assert said[0] == page.locator("h1").inner_text()
    assert page.evaluate("said.every(one => one.voice.lang === 'vi-VN')")
    page.get_by_role("button", name="Nghe đọc trang").click()
    assert page.evaluate("window.stopped")
