"""Which address is meant, and what each entry of an address did to it. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from caunoi.ground.refused import Refused

LONGEST: Final = 400


def address(typed: str, host: str) -> str:
    """The path that someone means who writes a path or a whole address. Raises Refused for what can be none of this portal."""
    text = typed.strip()
    whole = "://" in text
    try:
        parts = urlsplit(text if whole else "/" + text.lstrip("/"))
        elsewhere = whole and (parts.hostname or "").lower() != host.lower()
    except ValueError:
        raise Refused("Địa chỉ này viết sai. Chép lại từ ô địa chỉ của trình duyệt.") from None
    if elsewhere:
        raise Refused(f"Địa chỉ này không thuộc Cổng này ({host}). Hỏi cổng đã phát hành trang đó.")
    path = unquote(parts.path or "/")
    if len(path) > LONGEST or any(ord(one) < 32 or ord(one) == 127 for one in path) or "\\" in path:
        raise Refused("Địa chỉ này viết sai. Chép lại từ ô địa chỉ của trình duyệt.")
    return path


def acts(facts: Sequence[Mapping[str, Any]], *, whole: bool) -> list[str]:
    """What each of an address's entries did, newest first as they are given. `whole`: the last of them is its first ever."""
    told = []
    for number, one in enumerate(facts):
        before = facts[number + 1] if number + 1 < len(facts) else None
        told.append(_act(one, before, first=before is None and whole))
    return told


def _act(one: Mapping[str, Any], before: Mapping[str, Any] | None, *, first: bool) -> str:
    kind = one.get("type")
    if kind == "withdrawal":
        return "Gỡ khỏi Cổng"
    if kind == "move":
        return "Chuyển sang địa chỉ khác"
    if first:
        return "Phát hành lần đầu"
    if before is None:
        return "Phát hành"
    if before.get("type") != "release":
        return "Phát hành lại"
    if one.get("content") != before.get("content"):
        return "Sửa nội dung"
    return "Làm lại trang, nội dung được duyệt vẫn như cũ"
