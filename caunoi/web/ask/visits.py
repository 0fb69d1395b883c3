"""At the door: the token of a form, the work done for it, and how often an address may come in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, cast

from django.http import HttpRequest

from caunoi.ground.people.audit import address_of
from caunoi.ground.refused import Refused
from caunoi.ground.uploads.rules import examine_all
from caunoi.inbound.cases.submission import File
from caunoi.inbound.doors import rules, throttle, tokens
from caunoi.inbound.uploads import quarantine

BITS = rules.BITS


@dataclass(frozen=True)
class Visit:
    """A form that came in: its token if it is ours (`stale`: not to be used any more), and whether work was done for it.

    `hasty`: sent sooner than a person reads a form.
    """

    token: str
    nonce: str
    stale: bool
    proved: bool
    hasty: bool = False


def arrived(request: HttpRequest, *, at: datetime) -> Visit:
    """Who comes with this form. A token that is none of ours has no nonce."""
    token = request.POST.get("token", "")[:100]
    try:
        read = tokens.read(token, at)
    except Refused:
        return Visit("", "", stale=True, proved=False)
    worked = rules.proved(token, request.POST.get("proof", "")[:20])
    return Visit(token, read.nonce.hex(), stale=read.expired, proved=worked, hasty=read.too_fast)


def admit(request: HttpRequest, visit: Visit, *, at: datetime) -> rules.Admission:
    """Count one visit. Raises Refused, saying when to come back."""
    admission = throttle.admit(address_of(request) or "127.0.0.1", at, visit.proved)
    admission.must_be_allowed()
    return admission


def take_in(request: HttpRequest, name: str = "files") -> tuple[File, ...]:
    """The files of a form, examined and put in quarantine: all of them, or Refused with what is wrong with each."""
    sent = [(file.name, cast(BinaryIO, file)) for file in request.FILES.getlist(name) if file.name]
    kept = []
    for one in examine_all(sent):
        stored = quarantine.store(one)
        kept.append(
            File(stored.id, one.name, stored.media_type, stored.size, one.sent_sha256, stored.scan.value, stored.sha256)
        )
    return tuple(kept)
