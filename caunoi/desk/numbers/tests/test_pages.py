"""Who sees which numbers, and that what is shown is what happened."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from caunoi.ground.people.actions import appoint, create_user
from caunoi.ground.people.models import User
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
