"""The key that signs the head of the log. Read by the worker when it signs, never by the web server: it may belong to the worker's user
alone (docs/operators.md).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings

from caunoi.ground.refused import Refused
from caunoi.ledger import keys
from caunoi.ledger.checkpoints import PREFIX as PREFIX
from caunoi.ledger.notes import Signer


def origin() -> str:
    """The name of the log: its address without the scheme (tlog-tiles)."""
    return f"{settings.HOST}/{PREFIX}"


def signer() -> Signer:
    """Name and key; the key is made at first need. Raises Refused when it cannot be read."""
    return _signer(origin(), settings.LOG_KEY_FILE, _version(settings.LOG_KEY_FILE))


def coming() -> Signer | None:
    """The key that is to take the place of this one; None when none is."""
    version = _version(next_file())
    return _signer(origin(), next_file(), version) if version else None


def signers() -> list[Signer]:
    """Who signs a head: the key, and while the next one waits for its place that one too."""
    return [one for one in (signer(), coming()) if one is not None]


def next_file() -> Path:
    """Where the next key lies until it takes the place of the one that signs now."""
    file: Path = settings.LOG_KEY_FILE
    return file.with_name(f"{file.name}.next")


def _version(path: Path) -> tuple[int, ...]:
    """What changes when another file takes this name: a process that runs on must see that."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return ()
    except OSError as reason:
        raise _unreadable(path, reason) from reason
    return found.st_ino, found.st_mtime_ns


def _unreadable(path: Path, reason: Exception) -> Refused:
    return Refused(
        f"Không đọc được khóa ký nhật ký công khai ({path}): {reason}. Không có gì được đưa ra công chúng cho đến khi khóa có lại."
    )


@cache
def _signer(name: str, path: Path, version: tuple[int, ...]) -> Signer:
    try:
        return keys.signer(name, path)
    except (OSError, ValueError) as reason:
        raise _unreadable(path, reason) from reason
