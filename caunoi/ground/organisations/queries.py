"""What became of agencies and places, what they were before, and which names are official."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

from django.db.models import Q

from caunoi.ground.organisations.models import AdministrativeUnit, Organisation
from caunoi.ground.vietnamese.text import collate_key, nfc, tone_key

T = TypeVar("T", Organisation, AdministrativeUnit)


def _standing(found: Iterable[T], on: date, followers: Callable[[list[int]], Iterable[T]]) -> list[T]:
    """What stands on that day of those found and of all that came after them, in the order of the alphabet."""
    standing: dict[int, T] = {}
    seen: set[int] = set()
    waiting = {each.pk: each for each in found}
    while waiting:
        seen |= waiting.keys()
        standing |= {pk: each for pk, each in waiting.items() if each.span.holds(on)}
        ended = [pk for pk, each in waiting.items() if each.valid_until is not None and each.valid_until <= on]
        waiting = {each.pk: each for each in followers(ended) if each.pk not in seen} if ended else {}
    return sorted(standing.values(), key=lambda each: (collate_key(each.name), each.pk))


def _organisations_after(ended: list[int]) -> Iterable[Organisation]:
    return Organisation.objects.filter(succeeds__predecessor__in=ended).distinct()


def _units_after(ended: list[int]) -> Iterable[AdministrativeUnit]:
    return AdministrativeUnit.objects.filter(succeeds__old__in=ended).select_related("parent").distinct()


def successors_of(organisation: Organisation, *, on: date) -> list[Organisation]:
    """What the organisation is on that day: itself while it stands, then whatever took over, through any number of
    mergers and renamings; empty if nothing did or it had not begun."""
    return _standing([organisation], on, _organisations_after)


def predecessors_of(organisation: Organisation) -> list[Organisation]:
    """Everything that ever went into the organisation, the latest first."""
    found: dict[int, Organisation] = {}
    waiting = [organisation.pk]
    while waiting:
        before = Organisation.objects.filter(succeeded_by__successor__in=waiting).exclude(pk__in=found).distinct()
        found |= {each.pk: each for each in before}
        waiting = [each.pk for each in before]
    return sorted(found.values(), key=lambda each: (each.valid_until or date.max, each.pk), reverse=True)


def units_now(name: str, *, on: date) -> list[AdministrativeUnit]:
    """What a place of this name, old or new, belongs to on that day. Higher levels may follow after commas:
    "Xã Tân Lập, huyện Vũ Thư, Thái Bình". One old commune may have gone into several new ones."""
    first, *above = [part.strip() for part in nfc(name).split(",")]
    units = AdministrativeUnit.objects.called(first).select_related("parent")
    for part in filter(None, above):
        higher = AdministrativeUnit.objects.called(part).values("pk")
        units = units.filter(Q(parent__in=higher) | Q(parent__parent__in=higher))
    found = list(units)
    exact = [unit for unit in found if tone_key(unit.name).endswith(tone_key(first))]
    return _standing(exact or found, on, _units_after)


def parent_on(unit: AdministrativeUnit, *, on: date) -> AdministrativeUnit | None:
    """The unit above on that day. The row holds the last one; a province that became a city was another row before."""
    parent = unit.parent
    while parent is not None and parent.valid_from is not None and parent.valid_from > on:
        parent = AdministrativeUnit.objects.filter(succeeded_by__new=parent, code=parent.code).first()
    return parent


def current_name_of(name: str, *, on: date) -> list[str]:
    """The name or names that an agency or a place, known by this name at any time, bears on that day.

    Agencies first; a commune with its province after a comma. Accents and case may be missing. Empty when unknown, or
    when it ended and nothing took over.
    """
    agencies = list(Organisation.objects.called(name))
    exact = [each for each in agencies if tone_key(name) in (tone_key(each.name), tone_key(each.short_name))]
    if standing := _standing(exact or agencies, on, _organisations_after):
        return [each.name for each in standing]
    places = [(unit, parent_on(unit, on=on)) for unit in units_now(name, on=on)]
    return [f"{unit.name}, {parent.name}" if parent else unit.name for unit, parent in places]


def official_names(*, on: date | None = None) -> list[str]:
    """The names that the guard protects against being overwritten: full and short names of all organisations that
    stand on that day, or of all that ever did; normalised, in the order of the alphabet, without doubles."""
    organisations = Organisation.objects.all() if on is None else Organisation.objects.valid(on=on)
    pairs = organisations.values_list("name", "short_name")
    names = {nfc(name).strip() for pair in pairs for name in pair if name.strip()}
    return sorted(names, key=lambda name: (collate_key(name), name))
