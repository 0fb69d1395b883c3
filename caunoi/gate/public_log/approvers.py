"""The keys of approvers as the log knows them: added when a person registers one, removed when it is taken away, by whatever way."""

from __future__ import annotations

import base64
import json
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.utils import timezone

from caunoi.gate.public_log import entries
from caunoi.gate.public_log.models import ApproverKey
from caunoi.gate.public_log.waiting import hand_in
from caunoi.gate.releases.models import Approval
from caunoi.ground.people import rules
from caunoi.ground.people.models import Post
from caunoi.ground.people.passkeys import key_in
from caunoi.ledger.assertions import fingerprint

ROLES = (rules.APPROVER, rules.REVIEWER)


def added(authenticator: Authenticator, *, at: datetime) -> None:
    """Someone registered a key: the log introduces it, if they hold a post that approves. (Others' keys with their first signature.)"""
    held = key_in(authenticator)
    posts = Post.objects.in_force(on=timezone.localdate(at)).filter(user=authenticator.user_id, role__in=ROLES)
    if held is not None and posts.exists():
        known(base64.b64encode(held[1]).decode(), at=at)


def removed(authenticator: Authenticator, *, at: datetime) -> None:
    """A key was taken away: by its owner, by an administrator, at a hand-over."""
    held = key_in(authenticator)
    if held is None:
        return
    name = fingerprint(held[1])
    if ApproverKey.objects.filter(pk=name, removed_at=None).update(removed_at=at):
        hand_in(of_key(base64.b64encode(held[1]).decode(), "removed", at))


def known(public: str, *, at: datetime) -> ApproverKey:
    """The row of a key; made when there is none, and then the sequencer introduces it."""
    name = fingerprint(base64.b64decode(public))
    return ApproverKey.objects.get_or_create(pk=name, defaults={"public": public, "added_at": at})[0]


def of_key(public: str, change: str, at: datetime) -> bytes:
    """The entry that a key of an approver came or went."""
    return entries.written(entries.KEY, at, change=change, use="approval", key=public)


def of_approval(row: Approval, key_entry: int) -> bytes:
    """The entry of a signed approval: everything by which anybody can check the signature, and nobody's name."""
    signed = json.loads(row.signature)
    return entries.written(
        entries.APPROVAL, row.at, act=row.kind, content=row.digest, role=row.role, asked=signed["asked"], key=signed["key"],
        key_entry=key_entry, authenticator=signed["authenticator"], client=signed["client"], signature=signed["signature"],
    )  # fmt: skip
