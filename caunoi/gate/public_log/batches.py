"""What one batch says, in its order: keys before the approvals they signed, approvals before the releases that rest on them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils import timezone

from caunoi.gate.public_log import approvers, entries
from caunoi.gate.public_log.models import ApproverKey, Entry, LoggedApproval, Waiting
from caunoi.gate.releases import seals
from caunoi.gate.releases.models import Approval, Release


@dataclass
class Batch:
    """Entries from index `begin` on, and which of them later entries refer to."""

    begin: int
    entries: list[Entry] = field(default_factory=list)

    def add(self, data: bytes, release: int | None = None) -> int:
        """Put an entry at the end; its index."""
        index = self.begin + len(self.entries)
        self.entries.append(Entry(pk=index, data=data, release=release))
        return index

    def fill(self, releases: Sequence[Release], waiting: Sequence[Waiting]) -> None:
        """New keys, signed approvals, releases, and what else was handed in."""
        for key in ApproverKey.objects.filter(entry=None).order_by("added_at", "pk"):
            self._introduce(key)
        logged = self._approvals([row.approval for row in releases if row.approval and row.approval.signature])
        for row in releases:
            self.add(of_release(row, logged.get(row.approval_id)), row.position)
        for one in waiting:
            self.add(bytes(one.data))

    def _introduce(self, key: ApproverKey) -> int:
        key.entry = self.add(approvers.of_key(key.public, "added", key.added_at))
        key.save(update_fields=["entry"])
        return key.entry

    def _approvals(self, rested_on: Sequence[Approval]) -> dict[int | None, int]:
        """Approval → the index of its entry, for these; the other signed approvals of the same contents stand beside them."""
        found: dict[int | None, int] = {}
        wanted = Approval.objects.filter(
            digest__in={one.digest for one in rested_on}, record__in={one.record for one in rested_on}
        )
        signed = wanted.exclude(signature="").order_by("at", "pk") if rested_on else []
        held = {_name(row): row for row in signed if seals.same(row.seal, seals.of_approval(row))}
        known = dict(LoggedApproval.objects.filter(pk__in=held).values_list("pk", "entry"))
        for name, row in held.items():
            if name not in known:
                given = json.loads(row.signature)
                key = approvers.known(given["public"], at=timezone.now())
                introduced = self._introduce(key) if key.entry is None else key.entry
                known[name] = self.add(approvers.of_approval(row, introduced))
                LoggedApproval.objects.create(pk=name, entry=known[name])
            found[row.pk] = known[name]
        return found


def _name(row: Approval) -> str:
    return hashlib.sha256(row.signature.encode()).hexdigest()


def of_release(row: Release, approval: int | None = None) -> bytes:
    """The entry of a release, a withdrawal or a move: its bytes' digest, where they stand, on whose authority, never who.

    `approval`: the index of the entry with the approver's signature, if they signed.
    """
    approved = row.approval
    signed: dict[str, str | int] = {}
    if approved is not None and approval is not None:
        signed = {"approval": approval, "approver_key": str(json.loads(approved.signature)["key"])}
    return entries.written(
        row.kind, row.at, host=row.host, path=row.path, media_type=row.media_type, sha256=row.sha256, target=row.target,
        reason=row.reason, release=row.position, role=row.role, content=approved.digest if approved else "",
        approved_at=entries.moment(approved.at) if approved else "",
        emergency="yes" if approved and approved.kind == approved.Kind.EMERGENCY else "", **signed,
    )  # fmt: skip
