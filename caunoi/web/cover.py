"""The picture by which a page is shared that has none of its own: drawn from approved words, released once, named by what it says.

Its address carries the hash of its words, typefaces and colours, so a page whose title does not change never makes it again, and one that
is corrected gets another and lets the earlier one go. A list, or a page of nobody in particular, has the portal's.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings

from caunoi.gate.releases.sources import Snapshot, Sources
from caunoi.gate.render.page import Composed, PageKind, PageRef
from caunoi.web import drawing
from caunoi.web.assets import assets
from caunoi.web.drawing import HEIGHT, WIDTH, Look
from caunoi.web.shell import approved

NAME = "cover"
_TOKEN = re.compile(r"--(river|on-river|gold|seal):\s*(#[0-9a-fA-F]{3,6})\s*[;}]")
_FILES = ("site.css", "be-vietnam-pro-600.woff2", "be-vietnam-pro-400.woff2")
# Pages that speak for the portal rather than for a record of their own.
_OF_THE_PORTAL = frozenset({"home", "months"})
_HOME = 1  # the first step of every way


@dataclass(frozen=True)
class Words:
    """What stands on a cover, and whose it is ("": the portal's)."""

    record: str
    title: str
    above: str
    portal: str
    owner: str


def of_page(sources: Sources, shell: Snapshot, page: Composed, kind: str) -> dict[str, Any]:
    """The cover of a page, as `page.picture`; the page then needs it released."""
    says = _words(shell.content, page, kind)
    if NAME not in sources.memo:
        sources.memo[NAME] = _look_key(_look(shell))
    key = _key(says, sources.memo[NAME])
    sources.memo[f"{NAME}:{key}"] = says
    page.needs.append(PageRef(NAME, key))
    return {
        "href": settings.BASE_URL + address(key), "type": "image/png", "width": WIDTH, "height": HEIGHT, "alt": says.title,
    }  # fmt: skip


def address(key: str) -> str:
    return f"/tep/chia-se/{key}.png"


def _words(content: dict[str, Any], page: Composed, kind: str) -> Words:
    portal, owner = content["portal_name"], content["owner"]
    if not page.record or kind in _OF_THE_PORTAL:
        return Words("", portal, "", owner, content["slogan"])
    steps = [crumb["title"] for crumb in page.context.get("crumbs", ())[_HOME:]]
    return Words(page.record, page.title, " › ".join(step for step in steps if step != page.title), portal, owner)


def _look(shell: Snapshot) -> Look:
    """The typefaces and colours that were approved with the shell. Raises Refused when the assets are others."""
    for name in _FILES:
        approved(shell, name)
    return _shipped()


@lru_cache(maxsize=1)
def _shipped() -> Look:
    css, bold, regular = (assets()[name].data for name in _FILES)
    colours = dict(_TOKEN.findall(css.decode())[::-1])  # the first of each counts: other dresses follow
    return Look(bold, regular, colours["river"], colours["on-river"], colours["gold"], colours["seal"])


@lru_cache(maxsize=4)
def _look_key(look: Look) -> str:
    faces = [hashlib.sha256(data).hexdigest() for data in (look.bold, look.regular)]
    return "\0".join([str(drawing.VERSION), *faces, look.ground, look.words, look.accent, look.seal])


def _key(words: Words, look: str) -> str:
    said = (look, words.record, words.title, words.above, words.portal, words.owner)
    return hashlib.sha256("\0".join(said).encode()).hexdigest()[:40]


def _compose(sources: Sources, key: str) -> Composed | None:
    """None for one that no page of this transaction asked for: nothing else knows its words."""
    words: Words | None = sources.memo.get(f"{NAME}:{key}")
    if words is None:
        return None
    data = drawing.draw(words.title, words.above, words.portal, words.owner, _shipped())
    return Composed(path=address(key), record=words.record, media_type="image/png", data=data)


PAGE = PageKind(NAME, _compose, immutable=True)
