"""A standing page from the desk to the public, and its place among the others."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail.rich_text import RichText

from caunoi.gate.releases.tests.steps import Portal, change, withdraw
from caunoi.ground.refused import Refused
from caunoi.outbound.standing_pages import rules
from caunoi.outbound.standing_pages.models import StandingPage
from caunoi.web.serve.app import DYNAMIC
from caunoi.web.serve.headers import HASHED
from tests.province import Province, picture


def page(province: Province, title: str, slug: str, **fields: Any) -> StandingPage:
    """Bình wrote it, Duyên approved it: it stands."""
    made = StandingPage(title=title, slug=slug, lead=f"Tóm tắt của {title}.", updated_on=date(2026, 11, 20), **fields)
    made.full_clean()
    made.save()
    made.save_revision(user=province.binh).publish(user=province.duyen)
    return made


def test_it_stands_at_its_own_address_with_its_day_and_ways_to_archive_and_origin(
    province: Province, portal: Portal
) -> None:
    body = [
        ("heading", "Dữ liệu nào được giữ"),
        ("text", RichText("<p>Chỉ giữ điều bạn gửi.</p>")),
        ("table", {"caption": "Thời hạn giữ", "header": True, "rows": [["Loại", "Giữ"], ["Câu hỏi", "24 tháng"]]}),
        ("image", {"image": picture(), "alt": "Sơ đồ", "caption": "", "credit": ""}),
    ]
    page(province, "Quyền riêng tư", "quyen-rieng-tu", body=body, group="terms")
    shown = portal.page("/quyen-rieng-tu/")
    assert "<h1>Quyền riêng tư</h1>" in shown
    assert 'Cập nhật</span> <time datetime="2026-11-20">Thứ Sáu, 20/11/2026</time>' in shown
    assert '<th scope="col">Loại</th>' in shown
    assert "/kho-luu/?dia-chi=/quyen-rieng-tu/" in shown
    assert "/nguon-goc/?dia-chi=/quyen-rieng-tu/" in shown
    assert 'src="/tep/' in shown
    assert "/quyen-rieng-tu/" in portal.page("/so-do-trang/")
    assert "/quyen-rieng-tu/</loc>" in portal.page("/sitemap-muc.xml")


def test_what_lies_below_is_listed_above_and_leads_back_up(province: Province, portal: Portal) -> None:
    page(province, "Giới thiệu tỉnh", "gioi-thieu")
    page(province, "Lịch sử", "gioi-thieu/lich-su", order=2)
    second = page(province, "Thiên nhiên", "gioi-thieu/thien-nhien", order=1)
    above = portal.page("/gioi-thieu/")
    assert above.index("/gioi-thieu/thien-nhien/") < above.index("/gioi-thieu/lich-su/")
    assert '<a href="/gioi-thieu/">Giới thiệu tỉnh</a>' in portal.page("/gioi-thieu/lich-su/")
    withdraw(second, by=province.duyen)
    assert "thien-nhien" not in portal.page("/gioi-thieu/")
    assert "Nội dung có sai sót" in portal.page("/gioi-thieu/thien-nhien/", "gone")
    assert "thien-nhien" not in portal.page("/so-do-trang/")


def test_a_page_below_a_section_of_the_news_leads_back_to_it(province: Province, portal: Portal) -> None:
    page(province, "Khu công nghiệp", "kinh-te/khu-cong-nghiep")
    assert '<a href="/kinh-te/">Kinh tế</a></li><li><a href="/kinh-te/khu-cong-nghiep/">' in portal.page(
        "/kinh-te/khu-cong-nghiep/"
    )


def test_a_change_is_seen_only_when_it_is_approved(province: Province, portal: Portal) -> None:
    made = page(province, "Tiếp cận", "tiep-can")
    revision = change(made, by=province.binh, lead="Lời mới.")
    assert "Lời mới." not in portal.page("/tiep-can/")
    with pytest.raises(Refused):
        revision.publish(user=province.binh)
    revision.publish(user=province.duyen)
    assert "Lời mới." in portal.page("/tiep-can/")


def test_an_address_that_another_page_has_is_refused(province: Province, portal: Portal) -> None:
    with pytest.raises(Refused, match="đã thuộc về nội dung khác"):
        page(province, "Kinh tế của tỉnh", "kinh-te")
    assert "Kinh tế của tỉnh" not in portal.everything()


@pytest.mark.parametrize("slug", ["gui-y-kien", "quan-tri/trang", "Giới thiệu", "a//b", "/a", "a/", "tep/x", "../x"])
def test_an_address_that_would_never_be_seen_is_refused_at_the_desk(slug: str) -> None:
    made = StandingPage(title="Trang", slug=slug, lead="Tóm tắt.", updated_on=date(2026, 11, 20))
    with pytest.raises(ValidationError) as refused:
        made.clean_fields()
    assert set(refused.value.message_dict) == {"slug"}


def test_every_address_of_programs_and_files_is_known_to_be_taken() -> None:
    first = {prefix.split("/")[1] for prefix in (*DYNAMIC, *HASHED)}
    assert first - {".well-known"} == rules.TAKEN
