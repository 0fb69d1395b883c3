"""The story of a merger and what came after it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from wagtail.models import ModelLogEntry

from caunoi.ground.organisations.actions import merge, rename, split
from caunoi.ground.organisations.models import Organisation, Succession
from caunoi.ground.organisations.queries import current_name_of, official_names, predecessors_of, successors_of
from caunoi.ground.organisations.tests.conftest import MERGER, NOW, Cast
from caunoi.ground.refused import Refused

DAY = timedelta(days=1)
DECISION = "Nghị quyết 11/NQ-HĐND ngày 20/02/2025"


def join(cast: Cast, by: Any = None) -> list[Succession]:
    return merge([cast.transport, cast.building], into=cast.joined, on=MERGER, decision=DECISION, by=by, at=NOW)


def test_merged_departments_stay_with_their_names_and_lead_to_the_new_one(cast: Cast) -> None:
    made = join(cast)
    assert [s.kind for s in made] == ["merge", "merge"]
    old = Organisation.objects.get(name="Sở Giao thông vận tải")
    assert old.valid_until == MERGER
    assert old.code == "X1"
    assert successors_of(old, on=MERGER - DAY) == [old]
    assert successors_of(old, on=MERGER) == [cast.joined]
    assert predecessors_of(cast.joined) == [cast.building, cast.transport]


@pytest.mark.parametrize(
    "typed", ["Sở Giao thông vận tải", "so giao thong van tai", "SỞ GTVT", "Sở Giao Thông  Vận Tải"]
)
def test_an_old_name_finds_the_new_one(cast: Cast, typed: str) -> None:
    join(cast)
    assert current_name_of(typed, on=MERGER - DAY) == ["Sở Giao thông vận tải"]
    assert current_name_of(typed, on=MERGER) == ["Sở Xây dựng"]


def test_only_one_of_the_two_stands_on_any_day(cast: Cast) -> None:
    join(cast)
    departments = Organisation.objects.filter(kind="department")
    before = departments.valid(on=MERGER - DAY)
    after = departments.valid(on=MERGER)
    assert set(before) == {cast.transport, cast.building}
    assert set(after) == {cast.joined}


def test_units_go_under_the_new_department(cast: Cast) -> None:
    join(cast)
    cast.inspectors.refresh_from_db()
    assert cast.inspectors.parent == cast.joined


def test_the_guard_still_protects_old_names(cast: Cast) -> None:
    join(cast)
    assert "Sở GTVT" in official_names()
    assert official_names(on=MERGER) == [
        "Sở Xây dựng", "Thanh tra giao thông", "UBND tỉnh", "Ủy ban nhân dân tỉnh Sông Lam",
    ]  # fmt: skip


def test_who_merged_them_is_in_the_audit_trail(cast: Cast) -> None:
    clerk = get_user_model().objects.create(**{get_user_model().USERNAME_FIELD: "van-thu"})
    join(cast, by=clerk)
    entry = ModelLogEntry.objects.for_instance(cast.transport).get()
    assert (entry.action, entry.user, entry.timestamp) == ("organisations.merge", clerk, NOW)
    assert entry.data["decision"] == DECISION


def test_a_second_merger_on_top_is_followed_to_the_end(cast: Cast) -> None:
    join(cast)
    new = rename(cast.joined, name="Sở Xây dựng và Giao thông", on=date(2026, 5, 1), decision="", by=None, at=NOW)
    assert current_name_of("Sở GTVT", on=date(2026, 4, 30)) == ["Sở Xây dựng"]
    assert current_name_of("Sở GTVT", on=date(2026, 5, 1)) == ["Sở Xây dựng và Giao thông"]
    assert {o.name for o in predecessors_of(new)} == {"Sở Xây dựng", "Sở Xây dựng đô thị", "Sở Giao thông vận tải"}


def test_a_renamed_organisation_keeps_everything_else(cast: Cast) -> None:
    cast.transport.phone = "0123"
    cast.transport.save()
    new = rename(cast.transport, name="Sở Vận tải", short_name="SVT", on=MERGER, decision=DECISION, by=None, at=NOW)
    assert (new.phone, new.code, new.parent, new.valid_from) == ("0123", "X1", cast.committee, MERGER)
    cast.inspectors.refresh_from_db()
    assert cast.inspectors.parent == new


def test_a_split_leads_to_several(cast: Cast) -> None:
    other = Organisation.objects.create(name="Ban An toàn giao thông", kind="department", valid_from=MERGER)
    split(cast.transport, into=[cast.joined, other], on=MERGER, decision=DECISION, by=None, at=NOW)
    assert current_name_of("so gtvt", on=MERGER) == ["Ban An toàn giao thông", "Sở Xây dựng"]


def test_refused_mergers_change_nothing(cast: Cast) -> None:
    for organisations, into in (
        ([], cast.joined),
        ([cast.transport, cast.joined], cast.joined),
        ([cast.committee], cast.joined),  # the committee is above it
    ):
        with pytest.raises(Refused):
            merge(organisations, into=into, on=MERGER, decision="", by=None, at=NOW)
    with pytest.raises(Refused, match="không có hiệu lực"):
        merge([cast.transport], into=cast.joined, on=MERGER - DAY, decision="", by=None, at=NOW)
    join(cast)
    with pytest.raises(Refused, match="Đã hết hiệu lực"):
        join(cast)
    assert Succession.objects.count() == 2
    assert Organisation.objects.filter(valid_until__isnull=False).count() == 2


@pytest.mark.parametrize("name", ["", "  ", "Sở Giao thông vận tải", "Sở Xây dựng đô thị"])
def test_a_renaming_to_nothing_or_to_a_name_in_use_is_refused(cast: Cast, name: str) -> None:
    with pytest.raises(Refused):
        rename(cast.transport, name=name, on=MERGER, decision="", by=None, at=NOW)
    cast.transport.refresh_from_db()
    assert cast.transport.valid_until is None


def test_nothing_with_a_history_can_be_deleted(cast: Cast) -> None:
    join(cast)
    with pytest.raises(ProtectedError):
        Organisation.objects.get(pk=cast.building.pk).delete()


def test_names_are_found_without_accents(cast: Cast) -> None:
    assert set(Organisation.objects.named("giao thong")) == {cast.transport, cast.inspectors}
    assert Organisation.objects.named("so gtvt").get() == cast.transport
    assert current_name_of("không có cơ quan này", on=MERGER) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"valid_from": MERGER, "valid_until": MERGER},
        {"valid_from": MERGER, "valid_until": MERGER - DAY},
        {"name": ""},
        {"code": "X1"},
    ],
)
def test_the_database_itself_refuses_what_must_never_be(cast: Cast, wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.create(**{"name": "Sở mới", "kind": "department", **wrong})


def test_forms_refuse_a_circle_of_parents_and_a_name_taken_at_that_time(cast: Cast) -> None:
    cast.committee.parent = cast.inspectors
    with pytest.raises(ValidationError, match="trực thuộc chính"):
        cast.committee.full_clean()
    same = Organisation(name=" Sở  Xây dựng", kind="department", parent=cast.committee, valid_until=MERGER + DAY)
    with pytest.raises(ValidationError, match="cùng tên"):
        same.full_clean()
    same.valid_until = MERGER
    same.full_clean()
    assert same.name == "Sở Xây dựng"
