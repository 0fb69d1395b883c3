"""Issuing, changing and recognising the keys of programs."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from django.db import transaction

from caunoi.api.models import ApiKey
from caunoi.ground.people import audit
from caunoi.ground.people.models import User

_SHOWN = 9
_LONGEST = 100


def digest_of(key: str) -> str:
    """What is kept of a key: 256 random bits need no slow hash."""
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()


@transaction.atomic
def issue(one: ApiKey, *, by: User, at: datetime) -> str:
    """Store a new key and return it; it is never seen again."""
    key = f"cn_{secrets.token_urlsafe(32)}"
    one.begins, one.digest, one.issued_at = key[:_SHOWN], digest_of(key), at
    one.save(force_insert=True)
    audit.record("api_key_issued", subject=str(one), by=by, at=at, detail=_said(one))
    return key


@transaction.atomic
def change(one: ApiKey, *, by: User | None, at: datetime) -> None:
    """Keep what was changed of a key, its being withdrawn above all."""
    one.save()
    audit.record("api_key_changed", subject=str(one), by=by, at=at, detail=_said(one))


def known(key: str) -> ApiKey | None:
    """The active key that this is, or None."""
    if not 0 < len(key) <= _LONGEST:
        return None
    return ApiKey.objects.filter(digest=digest_of(key), active=True).first()


def _said(one: ApiKey) -> dict[str, object]:
    organisation = str(one.organisation) if one.organisation else ""
    return {"label": one.label, "organisation": organisation, "per_hour": one.per_hour, "active": one.active}
