"""Keys at the desk: issued by technicians, shown once, changed with a trace."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from caunoi.api import keys
from caunoi.api.models import ApiKey
from caunoi.ground.people.actions import appoint, ensure_roles
from caunoi.ground.people.models import AuditEntry, User
from tests.agencies import Agencies

pytestmark = pytest.mark.django_db
FORM = {
    "label": "Ứng dụng Phản ánh hiện trường",
    "organisation": "",
    "contact": "Anh Tám",
    "per_hour": "50",
    "active": "on",
}


@pytest.fixture
def technician(agencies: Agencies, client: Client, settings: Any) -> User:
    settings.DEMO = True  # no second factor
    ensure_roles()
    appoint(agencies.em, role="technician", organisation=None, from_on=timezone.localdate(), by=None, at=timezone.now())
    client.force_login(agencies.em)
    return agencies.em


def test_a_technician_issues_a_key_that_is_shown_once_and_works(technician: User, client: Client) -> None:
    response = client.post(reverse("khoa_api:add"), FORM)
    page = response.content.decode()
    found = re.search(r"cn_[\w-]{43}", page)
    assert response.status_code == 200 and found and "no-store" in response["Cache-Control"]
    one = ApiKey.objects.get()
    assert keys.known(found.group()) == one and (one.per_hour, one.active) == (50, True)
    assert found.group() not in str(response.cookies) and found.group() not in str(dict(client.session))
    assert found.group() not in client.get(reverse("khoa_api:edit", args=[one.pk])).content.decode()
    entry = AuditEntry.objects.get(act="api_key_issued")
    assert entry.by == technician and found.group() not in str(entry.detail)


def test_a_key_is_withdrawn_at_once_and_the_trail_says_by_whom(technician: User, client: Client) -> None:
    one = ApiKey(label="Ứng dụng")
    key = keys.issue(one, by=technician, at=timezone.now())
    client.post(reverse("khoa_api:edit", args=[one.pk]), {**FORM, "active": ""})
    assert keys.known(key) is None
    assert AuditEntry.objects.get(act="api_key_changed").detail["active"] is False
    assert ApiKey.objects.get().digest == one.digest


def test_nobody_else_may(agencies: Agencies, client: Client, settings: Any) -> None:
    settings.DEMO = True
    ensure_roles()
    for user in (agencies.hanh, agencies.an, agencies.dung):
        client.force_login(user)
        client.post(reverse("khoa_api:add"), FORM)
    assert not ApiKey.objects.exists()
