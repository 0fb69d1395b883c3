"""Kinds of records: what each domain tells the gate about the things it publishes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Model

from caunoi.gate.render.page import PageRef

if TYPE_CHECKING:
    from caunoi.gate.releases.sources import Sources

Content = dict[str, Any]


@dataclass(frozen=True)
class Shelf:
    """A list on which a record stands. `per_page` > 0: the list is cut into pages that fill up and never shift."""

    name: str
    at: datetime
    per_page: int = 0


@dataclass(frozen=True)
class RecordKind:
    """One kind of record.

    `content(obj)` is what a reader gets, as plain JSON; `pages(content, number)` are the pages that exist because of it;
    `shelves(content, number, since)` the lists it stands on, `since` being when it was first released;
    `shelf_pages(shelf, page)` the pages that exist because something stands on that page of that list;
    `pin(sources, content, number)` is decided once, at the first release, and kept (such as "more of this section"), so that
    old pages need not change when something new appears;
    `approver_role` is the role that may approve it, `owner(content)` the organisation at which that role must be held (None: any).
    `why_not(content, before, at)` says in Vietnamese why this content may not go out at that moment (empty: it may), `before` being
    what stands now, or None; it may ask the database. None: there is never a reason.
    `follows` are the relations of its model that `content` follows, fetched together when many are released at once.
    """

    name: str
    model: str
    content: Callable[[Any], Content]
    pages: Callable[[Content, int], list[PageRef]]
    shelves: Callable[[Content, int, datetime], list[Shelf]] = lambda content, number, since: []
    shelf_pages: Callable[[str, int], list[PageRef]] = lambda shelf, page: []
    pin: Callable[[Sources, Content, int], Content] | None = None
    approver_role: str = "approver"
    owner: Callable[[Content], int | None] = lambda content: None
    why_not: Callable[[Content, Content | None, datetime], str] | None = None
    follows: tuple[str, ...] = ()


_kinds: dict[str, RecordKind] = {}


def register(kind: RecordKind) -> None:
    _kinds[kind.name] = kind


def named(name: str) -> RecordKind:
    return _kinds[name]


def kind_of(obj: Model) -> RecordKind:
    """The kind of a domain object; KeyError when its model publishes nothing."""
    label = obj._meta.label
    for kind in _kinds.values():
        if kind.model == label:
            return kind
    raise KeyError(label)


def name_of(obj: Model) -> str:
    """The gate's name of a record: "article:12"."""
    return f"{kind_of(obj).name}:{obj.pk}"


def object_named(record: str) -> Model:
    """The domain object of "article:12"."""
    kind, _, number = record.partition(":")
    found: Model = apps.get_model(named(kind).model)._default_manager.get(pk=number)
    return found


def every() -> list[RecordKind]:
    return list(_kinds.values())
