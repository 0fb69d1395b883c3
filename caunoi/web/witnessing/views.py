"""/.well-known/caunoi/witness/: what another portal's log asks of this witness. For programs: plain text, the specification's statuses."""

from __future__ import annotations

import math
from datetime import timedelta
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from caunoi.ground.people import limiter
from caunoi.ground.people.audit import address_of
from caunoi.ground.people.rules import address_key
from caunoi.ledger import keys
from caunoi.ledger.notes import COSIGNATURE, Signer, Verifier
from caunoi.ledger.witness import LARGEST, Reply, Witness
from caunoi.web.dynamic import guarded

PREFIX = ".well-known/caunoi/witness"
HOUR = timedelta(hours=1)
# An honest log is told 409 now and then. What is refused otherwise costs us a signature check, and nobody needs it often.
WRONG = (400, 403, 404, 422)
WRONG_AN_HOUR = 60


def signer() -> Signer:
    """Name and key of this witness; the key is made at first need. It signs nothing but cosignatures."""
    return _signer(f"{settings.HOST}/{PREFIX}", settings.DATA)


@cache
def _signer(name: str, data: Path) -> Signer:
    return keys.signer(name, data / "keys" / "witness", COSIGNATURE)


@csrf_exempt
def add_checkpoint(request: HttpRequest) -> HttpResponse:
    """One request of a log. Nothing is authorised by a cookie here: what counts is the log's signature."""
    if not settings.WITNESS_OF:
        return _say(request, Reply(404, "not a witness\n"))
    if request.method != "POST":
        told = _say(request, Reply(405, "POST only\n"))
        told["Allow"] = "POST"
        return told
    at = timezone.now()
    who = f"witness:{address_key(address_of(request) or '127.0.0.1')}"
    if shut := limiter.locked_until(who, at=at):
        told = _say(request, Reply(429, "too many wrong requests\n"))
        told["Retry-After"] = str(max(1, math.ceil((shut - at).total_seconds())))
        return told
    length = request.META.get("CONTENT_LENGTH") or ""
    if not length.isdecimal() or int(length) > LARGEST:
        return _say(request, Reply(413 if length.isdecimal() else 411, "at most 64 KB, and say how long\n"))
    reply = _witness().add_checkpoint(request.read(LARGEST))
    if reply.status in WRONG:
        limiter.count(who, limit=WRONG_AN_HOUR, window=HOUR, at=at)
    return _say(request, reply)


def vkey(request: HttpRequest) -> HttpResponse:
    """The key with which this witness cosigns."""
    return _say(
        request, Reply(200, f"{signer().verifier.vkey}\n") if settings.WITNESS_OF else Reply(404, "not a witness\n")
    )


@csrf_exempt
def nothing(request: HttpRequest) -> HttpResponse:
    return _say(request, Reply(404, "nothing here\n"))


def _witness() -> Witness:
    logs: list[Verifier] = settings.WITNESS_OF
    return Witness(settings.DATA / "witness", signer(), {one.name: one for one in logs})


def _say(request: HttpRequest, reply: Reply) -> HttpResponse:
    return guarded(request, HttpResponse(reply.body, content_type=reply.media_type, status=reply.status))
