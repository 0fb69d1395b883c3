"""The quarantine: files as they are kept, sealed, each in a file of its own that nothing but this module opens.

A file is on the disk before the row that names it commits. So a crash leaves a file too many, never a row without its file; `sweep`
takes away what no row names.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from caunoi.ground.refused import Refused
from caunoi.ground.uploads.rules import Examined
from caunoi.ground.vault.keys import the_vault
from caunoi.inbound.uploads.scanning import Scan, scan

_ID = re.compile(r"[0-9a-f]{32}")
_HALF = ".half"


@dataclass(frozen=True)
class StoredFile:
    """What a row must remember of a file: all of it but the name fits columns; `size` in bytes, `sha256` of what is kept."""

    id: str
    sha256: str
    size: int
    media_type: str
    scan: Scan


def store(file: Examined) -> StoredFile:
    """Scan, seal and write the file, durably; then commit a row with what is returned. Refused when there is a virus in it.

    Before the transaction, not in it: a scan may take seconds, for which nobody else should wait.
    """
    try:
        scanned = scan(file.data, settings.CLAMD)
    except Refused as reason:
        raise Refused(f"Tệp “{file.name}” {reason.reason}") from None
    # At random, not by content: whoever sees the folder cannot tell whether a file he has is there too.
    name = secrets.token_hex(16)
    _write(_place(name), the_vault().seal_bytes(file.data, about=_about(name)))
    sha256 = hashlib.sha256(file.data).hexdigest()
    return StoredFile(name, sha256, file.size, file.media_type, scanned)


def read(name: str) -> bytes:
    """The file with that id, as it is kept. Refused when it is gone or altered."""
    if not _ID.fullmatch(name):
        raise Refused(_GONE)
    try:
        sealed = _place(name).read_bytes()
    except FileNotFoundError:
        raise Refused(_GONE) from None
    return the_vault().open_bytes(sealed, about=_about(name))


def sweep(known: Collection[str], *, older_than: datetime) -> int:
    """Delete files written before that moment whose ids are not known, and halves of files; says how many.

    Gather the ids first and leave time for running transactions: an hour is plenty, a day costs nothing.
    """
    swept = 0
    for path in _folder().glob("??/*"):
        with suppress(FileNotFoundError):
            if path.name not in known and path.stat().st_mtime < older_than.timestamp():
                path.unlink()
                swept += 1
    return swept


_GONE = "Không còn tệp này trong kho cách ly. Hãy báo quản trị viên khôi phục từ bản sao lưu."


def _about(name: str) -> str:
    return f"upload:{name}"


def _folder() -> Path:
    # Beside public/ and media/, never below them: nothing that serves files looks here.
    folder = Path(settings.DATA) / "quarantine"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _place(name: str) -> Path:
    return _folder() / name[:2] / name


def _write(path: Path, data: bytes) -> None:
    """All of it under its name, or nothing, whenever the power fails."""
    path.parent.mkdir(mode=0o700, exist_ok=True)
    half = path.with_suffix(_HALF)
    with open(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)
    for folder in (path.parent, path.parent.parent):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
