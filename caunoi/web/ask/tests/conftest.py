"""A citizen before a portal with its agencies."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from caunoi.web.ask.tests.citizen import Citizen
from tests.agencies import Agencies


@pytest.fixture
def lua(agencies: Agencies, settings: Any, tmp_path: Path) -> Citizen:
    """Lúa, without JavaScript; what she uploads goes to a folder of its own."""
    settings.DATA = tmp_path
    return Citizen()
