"""The portal in another language: which kinds of records can be translated, and sources that see only what was.

A translation is a record of its own (`caunoi/outbound/translations`), approved and released like every record. What its page shows is
made by the page kind of its original, from the same approved content with the words of the translation in it: `Translated` stands
where `Sources` stands, and gives only what has a translation that stands. So a page in another language can show nothing that was not
approved, and follows its original by the tags that every page has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import F
from django.db.models.functions import Substr
from django.utils import timezone
from markupsafe import Markup

from caunoi.gate.releases.models import Placement
from caunoi.gate.releases.sources import Snapshot, Sources
from caunoi.gate.render.page import PageRef
from caunoi.gate.render.paragraphs import (
    MISSING,
    STALE,
    Pair,
    Paragraph,
    Speech,
    Told,
    Translation,
    aligned,
    paragraphs_of,
)
from caunoi.ground.languages import OTHERS, prefix
from caunoi.ground.languages.dates import short_date

KIND = "translation"
MOST = 100  # translated records on one list
_IN_A_MAP = 5000  # addresses in the site map of a language
Walk = Callable[[dict[str, Any], Speech], dict[str, Any]]


@dataclass(frozen=True)
class Translatable:
    """A kind of record that can be translated.

    `walk(content, speech)` gives the content with every line said by `speech`, in the order in which it is read.
    `page` is the page kind of its own page ("" when it has none) and `suffix` what follows the number in that page's key; `lists` are
    pages that exist because one of the kind stands, and `list_paths` their Vietnamese addresses. `path(snapshot)` is the address of its own
    page, in the language of the snapshot; `many`: too many of the kind to be in a menu.
    """

    kind: str
    walk: Walk
    page: str = ""
    suffix: str = ""
    lists: tuple[PageRef, ...] = ()
    path: Callable[[Snapshot], str] | None = None
    list_paths: tuple[str, ...] = ()
    many: bool = False


_kinds: dict[str, Translatable] = {}
_dynamic: set[str] = set()


def register(kind: Translatable) -> None:
    """Make a kind of record known as translatable; called once at start by the room that owns it."""
    _kinds[kind.kind] = kind


def also(*paths: str) -> None:
    """Pages at these addresses are made when they are asked for, in every language."""
    _dynamic.update(paths)


def answers_everywhere(path: str) -> bool:
    """True for addresses of pages that pass no gate and answer in every language."""
    return path in _dynamic


def translatable(record: str) -> Translatable | None:
    """How a record such as "article:12" is translated; None when its kind is not."""
    return _kinds.get(record.partition(":")[0])


def every() -> list[Translatable]:
    return list(_kinds.values())


def page_kinds() -> set[str]:
    """The page kinds that there are in other languages."""
    return {kind.page for kind in _kinds.values() if kind.page} | {
        ref.kind for kind in _kinds.values() for ref in kind.lists
    }


def kind_in(page_kind: str, language: str) -> str:
    """The name of a page kind in another language: "article.en"."""
    return f"{page_kind}.{language}"


def pages_of(record: str, language: str) -> list[PageRef]:
    """The pages in a language that exist because a record is translated; none for what is not translatable."""
    kind = translatable(record)
    if kind is None:
        return []
    own = [PageRef(kind.page, record.partition(":")[2] + kind.suffix)] if kind.page else []
    return [PageRef(kind_in(ref.kind, language), ref.key) for ref in (*own, *kind.lists)]


def shelf_of(language: str, what: str = "") -> str:
    """The shelf on which the translation of a record stands ("article:12"), those of a kind ("article"), or all."""
    return f"translated:{language}:{what}" if what else f"translated:{language}"


def pages_beside(records: Iterable[str]) -> set[PageRef]:
    """The pages in other languages of those of the records that are translated: they come back with their original."""
    shelves = {shelf_of(code, record): (record, code) for record in records if translatable(record) for code in OTHERS}
    if not shelves:
        return set()
    placed = Placement.objects.filter(shelf__in=shelves).values_list("shelf", flat=True)[: len(shelves)]
    return {ref for shelf in placed for ref in pages_of(*shelves[shelf])}


def fetch_beside(sources: Sources, refs: Iterable[PageRef]) -> None:
    """Bring into memory, by one query, which of these pages stand in other languages."""
    sources.fetch_newest([shelf for ref in refs for code in OTHERS if (shelf := _shelf_of_page(ref, code))])


def languages_of(sources: Sources, ref: PageRef) -> tuple[str, ...]:
    """The other languages in which a Vietnamese page stands too."""
    found = []
    for code in OTHERS:
        shelf = _shelf_of_page(ref, code)
        if shelf and sources.names_on_short(shelf):
            found.append(code)
    return tuple(found)


def speaks(sources: Sources, language: str) -> bool:
    """True when the home page stands in that language."""
    return bool(sources.names_on_short(shelf_of(language, "frontpage")))


def _shelf_of_page(ref: PageRef, language: str) -> str:
    for kind in _kinds.values():
        if kind.page == ref.kind:
            number = ref.key.removesuffix(kind.suffix) if kind.suffix else ref.key
            return shelf_of(language, f"{kind.kind}:{number}") if number.isdigit() else ""
        if ref in kind.lists:
            return shelf_of(language, kind.kind)
    return ""


def told(source: dict[str, Any], kind: Translatable, pairs: Iterable[dict[str, str]]) -> list[Told]:
    """Each paragraph of a source's content with its translation."""
    return aligned(paragraphs_of(kind.walk, source), [Pair(row["place"], row["hash"], row["text"]) for row in pairs])


