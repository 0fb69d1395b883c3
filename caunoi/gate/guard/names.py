"""Official names: something alien put inside one, or one spelled with letters that only look right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from caunoi.gate.guard import brands
from caunoi.gate.guard.findings import Finding
from caunoi.gate.guard.glance import suspicious
from caunoi.gate.guard.hits import OWN, hits, reading
from caunoi.gate.guard.letters import ALIKE, PLANTED, bare, has_odd, read
from caunoi.gate.guard.lexicon import GAMBLING_TEXT
from caunoi.gate.guard.says import excerpt
from caunoi.gate.guard.text import Placed, placed

_WORD = re.compile(r"[^\W_]+")
_CODE = re.compile(
    r"(?<![^\W_])(?=[^\W\d_]*\d)(?=\d*[^\W\d_])[^\W_]{3,}"
)  # letters and digits in one word: a brand, never part of a name
_MOST = 4  # alien words in a row


def name_findings(text: str, place: str, names: Sequence[str]) -> list[Finding]:
    """Official names in `text` with an alien word inside or in place of some of their words, or in look-alike letters."""
    return [finding for _, _, finding in _named(text, place, tuple(names))]


def passage_findings(text: str, place: str, names: Sequence[str]) -> list[Finding]:
    """`text_findings` and `name_findings` of one text together, one finding for each place."""
    named = _named(text, place, tuple(names))
    others = [one for one in placed(text, place) if not any(one[0] < end and start < one[1] for start, end, _ in named)]
    return [finding for _, _, finding in sorted([*named, *others], key=lambda one: one[:2])]


def may_hold_names(text: str) -> bool:
    """Whether official names make any difference to what is found in this text. Nearly always not: then they need not be fetched."""
    return has_odd(text) or _CODE.search(text) is not None or suspicious(text)


@lru_cache(maxsize=16)
def _split(names: tuple[str, ...]) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """Names by their first word, each as its words without accents; a name of one word has no inside."""
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for name in names:
        words = tuple(bare(word) for word in _WORD.findall(name))
        if len(words) > 1:
            found.setdefault(words[0], []).append((name, words))
    return found


def _named(text: str, place: str, names: tuple[str, ...]) -> list[Placed]:
    known = _split(names)
    if not known or not may_hold_names(text):
        return []
    odd = has_odd(text)
    read_text = reading(text)
    seen = read_text.seen
    words = [(m.start(), m.end(), bare(m.group())) for m in _WORD.finditer(seen.text)]
    alien = {
        i for i, (_, _, word) in enumerate(words) if _CODE.fullmatch(word) or (word.isascii() and brands.certain(word))
    }
    for hit in hits(GAMBLING_TEXT, read_text):
        if hit.kind in OWN or hit.kind == "act":
            alien.update(i for i, (start, end, _) in enumerate(words) if hit.start <= start and end <= hit.end)
    found: list[Placed] = []
    for i, (start, _, word) in enumerate(words):
        for name, parts in known.get(word, ()):
            last = _match(words, i, parts, alien)
            if last is None:
                continue
            first, end = seen.back(start, words[last][1])
            inside = [words[j] for j in range(i, last + 1) if j in alien]
            if inside:
                stranger = text[slice(*seen.back(inside[0][0], inside[-1][1]))]
                found.append((first, end, _overwritten(text, first, end, place, name, stranger)))
                break
            if odd and any(c in ALIKE or PLANTED.match(c) for c in text[first:end]):
                found.append((first, end, _lookalike(text, first, end, place, name)))
                break
    return found


def _match(words: list[tuple[int, int, str]], at: int, parts: tuple[str, ...], alien: set[int]) -> int | None:
    """Where the name that begins at word `at` ends, alien words passed over, and at most a third of its own words lost to them."""
    here, part, last = at, 0, at
    while part < len(parts):
        if here < len(words) and words[here][2] == parts[part]:
            last, here, part = here, here + 1, part + 1
            continue
        strangers = 0
        while here + strangers in alien and strangers < _MOST:
            strangers += 1
        if not strangers:
            return None
        here += strangers
        rest = parts[part:]
        lost = next((k for k in range(len(rest)) if here < len(words) and words[here][2] == rest[k]), None)
        if lost is None or 3 * lost > len(parts):
            return None
        part += lost
    return last


def _overwritten(text: str, start: int, end: int, place: str, name: str, stranger: str) -> Finding:
    message = (
        f"Tên cơ quan “{name}” bị chèn hoặc ghi đè bằng “{stranger}”. Hãy đối chiếu bản gốc, sửa lại đúng tên rồi trình lại; "
        "báo bộ phận kỹ thuật vì bài có thể đã bị sửa trộm."
    )
    return Finding("overwritten-name", "block", place, excerpt(text, start, end), message)


def _lookalike(text: str, start: int, end: int, place: str, name: str) -> Finding:
    message = (
        f"Tên cơ quan “{name}” được viết bằng ký tự của bảng chữ khác trông giống chữ Việt (“{read(text[start:end]).text}”): "
        "dấu hiệu giả mạo. Hãy gõ lại tên này."
    )
    return Finding("lookalike-letters", "block", place, excerpt(text, start, end), message)
