"""What the desk shows of this room: the menu “Nhân sự” and the report “Nhật ký”."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from caunoi.ground.people import desk
from caunoi.ground.people.desk_trail import AuditReport
from caunoi.ground.people.models import User


class PermittedItem(MenuItem):
    """A menu item for those who hold one of the permissions."""

    def __init__(self, *args: Any, permissions: tuple[str, ...], **kwargs: Any) -> None:
        self.permissions = permissions
        super().__init__(*args, **kwargs)

    def is_shown(self, request: HttpRequest) -> bool:
        return any(request.user.has_perm(permission) for permission in self.permissions)


@hooks.register("register_admin_viewset")  # type: ignore[untyped-decorator]
def _posts() -> desk.PostViewSet:
    return desk.PostViewSet()


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def _staff() -> SubmenuMenuItem:
    items = [
        PermittedItem(
            "Tài khoản",
            reverse("wagtailusers_users:index"),
            name="accounts",
            icon_name="user",
            order=10,
            permissions=("people.change_user", "people.view_user"),
        ),
        PermittedItem(
            "Chức trách",
            reverse("people_posts:index"),
            name="posts",
            icon_name="calendar-check",
            order=20,
            permissions=("people.change_post", "people.view_post"),
        ),
    ]
    return SubmenuMenuItem("Nhân sự", Menu(items=items), name="staff", icon_name="group", order=7000)


@hooks.register("register_reports_menu_item")  # type: ignore[untyped-decorator]
def _audit() -> PermittedItem:
    return PermittedItem(
        "Nhật ký",
        reverse("people_audit"),
        name="audit",
        icon_name="history",
        order=900,
        permissions=("people.view_auditentry",),
    )


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def _audit_urls() -> list[URLPattern]:
    return [
        path("reports/nhat-ky/", AuditReport.as_view(), name="people_audit"),
        path("reports/nhat-ky/results/", AuditReport.as_view(results_only=True), name="people_audit_results"),
    ]


@hooks.register("before_bulk_action")  # type: ignore[untyped-decorator]
def _one_account_at_a_time(request: HttpRequest, action_type: str, objects: Any, action: Any) -> None:
    """Wagtail's bulk actions on users would change accounts past our actions, and so past the trail."""
    if any(isinstance(one, User) for one in objects):
        raise PermissionDenied
