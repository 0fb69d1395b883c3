"""What stands on a page that should not: the difference between two versions of it, and the guard's rules. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from caunoi.gate.guard.findings import Finding
from caunoi.gate.guard.hosts import host_of
from caunoi.gate.guard.markup import Policy, markup_findings
from caunoi.gate.guard.styles import hides
from caunoi.gate.guard.text import text_findings

MOST: Final = 12
"""So many things are named of one page."""
_LONGEST: Final = 1_000_000
_READ: Final = 200_000
_DEEPEST: Final = 2_000
_TAG: Final = re.compile(r"<(/?)([a-zA-Z][\w-]{0,20})")
# Elements that hold nothing, or end where the next of them begins.
_SHALLOW: Final = frozenset(
    "area base br col embed hr img input link meta source track wbr p li td th tr dd dt option".split()
)
_HIDDEN: Final = 50  # each is read to its end: a page of a thousand, one in the other, must not hold up the watch
_UNSEEN: Final = frozenset(("script", "style", "template"))
_TELLING: Final = frozenset(
    (
        "hidden-link", "hidden-text", "script", "frame", "meta-refresh", "form-action", "base-href", "off-list-host",
        "dangerous-link", "event-handler", "stylesheet", "comment",
    )
)  # fmt: skip
# Of which a portal has its own: without a page to compare with they tell nothing.
_OWN: Final = frozenset(("script", "stylesheet"))
_REFRESH: Final = re.compile(r"url\s*=\s*['\"]?([^'\">\s]+)", re.I)
_CHARSET: Final = re.compile(rb"charset=[\"']?([\w-]+)", re.I)


@dataclass
class Parts:
    """What a page is made of, as far as an intruder could use it."""

    links: Counter[str] = field(default_factory=Counter)
    scripts: Counter[str] = field(default_factory=Counter)
    frames: Counter[str] = field(default_factory=Counter)
    refreshes: Counter[str] = field(default_factory=Counter)
    forms: Counter[str] = field(default_factory=Counter)
    styles: Counter[str] = field(default_factory=Counter)
    pictures: Counter[str] = field(default_factory=Counter)
    hidden: Counter[str] = field(default_factory=Counter)
    texts: Counter[str] = field(default_factory=Counter)

    @property
    def hosts(self) -> set[str]:
        """Hosts that the page leads to or fetches from."""
        every = (self.links, self.scripts, self.frames, self.refreshes, self.forms, self.styles, self.pictures)
        return {host for many in every for one in many if (host := host_of(one))}

    @property
    def text(self) -> str:
        return "\n".join(self.texts)


_NAMES: Final = (
    ("scripts", "mã lệnh"), ("frames", "khung nhúng"), ("refreshes", "lệnh tự chuyển trang đến"), ("forms", "biểu mẫu gửi đến"),
    ("hidden", "phần bị giấu"), ("links", "liên kết"), ("styles", "tệp kiểu trình bày"), ("pictures", "hình"), ("texts", "chữ"),
)  # fmt: skip


def decoded(data: bytes, media_type: str = "") -> str:
    """The text of a page in whatever coding it says it has; never fails."""
    told = _CHARSET.search(media_type.encode(errors="replace")) or _CHARSET.search(data[:2048])
    name = told.group(1).decode() if told else "utf-8"
    try:
        return data[:_LONGEST].decode(name, errors="replace")
    except (LookupError, ValueError):
        return data[:_LONGEST].decode("utf-8", errors="replace")


def _tree(page: str) -> LexborHTMLParser:
    """The page as a tree, up to where its elements stand too deep in one another: the parser's time grows with the square of that."""
    depth, still_open = 0, Counter[str]()
    for tag in _TAG.finditer(page):
        name = tag.group(2).lower()
        if name in _SHALLOW:
            continue
        if not tag.group(1):
            still_open[name] += 1
            depth += 1
        elif still_open[name]:
            still_open[name] -= 1
            depth -= 1
        if depth > _DEEPEST:
            return LexborHTMLParser(page[: tag.start()])
    return LexborHTMLParser(page)


def parts(page: str) -> Parts:
    """The parts of an HTML page."""
    found = Parts()
    root = _tree(page).root
    if root is None:
        return found
    for node in root.traverse(include_text=True):
        tag = node.tag or "-"
        if tag == "-text":
            _words(node, found)
        elif tag[0] not in "-!":
            _element(node, tag, found)
    return found


def _words(node: Any, found: Parts) -> None:
    parent = node.parent
    if parent is None or parent.tag in _UNSEEN:
        return
    words = " ".join((node.text_content or "").split())
    if any(letter.isalnum() for letter in words):
        found.texts[words] += 1


