"""Staff enter a swapped day, by HTTP."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from caunoi.ground.people import actions, rules
from caunoi.ground.working_days.models import DayOverride
from caunoi.ground.working_days.queries import calendar

TYPED = {"on": "2026-12-31", "kind": "holiday", "title": "Nghỉ hoán đổi", "source": "Công văn 1/CV"}


@pytest.mark.parametrize(("role", "may"), [(rules.TECHNICIAN, True), (rules.CLERK, False)])
def test_a_technician_may_enter_a_swapped_day_and_a_clerk_may_not(
    client: Any, db: Any, settings: Any, role: str, may: bool
) -> None:
    settings.DEMO = True
    actions.ensure_roles()
    now = timezone.now()
    user = actions.create_user(username=role, full_name="Lê Thị Hòa", password="Một mật khẩu dài 1", by=None, at=now)
    actions.appoint(user, role=role, from_on=date(2020, 1, 1), by=None, at=now)
    client.force_login(user)
    client.post(reverse("ngay_nghi:add"), TYPED)
    assert DayOverride.objects.exists() == may
    assert calendar(2026).is_working(date(2026, 12, 31)) != may
    page = client.get(reverse("ngay_nghi:list")).content.decode()
    assert ("Nghỉ hoán đổi" in page) == may
