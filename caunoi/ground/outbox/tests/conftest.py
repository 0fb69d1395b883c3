"""A post office, a mail folder, and one way to post."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from caunoi.ground.outbox.tests.postoffice import PostOffice
from caunoi.ground.people.tests.conftest import hire as hire
from caunoi.ground.people.tests.conftest import today as today

HERE = "caunoi.ground.outbox.folder.FolderBackend"


@pytest.fixture
def at() -> datetime:
    return timezone.now()


@pytest.fixture
def mail_folder(settings: Any, tmp_path: Path) -> Path:
    """Mail goes to the folder that is returned."""
    settings.DATA = tmp_path
    settings.EMAIL_BACKEND = HERE
    return tmp_path / "mail"


@pytest.fixture
def post_office(settings: Any) -> Iterator[PostOffice]:
    """Mail goes by SMTP to this post office."""
    with PostOffice() as office:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", office.port, 5
        yield office
