"""The browser's side of the proof of work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page

from caunoi.inbound.doors import rules
from caunoi.web import assets

pytestmark = pytest.mark.browser
SCRIPT = assets.FOLDER / "proof.js"
AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def hand_out(page: Page, token: str, bits: int) -> None:
    page.set_content(
        f'<form data-proof-bits="{bits}"><input type="hidden" name="token" value="{token}">'
        '<input type="hidden" name="proof"><textarea name="text"></textarea></form>'
    )
    page.evaluate("window.ticks = 0; setInterval(() => window.ticks++, 5)")
    page.add_script_tag(path=SCRIPT)


@pytest.mark.parametrize("number", range(5))
def test_the_browser_finds_what_the_server_accepts(page: Page, number: int) -> None:
    token = rules.token(bytes([number] * 16), AT, key=b"a key")
    hand_out(page, token, rules.BITS)
    page.wait_for_function("document.forms[0].elements.proof.value !== ''")
    assert rules.proved(token, page.input_value("[name=proof]"))


def test_the_page_answers_while_the_browser_works(page: Page) -> None:
    hand_out(page, rules.token(bytes(16), AT, key=b"a key"), 32)  # hours of work
    page.wait_for_function("window.ticks >= 20")
    page.fill("textarea", "Đường ngập sau mưa.")
    assert page.input_value("[name=proof]") == ""
