"""The key that signs the head of the log. Read by the worker when it signs, never by the web server: it may belong to the worker's user
alone (docs/operators.md).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings

from caunoi.ground.refused import Refused
from caunoi.ledger import keys
from caunoi.ledger.notes import Signer

PREFIX = ".well-known/caunoi/log"


def origin() -> str:
    """The name of the log: its address without the scheme (tlog-tiles)."""
    return f"{settings.HOST}/{PREFIX}"


def signer() -> Signer:
    """Name and key; the key is made at first need. Raises Refused when it cannot be read."""
    return _signer(origin(), settings.LOG_KEY_FILE)


@cache
def _signer(name: str, path: Path) -> Signer:
    try:
        return keys.signer(name, path)
    except (OSError, ValueError) as reason:
        raise Refused(
            f"Không đọc được khóa ký nhật ký công khai ({path}): {reason}. Không có gì được đưa ra công chúng cho đến khi khóa có lại."
        ) from reason
