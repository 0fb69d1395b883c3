"""The mail folder of a demo: a mail is a file, whose name is its identity, so that sending it twice is sending it once."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage as ParsedMail
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

_IDENTITY = re.compile(r"<([A-Za-z0-9][A-Za-z0-9.+_-]{0,99})@[^<>@\s]+>")
_KIND = ".eml"


class FolderBackend(BaseEmailBackend):
    """Writes `mail/<what stands before the @ of the Message-ID>.eml` in the data folder."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Each appears whole, by atomic rename; one that is there already is left alone."""
        for mail in email_messages:
            message: Any = mail.message()
            found = _IDENTITY.fullmatch(str(message["Message-ID"]))
            if found is None:
                raise ValueError("no Message-ID to name the file by")
            _put(folder() / f"{found[1]}{_KIND}", message.as_bytes(linesep="\r\n"))
        return len(email_messages)


def _put(file: Path, data: bytes) -> None:
    if file.exists():
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    half = file.with_name(f".{file.name}.part")  # always the same: the try after a kill leaves nothing lying about
    half.write_bytes(data)
    os.replace(half, file)


def folder() -> Path:
    """Where the mails lie."""
    return Path(settings.DATA) / "mail"


@dataclass(frozen=True)
class Mail:
    """A mail of the folder, for the eyes of a demo."""

    name: str
    to: str
    subject: str
    date: datetime | None
    text: str


def newest() -> list[str]:
    """The names of all mails, the one that came last first."""
    if not folder().is_dir():
        return []
    files = [entry for entry in os.scandir(folder()) if entry.name.endswith(_KIND) and entry.name[0] != "."]
    return [entry.name.removesuffix(_KIND) for entry in sorted(files, key=lambda one: -one.stat().st_mtime_ns)]


def read(name: str) -> Mail | None:
    """One mail; None when there is none of that name."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9.+_-]*", name):
        return None
    try:
        parsed: Any = message_from_bytes((folder() / f"{name}{_KIND}").read_bytes(), policy=policy.default)
    except FileNotFoundError:
        return None
    assert isinstance(parsed, ParsedMail)
    date = parsed["Date"]
    return Mail(
        name=name,
        to=str(parsed["To"] or ""),
        subject=str(parsed["Subject"] or ""),
        date=date.datetime if date else None,
        text=parsed.get_content().replace("\r\n", "\n"),
    )
