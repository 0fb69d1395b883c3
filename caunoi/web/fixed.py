"""Pages that say one thing, in the approved words: unknown address, failure, portal that can only be read. They are there because of the shell."""

from __future__ import annotations

from caunoi.gate.releases.sources import Sources
from caunoi.gate.render import streams
from caunoi.gate.render.page import Composed, PageKind
from caunoi.outbound.outages.pages import add_coming
from caunoi.web.serve.addresses import FAILED, NOT_FOUND, READ_ONLY
from caunoi.web.shell import the_shell, word

# What answers whatever else fails.
STILL_THERE = streams.link("/") + streams.link("/so-do-trang/")
# Where to go on from an address that has nothing (any more).
WAYS = STILL_THERE + streams.link("/gui-y-kien/")


def _page(sources: Sources, path: str, template: str, words: str, ways: str) -> Composed:
    shell = the_shell(sources)
    page = Composed(
        path=path, template=template, title=word(shell, f"{words}_title"), description=word(shell, f"{words}_text")
    )
    page.context["page_facts"] = {"kind": words}
    page.regions.append(("ways", ways))
    return page


def _not_found(sources: Sources, key: str) -> Composed:
    return _page(sources, NOT_FOUND, "notfound.html", "notfound", WAYS)


def _error(sources: Sources, key: str) -> Composed:
    return _page(sources, FAILED, "error.html", "error", STILL_THERE)


def _read_only(sources: Sources, key: str) -> Composed:
    """With the outages that are announced, so that whoever stands before it learns when to come back."""
    page = _page(sources, READ_ONLY, "readonly.html", "readonly", STILL_THERE)
    page.context["outages"] = add_coming(sources, page)
    return page


PAGES = (PageKind("notfound", _not_found), PageKind("error", _error), PageKind("readonly", _read_only))
