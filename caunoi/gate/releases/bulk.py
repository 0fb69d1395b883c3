"""Many records at once: the demo, imports and benchmarks. The same approvals and the same gate, fewer round trips."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from wagtail.models import Revision

from caunoi.gate.releases import actions, approving, kinds, rows, seals, signatures
from caunoi.gate.releases.approving import Version
from caunoi.gate.releases.models import Approval, Contribution, Release
from caunoi.ground.people import audit
from caunoi.ground.people.models import User
from caunoi.ground.people.queries import holds_at

_DESK = (
    "live",
    "has_unpublished_changes",
    "live_revision",
    "latest_revision",
    "first_published_at",
    "last_published_at",
)


def contributed_first(versions: Sequence[Version], *, by: User, at: datetime) -> None:
    """Note the first versions of new records, all saved by the same person."""
    _read(versions)
    contributions = [
        Contribution(record=version.record, revision=version.revision.pk, digest=version.digest, by=by, at=at)
        for version in versions
    ]
    for row in contributions:
        row.seal = seals.of_contribution(row, "")
    Contribution.objects.bulk_create(contributions, batch_size=200)


def approve_and_release(versions: Sequence[Version], *, by: User, at: datetime) -> list[Release]:
    """One person approves several versions, none of which they wrote; all are released in one transaction, or none. Raises Refused,
    also where approvals must be signed: nobody signs several at once.
    """
    at = at.replace(microsecond=at.microsecond // 1000 * 1000)
    with transaction.atomic():
        _read(versions)
        papers = approving.papers_of([version.record for version in versions])
        may: dict[tuple[str, int | None], bool] = {}
        approvals = []
        for version in versions:
            needed = version.needed
            if needed not in may:
                may[needed] = holds_at(by, *needed, timezone.localdate(at))
                signatures.must("", *needed, by=by, at=at)
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
        released = actions.release_many(versions, by=by, at=at)
        _mirror(versions, at=at)
    return released


def _read(versions: Sequence[Version]) -> None:
    """Read the content of every version from its revision, what they refer to fetched together."""
    by_kind: dict[str, list[tuple[Version, Any]]] = defaultdict(list)
    for version in versions:
        if "content" not in version.__dict__:
            Revision._meta.get_field("content_object").set_cached_value(version.revision, version.obj)
            by_kind[version.kind.name].append((version, version.revision.as_object()))
    for kind, read in by_kind.items():
        models.prefetch_related_objects([obj for _, obj in read], *kinds.named(kind).follows)
        for version, obj in read:
            version.content = version.kind.content(obj)


def _mirror(versions: Sequence[Version], *, at: datetime) -> None:
    """Tell the desk's own columns what now stands."""
    by_model: dict[type[models.Model], list[models.Model]] = defaultdict(list)
    for version in versions:
        obj = version.obj
        obj.live, obj.has_unpublished_changes = True, False  # type: ignore[attr-defined]
        obj.live_revision_id = obj.latest_revision_id = version.revision.pk  # type: ignore[attr-defined]
        obj.first_published_at = obj.first_published_at or at  # type: ignore[attr-defined]
        obj.last_published_at = at  # type: ignore[attr-defined]
        by_model[type(obj)].append(obj)
    for objs in by_model.values():
        rows.update(objs, _DESK)
