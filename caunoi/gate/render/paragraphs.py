"""Paragraphs: the pieces of a content that are translated one by one, how they are written down, and which translation is of which.

A paragraph of rich text is written as plain words with a few marks (`**strong**`, `*emphasis*`, `[words](address)`, `^{2}`, `_{2}`, a line
break), so that a translator never meets HTML and cannot write any.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from html import escape
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from caunoi.gate.render.parts import clean_html
from caunoi.ground.vietnamese.text import nfc

CURRENT, STALE, MISSING = "current", "stale", "missing"
_BLOCKS = frozenset(("p", "h3", "ul", "ol", "li"))
_MARKS = {"strong": ("**", "**"), "em": ("*", "*"), "sup": ("^{", "}"), "sub": ("_{", "}")}
_WRITTEN = re.compile(
    r"\\(?P<plain>.)|\*\*(?P<strong>(?:\\.|[^\\])+?)\*\*(?!\*)|\*(?P<em>(?:\\.|[^\\*])+?)\*|\[(?P<words>(?:\\.|[^\\\]])*)\]\((?P<href>[^()\s]*)\)"
    r"|\^\{(?P<sup>[^}]*)\}|_\{(?P<sub>[^}]*)\}|(?P<br>\n)"
)


@dataclass(frozen=True)
class Paragraph:
    """What is translated as one: where it stands (title, lead, text, heading, caption …) and its words."""

    place: str
    text: str

    @cached_property
    def hash(self) -> str:
        return hash_of(self.text)


@dataclass(frozen=True)
class Pair:
    """A translated paragraph: the place and the hash of its source as it stood then, and the translation ("" when there is none)."""

    place: str
    hash: str
    text: str


@dataclass(frozen=True)
class Told:
    """A paragraph of today with what is said for it. `pair` is the number of the pair that it comes from, -1 when none."""

    paragraph: Paragraph
    text: str
    state: str
    pair: int = -1


@lru_cache(maxsize=8192)
def hash_of(text: str) -> str:
    """16 hexadecimal digits: the same for texts that differ in nothing but white space."""
    return hashlib.sha256(" ".join(nfc(text).split()).encode()).hexdigest()[:16]


def aligned(paragraphs: Sequence[Paragraph], pairs: Sequence[Pair]) -> list[Told]:
    """For each paragraph of the source its translation: current, stale (the source has changed) or missing.

    What is unchanged is found wherever it moved to. What changed is matched with the old translation that stood in the same gap
    between unchanged neighbours, in order, and of the same place; what is left has no translation.
    """
    old = [(pair.place, pair.hash) for pair in pairs]
    new = [(paragraph.place, paragraph.hash) for paragraph in paragraphs]
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    of: dict[int, int] = {}
    for tag, first, last, at, _ in blocks:
        if tag == "equal":
            of.update({at + step: first + step for step in range(last - first)})
    free = set(range(len(old))) - set(of.values())
    for at, paragraph in enumerate(new):
        twin = next((number for number in sorted(free) if old[number] == paragraph), None) if at not in of else None
        if twin is not None:
            of[at] = twin
            free.discard(twin)
    same = set(of)
    for tag, first, last, start, end in blocks:
        if tag == "replace":
            waiting: dict[str, list[int]] = defaultdict(list)
            for number in range(first, last):
                if number in free:
                    waiting[old[number][0]].append(number)
            for at in range(start, end):
                if at not in of and waiting[new[at][0]]:
                    of[at] = waiting[new[at][0]].pop(0)
    return [_told(paragraph, pairs, of.get(at, -1), at in same) for at, paragraph in enumerate(paragraphs)]


def _told(paragraph: Paragraph, pairs: Sequence[Pair], number: int, same: bool) -> Told:
    if number < 0 or not pairs[number].text.strip():
        return Told(paragraph, "", MISSING, number)
    return Told(paragraph, pairs[number].text, CURRENT if same else STALE, number)


def written(html: str) -> str:
    """The words of a piece of clean inline HTML, with marks."""
    body = LexborHTMLParser(f"<!doctype html><body>{html}").body
    return "".join(_mark(child) for child in _children(body))


def html_of(text: str) -> str:
    """Clean inline HTML of words with marks; whatever is no mark is text."""
    return clean_html(_html(nfc(text.strip())))


def _html(text: str) -> str:
    parts, at = [], 0
    for found in _WRITTEN.finditer(text):
        parts.append(escape(text[at : found.start()], quote=False))
        parts.append(_element(found))
        at = found.end()
    parts.append(escape(text[at:], quote=False))
    return "".join(parts)


def _element(found: re.Match[str]) -> str:
    kind = found.lastgroup or ""
    if kind == "plain":
        return escape(found["plain"], quote=False)
    if kind == "br":
        return "<br>"
    if kind == "href":
        return f'<a href="{escape(found["href"])}">{_html(found["words"])}</a>'
    return f"<{kind}>{_html(found[kind])}</{kind}>"


def _children(node: Any) -> Iterator[Any]:
    child = node.child if node is not None else None
    while child is not None:
        yield child
        child = child.next


def _mark(node: Any) -> str:
    tag = node.tag
    if tag == "-text":
        return re.sub(r"([\\*\[\]])", r"\\\1", node.text_content)
    if tag == "br":
        return "\n"
    inner = "".join(map(_mark, _children(node)))
    if tag == "a":
        href = (node.attributes.get("href") or "").replace("(", "%28").replace(")", "%29")
        return f"[{inner}]({href})"
    before, after = _MARKS.get(tag, ("", ""))
    return f"{before}{inner}{after}" if inner.strip() else inner


class Speech:
    """Walks with a domain through a content, in the order in which it is read, and hears or answers each paragraph.

    This one hears: what it was asked is in `heard`. `Translation` answers.
    """

    language = "vi"

    def __init__(self) -> None:
        self.heard: list[Paragraph] = []

    def plain(self, place: str, text: str) -> str:
        """A line of plain text."""
        return self._said(Paragraph(place, text)) if text.strip() else text

    def term(self, place: str, text: str) -> str:
        """A name on which nothing can be remarked, such as one in a menu: "" when it has no translation."""
        return self.plain(place, text)

    def rich(self, place: str, html: str) -> str:
        """Clean rich text, paragraph by paragraph, list item by list item."""
        return self._within(LexborHTMLParser(f"<!doctype html><body>{html}").body, place) if html.strip() else html

    def behind(self) -> dict[str, str] | None:
        """What is to be said of the plain lines since this was asked last: nothing, or that they are stale or missing."""
        return None

    def _said(self, paragraph: Paragraph) -> str:
        self.heard.append(paragraph)
        return paragraph.text

    def _rich(self, paragraph: Paragraph, html: str) -> str:
        self.heard.append(paragraph)
        return html

    def _within(self, node: Any, place: str) -> str:
        parts: list[str] = []
        run: list[str] = []
        for child in _children(node):
            if child.tag in _BLOCKS:
                parts += [self._run(run, place), f"<{child.tag}>{self._within(child, place)}</{child.tag}>"]
            else:
                run.append(child.html or "")
        return "".join([*parts, self._run(run, place)])

    def _run(self, run: list[str], place: str) -> str:
        html = "".join(run)
        run.clear()
        text = written(html)
        return self._rich(Paragraph(place, text.strip()), html) if text.strip() else html


class Translation(Speech):
    """Answers with the translation; where it does not follow, it says so, with labels that were approved as interface words.

    `label(key)` is the HTML of such a word, `on` the day of the source's version, as readers of the language write it.
    """

    def __init__(self, language: str, told: Iterable[Told], *, label: Any, on: str) -> None:
        super().__init__()
        self.language = language
        self.told = list(told)
        self._next = 0
        self._worst = CURRENT
        self._label, self._on = label, on

    def term(self, place: str, text: str) -> str:
        if not text.strip():
            return text
        answer = self._answer()
        return "" if answer.state == MISSING else answer.text

    def behind(self) -> dict[str, str] | None:
        worst, self._worst = self._worst, CURRENT
        return None if worst == CURRENT else {"state": worst, "on": self._on if worst == STALE else ""}

    def count(self, state: str) -> int:
        return sum(1 for one in self.told if one.state == state)

    def _answer(self) -> Told:
        answer = self.told[self._next]
        self._next += 1
        return answer

    def _said(self, paragraph: Paragraph) -> str:
        answer = self._answer()
        if answer.state == MISSING or self._worst == CURRENT:
            self._worst = answer.state
        return paragraph.text if answer.state == MISSING else answer.text

    def _rich(self, paragraph: Paragraph, html: str) -> str:
        answer = self._answer()
        if answer.state == CURRENT:
            return html_of(answer.text)
        if answer.state == MISSING:
            return f'<span lang="vi">{html}</span> {self._note(self._label("paragraph_missing"))}'
        changed = f"{self._label('paragraph_changed')} {escape(self._on)}"
        return f"{html_of(answer.text)} {self._note(changed)}"

    def _note(self, html: str) -> str:
        return f'<span class="behind">{html}</span>'


def paragraphs_of(walk: Any, content: dict[str, Any]) -> list[Paragraph]:
    """The paragraphs of a content, in order; `walk` is the domain's way through it."""
    speech = Speech()
    walk(content, speech)
    return speech.heard
