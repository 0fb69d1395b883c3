"""Handing over: everything is taken back at once from people, or a vendor's people, who leave. Each room registers what it takes back.

Arrested in 2024: the former head of a province's IT centre, who kept the administrators' passwords after handing over and sold links on more than 37
portals for five years.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from caunoi.ground.people import actions, audit, rules
from caunoi.ground.people.models import Post, User
from caunoi.ground.people.passkeys import fingerprint
from caunoi.ground.refused import Refused


@dataclass(frozen=True)
class Leaving:
    """Whose rights end: accounts, and the organisations (a vendor, a unit) all of whose access ends."""

    users: tuple[User, ...]
    organisations: tuple[int, ...] = ()


class Revoke(Protocol):
    """Takes back what `look` names. In the transaction of the whole."""

    def __call__(self, leaving: Leaving, /, *, by: User | None, at: datetime) -> None: ...


@dataclass(frozen=True)
class Part:
    """One kind of access. `look`: a line for each thing that would be taken back, in Vietnamese, without any secret."""

    title: str
    look: Callable[[Leaving, datetime], list[str]]
    revoke: Revoke


_parts: dict[str, Part] = {}
Found = list[tuple[str, list[str]]]


def register(name: str, part: Part) -> None:
    _parts[name] = part


def leaving(names: Iterable[str], organisations: Iterable[int] = ()) -> Leaving:
    """The accounts of these names, and all that ever held a post at these organisations. Raises Refused for a name that is nobody's."""
    wanted = list(dict.fromkeys(names))
    by_name = {user.username: user for user in User.objects.filter(username__in=wanted)}
    if missing := [name for name in wanted if name not in by_name]:
        raise Refused(f"Không có tài khoản: {', '.join(missing)}. Xem tên đăng nhập ở bàn làm việc, mục Tài khoản.")
    at = tuple(organisations)
    of_them = User.objects.filter(posts__organisation__in=at).distinct() if at else User.objects.none()
    users = {user.pk: user for user in (*by_name.values(), *of_them.order_by("username"))}
    if not users and not at:
        raise Refused("Nêu tên đăng nhập của người bàn giao, hoặc cơ quan, nhà thầu.")
    return Leaving(tuple(users.values()), at)


def found(who: Leaving, *, at: datetime) -> Found:
    """What they hold, by kind; nothing is changed."""
    return [(part.title, part.look(who, at)) for part in _parts.values()]


@transaction.atomic
def carry_out(who: Leaving, *, by: User | None, at: datetime) -> Found:
    """Take everything back, all or nothing, and say what it was. Raises Refused when the portal would be left without an administrator."""
    if by is not None and any(user.pk == by.pk for user in who.users):
        raise Refused("Người bàn giao không tự thu hồi quyền của mình. Một người quản trị khác thực hiện (--by).")
    list(Post.objects.select_for_update().filter(role=rules.ADMINISTRATOR))  # two at once must not each leave the other
    said = found(who, at=at)
    for part in _parts.values():
        part.revoke(who, by=by, at=at)
    left = Post.objects.in_force(on=timezone.localdate(at)).filter(role=rules.ADMINISTRATOR, user__is_active=True)
    if not left.exclude(user__in=[user.pk for user in who.users]).exists():
        raise Refused(
            "Sau bàn giao sẽ không còn ai quản trị Cổng. Giao chức trách quản trị cho người nhận bàn giao trước, rồi chạy lại."
        )
    detail = {"revoked": {title: len(lines) for title, lines in said}, "organisations": list(who.organisations)}
    subjects = [(f"{user} ({user.username})", {"user": user.pk, **detail}) for user in who.users]
    audit.record_several("handover", subjects or [("", detail)], by=by, at=at)
    return said


def _sessions(who: Leaving, at: datetime) -> list[Session]:
    wanted = {str(user.pk) for user in who.users}
    return [
        one
        for one in Session.objects.filter(expire_date__gte=at).iterator()
        if one.get_decoded().get("_auth_user_id") in wanted
    ]


def _look_at_sessions(who: Leaving, at: datetime) -> list[str]:
    names = {str(user.pk): user.username for user in who.users}
    return [f"Phiên của {names[one.get_decoded()['_auth_user_id']]}" for one in _sessions(who, at)]


def _end_sessions(who: Leaving, *, by: User | None, at: datetime) -> None:
    Session.objects.filter(pk__in=[one.pk for one in _sessions(who, at)]).delete()


def _look_at_factors(who: Leaving, at: datetime) -> list[str]:
    names = {"totp": "ứng dụng mã", "recovery_codes": "mã khôi phục", "webauthn": "khóa bảo mật"}
    rows = Authenticator.objects.filter(user__in=who.users).select_related("user").order_by("user__username", "pk")
    return [f"{one.user.username}: {names.get(str(one.type), one.type)}{_mark(one)}" for one in rows]


def _mark(one: Authenticator) -> str:
    mark = fingerprint(one)
    return f" “{one}”, dấu {mark[:16]}" if mark else ""


def _forget_factors(who: Leaving, *, by: User | None, at: datetime) -> None:
    for user in who.users:
        actions.forget_second_factor(user, by=by, at=at)


def _posts(who: Leaving, at: datetime) -> list[Post]:
    today = timezone.localdate(at)
    held = Post.objects.filter(user__in=who.users).select_related("user", "organisation").order_by("user__username")
    return [one for one in held if one.until_on is None or one.until_on >= today]


def _look_at_posts(who: Leaving, at: datetime) -> list[str]:
    return [
        f"{one.user.username}: {one.get_role_display()}{f', {one.organisation}' if one.organisation else ''}, từ {one.from_on:%d/%m/%Y}"
        for one in _posts(who, at)
    ]


def _end_posts(who: Leaving, *, by: User | None, at: datetime) -> None:
    """Until yesterday. One that began today, or has yet to begin, lasts that one day on paper; its account is closed."""
    for post in _posts(who, at):
        actions.end_post(post, until_on=max(post.from_on, timezone.localdate(at) - timedelta(days=1)), by=by, at=at)


def _look_at_accounts(who: Leaving, at: datetime) -> list[str]:
    return [f"{user.username} ({user}){'' if user.is_active else ', đã khóa từ trước'}" for user in who.users]


def _close_accounts(who: Leaving, *, by: User | None, at: datetime) -> None:
    for user in who.users:
        actions.change_user(user, full_name=user.full_name, email=user.email, is_active=False, by=by, at=at)
        user.set_unusable_password()
        user.save(update_fields=["password"])


register("sessions", Part("Phiên đăng nhập", _look_at_sessions, _end_sessions))
register("factors", Part("Xác thực hai bước, khóa ký duyệt", _look_at_factors, _forget_factors))
register("posts", Part("Chức trách, quyền quản trị", _look_at_posts, _end_posts))
register("accounts", Part("Tài khoản bị khóa, mật khẩu bị hủy", _look_at_accounts, _close_accounts))
