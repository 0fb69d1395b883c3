"""Knowing a picture or an attachment by its bytes."""

from __future__ import annotations

import hashlib
from typing import Any

from caunoi.outbound.media import rules
from caunoi.outbound.media.models import Attachment, Picture


def sha256_of(item: Picture | Attachment) -> str:
    """The sha-256 of the original file, reckoned from its bytes whenever the file has changed."""
    if not item.sha256 or item.sha256_for != item.get_file_hash():
        with item.file.open("rb") as file:
            item.sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        item.sha256_for = item.get_file_hash()
        type(item)._default_manager.filter(pk=item.pk).update(sha256=item.sha256, sha256_for=item.sha256_for)
    return item.sha256


def media_of(picture: Picture | None, *, alt: str = "", credit: str = "") -> dict[str, Any] | None:
    """A picture as content: what a reader gets of it. None for no picture."""
    if picture is None:
        return None
    return {
        "sha": sha256_of(picture),
        "width": picture.width,
        "height": picture.height,
        "alt": alt,
        "credit": credit or picture.credit,
    }


def file_of(attachment: Attachment) -> dict[str, Any]:
    """An attachment as content."""
    name = rules.public_name(attachment.filename)
    return {"sha": sha256_of(attachment), "name": name, "size": attachment.get_file_size() or 0}