def _element(node: Any, tag: str, found: Parts) -> None:
    attributes = node.attributes
    if tag in ("a", "area") and attributes.get("href"):
        found.links[attributes["href"]] += 1
    elif tag == "script":
        source = attributes.get("src") or " ".join((node.text(deep=True) or "").split())
        if source and attributes.get("type") != "application/ld+json":
            found.scripts[source[:400]] += 1
    elif tag in ("iframe", "frame", "embed", "object"):
        found.frames[attributes.get("src") or attributes.get("data") or "(viết thẳng)"] += 1
    elif tag == "meta" and (attributes.get("http-equiv") or "").strip().lower() == "refresh":
        told = _REFRESH.search(attributes.get("content") or "")
        found.refreshes[told.group(1) if told else attributes.get("content") or ""] += 1
    elif tag == "form":
        found.forms[attributes.get("action") or "(chính trang này)"] += 1
    elif tag == "base" and attributes.get("href"):
        found.refreshes[attributes["href"]] += 1
    elif tag == "link" and attributes.get("href"):
        kinds = (attributes.get("rel") or "").lower().split()
        (found.styles if "stylesheet" in kinds else found.links)[attributes["href"]] += 1
    elif tag in ("img", "source", "video", "audio") and attributes.get("src"):
        found.pictures[attributes["src"]] += 1
    style = attributes.get("style")
    if len(found.hidden) < _HIDDEN and ((style and hides(style)) or "hidden" in attributes):
        words = " ".join(node.text(deep=True).split())
        links = " ".join(one.attributes.get("href") or "" for one in node.css("a"))
        if words or links:
            found.hidden[f"{words} {links}".strip()[:400]] += 1


def is_text(media_type: str) -> bool:
    """Can one read what differs?"""
    plain = media_type.partition(";")[0].strip().lower()
    return not plain or plain.startswith("text/") or plain.endswith(("xml", "json", "javascript", "html"))


def middle(shown: str, good: str) -> list[str]:
    """The stretch in which two texts differ."""
    if shown == good:
        return []
    first = next(
        (n for n, (one, other) in enumerate(zip(shown, good, strict=False)) if one != other), min(len(shown), len(good))
    )
    rest = min(len(shown), len(good)) - first
    last = next((n for n in range(rest) if shown[-1 - n] != good[-1 - n]), rest)
    now, before = (" ".join(text[first : len(text) - last].split()) for text in (shown, good))
    return [f"chèn: {_told(now)}"] * bool(now) + [f"mất: {_told(before)}"] * bool(before)


def named(shown: str, good: str | None, hosts: Collection[str] = ()) -> list[str]:
    """What stands in `shown` and not in `good`, the most telling first; what is gone from it last. Without `good`: what leads to a host that is not
    in `hosts`, and what the guard has against it.
    """
    now = parts(shown)
    if good is None:
        known = frozenset(hosts)
        said = [
            f"{name} {_told(one)}"
            for field_name, name in _NAMES[:7]
            for one in getattr(now, field_name)
            if (host := host_of(one)) and host not in known
        ]
        said += [f"phần bị giấu: {_told(one)}" for one in now.hidden]
        return _first(said + _guarded(shown, now.text, None, known))
    before = parts(good)
    said = []
    for field_name, name in _NAMES:
        said += [f"chèn {name}: {_told(one)}" for one in getattr(now, field_name) - getattr(before, field_name)]
    said += _guarded(shown, "\n".join(now.texts - before.texts), good, frozenset(before.hosts))
    gone = [f"mất {name}: {_told(one)}" for key, name in _NAMES for one in getattr(before, key) - getattr(now, key)]
    return _first(said) + _first(gone, 4) or middle(shown, good)


def findings(page: str, hosts: Collection[str], rules: Collection[str] = _TELLING) -> list[str]:
    """What the guard says against a page that there is nothing to compare with: text of the trade, and what these rules of markup forbid."""
    known = frozenset(hosts)
    said = [
        f"{one.rule}: “{one.excerpt[:120]}”"
        for one in text_findings(parts(page).text[:_READ], "trang")
        if one.severity == "block"
    ]
    policy = Policy(allowed_hosts=known, video_hosts=known)
    return _first(said + [f"{one.rule}: “{one.excerpt[:120]}”" for one in _markup(page, policy) if one.rule in rules])


def _guarded(shown: str, text: str, good: str | None, hosts: frozenset[str]) -> list[str]:
    said = [
        f"{one.rule}: “{one.excerpt[:120]}”" for one in text_findings(text[:_READ], "trang") if one.severity == "block"
    ]
    policy = Policy(allowed_hosts=hosts, video_hosts=hosts)
    before = {(one.rule, one.excerpt) for one in _markup(good, policy)} if good is not None else set()
    rules = _TELLING if good is not None else _TELLING - _OWN
    said += [
        f"{one.rule}: “{one.excerpt[:120]}”"
        for one in _markup(shown, policy)
        if one.rule in rules and (one.rule, one.excerpt) not in before
    ]
    return said


def _markup(page: str, policy: Policy) -> list[Finding]:
    try:
        return markup_findings(_tree(page), policy)
    except RecursionError:
        return [Finding("hidden-text", "block", "trang", "các thẻ lồng nhau quá sâu", "")]


def _first(said: Iterable[str], most: int = MOST) -> list[str]:
    return list(dict.fromkeys(said))[:most]


def _told(one: str) -> str:
    return f"“{one[:160]}”"


def own_links(page: str, url: str) -> set[str]:
    """The paths on the page's own host that it leads to (with their queries)."""
    own, found = urlsplit(url).netloc, set()
    there = parts(page)
    for href in (*there.links, *there.frames, *there.refreshes, *there.pictures):
        try:
            whole = urlsplit(urljoin(url, href.strip()))
        except ValueError:
            continue
        if whole.scheme in ("http", "https") and whole.netloc == own and len(whole.path) < 1000:
            found.add((whole.path or "/") + (f"?{whole.query}" if whole.query else ""))
    return found
