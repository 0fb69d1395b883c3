"""What the tests say of the cast; the people themselves come from the fixture `hire`."""

from __future__ import annotations

from collections.abc import Callable

from caunoi.ground.people.models import User

PASSWORD = "cầu nối đôi bờ sông 26"

Hire = Callable[..., User]
