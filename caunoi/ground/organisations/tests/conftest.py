"""A small cast: a committee, two departments with a unit each, and the department they are to become."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest

from caunoi.ground.organisations.actions import Loaded, load_units
from caunoi.ground.organisations.models import AdministrativeUnit, Organisation, UnitSuccession

MERGER = date(2025, 3, 1)
NOW = datetime(2025, 3, 1, 1, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Cast:
    committee: Organisation
    transport: Organisation
    building: Organisation
    inspectors: Organisation
    joined: Organisation


@pytest.fixture
def cast(db: Any) -> Cast:
    make, kind = Organisation.objects.create, Organisation.Kind
    committee = make(name="Ủy ban nhân dân tỉnh Sông Lam", short_name="UBND tỉnh", kind=kind.PEOPLES_COMMITTEE)
    transport = make(
        name="Sở Giao thông vận tải", short_name="Sở GTVT", kind=kind.DEPARTMENT, parent=committee, code="X1"
    )
    building = make(name="Sở Xây dựng đô thị", kind=kind.DEPARTMENT, parent=committee)
    inspectors = make(name="Thanh tra giao thông", kind=kind.UNIT, parent=transport)
    joined = make(name="Sở Xây dựng", kind=kind.DEPARTMENT, parent=committee, valid_from=MERGER)
    return Cast(committee, transport, building, inspectors, joined)


@pytest.fixture(scope="module")
def country(django_db_setup: Any, django_db_blocker: Any) -> Iterator[Loaded]:
    """The whole country, loaded once for the module that asks, and taken away after it."""
    with django_db_blocker.unblock():
        yield load_units()
        for model in (UnitSuccession, AdministrativeUnit):
            model.objects.all()._raw_delete("default")
