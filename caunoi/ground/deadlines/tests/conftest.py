"""The terms as shipped, and the calendar that staff have not touched."""

from __future__ import annotations

import pytest

from caunoi.ground.deadlines.actions import Loaded, load_terms
from caunoi.ground.working_days.queries import calendar
from caunoi.ground.working_days.rules import Calendar


@pytest.fixture
def shipped(db: None) -> Loaded:
    return load_terms()


@pytest.fixture
def known(db: None) -> Calendar:
    return calendar(2027)
