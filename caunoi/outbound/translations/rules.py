"""Pure rules of translations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from caunoi.gate.render.paragraphs import CURRENT, MISSING, STALE, Pair, Paragraph, Told, aligned, hash_of
from caunoi.ground.vietnamese.text import nfc

Row = dict[str, str]


def rows_of(paragraphs: Sequence[Paragraph], texts: Iterable[str]) -> list[Row]:
    """Rows of a translation of these paragraphs, said one by one. ValueError when there are not as many of one as of the other."""
    return [
        {"place": one.place, "source": one.text, "text": nfc(text.strip())}
        for one, text in zip(paragraphs, texts, strict=True)
    ]


def told(paragraphs: Sequence[Paragraph], rows: Sequence[Row]) -> list[Told]:
    """The paragraphs of today, each with its row's translation."""
    return aligned(paragraphs, [Pair(row["place"], hash_of(row["source"]), row["text"]) for row in rows])


def before(one: Told, rows: Sequence[Row]) -> str:
    """The Vietnamese of a stale paragraph as it stood when it was translated; "" for others."""
    return rows[one.pair]["source"] if one.state == STALE else ""


def rewritten(paragraphs: Sequence[Paragraph], rows: Sequence[Row], texts: Sequence[str], right: set[int]) -> list[Row]:
    """The rows after the translator went through them: `texts` as they stand in the form, `right` those ticked as still right.

    A stale paragraph follows when its translation was changed or ticked; otherwise it keeps the source that it was made of.
    """
    made: list[Row] = []
    for number, (one, text) in enumerate(zip(told(paragraphs, rows), texts, strict=True)):
        text = nfc(text.strip())
        kept = one.state == STALE and text == one.text.strip() and number not in right
        source = rows[one.pair]["source"] if kept else one.paragraph.text
        made.append({"place": one.paragraph.place, "source": source, "text": text})
    return made


def counts(rows: Iterable[Told]) -> dict[str, int]:
    """How many paragraphs are current, stale, missing."""
    found = dict.fromkeys((CURRENT, STALE, MISSING), 0)
    for one in rows:
        found[one.state] += 1
    return found
