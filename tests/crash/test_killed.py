"""SIGKILL at any moment loses nothing and doubles nothing."""

from __future__ import annotations

import random
import secrets
import sys
import time
from pathlib import Path

import pytest

from caunoi.gate.followers.public import remove, write
from tests.crash import driver
from tests.crash.killing import Running

FOR_EVER = """
import itertools, pathlib, sys
from caunoi.gate.followers.public import write
for n in itertools.cycle(range(20)):
    write(pathlib.Path(sys.argv[1], f"{n}.html"), b"x" * 4_000_000)
"""


@pytest.mark.slow
def test_web_and_worker_killed_again_and_again_leave_one_story() -> None:
    """On the database of CAUNOI_DATABASE_URL, else on SQLite; the seed is printed first, with the command that replays it."""
    driver.run(secrets.randbelow(10**6))


def test_what_a_kill_left_half_written_is_gone_when_the_batch_is_repeated(tmp_path: Path) -> None:
    chance, torn = random.Random(7), 0
    for _ in range(40):
        with Running(
            [sys.executable, "-c", FOR_EVER, str(tmp_path)],
            environment=driver.plain(),
            log=tmp_path.with_suffix(".log"),
        ) as writer:
            while not (tmp_path / "0.html").exists():
                time.sleep(0.01)
            time.sleep(chance.uniform(0, 0.05))
            writer.kill()
        torn += sum(file.name.startswith(".") for file in tmp_path.iterdir())
        if torn >= 3:
            break
    assert torn >= 3, "no kill fell into a write: this test proves nothing"
    for n in range(20):
        write(tmp_path / f"{n}.html", b"again") if n % 2 else remove(tmp_path / f"{n}.html")
    assert {file.name for file in tmp_path.iterdir()} == {f"{n}.html" for n in range(1, 20, 2)}
