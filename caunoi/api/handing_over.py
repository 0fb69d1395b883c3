"""At a hand-over: keys of programs of the organisation that leaves, and those that the leaving people issued, for they saw them."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from caunoi.api import keys
from caunoi.api.models import ApiKey
from caunoi.ground.people.handover import Leaving, Part
from caunoi.ground.people.models import AuditEntry, User


def _known_to(leaving: Leaving) -> list[ApiKey]:
    issued = AuditEntry.objects.filter(act="api_key_issued", by__in=leaving.users).values_list("subject", flat=True)
    seen = set(issued)
    active = ApiKey.objects.filter(active=True).select_related("organisation").order_by("pk")
    theirs = set(active.filter(Q(organisation__in=leaving.organisations)).values_list("pk", flat=True))
    # By what it begins with: the label may have been changed since.
    return [one for one in active if one.pk in theirs or any(f"({one.begins}…)" in subject for subject in seen)]


def _look(leaving: Leaving, at: datetime) -> list[str]:
    return [f"{one}{f', {one.organisation}' if one.organisation else ''}" for one in _known_to(leaving)]


def _revoke(leaving: Leaving, *, by: User | None, at: datetime) -> None:
    for one in _known_to(leaving):
        one.active = False
        keys.change(one, by=by, at=at)


PART = Part("Khóa API (chương trình dùng các khóa này phải được cấp khóa mới)", _look, _revoke)
