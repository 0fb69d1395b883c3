"""Many records at once: the demo, imports and benchmarks. The same approvals and the same gate, fewer round trips."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.db import models, transaction
from django.utils import timezone

from caunoi.gate.releases import actions, approving, seals
from caunoi.gate.releases.approving import Version
from caunoi.gate.releases.models import Approval, Contribution, Release
from caunoi.ground.people import audit
from caunoi.ground.people.models import User
from caunoi.ground.people.queries import holds_at


def contributed_first(versions: Sequence[Version], *, by: User, at: datetime) -> None:
    """Note the first versions of new records, all saved by the same person."""
    rows = [
        Contribution(record=version.record, revision=version.revision.pk, digest=version.digest, by=by, at=at)
        for version in versions
    ]
    for row in rows:
        row.seal = seals.of_contribution(row, "")
    Contribution.objects.bulk_create(rows, batch_size=200)


def approve_and_release(versions: Sequence[Version], *, by: User, at: datetime) -> list[Release]:
    """One person approves several versions, none of which they wrote; all are released in one transaction, or none. Raises Refused."""
    at = at.replace(microsecond=at.microsecond // 1000 * 1000)
    with transaction.atomic():
        papers = approving.papers_of([version.record for version in versions])
        may: dict[tuple[str, int | None], bool] = {}
        approvals = []
        for version in versions:
            needed = (version.kind.approver_role, version.kind.owner(version.content))
            if needed not in may:
                may[needed] = holds_at(by, *needed, timezone.localdate(at))
            approving.must(version, by, approver=may[needed], papers=papers[version.record])
            approval = Approval(
                record=version.record,
                revision=version.revision.pk,
                by=by,
                digest=version.digest,
                role=version.kind.approver_role,
                at=at,
            )
            approval.seal = seals.of_approval(approval)
            approvals.append(approval)
        Approval.objects.bulk_create(approvals, batch_size=200)
        audit.record_several(
            "approve", ((v.record, {"digest": v.digest, "reason": ""}) for v in versions), by=by, at=at
        )
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
