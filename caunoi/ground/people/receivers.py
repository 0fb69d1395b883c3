"""What Django and allauth tell of logins and second factors goes into the trail."""

from __future__ import annotations

from typing import Any

from allauth.account import signals as account
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa import signals as mfa
from django.contrib.auth import signals as auth
from django.dispatch import receiver
from django.utils import timezone

from caunoi.ground.people import audit, doors
from caunoi.ground.people.models import User


@receiver(auth.user_logged_in)
def _logged_in(request: Any, user: User, **_: Any) -> None:
    records = get_authentication_records(request, user) if request is not None else []
    how = [record.get("type") or record["method"] for record in records]
    doors.entered(user)
    audit.record("login", subject=user, by=user, at=timezone.now(), detail={"how": how})


@receiver(auth.user_login_failed)
def _login_failed(credentials: dict[str, Any], **_: Any) -> None:
    subject = doors.name_for_trail(str(credentials.get("username", "")))
    audit.record("login_failed", subject=subject, at=timezone.now())


@receiver(auth.user_logged_out)
def _logged_out(request: Any, user: User | None, **_: Any) -> None:
    if user is not None:
        act = "idle_lock" if getattr(request, "locked_for_idleness", False) else "logout"
        audit.record(act, subject=user, by=user, at=timezone.now())


@receiver(account.password_changed)
def _password_changed(user: User, **_: Any) -> None:
    audit.record("password_changed", subject=user, by=user, at=timezone.now())


@receiver(mfa.authenticator_added)
def _added(user: User, authenticator: Any, **_: Any) -> None:
    if authenticator.type == "recovery_codes":
        audit.record("recovery_codes_made", subject=user, by=user, at=timezone.now())
    else:
        audit.record(
            "second_factor_added", subject=user, by=user, at=timezone.now(), detail={"type": str(authenticator.type)}
        )


@receiver(mfa.authenticator_removed)
def _removed(user: User, authenticator: Any, **_: Any) -> None:
    audit.record(
        "second_factor_removed", subject=user, by=user, at=timezone.now(), detail={"type": str(authenticator.type)}
    )


@receiver(mfa.authenticator_reset)
def _reset(user: User, **_: Any) -> None:
    audit.record("recovery_codes_made", subject=user, by=user, at=timezone.now())


@receiver(mfa.authentication_failed)
def _code_failed(user: User, authenticator: Any, **_: Any) -> None:
    audit.record("second_factor_failed", subject=user, at=timezone.now(), detail={"type": str(authenticator.type)})
