"""What the gate must know of translations."""

from __future__ import annotations

from datetime import datetime

from caunoi.gate.releases import translating
from caunoi.gate.releases.kinds import Content, RecordKind, Shelf
from caunoi.gate.render.page import PageRef
from caunoi.gate.render.paragraphs import hash_of
from caunoi.ground.vietnamese.text import nfc
from caunoi.outbound.translations.models import Translation


def _translation(translation: Translation) -> Content:
    rows = [row for row in translation.pairs if row["text"].strip()]
    pairs = [{"place": row["place"], "hash": hash_of(row["source"]), "text": nfc(row["text"].strip())} for row in rows]
    return {"title": nfc(translation.title), "of": translation.of, "language": translation.language, "pairs": pairs}


def _pages(content: Content, number: int) -> list[PageRef]:
    return translating.pages_of(content["of"], content["language"])


def _shelves(content: Content, number: int, since: datetime) -> list[Shelf]:
    language, of = content["language"], content["of"]
    whats = ("", of.partition(":")[0], of)
    return [Shelf(translating.shelf_of(language, what), since) for what in whats]


KIND = RecordKind(translating.KIND, "translations.Translation", _translation, _pages, _shelves)
