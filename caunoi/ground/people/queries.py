"""What a person may do on a day, asked by every other room."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from caunoi.ground.people import rules
from caunoi.ground.people.models import Post

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser


def roles_of(user: AbstractBaseUser | AnonymousUser | None, on: date) -> frozenset[str]:
    """The roles the person holds on that day, at any organisation; none for a stranger or a closed account."""
    if user is None or not user.is_authenticated or not user.is_active or user.pk is None:
        return frozenset()
    return frozenset(Post.objects.in_force(on=on).filter(user_id=user.pk).values_list("role", flat=True))


def holds(user: AbstractBaseUser | AnonymousUser | None, role: str, on: date) -> bool:
    """Does the person hold that role on that day?"""
    return role in roles_of(user, on)


def holds_at(user: AbstractBaseUser | AnonymousUser | None, role: str, organisation: int | None, on: date) -> bool:
    """Does the person hold that role on that day at that organisation, or for the whole portal? No organisation: at any."""
    if organisation is None:
        return holds(user, role, on)
    if user is None or not user.is_authenticated or not user.is_active or user.pk is None:
        return False
    posts = Post.objects.in_force(on=on).filter(user_id=user.pk, role=role)
    return posts.filter(Q(organisation=organisation) | Q(organisation__isnull=True)).exists()


def may_release_in_emergency(user: AbstractBaseUser | AnonymousUser | None, on: date) -> bool:
    """May the person release alone in an emergency on that day? Only an approver whose post says so."""
    if user is None or not user.is_authenticated or not user.is_active or user.pk is None:
        return False
    posts = Post.objects.in_force(on=on).filter(user_id=user.pk, role=rules.APPROVER, emergency_release=True)
    return posts.exists()
