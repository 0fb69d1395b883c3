"""What a copy still wants: in which order, how long, and what it no longer needs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from caunoi.network.known import Standing
from caunoi.network.mirroring.copied import Copied


@pytest.fixture
def copied(tmp_path: Path) -> Iterator[Copied]:
    with closing(Copied(tmp_path / "copied")) as made:
        yield made


def standing(path: str, entry: int, sha256: str = "") -> Standing:
    return Standing("cong.example", path, entry, "release", sha256 or path, "text/html", "", "")


def due(copied: Copied, now: float = 0.0) -> list[tuple[str, int]]:
    return [(one.standing.path, one.standing.entry) for one in copied.due(now=now, most=10)]


def test_what_was_not_tried_comes_first_and_of_that_the_newest(copied: Copied) -> None:
    copied.want([standing("/a", 0), standing("/b", 1), standing("/c", 2), standing("/a", 3)], now=0)
    assert due(copied) == [("/a", 3), ("/c", 2), ("/b", 1)]
    copied.later(copied.due(now=0, most=1)[0], due=5, refused="sai")
    assert due(copied) == [("/c", 2), ("/b", 1)] and due(copied, 5)[-1] == ("/a", 3)
    assert copied.counts() == (0, 3, 1) and copied.refusals() == [("cong.example/a", "sai")]
    copied.hurry()
    assert len(due(copied)) == 3
    copied.want([standing("/a", 4)], now=1)
    assert due(copied)[0] == ("/a", 4) and copied.counts()[2] == 0, "a newer entry is another story"


def test_what_is_shown_is_no_longer_wanted_unless_a_newer_entry_came_meanwhile(copied: Copied) -> None:
    copied.want([standing("/a", 0)], now=0)
    tried = copied.due(now=0, most=1)[0]
    copied.want([standing("/a", 1)], now=0)
    copied.later(tried, due=99, refused="")
    assert copied.show([tried.standing]) == [] and due(copied) == [("/a", 1)]
    assert copied.show([standing("/a", 1)]) == [] and copied.counts() == (1, 0, 0)


def test_bytes_that_are_neither_shown_nor_wanted_are_named(copied: Copied) -> None:
    copied.show([standing("/a", 0, "x"), standing("/b", 1, "x"), standing("/c", 2, "y")])
    assert copied.show([standing("/a", 3, "z")]) == [], "/b shows them still"
    copied.want([standing("/d", 4, "x")], now=0)
    assert copied.show([standing("/b", 5, "z")]) == [], "/d wants them"
    assert copied.show([standing("/d", 4, "x"), standing("/c", 6, "z")]) == ["y"]
    assert copied.show([standing("/d", 7, "z")]) == ["x"]
    assert [one.sha256 for one in copied.shown()] == ["z"] * 4


def test_the_order_of_a_hundred_thousand_is_read_from_an_index(copied: Copied, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "copied")) as base:
        plan = base.execute(
            "EXPLAIN QUERY PLAN SELECT host FROM wanted WHERE due <= 1 ORDER BY due, entry DESC LIMIT 9"
        ).fetchall()
    assert "USING" in str(plan) and "TEMP B-TREE" not in str(plan)
