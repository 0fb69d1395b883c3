"""One demo and one browser for the whole session."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.portal import Portal, Running

CHROMIUM = os.environ.get("CAUNOI_CHROMIUM", "/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
WIDE, NARROW = (1280, 900), (360, 740)

Opens = Callable[..., Page]


@pytest.fixture(scope="session")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """The demo province; CAUNOI_RUNNING names one that runs already (to look at a failure with a debugger)."""
    if running := os.environ.get("CAUNOI_RUNNING"):
        yield Portal(running.rstrip("/"))
        return
    with Running(tmp_path_factory.mktemp("portal") / "data") as opened:
        yield opened


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        one = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield one
        one.close()


@pytest.fixture
def opens(portal: Portal, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Opens]:
    """`opens(size, **options)`: a page in a fresh context (nobody logged in), closed after the test.

    With CAUNOI_SCREENS=DIR the last screen of each is kept there.
    """
    contexts: list[BrowserContext] = []

    def open_one(size: tuple[int, int] = WIDE, **options: object) -> Page:
        context = browser.new_context(
            base_url=portal.url,
            viewport={"width": size[0], "height": size[1]},
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            **options,  # type: ignore[arg-type]
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        return context.new_page()

    yield open_one
    for number, context in enumerate(contexts):
        if folder := os.environ.get("CAUNOI_SCREENS"):
            for page in context.pages:
                page.screenshot(path=Path(folder) / f"{request.function.__name__}-{number}.png", full_page=True)
        context.close()


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where screenshots go: into the docs with CAUNOI_PICTURES=1, otherwise nowhere that lasts."""
    if os.environ.get("CAUNOI_PICTURES") == "1":
        return Path(__file__).parents[2] / "docs" / "pictures"
    return tmp_path_factory.mktemp("pictures")
