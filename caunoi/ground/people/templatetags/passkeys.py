"""`authenticator|mark`: how the public log calls a key."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django import template

from caunoi.ground.people.passkeys import fingerprint

register = template.Library()


@register.filter
def mark(authenticator: Authenticator) -> str:
    return fingerprint(authenticator)[:16]
