"""Accounts are opened, posts given and ended, roles set up."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, Permission
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission

from caunoi.ground.people import audit, limiter, queries, rules
from caunoi.ground.people.models import Post, User
from caunoi.ground.people.permissions import OF_COLLECTIONS, ROLE_PERMISSIONS
from caunoi.ground.refused import Refused


@transaction.atomic
def create_user(
    *, username: str, full_name: str, password: str, by: User | None, at: datetime, email: str = ""
) -> User:
    """Open an account. It may do nothing until its person is given a post. Refused: name taken, password too weak."""
    username = User.normalize_username(username.strip())
    if User.objects.filter(username__iexact=username).exists():
        raise Refused(f"Đã có tài khoản “{username}”.")
    user = User(username=username, full_name=unicodedata.normalize("NFC", full_name).strip(), email=email)
    try:
        User.username_validator(username)
        validate_password(password, user=user)
    except ValidationError as error:
        raise Refused("Tên hoặc mật khẩu không dùng được.", details=tuple(error.messages)) from error
    user.set_password(password)
    user.save()
    audit.record("user_created", subject=f"{user} ({user.username})", by=by, at=at, detail={"user": user.pk})
    return user


@transaction.atomic
def change_user(
    user: User, *, full_name: str, email: str, is_active: bool, by: User | None, at: datetime, password: str = ""
) -> User:
    """Correct an account, close or reopen it, or give it a new password (which also unlocks it)."""
    after = {"full_name": unicodedata.normalize("NFC", full_name).strip(), "email": email, "is_active": is_active}
    before = User.objects.values(*after).get(pk=user.pk)
    changed = {name: [before[name], value] for name, value in after.items() if before[name] != value}
    for name, value in after.items():
        setattr(user, name, value)
    fields = list(changed)
    if password:
        user.set_password(password)
        fields.append("password")
        limiter.forget(rules.account_key(user.username))
        audit.record("password_changed", subject=f"{user} ({user.username})", by=by, at=at, detail={"user": user.pk})
    if fields:
        user.save(update_fields=fields)
    if changed:
        detail = {"user": user.pk, **changed}
        audit.record("user_changed", subject=f"{user} ({user.username})", by=by, at=at, detail=detail)
    return user


@transaction.atomic
def forget_second_factor(user: User, *, by: User | None, at: datetime) -> None:
    """The person lost phone and keys: all second factors go, and the desk asks for new ones at the next login."""
    removed = sorted(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    if removed:
        Authenticator.objects.filter(user=user).delete()
        detail = {"user": user.pk, "types": removed}
        audit.record("second_factor_removed", subject=f"{user} ({user.username})", by=by, at=at, detail=detail)


@transaction.atomic
def appoint(
    user: User,
    *,
    role: str,
    from_on: date,
    by: User | None,
    at: datetime,
    organisation: Any = None,
    title: str = "",
    until_on: date | None = None,
    emergency_release: bool = False,
) -> Post:
    """Give a person a post; its rights begin and end with its days. No organisation: for the whole portal."""
    objections = rules.against_post(role=role, from_on=from_on, until_on=until_on, emergency_release=emergency_release)
    if objections:
        raise Refused(objections[0], details=objections[1:])
    post = Post.objects.create(
        user=user,
        role=role,
        organisation=organisation,
        title=title,
        from_on=from_on,
        until_on=until_on,
        emergency_release=emergency_release,
    )
    audit.record("post_given", subject=_called(post), by=by, at=at, detail=_plain(post))
    return post


@transaction.atomic
def change_post(
    post: Post, *, title: str, until_on: date | None, emergency_release: bool, by: User | None, at: datetime
) -> Post:
    """Correct a post's title, last day or emergency right. Person, role and first day stay: they are another post."""
    objections = rules.against_post(
        role=post.role, from_on=post.from_on, until_on=until_on, emergency_release=emergency_release
    )
    if objections:
        raise Refused(objections[0], details=objections[1:])
    before = _plain(Post.objects.get(pk=post.pk))
    post.title, post.until_on, post.emergency_release = title, until_on, emergency_release
    post.save(update_fields=["title", "until_on", "emergency_release"])
    after = _plain(post)
    if before != after:
        ended = before["until_on"] != after["until_on"] and until_on is not None
        detail = {**after, "before": {name: before[name] for name in before if before[name] != after[name]}}
        audit.record("post_ended" if ended else "post_changed", subject=_called(post), by=by, at=at, detail=detail)
    return post


def end_post(post: Post, *, until_on: date, by: User | None, at: datetime) -> Post:
    """The post is held up to and including that day, and not after."""
    return change_post(
        post, title=post.title, until_on=until_on, emergency_release=post.emergency_release, by=by, at=at
    )


def follow_posts(user: User, *, on: date) -> frozenset[str]:
    """Make the person's groups the roles held on that day, and say which those are. Writes only what differs."""
    roles = queries.roles_of(user, on)
    if frozenset(user.groups.values_list("name", flat=True)) != roles:
        user.groups.set(Group.objects.filter(name__in=roles))
    return roles


@transaction.atomic
def ensure_roles() -> list[str]:
    """One group for each role, with exactly the permissions of `ROLE_PERMISSIONS`; safe to repeat.

    Run it after migrations, when all permissions are there. Returns the permissions named there that do not exist.
    """
    known = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.select_related("content_type")
    }
    root = Collection.get_first_root_node()
    for role, names in ROLE_PERMISSIONS.items():
        group, _ = Group.objects.get_or_create(name=role)
        of_files = {name for name in names if name.split(".")[0] in OF_COLLECTIONS}
        group.permissions.set([known[name] for name in names - of_files if name in known])
        held = GroupCollectionPermission.objects.filter(group=group)
        wanted = {known[name].pk for name in of_files if name in known} if root else set()
        held.exclude(collection=root, permission_id__in=wanted).delete()
        for pk in wanted - set(held.values_list("permission_id", flat=True)):
            GroupCollectionPermission.objects.create(group=group, collection=root, permission_id=pk)
    return sorted(frozenset().union(*ROLE_PERMISSIONS.values()) - known.keys())


def _called(post: Post) -> str:
    where = f", {post.organisation}" if post.organisation_id else ""
    return f"{post.user}: {post.get_role_display()}{where}"


def _plain(post: Post) -> dict[str, Any]:
    return {
        "post": post.pk,
        "user": post.user_id,
        "role": post.role,
        "organisation": post.organisation_id,
        "title": post.title,
        "from_on": post.from_on.isoformat(),
        "until_on": post.until_on.isoformat() if post.until_on else None,
        "emergency_release": post.emergency_release,
    }
