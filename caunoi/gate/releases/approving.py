"""Who saved what, and who approved it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from caunoi.gate.guard.findings import Finding
from caunoi.gate.releases import kinds, rules, seals
from caunoi.gate.releases.models import Approval, Contribution, Override
from caunoi.ground.people import audit
from caunoi.ground.people.models import User
from caunoi.ground.people.queries import holds, may_release_in_emergency
from caunoi.ground.refused import Refused


def digest_of(obj: models.Model) -> str:
    """The digest of what a reader would get of this version of a record."""
    return rules.digest(kinds.kind_of(obj).content(obj))


def contributed(obj: models.Model, revision: Any, *, by: User | None, at: datetime) -> Contribution:
    """Note that a version was saved. Called for every revision, by whatever path it is made."""
    contribution, _ = Contribution.objects.update_or_create(
        record=kinds.name_of(obj),
        revision=revision.pk,
        defaults={"digest": digest_of(obj), "by": by, "at": at},
    )
    return contribution


def history(record: str) -> list[rules.Contributed]:
    """All versions of a record, oldest first."""
    rows = Contribution.objects.filter(record=record).order_by("revision")
    return [rules.Contributed(by, digest) for by, digest in rows.values_list("by_id", "digest")]


def why_not(obj: models.Model, revision: Any, by: User, on: datetime) -> str | None:
    """Why this person may not approve this version (in Vietnamese), or None."""
    if not holds(by, "approver", timezone.localdate(on)):
        return "Chỉ người đang giữ vai trò người duyệt mới được duyệt."
    record = kinds.name_of(obj)
    latest = Contribution.objects.filter(record=record).order_by("-revision").first()
    if latest is None or latest.revision != revision.pk:
        return "Đã có bản mới hơn bản đang duyệt. Mở lại bài để đọc bản cuối cùng."
    return rules.why_not_approve(history(record), digest_of(revision.as_object()), by.pk)


def approve(obj: models.Model, revision: Any, *, by: User, at: datetime) -> Approval:
    """Approve the content of this version. Raises Refused; giving the same approval twice is one approval."""
    reason = why_not(obj, revision, by, at)
    if reason:
        raise Refused(reason)
    return _give(obj, revision, by=by, at=at, kind=Approval.Kind.ORDINARY, reason="", role="approver")


def approve_in_emergency(obj: models.Model, revision: Any, *, by: User, at: datetime, reason: str) -> Approval:
    """A named role lets its own version out alone; the page says so until a second person approves it."""
    if not may_release_in_emergency(by, timezone.localdate(at)):
        raise Refused("Chỉ người được giao quyền phát hành khẩn mới được phát hành một mình.")
    if not reason.strip():
        raise Refused("Phát hành khẩn phải ghi rõ lý do.")
    record = kinds.name_of(obj)
    versions = history(record)
    if not versions or versions[-1].digest != digest_of(revision.as_object()):
        raise Refused("Nội dung không trùng với bản cuối cùng đã lưu trong hệ thống. Mở bài, đọc lại rồi lưu trước khi phát hành khẩn.")
    return _give(obj, revision, by=by, at=at, kind=Approval.Kind.EMERGENCY, reason=reason.strip(), role="approver")


def _give(obj: models.Model, revision: Any, *, by: User, at: datetime, kind: str, reason: str, role: str) -> Approval:
    record, digest = kinds.name_of(obj), digest_of(revision.as_object())
    at = at.replace(microsecond=at.microsecond // 1000 * 1000)
    with transaction.atomic():
        known = Approval.objects.filter(record=record, revision=revision.pk, by=by).first()
        if known is not None and known.digest == digest and known.kind == kind and seals.holds(known):
            return known
        approval = known or Approval(record=record, revision=revision.pk, by=by)
        approval.digest, approval.kind, approval.reason, approval.role, approval.at = digest, kind, reason, role, at
        approval.seal = seals.seal_of(approval)
        approval.save()
        audit.record("approve" if kind == "ordinary" else "emergency", subject=record, by=by, at=at, detail={"digest": digest, "reason": reason})
    return approval


def valid(obj: models.Model, revision: Any, digest: str) -> list[Approval]:
    """The approvals that count for this version: of this record, this revision, this digest, sealed, and not by a contributor."""
    record = kinds.name_of(obj)
    found = [a for a in Approval.objects.filter(record=record, revision=revision.pk, digest=digest).order_by("at") if seals.holds(a)]
    wrote = rules.contributors(history(record))
    return [a for a in found if a.kind == Approval.Kind.EMERGENCY or a.by_id not in wrote]


def enough(approvals: Iterable[Approval]) -> bool:
    """True when as many approved as the organisation asks for."""
    ordinary = [a.by_id for a in approvals if a.kind == Approval.Kind.ORDINARY]
    return rules.enough(ordinary, settings.PAIRS_OF_EYES)


def propose_override(obj: models.Model, *, digest: str, rule: str, excerpt: str, reason: str, by: User, at: datetime) -> Override:
    """The first of two people asks to let one finding pass, saying why."""
    if not reason.strip():
        raise Refused("Bỏ qua cảnh báo chặn phải ghi rõ lý do.")
    if not holds(by, "approver", timezone.localdate(at)) and not holds(by, "editor", timezone.localdate(at)):
        raise Refused("Chỉ biên tập viên hoặc người duyệt được đề nghị bỏ qua cảnh báo chặn.")
    override, _ = Override.objects.get_or_create(
        record=kinds.name_of(obj), digest=digest, rule=rule, excerpt=excerpt[:200],
        defaults={"reason": reason.strip(), "by": by, "at": at},
    )  # fmt: skip
    audit.record("override-proposed", subject=override.record, by=by, at=at, detail={"rule": rule, "excerpt": excerpt, "reason": reason})
    return override


def confirm_override(override: Override, *, by: User, at: datetime) -> Override:
    """The second person, an approver who did not write the text and is not the first, confirms."""
    if not holds(by, "approver", timezone.localdate(at)):
        raise Refused("Chỉ người duyệt được xác nhận bỏ qua cảnh báo chặn.")
    if override.by_id == by.pk:
        raise Refused("Người đề nghị bỏ qua cảnh báo không được tự xác nhận.")
    if by.pk in rules.contributors(history(override.record)):
        raise Refused("Người đã viết hoặc sửa bài không được xác nhận bỏ qua cảnh báo của chính bài đó.")
    override.second_by, override.second_at = by, at
    override.save(update_fields=["second_by", "second_at"])
    audit.record("override-confirmed", subject=override.record, by=by, at=at, detail={"rule": override.rule, "excerpt": override.excerpt})
    return override


def overridden(obj: models.Model, finding: Finding) -> bool:
    """True when two people have let this finding pass for exactly this content."""
    rows = Override.objects.filter(record=kinds.name_of(obj), digest=digest_of(obj), rule=finding.rule, excerpt=finding.excerpt[:200])
    return rows.filter(second_by__isnull=False).exists()
