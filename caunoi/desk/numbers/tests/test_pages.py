"""Who sees which numbers, and that what is shown is what happened."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Workflow, WorkflowState

from caunoi.desk.numbers import pace
from caunoi.desk.numbers.periods import asked
from caunoi.desk.numbers.views import SUBJECTS
from caunoi.gate.releases import approving
from caunoi.gate.releases.approving import Version
from caunoi.gate.releases.bulk import approve_and_release
from caunoi.ground.people.actions import appoint, create_user
from caunoi.ground.people.models import User
from caunoi.ground.vietnamese.dates import short_date
from caunoi.inbound.ratings import actions as ratings
from caunoi.inbound.searches import actions as searches
from caunoi.outbound.articles.models import Article, Contributor
from caunoi.reach.visits import actions as visits
from caunoi.reach.visits.rules import Visit
from tests.agencies import Agencies
from tests.province import PASSWORD, Province

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_second_factor(settings: Any) -> None:
    settings.DEMO = True


def desk_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def holder(role: str, **more: Any) -> User:
    now = timezone.now()
    user = create_user(username=role, full_name=f"Người {role}", password=PASSWORD, by=None, at=now)
    appoint(user, role=role, from_on=date(2025, 7, 1), by=None, at=now, **more)
    return user


def page(client: Client, key: str = "", **query: str) -> str:
    address = reverse("desk_numbers_of", args=[key]) if key else reverse("desk_numbers")
    response = client.get(address, query)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def read(path: str, times: int, *, host: str = "localhost", hour: int = 9, machine: bool = False) -> None:
    visits.add(Counter({Visit(host, path, timezone.localdate(), hour, machine): times}))


def test_what_was_read_is_shown_with_its_title_and_as_a_file(province: Province) -> None:
    article = province.released("Khánh thành cầu =1+1")
    path = f"/kinh-te/khanh-thanh-cau-1-1-{article.pk}.html"
    read(path, 1234)
    read("/", 3000, hour=10)
    read("/", 70, machine=True)
    client = desk_of(province.duyen)
    shown = page(client, "luot-xem")
    assert "4.234" in shown and "Khánh thành cầu =1+1" in shown and "Kinh tế" in shown and "Trang chủ" in shown
    assert shown.count('role="img"') == 4 and "<title id=" in shown
    file = page(client, "luot-xem", csv="trang")
    assert file.startswith("\ufeffTrang,Địa chỉ,Lượt xem\r\n")
    assert f"Khánh thành cầu =1+1,{path},1234" in file
    assert client.get(reverse("desk_numbers_of", args=["luot-xem"]), {"csv": "khong-co"}).status_code == 404


@pytest.mark.parametrize("role", ["office", "approver", "auditor", "administrator"])
def test_those_who_answer_for_the_portal_see_every_number(province: Province, role: str) -> None:
    client = desk_of(holder(role))
    assert "Lượt xem" in page(client)
    assert reverse("desk_numbers") in client.get("/quan-tri/", follow=True).content.decode()


@pytest.mark.parametrize("role", ["reporter", "editor", "technician"])
def test_others_see_none(province: Province, role: str) -> None:
    client = desk_of(holder(role))
    for address in (reverse("desk_numbers"), reverse("desk_numbers_of", args=["luot-xem"])):
        assert client.get(address).status_code == 302
    assert reverse("desk_numbers") not in client.get("/quan-tri/", follow=True).content.decode()
    assert Client().get(reverse("desk_numbers")).status_code == 302


def test_a_clerk_does_not_see_what_was_read(province: Province, agencies: Agencies) -> None:
    assert desk_of(agencies.an).get(reverse("desk_numbers_of", args=["luot-xem"])).status_code == 302


def test_what_was_published_is_told_by_section_author_and_day(province: Province) -> None:
    first = province.released(
        "Tin một", contributors=[Contributor(name="Lê Thị Mai"), Contributor(name="Trần Ảnh", part="photographer")]
    )
    province.released("Tin hai", contributors=[Contributor(name="Lê Thị Mai")])
    province.released("Tin cũ", dated=timezone.now() - timedelta(days=400))
    province.draft("Bản nháp")
    client = desk_of(province.duyen)
    assert f"{short_date(timezone.localdate())},2\r\n" in page(client, "phat-hanh", csv="tin-bai")
    assert "Tin tức,2\r\n– Kinh tế,2\r\n" in page(client, "phat-hanh", csv="theo-chuyen-muc")
    assert "Lê Thị Mai,2,0\r\nTrần Ảnh,0,1\r\n" in page(client, "phat-hanh", csv="theo-tac-gia")
    first.correction, first.corrected_on = "Số đúng là 12.", timezone.localdate()
    first.save_revision(user=province.mai).publish(user=province.duyen)
    Article.objects.get(title="Tin hai").unpublish(user=province.duyen)
    urgent = province.draft("Tin bão khẩn", by=province.tam)
    version = Version(urgent, urgent.get_latest_revision())
    approving.approve_in_emergency(version, by=province.tam, at=timezone.now(), reason="Lũ lên nhanh")
    shown = page(client, "phat-hanh", csv="sua-go")
    assert f"{short_date(timezone.localdate())},1,1,1\r\n" in shown
    assert page(client, "phat-hanh").count("Trong kỳ này không có số liệu.") == 0


def test_the_way_from_draft_to_release_is_measured(province: Province) -> None:
    article = province.draft("Tin chậm")
    now = timezone.now()
    Workflow.objects.exclude(name="Moderators approval").get().start(article, province.mai)
    WorkflowState.objects.update(created_at=now + timedelta(hours=6))
    at = now + timedelta(hours=10)
    approve_and_release([Version(article, article.get_latest_revision())], by=province.duyen, at=at)
    period = asked({"ky": f"{timezone.localtime(at):%Y-%m}"}, timezone.localdate(at))
    (way,) = pace.ways(period)
    assert [round(one or 0, 1) for one in way.hours] == [6, 4, 10]
    steps, months = pace.sheet(period).figures
    assert [row[1:] for row in steps.table.rows] == [[1, 6.0, 6.0], [1, 4.0, 4.0], [1, 10.0, 10.0]]
    assert [row[1:] for row in months.table.rows] == [[1, 10.0, 10.0]]
    # A later version of it is no first release.
    later = at + timedelta(days=40)
    article.lead = "Sửa lại."
    approve_and_release([Version(article, article.save_revision(user=province.mai))], by=province.duyen, at=later)
    assert pace.ways(asked({"ky": f"{timezone.localtime(later):%Y-%m}"}, timezone.localdate(later))) == []


def test_a_clerk_sees_the_cases_of_the_own_agency_and_nothing_more(province: Province, agencies: Agencies) -> None:
    agencies.working()
    agencies.filed()
    shown = page(desk_of(agencies.em), "ho-so", csv="co-quan")
    assert agencies.farm.name not in shown
    clerk = desk_of(agencies.an)
    assert f"{agencies.farm.name},1,0,0,0," in page(clerk, "ho-so", csv="co-quan")
    assert "<dd>1</dd>" in page(clerk) and "Lượt xem" not in page(clerk)
    assert "<dd>2</dd>" in page(desk_of(agencies.hanh), "ho-so")
    for key in ("tong-quan", "phat-hanh", "thoi-gian", "luot-xem", "tim-kiem"):
        assert clerk.get(reverse("desk_numbers_of", args=[key])).status_code == 302


def test_what_was_sought_in_vain_is_shown_once_a_few_have_sought_it(province: Province) -> None:
    client = desk_of(province.duyen)
    for _ in range(2):
        searches.note("bảng giá đất", 0, timezone.now())
    assert "bảng giá đất" not in page(client, "tim-kiem")
    searches.note("Bảng giá đất", 0, timezone.now())
    assert "bảng giá đất,Câu hỏi đã trả lời,3,3\r\n" in page(client, "tim-kiem", csv="khong-thay")
    assert "100% không có kết quả" in page(client)


@pytest.mark.parametrize("key", [one.key for one in SUBJECTS])
def test_every_sheet_opens_on_an_empty_portal_and_for_every_period(province: Province, key: str) -> None:
    client = desk_of(province.duyen)
    for query in ({}, {"ky": f"{timezone.localdate().year}"}, {"ky": "tuy-chon", "tu": "1/1/2026"}, {"ky": "2026-99"}):
        page(client, key, **query)
    assert "Không có kỳ này" in page(client, key, ky="2026-99")


def test_what_readers_think_of_a_page_is_on_its_sheet(province: Province) -> None:
    for number, grade in enumerate((3, 3, 1)):
        ratings.rate("/", grade, address=f"10.0.{number}.9", at=timezone.now())
    office = desk_of(holder("office"))
    assert "67%" in page(office, "danh-gia") and "67%" in page(office)
    assert "Rất hài lòng" in page(office, "danh-gia", csv="trang")
