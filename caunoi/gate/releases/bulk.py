"""Many records at once: the demo, imports and benchmarks. The same approvals and the same gate, fewer round trips."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.db import models, transaction

from caunoi.gate.releases import actions, approving
from caunoi.gate.releases.approving import Version
from caunoi.gate.releases.models import Release
from caunoi.ground.people.models import User


def approve_and_release(versions: Sequence[Version], *, by: User, at: datetime) -> list[Release]:
    """One person approves several versions, none of which they wrote; all are released in one transaction, or none. Raises Refused."""
    with transaction.atomic():
        papers = approving.papers_of([version.record for version in versions])
        for version in versions:
            approving.approve(version, by=by, at=at, papers=papers[version.record])
        rows = actions.release_many(versions, by=by, at=at)
        _mirror(versions, at=at)
    return rows


def _mirror(versions: Sequence[Version], *, at: datetime) -> None:
    """Tell the desk's own columns what now stands."""
    by_model: dict[type[models.Model], list[models.Model]] = defaultdict(list)
    for version in versions:
        obj = version.obj
        obj.live, obj.has_unpublished_changes, obj.live_revision_id = True, False, version.revision.pk  # type: ignore[attr-defined]
        obj.first_published_at = obj.first_published_at or at  # type: ignore[attr-defined]
        obj.last_published_at = at  # type: ignore[attr-defined]
        by_model[type(obj)].append(obj)
    for model, objs in by_model.items():
        fields = ["live", "has_unpublished_changes", "live_revision", "first_published_at", "last_published_at"]
        model._default_manager.bulk_update(objs, fields, batch_size=200)
