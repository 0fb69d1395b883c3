"""The office edits topics and rules, by HTTP; nobody deletes one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from caunoi.ground.people import actions, rules
from caunoi.inbound.suggestions.actions import load_topics
from caunoi.inbound.suggestions.models import RoutingRule, Topic


@pytest.fixture
def enter(client: Any, db: Any, settings: Any) -> Any:
    settings.DEMO = True
    actions.ensure_roles()
    load_topics()

    def _enter(role: str) -> Any:
        now = timezone.now()
        user = actions.create_user(
            username=role, full_name="Lê Thị Hòa", password="Một mật khẩu dài 1", by=None, at=now
        )
        actions.appoint(user, role=role, from_on=date(2020, 1, 1), by=None, at=now)
        client.force_login(user)
        return client

    return _enter


def typed(**changed: Any) -> dict[str, Any]:
    topic = Topic.objects.get(slug="van-hoa").pk
    return {"topic": topic, "words": " hội  vật \n\n--\nhội vật\nđua ghe", "weight": "1.5", "active": "on"} | changed


@pytest.mark.parametrize(("role", "may"), [(rules.OFFICE, True), (rules.TECHNICIAN, True), (rules.CLERK, False)])
def test_the_office_adds_a_rule_and_a_clerk_may_not(enter: Any, role: str, may: bool) -> None:
    desk = enter(role)
    desk.post(reverse("quy_tac_goi_y:add"), typed())
    assert list(RoutingRule.objects.filter(key=None).values_list("words", flat=True)) == (
        ["hội vật\nđua ghe"] if may else []
    )
    assert desk.get(reverse("quy_tac_goi_y:list")).status_code == (200 if may else 302)


def test_a_rule_without_words_or_with_two_agencies_is_refused(enter: Any) -> None:
    desk = enter(rules.OFFICE)
    assert "ít nhất một từ" in desk.post(reverse("quy_tac_goi_y:add"), typed(words="--")).content.decode()
    assert "Trọng số phải" in desk.post(reverse("quy_tac_goi_y:add"), typed(weight="0")).content.decode()
    assert not RoutingRule.objects.filter(key=None).exists()


def test_topics_are_edited_and_never_deleted(enter: Any) -> None:
    desk = enter(rules.OFFICE)
    topic = Topic.objects.get(slug="van-hoa")
    page = desk.get(reverse("linh_vuc:edit", args=[topic.pk])).content.decode()
    assert "Sở Văn hóa, Thể thao và Du lịch" in page
    change = {"title": "Văn hóa", "slug": "van-hoa", "order": "5", "kind_of_agency": "culture"}
    assert desk.post(reverse("linh_vuc:edit", args=[topic.pk]), change).status_code == 302
    desk.post(reverse("linh_vuc:delete", args=[topic.pk]))
    assert Topic.objects.get(slug="van-hoa").title == "Văn hóa"
    assert desk.get(reverse("linh_vuc:list")).status_code == 200
