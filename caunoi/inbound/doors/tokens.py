"""Tokens with the portal's own key."""

from __future__ import annotations

import hashlib
import hmac
import os
from datetime import datetime, timedelta

from django.conf import settings

from caunoi.inbound.doors import rules


def issue(at: datetime) -> str:
    """A fresh token for a form that is handed out at that moment."""
    return rules.token(os.urandom(rules.NONCE), at, key=derived(settings.SECRET_KEY, "token"))


def read(token: str, at: datetime, max_age: timedelta = rules.MAX_AGE) -> rules.Token:
    """What a token says at that moment; one that is `expired` is still told. Refused when it is none of ours."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return rules.token_read(token, at, keys=[derived(secret, "token") for secret in secrets], max_age=max_age)


def derived(secret: str, use: str) -> bytes:
    """A key for one use of the doors."""
    return hmac.new(secret.encode(), f"caunoi doors {use}".encode(), hashlib.sha256).digest()
