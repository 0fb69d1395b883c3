"""Walks the desk as somebody who follows every link, and reads what each screen says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve
from django.utils import translation
from selectolax.lexbor import LexborHTMLParser

from caunoi.desk.tests.catalogues import DOMAINS, PLACEHOLDER, english, packages

HOME = "/quan-tri/"
# Leads out, downloads, or answers scripts.
NOT_SCREENS = re.compile(r"/(logout|static|media|tep|jsi18n|sprite|results|dismissibles|bulk)/|export=|csv=")
MOST_OF_A_KIND = 1
SAID_BY = ("aria-label", "title", "placeholder", "alt", "data-w-progress-active-value", "data-chooser-title")
# What the admin's scripts are given and do not say.
UNSAID = {
    "name",
    "icon",
    "icon_name",
    "iconName",
    "classnames",
    "url",
    "id",
    "type",
    "_type",
    "attrs",
    "html",
    "class",
    "code",
    "dir",
}
VIETNAMESE = re.compile(r"[à-ỹđ]", re.IGNORECASE)
# Words that no Vietnamese sentence holds.
ENGLISH = re.compile(
    r"\b(the|this|that|you|your|of|with|and|is|are|not|from|or|has|have|will|can|please|select|choose|page)\b",
    re.IGNORECASE,
)


@dataclass
class Walk:
    """The screens that somebody came to: address → status, and what is left in English there."""

    client: Client
    statuses: dict[str, int] = field(default_factory=dict)
    menu: list[str] = field(default_factory=list)
    left_over: dict[str, set[str]] = field(default_factory=dict)

    def through(self) -> Walk:
        """From the first page by every link, at most a few of each kind of screen."""
        waiting, seen = [HOME], {HOME}
        of_a_kind: dict[str, int] = {}
        while waiting:
            address = waiting.pop(0)
            answer = self.client.get(address, follow=True)
            self.statuses[address] = answer.status_code
            if answer.status_code != 200 or "text/html" not in answer.headers["Content-Type"]:
                continue
            page = LexborHTMLParser(answer.content)
            if address == HOME:
                self.menu = menu_of(page)
            for said in words_of(page):
                if is_english(said):
                    self.left_over.setdefault(said, set()).add(address)
            for link in (*self.menu, *links_of(page, address)):
                if link in seen or NOT_SCREENS.search(link):
                    continue
                seen.add(link)
                kind = kind_of(link)
                if kind and of_a_kind.setdefault(kind, 0) < MOST_OF_A_KIND:
                    of_a_kind[kind] += 1
                    waiting.append(link)
        return self


def kind_of(address: str) -> str:
    """The screen behind an address of the desk, whatever it is of; empty when there is none."""
    path = urlsplit(address).path
    if not path.startswith((HOME, "/accounts/")):
        return ""
    try:
        found = resolve(path)
    except Resolver404:
        return ""
    return found.view_name


def links_of(page: LexborHTMLParser, address: str) -> list[str]:
    found = [urljoin(address, node.attributes.get("href") or "") for node in page.css("a[href]")]
    found += [urljoin(address, node.attributes.get("data-url") or "") for node in page.css("[data-modal-url]")]
    return [one.partition("#")[0] for one in found if one.startswith("/")]


def menu_of(page: LexborHTMLParser) -> list[str]:
    """The addresses of the menu, which Wagtail hands to its script as JSON."""
    return [one["url"] for one in _items(props(page)) if one.get("url", "").startswith("/")]


def menu_labels(page: LexborHTMLParser) -> list[str]:
    return [one["label"] for one in _items(props(page)) if one.get("url", "#").startswith(("/", "#"))]


def props(page: LexborHTMLParser) -> Any:
    node = page.css_first("#wagtail-sidebar-props")
    return json.loads(node.text()) if node else {}


def _items(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if {"label", "name"} <= value.keys():
            yield value
        for one in value.values():
            yield from _items(one)
    elif isinstance(value, list):
        for one in value:
            yield from _items(one)


def words_of(page: LexborHTMLParser) -> Iterator[str]:
    """What a person sees or hears of a page: texts, what attributes say, and what the admin's scripts are given to say."""
    yield from _strings(props(page))
    for node in page.css("[data-w-init-data-value], [data-block], [data-draftail-input], [data-options], [data-value]"):
        for name in ("data-w-init-data-value", "data-block", "data-options"):
            if (value := node.attributes.get(name) or "").startswith(("{", "[")):
                yield from _strings(json.loads(value))
    for node in page.css("input[type=submit], input[type=button]"):
        yield _plain(node.attributes.get("value") or "")
    for name in SAID_BY:
        for node in page.css(f"[{name}]"):
            yield _plain(node.attributes.get(name) or "")
    for node in page.css("script, style, svg, code, pre, iframe, time, textarea, [hidden]"):
        node.decompose()
    if page.root is not None:
        for node in page.root.traverse(include_text=True):
            if node.tag == "-text" and (said := _plain(node.text(deep=False))):
                yield said


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield _plain(re.sub(r"<[^>]+>", " ", value))
    elif isinstance(value, dict):
        for key, one in value.items():
            if key not in UNSAID:
                yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)


def _plain(said: str) -> str:
    return " ".join(said.split())


@cache
def is_english(said: str) -> bool:
    """Whether this is a string of a package in English, or reads like an English sentence."""
    if VIETNAMESE.search(said) or not re.search(r"[A-Za-z]{2}", said):
        return False
    words, sentences = msgids()
    if said in words or said.rstrip(":…. ") in words:
        return True
    if any(one.fullmatch(said) for one in sentences):
        return True
    return " " in said and len(ENGLISH.findall(said)) >= 2


@cache
def msgids() -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """The English strings whose Vietnamese is another: plain ones, and those with gaps as patterns."""
    plain: set[str] = set()
    gaps: list[re.Pattern[str]] = []
    with translation.override("vi"):
        for package in packages():
            for domain in DOMAINS:
                for one in english(package, domain):
                    for text in filter(None, (one.singular, one.plural)):
                        text = _plain(re.sub(r"<[^>]+>", " ", text))
                        if not PLACEHOLDER.search(text):
                            plain.add(text)
                        elif len(re.findall(r"[A-Za-z]{3}", PLACEHOLDER.sub("", text))) > 1:
                            parts = [re.escape(part) for part in PLACEHOLDER.split(text)]
                            gaps.append(re.compile(".{1,80}".join(parts)))
    said = {text for text in plain if translation.gettext(text) != text}
    with translation.override("vi"):
        same = {text for text in plain if translation.gettext(text) == text and " " not in text}
    return frozenset(said - same), tuple(gaps)
