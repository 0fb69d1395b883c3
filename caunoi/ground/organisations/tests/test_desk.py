"""What staff see of agencies and places, by HTTP."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from caunoi.ground.organisations.models import AdministrativeUnit, Organisation
from caunoi.ground.organisations.tests.conftest import MERGER, Cast
from caunoi.ground.people import actions, rules


@pytest.fixture
def enter(client: Any, db: Any, settings: Any) -> Callable[[str], Any]:
    """Enters the desk in a role, where nobody asks for a second factor."""
    settings.DEMO = True
    actions.ensure_roles()

    def _enter(role: str) -> Any:
        now = timezone.now()
        user = actions.create_user(
            username=role, full_name="Lê Thị Hòa", password="Một mật khẩu dài 1", by=None, at=now
        )
        actions.appoint(user, role=role, from_on=date(2020, 1, 1), by=None, at=now)
        client.force_login(user)
        return client

    return _enter


@pytest.fixture
def desk(enter: Callable[[str], Any]) -> Any:
    return enter(rules.TECHNICIAN)


def test_the_list_is_searched_without_accents(desk: Any, cast: Cast) -> None:
    page = desk.get(reverse("co_quan:list"), {"q": "so gtvt"}).content.decode()
    assert "Sở Giao thông vận tải" in page
    assert "Sở Xây dựng đô thị" not in page
    assert "Sáp nhập…" in page


def test_the_chooser_is_searched_without_accents(desk: Any, cast: Cast) -> None:
    AdministrativeUnit.objects.create(key="x", code="x", name="Phường Bến Nghé", kind="ward")
    place = reverse(AdministrativeUnit.snippet_viewset.chooser_viewset.get_url_name("choose"))  # type: ignore[attr-defined]
    assert "Phường Bến Nghé" in desk.get(place, {"q": "ben nghe"}).json()["html"]
    assert "Phường Bến Nghé" not in desk.get(place, {"q": "ben thanh"}).json()["html"]


def test_an_agency_can_be_added_and_edited(desk: Any, cast: Cast) -> None:
    typed = {"name": "Sở Nội vụ", "kind": "department", "parent": cast.committee.pk}
    assert desk.post(reverse("co_quan:add"), typed).status_code == 302
    made = Organisation.objects.get(name="Sở Nội vụ")
    assert made.folded == "so noi vu"
    assert desk.get(reverse("co_quan:edit", args=[made.pk])).status_code == 200
    assert desk.get(reverse("co_quan:inspect", args=[made.pk])).status_code == 200


def test_nobody_deletes_an_agency_nor_edits_a_place(desk: Any, cast: Cast) -> None:
    place = AdministrativeUnit.objects.create(key="x", code="x", name="Phường Bến Nghé", kind="ward")
    desk.post(reverse("co_quan:delete", args=[cast.inspectors.pk]))
    desk.post(reverse("don_vi_hanh_chinh:edit", args=[place.pk]), {"name": "Khác"})
    assert Organisation.objects.filter(pk=cast.inspectors.pk).exists()
    place.refresh_from_db()
    assert place.name == "Phường Bến Nghé"
    assert desk.get(reverse("don_vi_hanh_chinh:list")).status_code == 200


def test_staff_merge_by_a_form(desk: Any, cast: Cast) -> None:
    page = desk.get(reverse("organisations_merge"))
    assert "Cơ quan nhận sáp nhập" in page.content.decode()
    typed = {
        "organisations": [cast.transport.pk],
        "into": cast.joined.pk,
        "on": f"{MERGER:%d/%m/%Y}",
        "decision": "NQ 11",
    }
    wrong = desk.post(reverse("organisations_merge"), typed | {"organisations": [cast.joined.pk]})
    assert "không thể đồng thời" in wrong.content.decode()
    assert desk.post(reverse("organisations_merge"), typed).status_code == 302
    cast.transport.refresh_from_db()
    assert cast.transport.valid_until == MERGER


def test_others_may_not_merge(enter: Callable[[str], Any], cast: Cast) -> None:
    typed = {
        "organisations": [cast.transport.pk],
        "into": cast.joined.pk,
        "on": f"{MERGER:%d/%m/%Y}",
        "decision": "NQ 11",
    }
    desk = enter(rules.REPORTER)
    page = desk.get(reverse("co_quan:list"))
    assert page.status_code == 200
    assert "Sáp nhập…" not in page.content.decode()
    assert desk.post(reverse("organisations_merge"), typed).status_code in (302, 403)
    cast.transport.refresh_from_db()
    assert cast.transport.valid_until is None
