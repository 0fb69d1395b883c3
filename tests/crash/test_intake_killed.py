"""SIGKILL at any moment loses no submission and no act, and doubles none.

On the database of CAUNOI_DATABASE_URL, else on SQLite; the seed is printed first, with the command that replays it. A tenth of what
`make crash` plays, which takes minutes.
"""

from __future__ import annotations

import secrets

import pytest

from tests.crash import intake

ITEMS, KILLS = 50, 2


@pytest.mark.slow
def test_what_was_acknowledged_while_web_and_worker_were_killed_is_there_exactly_once() -> None:
    intake.file_them(secrets.randbelow(10**6), items=ITEMS, kills=KILLS)


@pytest.mark.slow
def test_acts_done_while_those_who_act_were_killed_leave_one_history() -> None:
    intake.change_them(secrets.randbelow(10**6), items=ITEMS, kills=KILLS)
