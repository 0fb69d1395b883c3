"""Who saved what, and who approved it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from caunoi.gate.releases import kinds, rules, seals, signatures
from caunoi.gate.releases.kinds import Content, RecordKind
from caunoi.gate.releases.models import Approval, Contribution, Release
from caunoi.ground.people import audit
from caunoi.ground.people.models import User
from caunoi.ground.people.queries import holds_at, may_release_in_emergency
from caunoi.ground.refused import Refused


@dataclass
class Version:
    """A revision of a record, and what a reader would get of it. Reads the revision once: what is approved is what is released."""

    obj: models.Model
    revision: Any

    @cached_property
    def record(self) -> str:
        return kinds.name_of(self.obj)

    @cached_property
    def kind(self) -> RecordKind:
        return kinds.kind_of(self.obj)

    @cached_property
    def content(self) -> Content:
        return self.kind.content(self.revision.as_object())

    @cached_property
    def digest(self) -> str:
        return rules.digest(self.content)

    def approver(self, by: User, at: datetime) -> bool:
        """Whether this person holds today the role that may approve this kind of record, at the organisation it belongs to."""
        return holds_at(by, *self.needed, timezone.localdate(at))

    @property
    def needed(self) -> tuple[str, int | None]:
        """The role that may approve this, and the organisation at which it must be held."""
        return self.kind.approver_role, self.kind.owner(self.content)


@dataclass
class Papers:
    """What approvals of one record are judged by: every contribution, oldest first, and every approval whose seal holds."""

    contributions: list[Contribution] = field(default_factory=list)
    approvals: list[Approval] = field(default_factory=list)
    tampered: bool = False
    withdrawn_at: datetime | None = None

    @property
    def history(self) -> list[rules.Contributed]:
        return [rules.Contributed(row.by_id, row.digest) for row in self.contributions]

    @property
    def is_withdrawn(self) -> bool:
        """True when the record was taken off the portal after its last version was saved."""
        return (
            self.withdrawn_at is not None
            and bool(self.contributions)
            and self.contributions[-1].at <= self.withdrawn_at
        )

    def _unchanged(self, revision: int, digest: str) -> set[int]:
        """This revision and those just before it that say the same: opening and saving unchanged ends no approval."""
        found = {revision}
        for row in reversed([row for row in self.contributions if row.revision <= revision]):
            if row.digest != digest:
                break
            found.add(row.revision)
        return found

    def valid(self, revision: int, digest: str) -> list[Approval]:
        """The approvals that count for this version: of this revision and digest, and not by a contributor.

        None when the history was altered, when something newer was saved, or when the record was withdrawn after this was saved:
        an approval is for now, and cannot be replayed.
        """
        last = self.contributions[-1] if self.contributions else None
        if self.tampered or last is None or (last.revision, last.digest) != (revision, digest) or self.is_withdrawn:
            return []
        wrote = rules.contributors(self.history)
        unchanged = self._unchanged(revision, digest)
        found = [a for a in self.approvals if a.revision in unchanged and a.digest == digest]
        if self.withdrawn_at is not None:
            found = [a for a in found if a.at > self.withdrawn_at]
        return [a for a in found if a.kind == Approval.Kind.EMERGENCY or a.by_id not in wrote]


def papers_of(records: Sequence[str]) -> dict[str, Papers]:
    """The papers of several records, by three queries."""
    found = {record: Papers() for record in records}
    before = dict.fromkeys(records, "")
    for row in Contribution.objects.filter(record__in=records).order_by("record", "revision"):
        papers = found[row.record]
        papers.tampered |= not seals.same(row.seal, seals.of_contribution(row, before[row.record]))
        before[row.record] = row.seal
        papers.contributions.append(row)
    for approval in Approval.objects.filter(record__in=records).order_by("at", "pk"):
        if seals.same(approval.seal, seals.of_approval(approval)):
            found[approval.record].approvals.append(approval)
    gone = (
        Release.objects.filter(record__in=records, kind=Release.Kind.WITHDRAWAL)
        .exclude(reason="withdrawn_empty")
        .order_by("record")
    )
    for record, at in gone.values("record").annotate(last=models.Max("at")).values_list("record", "last"):
        found[record].withdrawn_at = at
    return found


def digest_of(obj: models.Model) -> str:
    """The digest of what a reader would get of an object as it is in memory."""
    return rules.digest(kinds.kind_of(obj).content(obj))


def may_be_saved_over(obj: models.Model, revision: Any) -> bool:
    """Whether a version may be saved over (the desk saves by itself every few seconds) without a trace being lost.

    Not when someone approved it, and not when that takes back what its writer changed: who changed a comma and took the change
    back has contributed all the same.
    """
    record = kinds.name_of(obj)
    if Approval.objects.filter(record=record, revision=revision.pk).exists():
        return False
    before = Contribution.objects.filter(record=record, revision__lt=revision.pk).order_by("-revision").first()
    return before is None or before.digest != digest_of(obj)


def contributed(version: Version, *, by: User | None, at: datetime) -> Contribution:
    """Note that a version was saved. Called for every revision, by whatever path it is made; a revision saved over is noted anew."""
    known = list(Contribution.objects.filter(record=version.record).order_by("-revision")[:2])
    before = next((row.seal for row in known if row.revision != version.revision.pk), "")
    row = next((row for row in known if row.revision == version.revision.pk), None)
    if row is not None and row.by_id != (by.pk if by else None):
        raise Refused("Không được lưu đè lên bản do người khác lưu. Tải lại trang rồi lưu thành bản mới.")
    row = row or Contribution(record=version.record, revision=version.revision.pk)
    row.digest, row.by, row.at = version.digest, by, at
    row.seal = seals.of_contribution(row, before)
    row.save()
    return row


def why_not(version: Version, by: User, papers: Papers, *, approver: bool) -> str | None:
    """Why this person may not approve this version (in Vietnamese), or None; `approver`: whether they hold that role today."""
    if not approver:
        return "Chỉ người đang giữ vai trò người duyệt mới được duyệt."
    if papers.tampered:
        return (
            "Lịch sử sửa bài này đã bị can thiệp bằng đường khác (dấu niêm không khớp), nên không thể duyệt. "
            "Báo kỹ thuật viên và người giám sát."
        )
    if not papers.contributions or papers.contributions[-1].revision != version.revision.pk:
        return "Đã có bản mới hơn bản đang duyệt. Mở lại bài để đọc bản cuối cùng."
    if papers.is_withdrawn:
        return "Bản này đã bị gỡ khỏi cổng. Mở bài, đọc lại rồi lưu thành bản mới trước khi trình duyệt."
    return rules.why_not_approve(papers.history, version.digest, by.pk)


def must(version: Version, by: User, papers: Papers, *, approver: bool) -> None:
    """Raise Refused unless this person may approve this version."""
    reason = why_not(version, by, papers, approver=approver)
    if reason:
        raise Refused(reason)


def approve(version: Version, *, by: User, at: datetime) -> Approval:
    """Approve the content of this version. Raises Refused; giving the same approval twice is one approval."""
    papers = papers_of([version.record])[version.record]
    must(version, by, papers, approver=version.approver(by, at))
    return _give(version, by=by, at=at, kind=Approval.Kind.ORDINARY, reason="", papers=papers)


def approve_in_emergency(version: Version, *, by: User, at: datetime, reason: str) -> Approval:
    """A named role lets its own version out alone; the page says so until a second person approves it."""
    if not may_release_in_emergency(by, timezone.localdate(at)):
        raise Refused("Chỉ người được giao quyền phát hành khẩn mới được phát hành một mình.")
    if not reason.strip():
        raise Refused("Phát hành khẩn phải ghi rõ lý do.")
    papers = papers_of([version.record])[version.record]
    last = papers.contributions[-1] if papers.contributions else None
    if (
        papers.tampered
        or papers.is_withdrawn
        or last is None
        or (last.revision, last.digest) != (version.revision.pk, version.digest)
    ):
        raise Refused(
            "Nội dung không trùng với bản cuối cùng đã lưu trong hệ thống. Mở bài, đọc lại rồi lưu trước khi phát hành khẩn."
        )
    return _give(version, by=by, at=at, kind=Approval.Kind.EMERGENCY, reason=reason.strip(), papers=papers)


def _give(version: Version, *, by: User, at: datetime, kind: str, reason: str, papers: Papers) -> Approval:
    at = at.replace(microsecond=at.microsecond // 1000 * 1000)
    signature = signatures.taken(version.digest, kind, by=by, at=at)
    with transaction.atomic():
        known = next((a for a in papers.approvals if a.by_id == by.pk and a.revision == version.revision.pk), None)
        same = known is not None and known.digest == version.digest and known.kind == kind
        if known is not None and same and (known.signature or not signature):
            signatures.must(known.signature, *version.needed, by=by, at=at)
            return known
        if known is not None and known.kind == Approval.Kind.EMERGENCY and known.digest == version.digest:
            raise Refused("Người đã phát hành khẩn một mình không tự duyệt tiếp bản đó. Cần một người thứ hai duyệt.")
        signatures.must(signature, *version.needed, by=by, at=at)
        if known is None:
            known = Approval.objects.filter(record=version.record, revision=version.revision.pk, by=by).first()
        approval = known or Approval(record=version.record, revision=version.revision.pk, by=by)
        approval.digest, approval.kind, approval.reason, approval.role, approval.at = (
            version.digest,
            kind,
            reason,
            version.kind.approver_role,
            at,
        )
        approval.signature = signature
        approval.seal = seals.of_approval(approval)
        approval.save()
        act = "approve" if kind == Approval.Kind.ORDINARY else "emergency"
        signed = {"key": json.loads(signature)["key"]} if signature else {}
        detail = {"digest": version.digest, "reason": reason, **signed}
        audit.record(act, subject=version.record, by=by, at=at, detail=detail)
    return approval


def valid(version: Version) -> list[Approval]:
    """The approvals that count for this version."""
    return papers_of([version.record])[version.record].valid(version.revision.pk, version.digest)


def suffice(approvals: Sequence[Approval]) -> bool:
    """True when these approvals let a version out: enough people, or one who may do so alone in an emergency."""
    return enough(approvals) or any(approval.kind == Approval.Kind.EMERGENCY for approval in approvals)


def enough(approvals: Iterable[Approval]) -> bool:
    """True when as many approved as the organisation asks for."""
    ordinary = [a.by_id for a in approvals if a.kind == Approval.Kind.ORDINARY]
    return rules.enough(ordinary, settings.PAIRS_OF_EYES)
