"""The public folder of a test, as the tests of releases have it."""

from pathlib import Path
from typing import Any

import pytest

from caunoi.gate.releases.tests.conftest import portal as portal


@pytest.fixture(autouse=True)
def a_folder_of_its_own(settings: Any, tmp_path: Path) -> None:
    """What one test has signed must not stand in the way of the next, whose database begins afresh."""
    settings.DATA = tmp_path
