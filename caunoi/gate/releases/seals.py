"""Seals: keyed hashes over approvals, made with a key that is not in the database (RFC 2104, SHA-256)."""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings

from caunoi.gate.releases.models import Approval


def seal_of(approval: Approval) -> str:
    """The seal that this approval must carry: 64 hexadecimal digits."""
    row = "\n".join(
        (
            approval.record,
            str(approval.revision),
            approval.digest,
            str(approval.by_id),
            approval.role,
            approval.kind,
            approval.reason,
            str(int(approval.at.timestamp() * 1000)),
        )
    )
    return hmac.new(settings.APPROVAL_KEY.encode(), row.encode(), hashlib.sha256).hexdigest()


def holds(approval: Approval) -> bool:
    """True when the row is as it was when the approval was given."""
    return hmac.compare_digest(approval.seal, seal_of(approval))
