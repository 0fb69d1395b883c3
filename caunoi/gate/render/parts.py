"""Parts that pages of every room share: the way to a page, lists of links, and rich text as readers get it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import nh3

from caunoi.gate.render import streams
from caunoi.gate.render.page import Composed
from caunoi.ground.languages import language_of
from caunoi.ground.vietnamese.text import nfc

HOME = {"vi": {"title": "Trang chủ", "href": "/"}, "en": {"title": "Home", "href": "/en/"}}
_TAGS = {"p", "h3", "ul", "ol", "li", "a", "strong", "em", "sup", "sub", "br"}
_SAME = (("<b>", "<strong>"), ("</b>", "</strong>"), ("<i>", "<em>"), ("</i>", "</em>"))


def links(items: Iterable[Mapping[str, Any]]) -> str:
    """The stream of a list of links, each {"title", "href"}."""
    return "".join(streams.link(item["href"], streams.squeeze(item["title"])) for item in items)


def crumbs(page: Composed, *trail: Mapping[str, str]) -> None:
    """Put the way to a page, from the home page, on it."""
    page.context["crumbs"] = [HOME[language_of(page.path)], *trail]
    page.regions.append(("crumbs", links(page.context["crumbs"])))


def behind(of: Mapping[str, str] | None) -> str:
    """The stream of the note that lines above it do not follow their original (`components.html`: behind)."""
    return streams.squeeze(of["on"]) if of else ""


def clean_html(html: str) -> str:
    """Rich text as readers get it: only the listed elements and plain links, in NFC."""
    html = nfc(html)
    for written, read in _SAME:
        html = html.replace(written, read)
    return nh3.clean(
        html, tags=_TAGS, attributes={"a": {"href"}}, link_rel=None, url_schemes={"http", "https", "mailto", "tel"}
    )
