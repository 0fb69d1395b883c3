"""Look-alike letters and characters nobody sees."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from caunoi.gate.guard.findings import Finding
from caunoi.gate.guard.letters import ALIKE, HIDDEN, MARKS, OF_SCIENCE, PLANTED, bare, has_odd, read
from caunoi.gate.guard.says import excerpt

_WORD = re.compile(rf"[\w{MARKS}\u00ad\u200b-\u200f\u2060\ufeff]+")
_NUMBER = re.compile(
    r"[\w\-.]*\d[\w\-.]*/[\w/\-.]*$"
)  # what stands before a look-alike in a document number: "06/2022/TT-"
_EMOJI = re.compile(r"[\u2190-\u2bff\U0001f000-\U0001faff\ufe0f]")

_A_MESSAGE = 4  # so many in a row can spell something


def odd_letters(text: str, place: str) -> list[tuple[int, int, Finding]]:
    """Words of mixed scripts, and hidden characters, each with its span in `text`."""
    if not has_odd(text):
        return []
    return [*_mixed(text, place), *_hidden(text, place)]


def _mixed(text: str, place: str) -> Iterator[tuple[int, int, Finding]]:
    for m in _WORD.finditer(text):
        word = unicodedata.normalize("NFC", m.group())
        foreign = [c for c in word if c in ALIKE and c not in OF_SCIENCE]
        native = [c for c in word if c.isalpha() and (c.isascii() or bare(c).isascii())]
        styled = len(foreign) > 1 and all(unicodedata.normalize("NFKC", c) != c for c in foreign)
        stacked = len(re.findall(f"[{MARKS}]", word)) > 1
        if not ((foreign and native) or styled or stacked):
            continue
        stood = excerpt(text, m.start(), m.end())
        numbered = _NUMBER.search(text[max(0, m.start() - 24) : m.start()]) is not None and word == word.upper()
        which = ", ".join(f"“{c}”" for c in dict.fromkeys(foreign)) or "dấu chồng lên chữ"
        message = (
            f"Từ “{stood}” có ký tự của bảng chữ khác trông giống chữ Việt ({which}); máy tìm kiếm và trình đọc màn hình không đọc được, "
            f"và đây là cách che giấu nội dung bị cấm. Hãy gõ lại từ này: “{read(stood).text}”."
        )
        yield m.start(), m.end(), Finding("lookalike-letters", "warn" if numbered else "block", place, stood, message)


def _inside_a_word(text: str, start: int, end: int) -> bool:
    return text[max(0, start - 1) : start].isalnum() and text[end : end + 1].isalnum()


def _hidden(text: str, place: str) -> Iterator[tuple[int, int, Finding]]:
    for m in re.finditer(f"(?:{HIDDEN.pattern})+", text):
        planted = PLANTED.search(m.group()) is not None
        if not planted and set(m.group()) <= {"\u200d"} and _EMOJI.match(text[m.start() - 1 : m.start()]):
            continue
        if not planted and len(m.group()) < _A_MESSAGE and not (_inside_a_word(text, m.start(), m.end())):
            continue  # left over from pasting, beside a word: it changes nothing that is read
        start = max(0, m.start() - 15)
        names = ", ".join(dict.fromkeys(f"U+{ord(c):04X}" for c in m.group()))
        message = (
            f"Có ký tự không nhìn thấy ({names}) trong “{excerpt(text, start, m.end() + 15)}”"
            + (", loại dùng để đảo hoặc giấu chữ. " if planted else ", thường do dán từ nơi khác. ")
            + "Hãy xoá và gõ lại chỗ này."
        )
        finding = Finding(
            "hidden-characters", "block" if planted else "warn", place, excerpt(text, m.start(), m.end()), message
        )
        yield m.start(), m.end(), finding
