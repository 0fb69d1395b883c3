"""Pictures of twelve pages at three widths, light and dark, into docs/pictures/pages: only when asked for, with CAUNOI_PICTURES=1."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.browser import camera, places
from tests.browser.conftest import Opens
from tests.browser.portal import Portal

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(os.environ.get("CAUNOI_PICTURES") != "1", reason="pictures are made with CAUNOI_PICTURES=1"),
]

TWELVE = (
    "home",
    "section",
    "article",
    "leaders",
    "leader",
    "schedule",
    "special",
    "ask",
    "answers",
    "answer",
    "board",
    "lookups",
)
WIDTHS = {360: 1500, 768: 1400, 1280: 1200}  # and so much of the height


@pytest.mark.parametrize("name", TWELVE)
def test_a_page_is_pictured(opens: Opens, portal: Portal, pictures: Path, name: str) -> None:
    for dress in ("light", "dark"):
        for width, height in WIDTHS.items():
            page = opens((width, 900), reduced_motion="reduce", color_scheme=dress)
            page.goto(places.address(portal, name))
            camera.keep(page, pictures / "pages" / f"{name}-{width}-{dress}.webp", height=height)
