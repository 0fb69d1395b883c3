"""The door of the desk: who may still try a password or a code, and when it shuts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from caunoi.ground.people import audit, limiter, rules
from caunoi.ground.people.models import User
from caunoi.ground.refused import Refused


@dataclass(frozen=True)
class Knock:
    """One try that has been counted and may be made; tell how it went with `failed` or `succeeded`."""

    username: str
    address: str
    locks_account_until: datetime | None
    locks_address_until: datetime | None


def knock(username: str, address: str, *, at: datetime) -> Knock:
    """Count one try of a password or a code. Refused while the account or the address is locked, saying until when."""
    by_address = limiter.count(
        rules.address_key(address), limit=rules.FAILURES_OF_AN_ADDRESS, window=rules.WINDOW, at=at
    )
    if not by_address.allowed and by_address.locked_until:
        raise Refused(rules.locked_text("Địa chỉ máy này", timezone.localtime(by_address.locked_until)))
    by_account = limiter.count(
        rules.account_key(username), limit=rules.FAILURES_OF_AN_ACCOUNT, window=rules.WINDOW, at=at
    )
    if not by_account.allowed and by_account.locked_until:
        # Nothing was tried: an owner waiting at a locked account must not lock the whole office out.
        limiter.take_back(rules.address_key(address))
        raise Refused(rules.locked_text("Tài khoản này", timezone.localtime(by_account.locked_until)))
    return Knock(username, address, by_account.locked_until, by_address.locked_until)


def failed(knock: Knock, *, at: datetime) -> None:
    """The try failed: it stays counted, and a lock it set is written down."""
    for key, until in (("account", knock.locks_account_until), ("address", knock.locks_address_until)):
        if until is not None:
            subject = name_for_trail(knock.username) if key == "account" else knock.address
            detail = {"what": key, "until": until.isoformat()}
            audit.record("locked_out", subject=subject, at=at, detail=detail)


def succeeded(knock: Knock) -> None:
    """The try succeeded: it is taken back. Earlier failures stay counted until the whole login is done (`entered`)."""
    limiter.take_back(rules.account_key(knock.username))
    limiter.take_back(rules.address_key(knock.address))


def entered(user: User) -> None:
    """The person is in, second factor included: the failures of the account are forgotten."""
    limiter.forget(rules.account_key(user.username))


def spend_code(user: User, code: str, *, at: datetime) -> bool:
    """Is this one-time code used for the first time, in any process?"""
    return limiter.count(rules.code_key(user.pk, code), limit=1, window=rules.CODE_LIVES, at=at).allowed


def name_for_trail(username: str) -> str:
    """The name as it may be kept for ever: people type passwords into the wrong box, so only names that exist."""
    known = User.objects.filter(username=username).first()
    return f"{known} ({known.username})" if known else "(không có tài khoản này)"