def paragraphs(record: str, content: dict[str, Any]) -> list[Paragraph]:
    """The paragraphs of a record's content, in order."""
    return paragraphs_of(_kinds[record.partition(":")[0]].walk, content)


def inside(sources: Sources, language: str) -> Sources:
    """The sources of pages in that language."""
    if language == sources.language:
        return sources
    key = f"inside:{language}"
    if key not in sources.memo:
        sources.memo[key] = Translated(sources, language)
    found: Sources = sources.memo[key]
    return found


def addresses(sources: Sources, language: str) -> list[tuple[str, Snapshot]]:
    """The own pages of everything that stands in a language, newest translation first, each with what stands on it."""
    here = inside(sources, language)
    names = sources.names_of_newest(shelf_of(language), _IN_A_MAP)
    sources.fetch(names)
    originals = [row.content["of"] for row in sources.several(names)]
    here.fetch(originals)
    found = [(translatable(record), here.live(record)) for record in originals]
    return [
        (kind.path(row), row) for kind, row in found if kind is not None and kind.path is not None and row is not None
    ]


class Translated(Sources):
    """What stands in another language, each with its original's number and its translation's name; what has no translation is not there."""

    def __init__(self, outer: Sources, language: str) -> None:
        self._outer, self.language = outer, language
        self.memo = {}

    @property
    def tags(self) -> set[str]:
        return self._outer.tags

    @tags.setter
    def tags(self, tags: set[str]) -> None:
        self._outer.tags = tags

    def fetch(self, records: Iterable[str]) -> None:
        wanted = [record for record in records if translatable(record)]
        self._outer.fetch(wanted)
        self._outer.fetch_newest(shelf_of(self.language, record) for record in wanted)
        self._outer.fetch(name for record in wanted if (name := self._name(record)))

    def live(self, record: str) -> Snapshot | None:
        """The approved content of a record in this language; None when it does not stand, or has no translation that stands."""
        kind = translatable(record)
        if kind is None:
            return None
        source, name = self._outer.live(record), self._name(record)
        translation = self._outer.live(name) if name else None
        if source is None or translation is None:
            return None
        memo = f"said:{record}"
        if memo not in self.memo:
            self.memo[memo] = self._said(kind, source, translation)
        found: Snapshot = self.memo[memo]
        return found

    def _name(self, record: str) -> str:
        """The name of the translation of a record: the draft that is being looked at, or the one that stands."""
        for draft in self._outer.drafts(KIND):
            if draft.content["of"] == record and draft.content["language"] == self.language:
                return draft.record
        return next(iter(self._outer.names_on_short(shelf_of(self.language, record))), "")

    def _said(self, kind: Translatable, source: Snapshot, translation: Snapshot) -> Snapshot:
        rows = told(source.content, kind, translation.content["pairs"])
        on = short_date(timezone.localdate(source.approved_at), self.language)
        speech = Translation(self.language, rows, label=self._label, on=on)
        content = kind.walk(source.content, speech)
        content["translation"] = {"stale": speech.count(STALE), "missing": speech.count(MISSING), "on": on}
        return replace(
            translation, kind=source.kind, number=source.number, content=content, since=source.since, pinned=source.pinned,
            language=self.language, emergency=source.emergency or translation.emergency,
        )  # fmt: skip

    def _label(self, key: str) -> str:
        """An interface word of this language, as it was approved with the shell."""
        found = self._outer.standing("shell")
        words = found[-1].content.get("languages", {}).get(self.language, {}) if found else {}
        return str(Markup('<span data-r="label">{}</span>').format(words.get(key, "")))

    def names_of_newest(self, shelf: str, count: int) -> list[str]:
        """Those on a shelf that are translated, newest first, whatever else stands between them."""
        self.tags.update((f"shelf:{shelf}", f"shelf:{shelf_of(self.language)}"))
        key = f"newest:{shelf}"
        if key not in self.memo:
            first = shelf_of(self.language) + ":"
            here = Placement.objects.filter(shelf__gte=first, shelf__lt=first + "~").annotate(
                of=Substr(F("shelf"), len(first) + 1)
            )
            placed = Placement.objects.filter(shelf=shelf, record__in=here.values("of")).order_by("-at", "-record")
            self.memo[key] = list(placed.values_list("record", flat=True)[:MOST])
        names: list[str] = self.memo[key]
        return names[:count]

    def names_on_page(self, shelf: str, page: int) -> list[str]:
        """Lists in another language are short: they have one page."""
        return self.names_of_newest(shelf, MOST) if page == 1 else []

    def last_page(self, shelf: str) -> int:
        return 1

    def shelves(self, prefix: str, last: int | None = None) -> list[str]:
        return []

    def one_of_each(self, prefix: str) -> dict[str, Snapshot]:
        return {}

    def standing(self, kind: str) -> list[Snapshot]:
        """Every translated record of a kind, by number."""
        self.tags.add(f"shelf:{shelf_of(self.language, kind)}")
        return self.several(one.record for one in self._outer.standing(kind))

    def href(self, path: str) -> str:
        """The address in this language of a page of ours; "" when it is not there in this language."""
        if not path.startswith("/"):
            return path
        if answers_everywhere(path) or path in self._addresses():
            return prefix(self.language) + path
        return ""

    def _addresses(self) -> set[str]:
        found: set[str] = set()
        for kind in _kinds.values():
            shelf = shelf_of(self.language, kind.kind)
            if kind.path is not None and not kind.many:
                rows = self._outer.several(self._outer.names_on_short(shelf))
                originals = [one for row in rows if (one := self._outer.live(row.content["of"])) is not None]
                found.update(map(kind.path, originals))
            if kind.list_paths and self._outer.names_on_short(shelf):
                found.update(kind.list_paths)
        return found
