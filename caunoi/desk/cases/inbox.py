"""The inbox: one tab of the cases somebody may see, filtered or searched, fifty a page, by a constant number of queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import urlencode

from django.db.models import F

from caunoi.desk.cases.viewing import Viewer
from caunoi.desk.cases.words import Due, due_words, flags_in_words
from caunoi.ground.vietnamese.text import fold, nfc
from caunoi.ground.working_days.rules import Calendar
from caunoi.inbound.cases import kinds, queries, sealing
from caunoi.inbound.cases.codes import read_code
from caunoi.inbound.cases.models import Case, CaseQuerySet
from caunoi.inbound.cases.submission import is_email, read_phone

PER_PAGE: Final = 50
SEARCHED: Final = 2000  # words are sealed: they are opened and read one by one, so only the newest are
LAST_PAGE: Final = 2000
ERASED: Final = "(đã xóa dữ liệu cá nhân)"
# The letter after “g”, by which the keyboard reaches a tab.
LETTERS: Final = {
    "new": "n", "mine": "m", "soon": "s", "overdue": "q", "waiting": "w", "review": "d", "open": "o", "closed": "x",
}  # fmt: skip
WITHOUT_COUNT: Final = "closed"  # grows for ever: nobody counts it for every look at the list


@dataclass(frozen=True)
class Asked:
    """What the address of the inbox asks for; whatever is not understood is as if it were not there."""

    tab: str = "open"
    kind: str = ""
    topic: str = ""
    agency: int | None = None
    words: str = ""
    page: int = 1

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Asked:
        tab, kind, agency, page = (query.get(name, "") for name in ("muc", "loai", "co-quan", "trang"))
        return cls(
            tab=tab if tab in queries.TABS else "open",
            kind=kind if kind in kinds.KINDS else "",
            topic=query.get("linh-vuc", "")[:40],
            agency=int(agency) if agency.isascii() and agency.isdigit() and len(agency) < 10 else None,
            words=" ".join(nfc(query.get("q", "")).split())[:200],
            page=min(max(int(page), 1), LAST_PAGE) if page.isascii() and page.isdigit() and len(page) < 10 else 1,
        )

    def address(self, **changed: object) -> str:
        """The same question with something changed, as a query string; a change begins at the first page."""
        values: dict[str, object] = {
            "muc": self.tab, "loai": self.kind, "linh-vuc": self.topic, "co-quan": self.agency or "", "q": self.words,
        }  # fmt: skip
        return "?" + urlencode({name: value for name, value in (values | changed).items() if value not in ("", None)})


@dataclass(frozen=True)
class Row:
    """One line: the case, its title in the clear, what is left of its time, what was noticed."""

    case: Case
    title: str
    due: Due
    flags: list[str]


@dataclass(frozen=True)
class Listed:
    """A page of rows. `found_by` says how the words were looked for: code, phone, email, words, or nothing asked."""

    rows: list[Row]
    more: bool
    found_by: str = ""


def listed(asked: Asked, viewer: Viewer, *, days: Calendar) -> Listed:
    """The page of the inbox that was asked for."""
    cases = viewer.sees().select_related("agency", "place", "assignee")
    if asked.words and (found := exactly(cases, asked.words, viewer)) is not None:
        by, exact = found
        return _page(exact.order_by("-filed_at", "-pk"), asked.page, viewer.at, days, by)
    cases = filtered(cases, asked, viewer)
    soon = queries.soon_until(days, at=viewer.at)
    chosen = queries.tab(cases, asked.tab, user=viewer.user, at=viewer.at, soon=soon)
    if asked.words:
        return _by_words(chosen, asked, viewer.at, days)
    if asked.tab != WITHOUT_COUNT:
        chosen = chosen.order_by(F("due_at").asc(nulls_last=True), "pk")  # paused clocks last, on every database
    return _page(chosen, asked.page, viewer.at, days)


def filtered(cases: CaseQuerySet, asked: Asked, viewer: Viewer) -> CaseQuerySet:
    if asked.kind:
        cases = cases.filter(kind=asked.kind)
    if asked.topic:
        cases = cases.filter(topic=asked.topic)
    if asked.agency is not None and (viewer.sees_all or len(viewer.agencies) > 1):
        cases = cases.filter(agency_id=asked.agency)
    return cases


def exactly(cases: CaseQuerySet, words: str, viewer: Viewer) -> tuple[str, CaseQuerySet] | None:
    """Cases by a code, a telephone number or an e-mail address, in whatever state; None when the words are none of these.

    Who may not see a contact cannot ask for one either.
    """
    phone = read_phone(words)
    if (phone or is_email(words)) and (viewer.is_office or viewer.agencies):
        if phone:
            return "phone", cases.filter(phone_print=sealing.phone_print(phone))
        return "email", cases.filter(email_print=sealing.email_print(words))
    code = read_code(words)
    if code and cases.filter(code=code).exists():  # eight letters may also be a word
        return "code", cases.filter(code=code)
    return None


def _page(cases: CaseQuerySet, page: int, at: datetime, days: Calendar, found_by: str = "") -> Listed:
    first = (page - 1) * PER_PAGE
    found = list(cases[first : first + PER_PAGE + 1])
    return Listed([row_of(case, at=at, days=days) for case in found[:PER_PAGE]], len(found) > PER_PAGE, found_by)


def _by_words(cases: CaseQuerySet, asked: Asked, at: datetime, days: Calendar) -> Listed:
    """Every word must stand in the title or the text, with or without accents. The newest come first."""
    wanted = fold(asked.words).split()
    newest = cases.order_by("-filed_at", "-pk").select_related(None).only("pk", "code", "sealed_words")[:SEARCHED]
    hits = [case.pk for case in newest if _holds(case, wanted)]
    first = (asked.page - 1) * PER_PAGE
    shown = hits[first : first + PER_PAGE]
    found = {case.pk: case for case in cases.filter(pk__in=shown)}
    rows = [row_of(found[pk], at=at, days=days) for pk in shown if pk in found]
    return Listed(rows, len(hits) > first + PER_PAGE, "words")


def _holds(case: Case, wanted: list[str]) -> bool:
    words = sealing.words_of(case)
    text = fold(f"{words['title']}\n{words['text']}")
    return all(word in text for word in wanted)


def title_of(case: Case) -> str:
    return str(sealing.words_of(case)["title"]) or ERASED


def row_of(case: Case, *, at: datetime, days: Calendar) -> Row:
    due = due_words(case.state, case.due_at, case.closed_at, case.late, at=at, days=days)
    return Row(case, title_of(case), due, flags_in_words(case.flagged, case.unproved))


def tabs(asked: Asked, viewer: Viewer, *, days: Calendar) -> list[tuple[str, str, int | None, str, str]]:
    """(key, title, count, address, letter) of every tab; the counts of all by one query, of the chosen agency if there is one."""
    cases = filtered(viewer.sees(), Asked(agency=asked.agency), viewer)
    soon = queries.soon_until(days, at=viewer.at)
    counted = queries.counts(cases, user=viewer.user, at=viewer.at, soon=soon)
    return [(key, title, counted.get(key), asked.address(muc=key), LETTERS[key]) for key, title in queries.TABS.items()]
