"""The first page of the desk and its menu, by role."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from caunoi.desk.cases.tests.stage import Stage
from caunoi.ground.people.actions import appoint
from caunoi.ground.people.models import User

pytestmark = pytest.mark.django_db
CASES, NEWSROOM = "Hồ sơ người dân", "Nhật ký phát hành"


def home(stage: Stage, user: User) -> str:
    """The first page as it is read: the menu stands in it as JSON with escapes."""
    page = stage.browser(user).get("/quan-tri/").content.decode()
    menu = re.search(r'id="wagtail-sidebar-props"[^>]*>(.*?)</script>', page, re.DOTALL)
    assert menu
    return page.replace(menu[1], json.dumps(json.loads(menu[1]), ensure_ascii=False))


def headings(page: str) -> list[str]:
    found = re.findall(r'<h2 id="desk-\w+">(.*?)</h2>', page)
    return [re.sub(r"<.*", "", heading).strip() for heading in found]


def test_a_clerk_finds_their_cases_and_nothing_of_the_newsroom(stage: Stage) -> None:
    mine, late, new = stage.working(), stage.working(at=timezone.now() - timedelta(days=60)), stage.routed()
    page = home(stage, stage.agencies.an)
    assert headings(page) == ["Hồ sơ của tôi"]
    assert mine.code in page and page.index(late.code) < page.index(mine.code) and new.code not in page
    assert (
        "Của tôi: <strong>2</strong>" in page
        and "Mới đến: <strong>1</strong>" in page
        and "Quá hạn: <strong>1</strong>" in page
    )
    assert CASES in page
    for word in (NEWSROOM, "Nội dung cổng", "Mẫu trả lời", "Theo dõi cơ quan", "Yêu cầu dữ liệu"):
        assert word not in page, word


def test_a_reviewer_finds_what_waits_for_them_and_only_at_their_agency(stage: Stage) -> None:
    case = stage.in_review()
    page = home(stage, stage.agencies.dung)
    assert headings(page) == ["Trả lời chờ tôi duyệt"] and case.code in page and NEWSROOM not in page
    assert case.code not in home(stage, stage.agencies.giang)


def test_the_office_finds_what_is_to_route_and_who_is_late(stage: Stage) -> None:
    arrived = stage.filed()
    stage.working(at=timezone.now() - timedelta(days=60))
    page = home(stage, stage.agencies.hanh)
    assert headings(page)[0] == "Hồ sơ chờ phân công" and arrived.code in page
    assert re.search(rf"{stage.agencies.farm.name}</a>: <strong>1</strong>", page)
    for word in (CASES, "Theo dõi cơ quan", "Yêu cầu dữ liệu", "Mẫu trả lời", "Cơ quan đầu mối"):
        assert word in page, word


def test_the_newsroom_has_no_menu_of_cases(stage: Stage) -> None:
    stage.working()
    for user in (stage.province.mai, stage.province.binh, stage.province.duyen, stage.province.ky):
        page = home(stage, user)
        assert CASES not in page and NEWSROOM in page and "Hồ sơ của tôi" not in page, user


def test_an_auditor_has_both_menus_and_no_work(stage: Stage) -> None:
    page = home(stage, stage.province.son)
    assert CASES in page and "Theo dõi cơ quan" in page and "Yêu cầu dữ liệu" not in page and NEWSROOM in page


def test_the_newsrooms_pages_are_shut_to_clerks(stage: Stage) -> None:
    article = stage.province.draft()
    shut = [reverse("desk_log"), reverse("desk_waiting"), reverse("desk_findings", args=[f"article:{article.pk}"])]
    for path in (*shut, reverse("wagtailsnippets_articles_article:list")):
        assert stage.browser(stage.agencies.an).get(path).status_code == 302, path
        assert stage.browser(stage.province.mai).get(path).status_code == 200 or path == shut[1], path


def test_somebody_with_two_posts_has_both(stage: Stage) -> None:
    both = stage.hired("hai-vai", "reporter")
    appoint(
        both, role="clerk", organisation=stage.agencies.farm, from_on=timezone.localdate(), by=None, at=timezone.now()
    )
    page = home(stage, both)
    assert (
        "Hồ sơ của tôi" in headings(page)
        and "Bài tôi đang làm" in headings(page)
        and CASES in page
        and NEWSROOM in page
    )


@pytest.mark.parametrize(("name", "may"), [("mau_tra_loi", {"hanh", "ky"}), ("dau_moi", {"hanh", "ky"})])
def test_templates_and_duties_are_kept_by_office_and_technician(stage: Stage, name: str, may: set[str]) -> None:
    for user in (
        stage.agencies.hanh,
        stage.province.ky,
        stage.agencies.an,
        stage.agencies.dung,
        stage.province.mai,
        stage.province.son,
    ):
        got = stage.browser(user).get(reverse(f"{name}:add")).status_code
        assert (got == 200) == (user.username in may), user
