"""SIGKILL at any moment loses no submission and no act, and doubles none."""

from __future__ import annotations

import secrets

import pytest

from tests.crash import intake

pytestmark = pytest.mark.slow


def test_web_and_worker_killed_while_people_file_lose_nothing_that_was_acknowledged() -> None:
    """On the database of CAUNOI_DATABASE_URL, else on SQLite; the seed is printed first, with the command that replays it."""
    intake.file(secrets.randbelow(10**6))


def test_a_process_killed_while_it_acts_leaves_each_case_the_fold_of_its_history() -> None:
    intake.act(secrets.randbelow(10**6))
