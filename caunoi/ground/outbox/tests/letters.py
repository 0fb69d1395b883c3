"""How the tests post: by the action, in a transaction."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.db import transaction

from caunoi.ground.outbox import actions
from caunoi.ground.outbox.models import Message

# No transaction around the test: other threads and processes see what it does. Afterwards the outbox alone is emptied; pytest-django's
# own way would empty every table, those that migrations filled included.
committed = pytest.mark.django_db(transaction=True, available_apps=["caunoi.ground.outbox"])

LAN = "nguyen.thi.lan@example.vn"
TEXT = "Kính gửi bà Nguyễn Thị Lan,\n\nCổng đã nhận câu hỏi của bà.\n"


def post(key: str, *, at: datetime, **fields: Any) -> Message:
    letter: dict[str, Any] = {"to": LAN, "subject": "Đã tiếp nhận câu hỏi", "text": TEXT, "about": "case:12"}
    with transaction.atomic():
        return actions.post(key=key, at=at, **{**letter, **fields})


def reload(message: Message) -> Message:
    return Message.objects.get(pk=message.pk)
