"""allauth keeps the keys of people; what comes and goes there is told to the log.

A key that goes is told in the transaction in which it goes. One that comes is told afterwards: killed in between, it is introduced with its first
signature.
"""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models.signals import post_save, pre_delete
from django.dispatch import receiver
from django.utils import timezone

from caunoi.gate.public_log import approvers


@receiver(post_save, sender=Authenticator)
def _added(instance: Authenticator, created: bool, **_: Any) -> None:
    if created:
        approvers.added(instance, at=timezone.now())


@receiver(pre_delete, sender=Authenticator)
def _removed(instance: Authenticator, **_: Any) -> None:
    approvers.removed(instance, at=timezone.now())
