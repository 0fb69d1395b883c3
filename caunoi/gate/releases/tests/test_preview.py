"""A preview is what would be released, and leaves no trace."""

from __future__ import annotations

import re

from caunoi.gate.releases import preview
from caunoi.gate.releases.models import Page, Placement, Standing
from caunoi.gate.releases.tests.steps import Portal, change, end, fresh, paragraph, path_of
from tests.province import Province, picture


def counts() -> tuple[int, ...]:
    return end(), Page.objects.count(), Placement.objects.count(), Standing.objects.count()


def test_a_preview_is_byte_for_byte_what_is_released(province: Province, portal: Portal) -> None:
    article = province.released(image=picture(), image_alt="Cầu")
    draft = fresh(article).get_latest_revision_as_object()
    shown = preview.serve(draft).content.decode()
    released = portal.page(path_of(article))
    assert shown.count("Khánh thành cầu Suối Biếc") == released.count("Khánh thành cầu Suối Biếc")
    assert timeless(shown) == timeless(released)


def timeless(html: str) -> list[str]:
    """But for the moment of the release, which a preview does not know."""
    return [re.sub(r"20\d\d-\d\d-\d\dT\d\d:\d\d\+07:00", "", line) for line in html.splitlines() if "<time" not in line]


def test_a_preview_writes_nothing(province: Province) -> None:
    article = province.draft("Bài chưa ai duyệt")
    before = counts()
    assert "Bài chưa ai duyệt" in preview.serve(article).content.decode()
    assert preview.findings(article) == []
    assert counts() == before


def test_a_preview_of_a_change_shows_the_change_to_staff_only(province: Province, portal: Portal) -> None:
    article = province.released()
    changed = change(article, by=province.mai, title="Tên mới của bài")
    assert "Tên mới của bài" in preview.serve(changed.as_object()).content.decode()
    assert "Tên mới của bài" not in portal.everything()


def test_the_guard_says_of_a_draft_what_it_would_say_of_its_page(province: Province) -> None:
    article = province.draft(body=paragraph("Đăng nhập HI88 nhận thưởng, nhà cái uy tín."))
    found = [finding for finding in preview.findings(article) if finding.severity == "block"]
    assert found
    assert all("main" in finding.place for finding in found)


def test_a_new_article_that_was_never_saved_has_a_preview(province: Province) -> None:
    from caunoi.outbound.articles.models import Article

    article = Article(title="Chưa lưu lần nào", lead="Sapo.", section=province.economy, body=paragraph("Nội dung."))
    assert "Chưa lưu lần nào" in preview.serve(article).content.decode()


def test_the_sections_own_page_has_a_preview(province: Province) -> None:
    changed = change(province.economy, by=province.binh, description="Mô tả mới của mục")
    assert "Mô tả mới của mục" in preview.serve(changed.as_object()).content.decode()
