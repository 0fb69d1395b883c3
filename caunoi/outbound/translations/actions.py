"""What translators do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from caunoi.gate.releases import translating
from caunoi.ground.people.models import User
from caunoi.ground.refused import Refused
from caunoi.outbound.translations import queries, rules
from caunoi.outbound.translations.models import Translation


def begin(of: str, *, language: str, by: User, texts: Sequence[str] | None = None) -> tuple[Translation, Any]:
    """A new translation of what stands, and its first version. `texts` are its paragraphs in order; none: all are still missing.

    Raises Refused when the original does not stand or is translated already.
    """
    source = queries.original(of)
    paragraphs = translating.paragraphs(of, source.content)
    if Translation.objects.filter(of=of, language=language).exists():
        raise Refused("Trang này đã có bản dịch sang ngôn ngữ đó. Mở bản dịch ấy để sửa.")
    if texts is not None and len(texts) != len(paragraphs):
        raise Refused(f"Bản gốc có {len(paragraphs)} đoạn, bản dịch có {len(texts)}.")
    rows = rules.rows_of(paragraphs, texts if texts is not None else [""] * len(paragraphs))
    with transaction.atomic():
        translation = Translation(of=of, language=language, pairs=rows, title=title_of(rows, source.content["title"]))
        translation.save()
        return translation, translation.save_revision(user=by)


def title_of(rows: Sequence[rules.Row], original: str) -> str:
    """The title as it was translated; the original's until then, and for names, which are not translated."""
    found = (row["text"] for row in rows if row["place"] in ("title", "portal_name"))
    return (next(found, "") or original)[:250]
