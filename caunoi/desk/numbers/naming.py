"""What addresses and sections are called, from what stands on the portal."""

from __future__ import annotations

import json
from collections.abc import Iterable

from django.conf import settings

from caunoi.gate.releases.models import Page, Standing

_OTHERS = {
    "": "Trang chủ", "hoi-dap": "Hỏi đáp", "lanh-dao": "Lãnh đạo", "lich-cong-tac": "Lịch công tác", "bang-theo-doi": "Bảng theo dõi trả lời",
    "the": "Thẻ", "en": "English",
}  # fmt: skip


def section_titles(folders: Iterable[str]) -> dict[str, str]:
    """The title of each folder of the portal; the folder itself where nothing of that name stands."""
    titles = {}
    for text in Standing.objects.filter(kind__in=("section", "special")).values_list("content", flat=True):
        content = json.loads(text)
        titles[content["slug"]] = content["title"]
    return {folder: titles.get(folder) or _OTHERS.get(folder) or f"/{folder}/" for folder in folders}


def titles_at(paths: Iterable[str]) -> dict[str, str]:
    """The titles of what stands at these addresses; nothing for lists and for what was withdrawn."""
    records = dict(
        Page.objects.filter(host=settings.HOST, path__in=list(paths)).exclude(record="").values_list("path", "record")
    )
    rows = Standing.objects.filter(record__in=set(records.values())).values_list("record", "content")
    titles = {record: json.loads(text) for record, text in rows}
    found = {path: titles.get(record, {}) for path, record in records.items()}
    return {path: str(content.get("title") or content.get("name") or "") for path, content in found.items()}
