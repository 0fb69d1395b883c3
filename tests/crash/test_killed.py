"""SIGKILL at any moment loses nothing and doubles nothing."""

from __future__ import annotations

import os
import random
import secrets
import sys
import time
from pathlib import Path

import pytest

from caunoi.ground.files import remove, write
from tests.crash import driver, followed, house
from tests.crash.killing import Running

FOR_EVER = """
import itertools, pathlib, sys
import django
django.setup()
from caunoi.ground.files import write
for n in itertools.cycle(range(20)):
    write(pathlib.Path(sys.argv[1], f"{n}.html"), b"x" * 4_000_000)
"""


@pytest.mark.slow
def test_web_and_worker_killed_again_and_again_leave_one_story() -> None:
    """On the database of CAUNOI_DATABASE_URL, else on SQLite; the seed is printed first, with the command that replays it.

    An eighth of what `make crash` plays, which takes minutes.
    """
    driver.run(secrets.randbelow(10**6), items=25, kills=2)


@pytest.mark.slow
@pytest.mark.skipif(bool(os.environ.get("CAUNOI_DATABASE_URL")), reason="make crash plays it on PostgreSQL too")
def test_those_who_follow_the_log_are_killed_and_no_two_heads_disagree_and_the_mirror_ends_equal() -> None:
    """Worker, witness, mirror and whoever watches; `make crash` kills them 500 times."""
    followed.run(secrets.randbelow(10**6), kills=20)


@pytest.mark.slow
def test_what_a_kill_left_half_written_is_gone_when_the_batch_is_repeated(tmp_path: Path) -> None:
    folder, chance, torn = tmp_path / "public", random.Random(7), 0
    for _ in range(10):
        before = time.time()
        environment = house.plain() | {"CAUNOI_DATA": str(tmp_path)}
        with Running(
            [sys.executable, "-c", FOR_EVER, str(folder)], environment=environment, log=tmp_path / "log"
        ) as writer:
            while not (folder / "0.html").exists() or (folder / "0.html").stat().st_mtime < before:
                assert writer.process.poll() is None, (tmp_path / "log").read_text()
                time.sleep(0.01)
            time.sleep(chance.uniform(0, 0.05))
            writer.kill()
        torn += any(file.name.startswith(".") for file in folder.iterdir())
        if torn == 2:
            break
    assert torn == 2, "no kill fell into a write: this test proves nothing"
    for n in range(20):
        if n % 2:
            write(folder / f"{n}.html", b"again")
        else:
            remove(folder / f"{n}.html")
    assert {file.name for file in folder.iterdir()} == {f"{n}.html" for n in range(1, 20, 2)}
