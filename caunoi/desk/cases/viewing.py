"""Who looks: the posts somebody holds today, and which cases follow from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone

from caunoi.ground.people.models import User
from caunoi.inbound.cases import queries, rights, rules
from caunoi.inbound.cases.models import Case, CaseQuerySet
from caunoi.inbound.cases.steps import posts_of


@dataclass(frozen=True)
class Viewer:
    """A person at a moment. `posts` are (role, organisation)."""

    user: User
    at: datetime
    posts: frozenset[tuple[str, int | None]]

    @property
    def is_office(self) -> bool:
        return any(role == rights.OFFICE for role, _ in self.posts)

    @property
    def is_auditor(self) -> bool:
        return any(role == rights.AUDITOR for role, _ in self.posts)

    @property
    def sees_all(self) -> bool:
        return self.is_office or self.is_auditor

    @property
    def agencies(self) -> set[int]:
        return queries.agencies_of(self.posts)

    @property
    def works(self) -> bool:
        """Whether cases are this person's work, or to be watched by them, at all."""
        return self.sees_all or bool(self.agencies)

    def is_(self, role: str) -> bool:
        return any(held == role and place is not None for held, place in self.posts)

    def sees(self) -> CaseQuerySet:
        return queries.seen_by(self.user, at=self.at)

    def why_not(self, act: str, case: Case) -> str | None:
        """Why this person may not do this to this case now, in Vietnamese: first the right, then the state."""
        held = rights.relations(self.posts, case.agency_id)
        return rights.why_not(act, held) or (rules.why_not_now(act, case.state) if act in rules.ACTS else None)

    def may(self, act: str, case: Case) -> bool:
        return self.why_not(act, case) is None


def viewer_of(request: HttpRequest) -> Viewer:
    """The viewer of a request; its posts are read once a request."""
    known: Viewer | None = getattr(request, "_case_viewer", None)
    if known is None:
        user: Any = request.user
        at = timezone.now()
        known = Viewer(user, at, posts_of(user, at))
        request._case_viewer = known  # type: ignore[attr-defined]
    return known


def must_work(request: HttpRequest) -> Viewer:
    """The viewer. Raises PermissionDenied for whom cases are not: Wagtail says so and leads back to the first page."""
    viewer = viewer_of(request)
    if not viewer.works:
        raise PermissionDenied
    return viewer


def must_be_office(request: HttpRequest) -> Viewer:
    """The same for the office's own pages."""
    viewer = viewer_of(request)
    if not viewer.is_office:
        raise PermissionDenied
    return viewer
