"""Some of what `make attack` plays: what is tried with accounts, the database and the log's files comes to nothing, and it is said by what."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.attack import accounts, database, program, the_log
from tests.attack.stage import Stage, stage
from tests.attack.table import MISSED, written

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(os.environ.get("CAUNOI_DATABASE_URL")), reason="its attacker opens SQLite's file"),
]


@pytest.fixture(scope="module")
def portal() -> Iterator[Stage]:
    with stage(12) as made:
        yield made


@pytest.mark.parametrize("play", [accounts.play, the_log.healed, program.templates, database.play])
def test_no_attack_is_missed(portal: Stage, play: object) -> None:
    rows = list(play(portal))  # type: ignore[operator]
    assert len(rows) > 3
    assert not [row for row in rows if row.outcome == MISSED], written(rows)
