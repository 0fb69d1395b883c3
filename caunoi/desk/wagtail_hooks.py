"""What the desk adds to Wagtail's admin: lists of records, the gate's pages, and only the menus that the newsroom needs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from caunoi.desk import views
from caunoi.desk.records import Newsroom

register_snippet(Newsroom)


@hooks.register("register_admin_urls")
def _urls() -> list[Any]:
    return [
        path("phat-hanh/", views.log, name="desk_log"),
        path("cho-duyet/", views.waiting, name="desk_waiting"),
        path("cho-duyet/<str:record>/", views.approve_afterwards, name="desk_approve_afterwards"),
        path("kiem-duyet/<str:record>/", views.findings, name="desk_findings"),
        path("bo-qua/<int:pk>/", views.confirm, name="desk_confirm"),
    ]


@hooks.register("register_admin_menu_item")
def _log() -> MenuItem:
    return MenuItem("Nhật ký phát hành", reverse("desk_log"), name="log", icon_name="history", order=800)


@hooks.register("register_admin_menu_item")
def _waiting() -> MenuItem:
    return MenuItem("Chờ người thứ hai", reverse("desk_waiting"), name="waiting", icon_name="warning", order=810)


@hooks.register("construct_main_menu")
def _only_ours(request: HttpRequest, items: list[MenuItem]) -> None:
    """Wagtail's page tree and generic snippets hold nothing here: every record is in “Nội dung cổng”."""
    items[:] = [item for item in items if item.name not in ("explorer", "snippets", "help")]


@hooks.register("construct_homepage_summary_items")
def _no_pages(request: HttpRequest, items: list[Any]) -> None:
    items[:] = []
