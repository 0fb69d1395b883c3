"""What the tests of the desk share."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture
def pictures() -> Iterator[None]:
    """For tests that show pictures: Wagtail leaves their temporary files to be collected, which the next test must not be blamed for."""
    yield
    gc.collect()
