"""Two people let a blocking finding of the guard pass, for one content and one excerpt, with a reason."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils import timezone

from caunoi.gate.guard.findings import Finding
from caunoi.gate.releases import kinds, rules, seals
from caunoi.gate.releases.approving import digest_of, papers_of
from caunoi.gate.releases.models import Override
from caunoi.ground.people import audit
from caunoi.ground.people.models import User
from caunoi.ground.people.queries import holds
from caunoi.ground.refused import Refused


def propose(
    obj: models.Model, *, digest: str, rule: str, excerpt: str, reason: str, by: User, at: datetime
) -> Override:
    """The first of two people asks to let one finding pass, saying why."""
    if not reason.strip():
        raise Refused("Bỏ qua cảnh báo chặn phải ghi rõ lý do.")
    if not holds(by, "approver", timezone.localdate(at)) and not holds(by, "editor", timezone.localdate(at)):
        raise Refused("Chỉ biên tập viên hoặc người duyệt được đề nghị bỏ qua cảnh báo chặn.")
    which = {"record": kinds.name_of(obj), "digest": digest, "rule": rule, "excerpt": excerpt[:200]}
    override = Override.objects.filter(**which).first()
    if override is None:
        override = Override(**which, reason=reason.strip(), by=by, at=at)
        override.seal = seals.of_override(override)
        override.save()
    audit.record(
        "override_proposed",
        subject=override.record,
        by=by,
        at=at,
        detail={"rule": rule, "excerpt": excerpt, "reason": reason},
    )
    return override


def confirm(override: Override, *, by: User, at: datetime) -> Override:
    """The second person, an approver who did not write the text and is not the first, confirms."""
    if not holds(by, "approver", timezone.localdate(at)):
        raise Refused("Chỉ người duyệt được xác nhận bỏ qua cảnh báo chặn.")
    if not seals.same(override.seal, seals.of_override(override)):
        raise Refused(
            "Đề nghị bỏ qua cảnh báo này đã bị sửa bằng đường khác (dấu niêm không khớp). Báo kỹ thuật viên và người giám sát."
        )
    if override.by_id == by.pk:
        raise Refused("Người đề nghị bỏ qua cảnh báo không được tự xác nhận.")
    papers = papers_of([override.record])[override.record]
    if papers.tampered or by.pk in rules.contributors(papers.history):
        raise Refused("Người đã viết hoặc sửa bài không được xác nhận bỏ qua cảnh báo của chính bài đó.")
    override.second_by, override.second_at = by, at
    override.seal = seals.of_override(override)
    override.save(update_fields=["second_by", "second_at", "seal"])
    audit.record(
        "override_confirmed",
        subject=override.record,
        by=by,
        at=at,
        detail={"rule": override.rule, "excerpt": override.excerpt},
    )
    return override


def passed(record: str, digest: str, finding: Finding) -> bool:
    """True when two people have let this finding pass for exactly this content."""
    rows = Override.objects.filter(
        record=record, digest=digest, rule=finding.rule, excerpt=finding.excerpt[:200], second_by__isnull=False
    )
    return any(seals.same(row.seal, seals.of_override(row)) for row in rows)


def passed_in(obj: models.Model, finding: Finding) -> bool:
    """The same, for an object as it is in memory."""
    return passed(kinds.name_of(obj), digest_of(obj), finding)
