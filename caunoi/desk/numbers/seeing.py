"""Who sees which numbers: the office, approvers, auditors and administrators see all; who answers citizens sees the own agency's cases."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from caunoi.desk.cases.viewing import viewer_of
from caunoi.ground.people import rules

EVERYTHING = frozenset({rules.OFFICE, rules.APPROVER, rules.AUDITOR, rules.ADMINISTRATOR})


@dataclass(frozen=True)
class Sight:
    """Everything, or the cases of these agencies."""

    everything: bool
    agencies: frozenset[int]

    @property
    def anything(self) -> bool:
        return self.everything or bool(self.agencies)


def sight_of(request: HttpRequest) -> Sight:
    viewer = viewer_of(request)
    everything = any(role in EVERYTHING for role, _ in viewer.posts)
    return Sight(everything, frozenset(viewer.agencies))


def must_see(request: HttpRequest, *, everything: bool) -> Sight:
    """Raises PermissionDenied for whom these numbers are not."""
    sight = sight_of(request)
    if not (sight.everything if everything else sight.anything):
        raise PermissionDenied
    return sight
