"""Take the content of each region out of rendered bytes again, by the parser that reads as a browser does (HTML5)."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from caunoi.gate.guard import structured
from caunoi.gate.guard.fragments import Fragments, markup_of
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
# Where a form sends what, and what plays by itself; a button with a name or a value is sent as well.
_SENT = frozenset(("form", "input", "video", "audio", "object", "embed"))
_SAYS_WHAT = frozenset(("action", "method", "name", "value", "src", "type"))
_NAMED = frozenset(("name", "value"))


@dataclass(frozen=True)
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


_read_before: Fragments[tuple[Region, ...]] = Fragments()


def read(data: bytes) -> Reading:
    """Parse a whole HTML page. Never fails: what makes no sense shows as a difference or an orphan."""
    tree = LexborHTMLParser(data)
    reading = Reading(tree)
    if tree.head is not None:
        reading.head = _head(tree.head)
    for outermost in (tree.root, tree.head, tree.body):
        if outermost is not None:
            _words(outermost.attributes, reading.regions)
    body = tree.body
    if body is not None:
        stray: list[str] = []
        _walk(body, reading.regions, stray, [])
        left = "".join(stray)
        if left:
            reading.orphans.append(left[:160])
    return reading


def forget() -> None:
    """Read every region anew, as a new process does."""
    _read_before.forget()
    read_fragment.cache_clear()


@lru_cache(maxsize=1024)
def read_fragment(html: str) -> Region:
    """The stream of a piece of approved HTML, read as it will be read inside a page."""
    tree = LexborHTMLParser(f"<!doctype html><body>{html}")
    marks: list[str] = []
    texts: list[str] = []
    _walk(tree.body, [], marks, texts)
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
            item = (tag, *(f"{k}={'' if v is None else v}" for k, v in sorted(attributes.items())))
            found.append((*item, *_script(child)) if tag == "script" else item)
        child = child.next
    return sorted(found)


def data_element(text: str) -> Head:
    """How data for machines is found in a head."""
    return ("script", f"type={structured.TYPE}", f"text={text}")


def _script(node: Any) -> Head:
    """What stands in a script, if anything does."""
    text = node.text(deep=True)
    return (f"text={text}",) if text else ()


def _walk(node: Any, regions: list[Region], marks: list[str], texts: list[str]) -> None:
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
            _element(child, tag, regions, marks, texts)
        child = child.next


def _element(node: Any, tag: str, regions: list[Region], marks: list[str], texts: list[str]) -> None:
    attributes = node.attributes
    key = attributes.get("data-r")
    if key is None:
        _contents(node, tag, attributes, regions, marks, texts)
    else:
        regions.extend(_region(node, tag, attributes, key))
    if tag in _BLOCKS:
        texts.append("\n")


def _region(node: Any, tag: str, attributes: dict[str, str | None], key: str) -> tuple[Region, ...]:
    """A region, and before it those that stand in it; from memory when the very same markup was read before."""
    markup = markup_of(node, key)
    known = _read_before.get(markup)
    if known is None:
        inside: list[Region] = []
        marks: list[str] = []
        texts: list[str] = []
        _contents(node, tag, attributes, inside, marks, texts)
        known = (*inside, Region(key, "".join(marks), "".join(texts)))
        _read_before.keep(markup, known)
    return known


def _contents(
    node: Any, tag: str, attributes: dict[str, str | None], regions: list[Region], marks: list[str], texts: list[str]
) -> None:
    if attributes:
        _words(attributes, regions, "title" if tag == "iframe" else "")
    if tag == "a":
        marks.append(f"{streams.OPEN}a {streams.plain(attributes.get('href'))}{streams.CLOSE}")
        _walk(node, regions, marks, texts)
        marks.append(f"{streams.OPEN}/a{streams.CLOSE}")
    elif tag == "img":
        marks.append(_image(attributes))
    elif tag == "iframe":
        marks.append(streams.frame(streams.plain(attributes.get("src")), attributes.get("title") or ""))
        marks.append(streams.squeeze(node.text(deep=True)))
    elif tag == "source":
        marks.append(streams.image(" ".join(sorted(_sources(attributes))), ""))
    elif tag in _SENT or (tag == "button" and not _NAMED.isdisjoint(attributes)):
        marks.append(streams.mark(tag, **{k: streams.plain(v) for k, v in attributes.items() if k in _SAYS_WHAT}))
        _walk(node, regions, marks, texts)
    elif tag in _HEADERS:
        marks.append(
            f"{streams.OPEN}{tag} {' '.join(f'{k}={streams.plain(v)}' for k, v in sorted(attributes.items()))}{streams.CLOSE}"
        )
    else:
        _walk(node, regions, marks, texts)


def _words(attributes: dict[str, str | None], regions: list[Region], content: str = "") -> None:
    """Words in attributes are labels; the attribute named `content` is none."""
    for name in _WORDS:
        word = attributes.get(name)
        if word and name != content:
            regions.append(Region("label", streams.squeeze(word), word))


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
