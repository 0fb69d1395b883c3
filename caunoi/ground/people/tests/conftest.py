"""A small cast at a fixed day; states are made through actions."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from caunoi.ground.people import actions
from caunoi.ground.people.models import User
from caunoi.ground.people.tests.cast import PASSWORD, Hire


@pytest.fixture(autouse=True)
def _quick_and_guarded(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.DEMO = False


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def hire(db: None, today: date) -> Hire:
    """Open an account and give it a post that began a month ago."""
    actions.ensure_roles()

    def _hire(role: str | None, username: str = "lan", **post: Any) -> User:
        user = actions.create_user(
            username=username, full_name="Nguyễn Thị Lan", password=PASSWORD, by=None, at=timezone.now()
        )
        if role is not None:
            days = {"from_on": today - timedelta(days=30), **post}
            actions.appoint(user, role=role, by=None, at=timezone.now(), **days)
        return user

    return _hire
