"""Seals: keyed hashes over what approvals rest on, made with a key that is not in the database (RFC 2104, SHA-256)."""

from __future__ import annotations

import hmac
import json
from typing import Any

from django.conf import settings

from caunoi.gate.releases.models import Approval, Contribution, Override, Release, Standing


def of_contribution(contribution: Contribution, before: str) -> str:
    """The seal of a contribution that follows one with the seal `before` ("" for the first)."""
    row = contribution
    return _sealed("contribution", before, row.record, row.revision, row.digest, row.by_id, _at(row.at))


def of_approval(row: Approval) -> str:
    signed = (
        (row.signature,) if row.signature else ()
    )  # unsigned ones are sealed as they were before there were signatures
    return _sealed(
        "approval",
        row.record,
        row.revision,
        row.digest,
        row.by_id,
        row.role,
        row.kind,
        row.reason,
        _at(row.at),
        *signed,
    )


def of_override(row: Override) -> str:
    return _sealed("override", row.record, row.digest, row.rule, row.excerpt, row.reason, row.by_id, row.second_by_id)


def of_standing(row: Standing) -> str:
    """Over the exact content that stands, since when, and the approval it rests on."""
    return _sealed(
        "standing",
        row.record,
        row.kind,
        row.number,
        row.revision,
        row.digest,
        row.approval_id,
        _at(row.since),
        row.pinned,
        row.content,
    )


def of_release(row: Release, before: str) -> str:
    """The seal of an entry of the log that follows one with the seal `before` ("" for the first)."""
    return _sealed(
        "release", before, row.position, _at(row.at), row.kind, row.host, row.path, row.media_type, row.sha256, row.target, row.record,
        row.revision, row.approval_id, row.role, row.reason,
    )  # fmt: skip


def of_handed_in(data: bytes) -> str:
    """The seal of what waits to become an entry of the public log and is no release."""
    return _sealed("handed in", data.decode())


def same(seal: str, reckoned: str) -> bool:
    return hmac.compare_digest(seal, reckoned)


def _at(moment: Any) -> int:
    """Milliseconds: what both databases keep."""
    return int(moment.timestamp() * 1000)


_written = json.JSONEncoder(ensure_ascii=False).encode


def _sealed(*parts: Any) -> str:
    row = _written([None if part is None else str(part) for part in parts])
    return hmac.digest(settings.APPROVAL_KEY.encode(), row.encode(), "sha256").hex()
