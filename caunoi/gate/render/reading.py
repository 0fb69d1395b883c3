"""Take the content of each region out of rendered bytes again, by the parser that reads as a browser does (HTML5)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from caunoi.gate.render import streams

Head = tuple[str, ...]

_BLOCKS = frozenset(
    "p div section article aside header footer main nav h1 h2 h3 h4 h5 h6 ul ol li dl dt dd figure figcaption blockquote "
    "table caption thead tbody tr th td details summary br hr".split()
)
_SILENT = frozenset(("script", "style"))
# Attributes that a browser, a reading aid or a search engine says aloud.
_WORDS = (
    "aria-label", "aria-description", "aria-roledescription", "aria-valuetext", "aria-placeholder", "title", "placeholder", "label", "abbr",
)  # fmt: skip
# What belongs in <head> and shows nothing in <body>, but is read by machines.
_HEADERS = frozenset(("meta", "link", "base"))


@dataclass
class Region:
    """One region as it stands in the bytes: its key, its stream, and its text with a line for each block."""

    key: str
    stream: str
    text: str


@dataclass
class Reading:
    """A page read back: `head` as sorted tuples, `regions` in order, and what stands outside every region."""

    tree: LexborHTMLParser
    head: list[Head] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)
    orphans: list[str] = field(default_factory=list)


def read(data: bytes) -> Reading:
    """Parse a whole HTML page. Never fails: what makes no sense shows as a difference or an orphan."""
    tree = LexborHTMLParser(data)
    reading = Reading(tree)
    if tree.head is not None:
        reading.head = _head(tree.head)
    for outermost in (tree.root, tree.head, tree.body):
        if outermost is not None:
            _words(outermost.attributes, reading)
    body = tree.body
    if body is not None:
        stray: list[str] = []
        _walk(body, reading, stray, [])
        left = "".join(stray)
        if left:
            reading.orphans.append(left[:160])
    return reading


def read_fragment(html: str) -> Region:
    """The stream of a piece of approved HTML, read as it will be read inside a page."""
    tree = LexborHTMLParser(f"<!doctype html><body>{html}")
    reading = Reading(tree)
    marks: list[str] = []
    texts: list[str] = []
    _walk(tree.body, reading, marks, texts)
    return Region("", "".join(marks), "".join(texts))


def _head(node: Any) -> list[Head]:
    found: list[Head] = []
    child = node.child
    while child is not None:
        tag = child.tag
        if tag == "title":
            found.append(("title", streams.squeeze(child.text())))
        elif tag not in ("-text", "-comment"):
            attributes = child.attributes
            found.append((tag, *(f"{k}={'' if v is None else v}" for k, v in sorted(attributes.items()))))
        child = child.next
    return sorted(found)


def _walk(node: Any, reading: Reading, marks: list[str], texts: list[str]) -> None:
    child = node.child
    while child is not None:
        tag = child.tag
        if tag == "-text":
            text = child.text_content
            marks.append(streams.squeeze(text))
            texts.append(text)
        elif tag in _SILENT or tag == "-comment":
            pass  # the markup rules of the guard deal with these
        else:
            _element(child, tag, reading, marks, texts)
        child = child.next


def _element(node: Any, tag: str, reading: Reading, marks: list[str], texts: list[str]) -> None:
    attributes = node.attributes
    if attributes:
        _words(attributes, reading, "title" if tag == "iframe" else "")
    key = attributes.get("data-r")
    outer_marks, outer_texts = marks, texts
    if key is not None:
        marks, texts = [], []
    if tag == "a":
        marks.append(f"{streams.OPEN}a {streams.plain(attributes.get('href'))}{streams.CLOSE}")
        _walk(node, reading, marks, texts)
        marks.append(f"{streams.OPEN}/a{streams.CLOSE}")
    elif tag == "img":
        marks.append(_image(attributes))
    elif tag == "iframe":
        marks.append(streams.frame(streams.plain(attributes.get("src")), attributes.get("title") or ""))
        marks.append(streams.squeeze(node.text(deep=True)))
    elif tag == "source":
        marks.append(streams.image(" ".join(sorted(_sources(attributes))), ""))
    elif tag in ("form", "input", "video", "audio", "object", "embed"):
        named = " ".join(
            f"{k}={streams.plain(v)}"
            for k, v in sorted(attributes.items())
            if k in ("action", "method", "name", "value", "src", "type")
        )
        marks.append(f"{streams.OPEN}{tag} {named}{streams.CLOSE}")
        _walk(node, reading, marks, texts)
    elif tag in _HEADERS:
        marks.append(
            f"{streams.OPEN}{tag} {' '.join(f'{k}={streams.plain(v)}' for k, v in sorted(attributes.items()))}{streams.CLOSE}"
        )
    else:
        _walk(node, reading, marks, texts)
    if key is not None:
        reading.regions.append(Region(key, "".join(marks), "".join(texts)))
        marks, texts = outer_marks, outer_texts
    if tag in _BLOCKS:
        texts.append("\n")


def _words(attributes: dict[str, str | None], reading: Reading, content: str = "") -> None:
    """Words in attributes are labels; the attribute named `content` is none."""
    for name in _WORDS:
        word = attributes.get(name)
        if word and name != content:
            reading.regions.append(Region("label", streams.squeeze(word), word))


def _image(attributes: dict[str, str | None]) -> str:
    sources = _sources(attributes)
    source = sources.pop() if len(sources) == 1 else " ".join(sorted(sources))
    return streams.image(source, attributes.get("alt") or "")


def _sources(attributes: dict[str, str | None]) -> set[str]:
    found = {streams.media_source(streams.plain(attributes.get("src")))} if attributes.get("src") else set()
    for candidate in (attributes.get("srcset") or "").split(","):
        address = candidate.strip().split(" ")[0]
        if address:
            found.add(streams.media_source(streams.plain(address)))
    return found
