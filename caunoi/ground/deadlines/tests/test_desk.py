"""Staff correct a term, by HTTP."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from caunoi.ground.deadlines.actions import Loaded, load_terms
from caunoi.ground.deadlines.models import DeadlineTerm
from caunoi.ground.deadlines.queries import term_in_force
from caunoi.ground.people import actions, rules


@pytest.mark.parametrize(("role", "may"), [(rules.TECHNICIAN, True), (rules.REPORTER, False)])
def test_a_technician_may_correct_a_term_and_a_reporter_may_not(
    client: Any, shipped: Loaded, settings: Any, role: str, may: bool
) -> None:
    settings.DEMO = True
    actions.ensure_roles()
    now = timezone.now()
    user = actions.create_user(username=role, full_name="Lê Thị Hòa", password="Một mật khẩu dài 1", by=None, at=now)
    actions.appoint(user, role=role, from_on=date(2020, 1, 1), by=None, at=now)
    client.force_login(user)
    row = DeadlineTerm.objects.get(key="qa_answer")
    typed = {
        field.name: getattr(row, field.name) or ""
        for field in DeadlineTerm._meta.fields
        if field.editable and field.name != "id"
    }
    client.post(reverse("thoi_han:edit", args=[row.pk]), {**typed, "amount": "12"})
    assert term_in_force("qa_answer", on=date(2026, 11, 24)).amount == (12 if may else 15)
    assert load_terms().kept == int(may)
    assert "Trả lời câu hỏi của công dân" in client.get(reverse("thoi_han:list")).content.decode()
    client.post(reverse("thoi_han:delete", args=[row.pk]))
    assert DeadlineTerm.objects.filter(pk=row.pk).exists()
