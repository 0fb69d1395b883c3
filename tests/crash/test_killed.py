"""SIGKILL at any moment loses nothing and doubles nothing."""

from __future__ import annotations

import secrets

import pytest

from tests.crash import driver


@pytest.mark.slow
def test_web_and_worker_killed_again_and_again_leave_one_story() -> None:
    """On the database of CAUNOI_DATABASE_URL, else on SQLite; the seed is printed first, with the command that replays it."""
    driver.run(secrets.randbelow(10**6))
