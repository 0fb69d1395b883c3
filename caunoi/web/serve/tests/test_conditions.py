"""Encodings, conditions and parts by the dozen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.web.serve.conditions import byte_range, names, preferred, seconds, unmodified


@pytest.mark.parametrize(
    ("asked", "order"),
    [
        ("", ("identity",)),
        ("br", ("br", "identity")),
        ("gzip, br", ("br", "gzip", "identity")),
        ("GZIP", ("gzip", "identity")),
        ("x-gzip", ("gzip", "identity")),
        ("*", ("br", "gzip", "identity")),
        ("*;q=0", ("identity",)),
        ("gzip;q=0.9, br;q=0.8", ("gzip", "br", "identity")),
        ("gzip;q=0.3, identity;q=0.7", ("identity", "gzip")),
        ("br, identity;q=0", ("br", "identity")),
        ("br;q=nonsense, gzip", ("gzip", "identity")),
        ("br;q=0.0001", ("identity",)),
        (" , ;q=1, gzip ; q=0.5 ,", ("gzip", "identity")),
        ("zstd, deflate", ("identity",)),
    ],
)
def test_encodings_are_taken_by_weight_then_by_our_liking(asked: str, order: tuple[str, ...]) -> None:
    assert preferred(asked) == order


@given(st.text())
def test_whatever_a_client_writes_there_is_always_something_to_send(text: str) -> None:
    assert "identity" in preferred(text)
    names(text, '"a"')
    seconds(text)
    unmodified(None, text, etag='"a"', modified=0)


@given(st.text(alphabet="bytes=-0123456789, "), st.integers(0, 10_000))
def test_a_part_is_always_inside_the_file(header: str, size: int) -> None:
    part = byte_range(header, size)
    assert part is None or 0 <= part[0] <= part[1] <= size


def test_a_part_of_an_empty_file_does_not_exist() -> None:
    assert byte_range("bytes=0-", 0) == (0, 0)
    assert byte_range("bytes=-1", 0) == (0, 0)


def test_all_three_date_forms_of_http_are_understood() -> None:
    for text in ("Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"):
        assert seconds(text) == 784111777
    assert seconds("yesterday") is None
