"""Pure rules of translations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

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


@dataclass(frozen=True)
class Typed:
    """One paragraph as it came back from the translator: the Vietnamese that was shown (`now`), that of which `old` is the translation
    when it is another (`was`), what was typed, and whether it was ticked that the old translation is right for the new Vietnamese."""

    place: str
    now: str
    was: str = ""
    old: str = ""
    text: str = ""
    right: bool = False


def rewritten(typed: Iterable[Typed]) -> list[Row]:
    """The rows after a translator went through them. A stale paragraph follows when its translation was changed or ticked."""
    made = []
    for one in typed:
        now, was, old, text = (_plain(words) for words in (one.now, one.was, one.old, one.text))
        untouched = bool(was) and not one.right and text == old
        made.append({"place": one.place, "source": was if untouched else now, "text": text})
    return made


def _plain(words: str) -> str:
    """Words as they were before a browser sent them."""
    return nfc(words.replace("\r\n", "\n").strip())


@dataclass(frozen=True)
class Piece:
    """Some words of a comparison: the same in both, gone, or new."""

    kind: str
    words: str


def difference(was: str, now: str) -> list[Piece]:
    """What has changed between two texts, word by word."""
    old, new = was.split(), now.split()
    pieces: list[Piece] = []
    for tag, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", " ".join(new[start:end])))
            continue
        pieces += [Piece("gone", " ".join(old[first:last]))] if last > first else []
        pieces += [Piece("new", " ".join(new[start:end]))] if end > start else []
    return pieces


def counts(rows: Iterable[Told]) -> dict[str, int]:
    """How many paragraphs are current, stale, missing."""
    found = dict.fromkeys((CURRENT, STALE, MISSING), 0)
    for one in rows:
        found[one.state] += 1
    return found
