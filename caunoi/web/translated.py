"""The pages of other languages: each page kind that can be translated, with sources that give only what is."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from caunoi.gate.releases.sources import Sources
from caunoi.gate.releases.translating import inside, kind_in, page_kinds
from caunoi.gate.render.page import Composed, PageKind, page_kind
from caunoi.ground.languages import OTHERS


def kinds() -> list[PageKind]:
    """One kind for each language and each page kind of what can be translated; known when all rooms have told theirs."""
    return [_in(page_kind(name), code) for name in sorted(page_kinds()) for code in OTHERS]


def _in(kind: PageKind, language: str) -> PageKind:
    def compose(sources: Sources, key: str) -> Composed | None:
        return kind.compose(inside(sources, language), key)

    return PageKind(kind_in(kind.name, language), compose, records=kind.records, further=_further(kind, language))


def _further(kind: PageKind, language: str) -> Callable[[Sources, str], Iterable[str]]:
    return lambda sources, key: kind.further(inside(sources, language), key)
