"""On which lists a record stands, and which pages change for it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from caunoi.gate.releases import actions, kinds
from caunoi.gate.releases.bulk import approve_and_release
from caunoi.gate.releases.models import Page, Placement, Release, Shelf
from caunoi.gate.releases.tests.steps import Portal, change, end, path_of, version, withdraw
from caunoi.outbound.articles.models import Article
from tests.province import Province

NOVEMBER = datetime(2026, 11, 5, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _three_on_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("caunoi.outbound.articles.records.PER_PAGE", 3)


def november(province: Province, count: int, first: int = 0) -> list[Article]:
    made = [
        province.draft(f"Bài số {n:02}", dated=NOVEMBER + timedelta(hours=n), tags="mùa vàng")
        for n in range(first, first + count)
    ]
    approve_and_release([version(one) for one in made], by=province.duyen, at=timezone.now())
    return made


def pages(province: Province) -> dict[str, int]:
    shelf = f"month:{province.economy.pk}:2026-11"
    return dict(Placement.objects.filter(shelf=shelf).values_list("record", "page"))


def test_pages_of_a_month_fill_up_and_never_shift(province: Province, portal: Portal) -> None:
    made = november(province, 5)
    before = pages(province)
    assert [before[f"article:{one.pk}"] for one in made] == [1, 1, 1, 2, 2]
    november(province, 3, first=5)
    after = pages(province)
    assert {record: after[record] for record in before} == before
    assert sorted(after.values()) == [1, 1, 1, 2, 2, 2, 3, 3]
    assert Shelf.objects.get(pk=f"month:{province.economy.pk}:2026-11").pages == 3
    third = portal.page("/kinh-te/luu-tru/2026-11/trang-3/")
    assert "Bài số 07" in third
    assert "Bài số 01" not in third


def test_a_withdrawal_leaves_a_hole_and_moves_nobody(province: Province) -> None:
    made = november(province, 5)
    before = pages(province)
    withdraw(made[0], by=province.duyen)
    after = pages(province)
    assert after == {record: page for record, page in before.items() if record != f"article:{made[0].pk}"}
    november(province, 1, first=5)
    assert {record: pages(province)[record] for record in after} == after


def test_another_month_takes_an_article_to_another_list(province: Province) -> None:
    made = november(province, 2)
    change(made[0], by=province.mai, dated=NOVEMBER - timedelta(days=40)).publish(user=province.duyen)
    shelves = set(Placement.objects.filter(record=f"article:{made[0].pk}").values_list("shelf", flat=True))
    number = province.economy.pk
    assert f"month:{number}:2026-09" in shelves
    assert f"month:{number}:2026-11" not in shelves
    assert f"article:{made[0].pk}" not in pages(province)


def test_a_tag_without_articles_answers_410(province: Province, portal: Portal) -> None:
    made = november(province, 1)
    assert "Bài số 00" in portal.page("/the/mua-vang/")
    change(made[0], by=province.mai, tags="").publish(user=province.duyen)
    assert portal.page("/the/mua-vang/") == ""
    assert "Trang không còn nội dung" in portal.page("/the/mua-vang/", "gone")
    change(made[0], by=province.mai, tags="mùa vàng").publish(user=province.duyen)
    assert "Bài số 00" in portal.page("/the/mua-vang/")
    assert portal.page("/the/mua-vang/", "gone") == ""


def test_a_new_article_changes_as_many_pages_however_many_there_are(province: Province) -> None:
    def cost(title: str) -> int:
        before = end()
        province.released(title, dated=NOVEMBER + timedelta(days=20))
        return end() - before

    november(province, 4)
    few = cost("Bài thứ năm")
    november(province, 9, first=10)
    assert cost("Bài thứ mười lăm") <= few + 2  # the next page of the month, and the pager of the one before


def test_many_at_once_and_one_by_one_make_the_same_lists(province: Province, portal: Portal) -> None:
    november(province, 4)
    for n in range(4, 7):
        province.released(f"Bài số {n:02}", dated=NOVEMBER + timedelta(hours=n), tags="mùa vàng")
    found = sorted(pages(province).values())
    assert found == [1, 1, 1, 2, 2, 2, 3]
    home = portal.page("/")
    assert home.index("Bài số 06") < home.index("Bài số 05")


def test_lists_that_show_too_many_changes_wait_for_the_worker(
    province: Province, portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "AT_ONCE", 2)
    article = province.released("Bài mới nhất")
    assert Page.objects.filter(stale=True).exists()
    assert "Bài mới nhất" in portal.page(path_of(article))
    while actions.render_stale(at=timezone.now()):
        pass
    assert not Page.objects.filter(stale=True).exists()
    assert "Bài mới nhất" in portal.page("/")


def test_rendering_everything_again_with_the_same_templates_writes_nothing(province: Province) -> None:
    november(province, 4)
    before = end()
    assert actions.render_everything() > 5
    while actions.render_stale(at=timezone.now()):
        pass
    assert end() == before
    assert not Page.objects.filter(stale=True).exists()


def test_every_kind_names_its_records(province: Province) -> None:
    for obj in (province.shell, province.economy, province.front):
        name = kinds.name_of(obj)
        assert kinds.object_named(name) == obj
        assert Release.objects.filter(record=name).exists()
    with pytest.raises(KeyError):
        kinds.kind_of(province.mai)
