"""The trail: one row for each act, never changed afterwards. Every room writes here, in the transaction of the act."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from allauth.account.adapter import get_adapter
from allauth.core import context
from django.utils import timezone

from caunoi.ground.people import queries
from caunoi.ground.people.models import AuditEntry, User

if TYPE_CHECKING:
    from django.http import HttpRequest

ACTS: dict[str, str] = {
    "login": "Đăng nhập",
    "login_failed": "Đăng nhập sai",
    "locked_out": "Tạm khóa đăng nhập",
    "unlocked": "Mở khóa đăng nhập",
    "logout": "Đăng xuất",
    "idle_lock": "Tự khóa do không thao tác",
    "password_changed": "Đổi mật khẩu",
    "second_factor_added": "Thêm yếu tố xác thực thứ hai",
    "second_factor_removed": "Gỡ yếu tố xác thực thứ hai",
    "second_factor_failed": "Sai mã xác thực",
    "recovery_codes_made": "Tạo mã khôi phục",
    "user_created": "Tạo tài khoản",
    "user_changed": "Sửa tài khoản",
    "handover": "Thu hồi mọi quyền khi bàn giao",
    "post_given": "Giao chức trách",
    "post_changed": "Sửa chức trách",
    "post_ended": "Kết thúc chức trách",
}


def name_acts(names: Mapping[str, str]) -> None:
    """Another room tells how its acts read in the trail."""
    ACTS.update(names)


def address_of(request: HttpRequest | None) -> str | None:
    """The address a request came from, behind as many proxies as the settings trust; nothing outside a request."""
    if request is None:
        return None
    return str(get_adapter().get_client_ip(request))


def record(
    act: str,
    *,
    at: datetime,
    by: Any = None,
    subject: object = "",
    detail: Mapping[str, Any] | None = None,
) -> AuditEntry:
    """Add one row: who (with the roles held that day and the address of the request being served), what, to what.

    `act` is a code named in `ACTS`; `detail` is plain JSON and holds no password, no code and no personal data of the public.
    """
    return record_several(act, [(subject, detail or {})], by=by, at=at)[0]


def record_several(
    act: str, subjects: Iterable[tuple[object, Mapping[str, Any]]], *, at: datetime, by: Any = None
) -> list[AuditEntry]:
    """Add one row for each (subject, detail) of the same act by the same person, by one statement."""
    who = by if isinstance(by, User) or getattr(by, "is_authenticated", False) else None
    roles = ", ".join(sorted(queries.roles_of(who, timezone.localtime(at).date())))
    name = (f"{who.get_full_name()} ({who.get_username()})" if who is not None else "")[:200]
    address = address_of(context.request)
    return AuditEntry.objects.bulk_create(
        AuditEntry(
            at=at,
            by_id=who.pk if who is not None else None,
            name=name,
            roles=roles,
            act=act,
            subject=str(subject)[:300],
            detail=dict(detail),
            address=address,
        )
        for subject, detail in subjects
    )
