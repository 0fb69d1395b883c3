from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.ground.vietnamese.numbers import grouped, size_text


@pytest.mark.parametrize(
    ("number", "places", "text"),
    [
        (1234567, 0, "1.234.567"), (0, 0, "0"), (999, 0, "999"), (-1000, 0, "-1.000"),
        (Decimal("1234.5"), 1, "1.234,5"), (Decimal("2.675"), 2, "2,68"),
    ],
)  # fmt: skip
def test_thousands_are_parted_by_dots(number: int | Decimal, places: int, text: str) -> None:
    assert grouped(number, places) == text


@given(st.integers(-(10**18), 10**18))
def test_no_digit_is_lost(n: int) -> None:
    assert int(grouped(n).replace(".", "")) == n


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 byte"), (512, "512 byte"), (1024, "1 KB"), (1_258_291, "1,2 MB"), (348_160, "340 KB"),
        (1_048_575, "1 MB"), (20 * 1024**2, "20 MB"), (3 * 1024**4, "3 TB"),
    ],
)  # fmt: skip
def test_sizes_of_files_read_well(size: int, text: str) -> None:
    assert size_text(size) == text
