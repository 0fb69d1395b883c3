"""What a page kind composes, and the registry of page kinds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from caunoi.gate.render.reading import Head

if TYPE_CHECKING:
    from caunoi.gate.guard.markup import Policy
    from caunoi.gate.releases.sources import Sources


@dataclass(frozen=True, order=True)
class PageRef:
    """Which page: its kind and key."""

    kind: str
    key: str


@dataclass
class Composed:
    """A page before it is bytes.

    `regions` are the (key, stream) pairs that must be found in the bytes, as often as they stand here; `data` is given instead of a
    template by kinds that are not HTML, and `read_back` gives the (key, stream) pairs of such bytes. `structured` is what the page tells
    machines (JSON), and `told` how that is written: it must be found in the head exactly once. `needs` are immutable pages without which
    this one is not whole; `languages` are the others in which the page stands too.
    """

    path: str
    media_type: str = "text/html"
    record: str = ""
    template: str = ""
    title: str = ""
    description: str = ""
    context: dict[str, Any] = field(default_factory=dict)
    regions: list[tuple[str, str]] = field(default_factory=list)
    head: list[Head] = field(default_factory=list)
    structured: Any = None
    told: str = ""
    needs: list[PageRef] = field(default_factory=list)
    labels: frozenset[str] = frozenset()
    languages: tuple[str, ...] = ()
    data: bytes | None = None
    read_back: Callable[[bytes], list[tuple[str, str]]] | None = None


@dataclass(frozen=True)
class PageKind:
    """How pages of one kind are made.

    `compose` is a pure function of what it draws from its sources; None: there is no such page (any more).

    `records(key)` names the records that the page is sure to draw, and `further(sources, key)` those that these lead to (read
    from memory), so that a rendering of many pages can fetch them together.
    `later` kinds are rendered by a follower of the log, not in the transaction that changed what they show.
    `immutable` kinds have their content's hash in the address and are never rendered twice; those that `speaks` hold words that the
    guard reads, so drafts are judged with them.
    """

    name: str
    compose: Callable[[Sources, str], Composed | None]
    records: Callable[[str], Iterable[str]] = lambda key: ()
    further: Callable[[Sources, str], Iterable[str]] = lambda sources, key: ()
    immutable: bool = False
    speaks: bool = False
    later: bool = False


_kinds: dict[str, PageKind] = {}
_frame: list[Callable[[Sources, Composed], None]] = []
_template: list[Callable[[str, dict[str, Any]], str]] = []
_policy: list[Callable[[Sources], Policy]] = []


def register(kind: PageKind) -> None:
    """Make a page kind known to the gate; called once at start by the room that owns it."""
    _kinds[kind.name] = kind


def later_kinds() -> list[str]:
    """The kinds that followers render."""
    return [kind.name for kind in _kinds.values() if kind.later]


def immutable_kinds() -> list[str]:
    """The kinds whose pages are never rendered twice."""
    return [kind.name for kind in _kinds.values() if kind.immutable]


def page_kind(name: str) -> PageKind:
    return _kinds[name]


def set_face(
    *,
    frame: Callable[[Sources, Composed], None],
    template: Callable[[str, dict[str, Any]], str],
    policy: Callable[[Sources], Policy],
) -> None:
    """The public face: `frame` adds shell, head and labels to an HTML page, `template` makes text of a context, `policy` is the guard's."""
    _frame[:] = [frame]
    _template[:] = [template]
    _policy[:] = [policy]


def policy(sources: Sources) -> Policy:
    return _policy[0](sources)


def add_frame(sources: Sources, composed: Composed) -> None:
    _frame[0](sources, composed)


def template(name: str, context: dict[str, Any]) -> str:
    return _template[0](name, context)
