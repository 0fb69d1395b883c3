"""What a page looks like: screenshots small enough to keep, and what a screen reader would stumble over."""

from __future__ import annotations

import io
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Page

LIMIT = 400_000
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}


def load_pictures(page: Page) -> None:
    """Have every lazy picture fetched and decoded, as after a reader has scrolled to the end."""
    page.evaluate(
        """async () => {
            for (const one of document.images) one.loading = 'eager';
            await Promise.all([...document.images].map(one => one.decode().catch(() => {})));
            await document.fonts.ready;
        }"""
    )


def take(page: Page, path: Path, *, height: int) -> None:
    """The page from its top down to at most `height`, in a palette, under 400 kB."""
    load_pictures(page)
    page.evaluate(
        "document.querySelectorAll('*').forEach(one => { if (one.scrollTop) one.scrollTo({top: 0, behavior: 'instant'}) })"
    )
    shot = Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("RGB")
    shot = shot.crop((0, 0, shot.width, min(height, shot.height)))
    for colours in (256, 128, 64, 32):
        data = io.BytesIO()
        dither = Image.Dither.NONE if colours < 256 else Image.Dither.FLOYDSTEINBERG
        shot.quantize(colours, dither=dither).save(data, "PNG", optimize=True)
        if data.tell() < LIMIT:
            break
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.getvalue())
    assert data.tell() < LIMIT, f"{path.name}: {data.tell()} bytes"


def keep(page: Page, path: Path, *, height: int) -> None:
    """The page from its top down to at most `height`, as WebP."""
    load_pictures(page)
    shot = Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("RGB")
    path.parent.mkdir(parents=True, exist_ok=True)
    shot.crop((0, 0, shot.width, min(height, shot.height))).save(path, "WEBP", quality=60, method=4)


def axe_finds_nothing(page: Page) -> None:
    """Once what fades or slides in has come to rest: half transparent, every text has too little contrast."""
    page.evaluate(
        """() => Promise.all(document.getAnimations()
            .filter(one => Number.isFinite(one.effect.getComputedTiming().endTime))
            .map(one => one.finished.catch(() => {})))"""
    )
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
