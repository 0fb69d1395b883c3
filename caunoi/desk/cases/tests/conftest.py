"""One stage for all tests of cases at the desk."""

from __future__ import annotations

from typing import Any

import pytest

from caunoi.desk.cases.tests.stage import Stage
from tests.agencies import Agencies
from tests.province import Province


@pytest.fixture
def stage(province: Province, agencies: Agencies, settings: Any) -> Stage:
    settings.DEMO = True  # nobody is asked for a second factor
    return Stage(province, agencies)
