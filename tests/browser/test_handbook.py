"""The handbook of the desk: its pictures are taken here (CAUNOI_PICTURES=1), and are small; one's own tasks come first; it prints."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from caunoi.desk.handbook import CHAPTERS
from tests.browser import camera, newsroom
from tests.browser.conftest import Opens

pytestmark = pytest.mark.browser
WINDOW = (1100, 760)
LIMIT = 600_000
KEPT = Path(__file__).parents[2] / "caunoi" / "desk" / "static" / "desk" / "so-tay"
INBOX = "/quan-tri/ho-so/"


def of_what_waits(page: Page) -> None:
    newsroom.log_in(page, "duyet")


def of_writing(page: Page) -> None:
    newsroom.log_in(page, "phongvien")
    page.goto(newsroom.ADD)
    page.locator("#id_title").fill("Họp báo tháng 11")
    page.locator("#id_lead").fill("Sáng nay, nhà cái uy tín số 1 họp báo.")
    expect(page.locator(".desk-live li").first).to_be_visible(timeout=30_000)
    page.locator("#id_title").scroll_into_view_if_needed()


def of_changes(page: Page) -> None:
    newsroom.log_in(page, "duyet")
    page.locator(".desk-panel", has_text="Chờ tôi duyệt").locator("li", has_text="Triệu Hoa Nà").get_by_role(
        "link", name="So với"
    ).click()
    expect(page.locator("ins").first).to_be_visible()


def of_withdrawing(page: Page) -> None:
    newsroom.log_in(page, "duyet")
    page.goto(newsroom.ARTICLES + "?live=true")
    page.locator("table.listing tbody a[href*='/edit/']").first.click()
    number = page.url.rstrip("/").rpartition("/")[2]
    page.goto(f"{newsroom.ARTICLES}unpublish/{number}/")
    expect(page.get_by_role("button", name="Gỡ khỏi cổng")).to_be_visible()


def of_a_week(page: Page) -> None:
    newsroom.log_in(page, "bientap")
    page.goto("/quan-tri/snippets/leaders/workweek/")
    page.locator("table.listing tbody a[href*='/edit/']").first.click()
    expect(page.locator("#id_monday")).to_be_visible(timeout=60_000)


def of_a_case(page: Page) -> None:
    newsroom.log_in(page, "canbo")
    page.goto(f"{INBOX}?muc=open")
    page.locator("tr[data-case] .cases-title a").first.click()


def of_routing(page: Page) -> None:
    newsroom.log_in(page, "vanphong")
    page.goto(f"{INBOX}?muc=new")


def of_watching(page: Page) -> None:
    newsroom.log_in(page, "kiemtra")
    page.goto("/quan-tri/phat-hanh/")


PICTURES = {
    "ban-lam-viec.webp": of_what_waits,
    "viet.webp": of_writing,
    "duyet.webp": of_changes,
    "go.webp": of_withdrawing,
    "lich.webp": of_a_week,
    "tra-loi.webp": of_a_case,
    "phan-cong.webp": of_routing,
    "giam-sat.webp": of_watching,
}


def test_the_pictures_of_the_handbook_are_of_this_desk(opens: Opens, pictures: Path) -> None:
    """Each is the upper part of the screen, as somebody of that role has it."""
    folder = KEPT if pictures.name == "pictures" and pictures.parent.name == "docs" else pictures
    for name, come in PICTURES.items():
        page = opens(WINDOW, reduced_motion="reduce")
        come(page)
        page.wait_for_load_state("networkidle")
        camera.load_pictures(page)
        shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
        folder.mkdir(parents=True, exist_ok=True)
        shot.resize((880, round(880 * shot.height / shot.width)), Image.Resampling.LANCZOS).save(
            folder / name, "WEBP", quality=72, method=6
        )
        page.context.close()
    assert {one.picture for one in CHAPTERS if one.picture} == set(PICTURES)
    assert sum((folder / name).stat().st_size for name in PICTURES) < LIMIT


def test_a_clerk_finds_their_own_tasks_first_and_every_picture_is_there(opens: Opens) -> None:
    page = newsroom.log_in(opens(), "canbo")
    page.get_by_role("link", name="Sổ tay").click()
    page.wait_for_url("**/so-tay/")
    headings = page.locator(".desk-book h2").all_inner_texts()
    assert headings[1] == "Xử lý và trả lời hồ sơ" and len(headings) == len(CHAPTERS)
    camera.load_pictures(page)
    assert (
        page.evaluate("[...document.querySelectorAll('.desk-book img')].filter(one => !one.naturalWidth).length") == 0
    )
    page.emulate_media(media="print")
    expect(page.locator("#wagtail-sidebar")).to_be_hidden()
    expect(page.get_by_role("heading", name="Khi có sự cố")).to_be_visible()
