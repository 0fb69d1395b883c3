"""The office's numbers in a real browser: accessible, on a telephone too, without colour, and as a file."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from caunoi.demo.build import PASSWORD
from caunoi.desk.numbers.views import SUBJECTS
from caunoi.ground.vietnamese.dates import short_date
from tests.browser import newsroom
from tests.browser.conftest import NARROW, WIDE, Opens
from tests.browser.test_desk_cases import fits_and_is_accessible, listening

pytestmark = pytest.mark.browser
NUMBERS = "/quan-tri/so-lieu/"


@pytest.mark.parametrize(
    "options", [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"forced_colors": "active"}], ids=str
)
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_every_sheet_is_accessible_and_fits(opens: Opens, size: tuple[int, int], options: dict[str, str]) -> None:
    page = newsroom.log_in(opens(size, reduced_motion="reduce", **options), "vanphong")
    complaints = listening(page)
    for subject in SUBJECTS:
        page.goto(f"{NUMBERS}{subject.key}/")
        for table in page.locator(".numbers-figure summary").all():
            table.click()
        fits_and_is_accessible(page, size[0])
    assert not complaints


def test_a_quarter_is_chosen_read_and_taken_away(opens: Opens, tmp_path: Path) -> None:
    page = newsroom.log_in(opens(), "vanphong")
    page.get_by_role("link", name="Số liệu").click()
    page.get_by_role("link", name="Lượt xem", exact=True).click()
    quarter = page.locator("#ky optgroup[label='Quý'] option").nth(0).inner_text()
    page.get_by_label("Kỳ", exact=True).select_option(label=quarter)
    page.get_by_role("button", name="Xem").click()
    expect(page.locator(".numbers-title")).to_contain_text(quarter)
    chart = page.get_by_role("img", name=f"Lượt xem theo ngày, {quarter}")
    expect(chart).to_be_visible()
    # The demo's readers: what the chart says in words is what the table adds up to.
    said = chart.locator("desc").text_content() or ""
    total = page.locator(".numbers-facts dd").first.inner_text()
    assert total != "0" and f"Tổng {total};" in said
    with page.expect_download() as taken:
        page.locator(".numbers-file a", has_text="Trang được xem nhiều nhất").click()
    taken.value.save_as(tmp_path / "trang.csv")
    lines = (tmp_path / "trang.csv").read_text("utf-8").splitlines()
    assert lines[0] == "\ufeffTrang,Địa chỉ,Lượt xem" and len(lines) > 10


def test_the_period_can_be_chosen_without_scripts(opens: Opens) -> None:
    page = opens(WIDE, java_script_enabled=False)
    page.goto(NUMBERS)
    page.get_by_label("Tên đăng nhập").fill("kiemtra")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.goto(NUMBERS)
    page.get_by_label("Kỳ", exact=True).select_option("tuy-chon")
    page.get_by_label("Từ ngày").fill("32/13/2026")
    page.get_by_role("button", name="Xem").click()
    expect(page.get_by_role("alert")).to_contain_text("Không có ngày")
    page.get_by_label("Kỳ", exact=True).select_option("tuy-chon")
    first, last = timezone.localdate() - timedelta(days=40), timezone.localdate() - timedelta(days=9)
    page.get_by_label("Từ ngày").fill(f"{first.day}/{first.month}/{first.year}")
    page.get_by_label("Đến hết ngày").fill(short_date(last))
    page.get_by_role("button", name="Xem").click()
    expect(page.locator(".numbers-title")).to_contain_text(f"Từ {short_date(first)} đến {short_date(last)}")
