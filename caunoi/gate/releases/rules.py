"""Pure rules of approval and release: no database, no clock, no settings."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from caunoi.gate.render.reading import read_fragment


def canonical(content: Any) -> str:
    """The one spelling of a content: JSON with sorted keys, no spaces, text in NFC."""
    return unicodedata.normalize("NFC", json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


def digest(content: Any) -> str:
    """64 hexadecimal digits: what an approval is of. Of a piece of HTML only what a reader gets counts, not its markup."""
    return hashlib.sha256(canonical(_as_read(content)).encode()).hexdigest()


def _as_read(value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _as_read(inner, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [_as_read(inner, key) for inner in value]
    if isinstance(value, str) and (key == "html" or key.endswith("_html")):
        return read_fragment(value).stream
    return value


@dataclass(frozen=True)
class Contributed:
    """One saved version: who saved it (None: unknown), and the digest before and after."""

    by: int | None
    digest: str


def contributors(history: Sequence[Contributed]) -> frozenset[int]:
    """Everyone who changed at least one character on the way to the last version. Opening and saving unchanged is not a change."""
    found = set()
    before = ""
    for version in history:
        if version.digest != before and version.by is not None:
            found.add(version.by)
        before = version.digest
    return frozenset(found)


def why_not_approve(history: Sequence[Contributed], digest_now: str, by: int) -> str | None:
    """The reason why this person may not approve this version, in Vietnamese; None when they may."""
    if not history or history[-1].digest != digest_now:
        return (
            "Nội dung đang chờ duyệt không trùng với bản cuối cùng do một người lưu trong hệ thống: có thể đã bị sửa bằng "
            "đường khác. Mở bài, đọc lại toàn bộ rồi lưu; người lưu chịu trách nhiệm về bản đó."
        )
    if history[-1].by is None:
        return "Không rõ ai đã lưu bản này. Mở bài, đọc lại rồi lưu bằng tài khoản của mình trước khi trình duyệt."
    if by in contributors(history):
        return "Người đã viết hoặc sửa dù chỉ một ký tự của bản này không được tự duyệt. Đề nghị người khác duyệt."
    return None


def enough(approvers: Iterable[int], pairs_of_eyes: int) -> bool:
    """True when as many different people approved as the organisation asks for, the writer's own eyes counted as one pair."""
    return len(set(approvers)) >= max(1, pairs_of_eyes - 1)


def page_number(last: int, on_last: int, size: int) -> int:
    """On which page of a list a new item stands, counting from 1; pages of `size` fill up and never shift.

    `last` is the number of the last page (0: the list is empty), `on_last` how many items stand on it.
    """
    return max(last, 1) if on_last < size else last + 1
