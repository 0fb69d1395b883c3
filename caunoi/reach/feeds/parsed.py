"""A feed or a sitemap read again from its bytes, with a closed vocabulary: what it says, in order, or ValueError.

The gate compares what is found here with what was approved, so nothing may slip through unreported: an element,
attribute, comment, entity or key that `formats` does not write is an error, and so are stray text and a key that
stands twice.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from lxml import etree

RSS, ATOM, JSON_FEED = "application/rss+xml", "application/atom+xml", "application/feed+json"
SITEMAP = "application/xml"
ATOM_NS = "http://www.w3.org/2005/Atom"
MEDIA_NS = "http://search.yahoo.com/mrss/"
DC_NS = "http://purl.org/dc/elements/1.1/"
CONTENT_NS = "http://purl.org/rss/1.0/modules/content/"
SITEMAP_NS = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS_NS = "http://www.google.com/schemas/sitemap-news/0.9"
JSON_VERSION = "https://jsonfeed.org/version/1.1"

Stream = list[tuple[str, ...]]
_Reader = Callable[[Any], Stream]


def extract(data: bytes, media_type: str) -> Stream:
    """What these bytes tell a reader, as (kind, value) in the order of the document.

    Kinds: language, title, text, link, hub, author; for each entry id, title, link, text, html, image, author,
    section, published, updated; in sitemaps link, modified and, for news, publication, language, published, title.
    Moments are ISO 8601 in UTC. A feed says the same in its three formats. ValueError if the bytes hold anything
    else or are not of this media type.
    """
    kind = media_type.partition(";")[0].strip()
    if kind == JSON_FEED:
        return list(_json(data))
    if kind not in _ROOTS:
        raise ValueError(f"not a feed or a sitemap: {media_type}")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"not XML: {error}") from error
    described: Any = root.getroottree().docinfo
    if described.doctype or root.getprevious() is not None or root.getnext() is not None:
        raise ValueError("something stands outside the root element")
    readers = _ROOTS[kind]
    if root.tag not in readers:
        raise ValueError(f"unexpected root <{root.tag}>")
    return readers[root.tag](root)


def moment(value: datetime) -> str:
    """A moment as `extract` reports it: whole seconds, UTC."""
    return value.astimezone(UTC).replace(microsecond=0).isoformat()


def _attributes(element: Any, expected: dict[str, str | None]) -> None:
    found = dict(element.attrib)
    if set(found) != set(expected) or any(value not in (None, found[name]) for name, value in expected.items()):
        raise ValueError(f"unexpected attributes of <{element.tag}>: {found}")


def _leaf(kind: str, **expected: str | None) -> _Reader:
    def read(element: Any) -> Stream:
        _attributes(element, expected)
        if len(element):
            raise ValueError(f"<{element.tag}> holds elements")
        return [(kind, element.text or "")]

    return read


def _atom_feed(root: Any) -> Stream:
    # The id is the feed's own address: it may say nothing else.
    own = [link.get("href") for link in root.findall(f"{_A}link") if link.get("rel") == "self"]
    ids = root.findall(f"{_A}id")
    if len(ids) != 1 or _leaf("id")(ids[0]) != [("id", own[0] if len(own) == 1 else None)]:
        raise ValueError("the id of an Atom feed must be its own address")
    return _parent(_ATOM_FEED, first="language")(root)


def _moment(kind: str, parse: Callable[[str], datetime]) -> _Reader:
    """A moment; one without a kind is only checked."""

    def read(element: Any) -> Stream:
        [(_, text)] = _leaf(kind)(element)
        parsed = parse(text)
        return [(kind, moment(parsed))] if kind else []

    return read


def _attribute(kind: str, name: str, **expected: str) -> _Reader:
    def read(element: Any) -> Stream:
        _attributes(element, {name: None, **expected})
        if len(element) or element.text:
            raise ValueError(f"<{element.tag}> is not empty")
        return [(kind, element.get(name))]

    return read


def _links(own_type: str) -> _Reader:
    def read(element: Any) -> Stream:
        rel = element.get("rel")
        if rel == "hub":
            return _attribute("hub", "href", rel="hub")(element)
        kinds = {"self": own_type, "alternate": "text/html"}
        if rel not in kinds:
            raise ValueError(f"unexpected link {dict(element.attrib)}")
        return _attribute("link", "href", rel=rel, type=kinds[rel])(element)

    return read


def _guid(element: Any) -> Stream:
    if element.get("isPermaLink") not in ("true", "false"):
        raise ValueError("a guid must say whether it is a permanent link")
    return _leaf("id", isPermaLink=None)(element)


def _parent(readers: dict[str, _Reader], *, first: str = "", **expected: str | None) -> _Reader:
    """An element that holds only elements; `first` is the kind of its own xml:lang, reported before them."""

    def read(element: Any) -> Stream:
        stream: Stream = []
        if first:
            stream.append((first, element.get(_LANG)))
        _attributes(element, {**expected, **({_LANG: None} if first else {})})
        texts = [element.text, *(child.tail for child in element)]
        if any(text and text.strip() for text in texts):
            raise ValueError(f"stray text in <{element.tag}>")
        for child in element:
            if child.tag not in readers:
                raise ValueError(f"unexpected <{child.tag}> in <{element.tag}>")
            stream += readers[child.tag](child)
        return stream

    return read


_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_A, _S, _N = f"{{{ATOM_NS}}}", f"{{{SITEMAP_NS}}}", f"{{{NEWS_NS}}}"
_CREATOR = f"{{{DC_NS}}}creator"
_IMAGE = {f"{{{MEDIA_NS}}}content": _attribute("image", "url", medium="image")}
_RSS_ITEM: dict[str, _Reader] = {
    "guid": _guid,
    "title": _leaf("title"),
    "link": _leaf("link"),
    "description": _leaf("text"),
    f"{{{CONTENT_NS}}}encoded": _leaf("html"),
    **_IMAGE,
    _CREATOR: _leaf("author"),
    "category": _leaf("section"),
    "pubDate": _moment("published", parsedate_to_datetime),
    f"{_A}updated": _moment("updated", datetime.fromisoformat),
}
_RSS_CHANNEL: dict[str, _Reader] = {
    "language": _leaf("language"),
    "title": _leaf("title"),
    "description": _leaf("text"),
    "link": _leaf("link"),
    f"{_A}link": _links(RSS),
    _CREATOR: _leaf("author"),
    "lastBuildDate": _moment("", parsedate_to_datetime),
    "item": _parent(_RSS_ITEM),
}
_ATOM_BOTH: dict[str, _Reader] = {
    f"{_A}title": _leaf("title"),
    f"{_A}link": _links(ATOM),
    f"{_A}author": _parent({f"{_A}name": _leaf("author")}),
}
_ATOM_ENTRY: dict[str, _Reader] = {
    **_ATOM_BOTH,
    f"{_A}id": _leaf("id"),
    f"{_A}summary": _leaf("text"),
    f"{_A}content": _leaf("html", type="html"),
    **_IMAGE,
    f"{_A}category": _attribute("section", "term"),
    f"{_A}published": _moment("published", datetime.fromisoformat),
    f"{_A}updated": _moment("updated", datetime.fromisoformat),
}
_ATOM_FEED: dict[str, _Reader] = {
    **_ATOM_BOTH,
    f"{_A}subtitle": _leaf("text"),
    f"{_A}id": lambda checked: [],
    f"{_A}updated": _moment("", datetime.fromisoformat),
    f"{_A}entry": _parent(_ATOM_ENTRY),
}
_ADDRESS: dict[str, _Reader] = {
    f"{_S}loc": _leaf("link"),
    f"{_S}lastmod": _moment("modified", datetime.fromisoformat),
}
_NEWS: dict[str, _Reader] = {
    f"{_N}publication": _parent({f"{_N}name": _leaf("publication"), f"{_N}language": _leaf("language")}),
    f"{_N}publication_date": _moment("published", datetime.fromisoformat),
    f"{_N}title": _leaf("title"),
}
_ROOTS: dict[str, dict[str, _Reader]] = {
    RSS: {"rss": _parent({"channel": _parent(_RSS_CHANNEL)}, version="2.0")},
    ATOM: {f"{_A}feed": _atom_feed},
    SITEMAP: {
        f"{_S}urlset": _parent({f"{_S}url": _parent({**_ADDRESS, f"{_N}news": _parent(_NEWS)})}),
        f"{_S}sitemapindex": _parent({f"{_S}sitemap": _parent(_ADDRESS)}),
    },
}

_JSON_HEAD = {
    "language": "language",
    "title": "title",
    "description": "text",
    "home_page_url": "link",
    "feed_url": "link",
}
_JSON_ITEM = {"id": "id", "title": "title", "url": "link", "summary": "text", "content_html": "html", "image": "image"}
_JSON_DATES = {"date_published": "published", "date_modified": "updated"}


def _json(data: bytes) -> Iterator[tuple[str, ...]]:
    try:
        whole = json.loads(data.decode("utf-8"), object_pairs_hook=_once)
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise ValueError(f"not JSON: {error}") from error
    if not isinstance(whole, dict) or whole.pop("version", None) != JSON_VERSION:
        raise ValueError("not a JSON Feed 1.1")
    items = whole.pop("items", None)
    if not isinstance(items, list):
        raise ValueError("a JSON Feed needs its items")
    yield from _json_values(whole, _JSON_HEAD)
    for item in items:
        if not isinstance(item, dict):
            raise ValueError("an item is not an object")
        yield from _json_values(item, _JSON_ITEM)


def _json_values(values: dict[str, Any], kinds: dict[str, str]) -> Iterator[tuple[str, ...]]:
    for key, value in values.items():
        if key in kinds and isinstance(value, str):
            yield kinds[key], value
        elif key == "hubs" and _is_one(value, {"type", "url"}) and value[0]["type"] == "WebSub":
            yield "hub", value[0]["url"]
        elif key == "authors" and _is_one(value, {"name"}):
            yield "author", value[0]["name"]
        elif key == "tags" and isinstance(value, list) and len(value) == 1 and isinstance(value[0], str):
            yield "section", value[0]
        elif key in _JSON_DATES and isinstance(value, str):
            yield _JSON_DATES[key], moment(datetime.fromisoformat(value))
        elif key != "content_text" or value not in (values.get("summary"), values.get("title")):
            # content_text is there only because the format demands some content: it repeats what is reported already.
            raise ValueError(f"unexpected {key!r} in a JSON Feed")


def _is_one(value: Any, keys: set[str]) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 1
        and isinstance(value[0], dict)
        and set(value[0]) == keys
        and all(isinstance(each, str) for each in value[0].values())
    )


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = [key for key, _ in pairs]
    if len(set(keys)) != len(keys):
        raise ValueError(f"a key stands twice: {keys}")
    return dict(pairs)
