"""What the desk adds to Wagtail's admin: lists of records, the gate's pages, and only the menus that the newsroom needs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from wagtail import hooks
from wagtail.admin.auth import any_permission_required
from wagtail.admin.menu import MenuItem
from wagtail.admin.staticfiles import versioned_static
from wagtail.snippets.models import register_snippet

from caunoi.desk import comparing, signing, views, writing
from caunoi.desk.cases.urls import case_urls
from caunoi.desk.cases.viewing import viewer_of
from caunoi.desk.dashboard import NEWSROOM, panels_for
from caunoi.desk.editing import few_buttons
from caunoi.desk.handbook import handbook
from caunoi.desk.numbers.seeing import sight_of
from caunoi.desk.numbers.urls import number_urls
from caunoi.desk.records import Newsroom
from caunoi.desk.translations import TranslationViewSet, translate_button
from caunoi.ground.people.queries import holds

register_snippet(Newsroom)
register_snippet(TranslationViewSet)
hooks.register("register_snippet_listing_buttons", translate_button)


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def _urls() -> list[Any]:
    own = any_permission_required(*NEWSROOM)
    return [
        *case_urls(),
        path("so-tay/", handbook, name="desk_handbook"),
        *number_urls(),
        path("phat-hanh/", own(views.log), name="desk_log"),
        path("cho-duyet/", own(views.waiting), name="desk_waiting"),
        path("cho-duyet/<str:record>/", own(views.approve_afterwards), name="desk_approve_afterwards"),
        path("kiem-duyet/<str:record>/", own(views.findings), name="desk_findings"),
        path("thay-doi/<str:record>/", own(comparing.changes), name="desk_changes"),
        path("kiem-luc-viet/", own(writing.look), name="desk_look"),
        path("chu-ky/<str:record>/", signing.question, name="desk_sign"),
        path("bo-qua/<int:pk>/", own(views.confirm), name="desk_confirm"),
    ]


class OfCases(MenuItem):
    """For those whose work cases are: clerks, reviewers, the office, auditors."""

    def is_shown(self, request: HttpRequest) -> bool:
        return viewer_of(request).works


class OfTheBoard(OfCases):
    def is_shown(self, request: HttpRequest) -> bool:
        return viewer_of(request).sees_all


class OfTheOffice(OfCases):
    def is_shown(self, request: HttpRequest) -> bool:
        return viewer_of(request).is_office


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def _cases() -> MenuItem:
    return OfCases("Hồ sơ người dân", reverse("desk_cases"), name="cases", icon_name="mail", order=50)


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def _agencies() -> MenuItem:
    return OfTheBoard("Theo dõi cơ quan", reverse("desk_agencies"), name="agencies", icon_name="group", order=51)


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def _data_requests() -> MenuItem:
    return OfTheOffice(
        "Yêu cầu dữ liệu", reverse("desk_data_requests"), name="data-requests", icon_name="key", order=52
    )


class OfTheNumbers(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return sight_of(request).anything


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def _numbers() -> MenuItem:
    return OfTheNumbers("Số liệu", reverse("desk_numbers"), name="numbers", icon_name="table", order=60)


class OfTheNewsroom(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return _may(request, NEWSROOM)


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def _log() -> MenuItem:
    return OfTheNewsroom("Nhật ký phát hành", reverse("desk_log"), name="log", icon_name="history", order=800)


class ForApprovers(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return holds(request.user, "approver", timezone.localdate())


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def _waiting() -> MenuItem:
    return ForApprovers("Chờ người thứ hai", reverse("desk_waiting"), name="waiting", icon_name="warning", order=810)


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def _handbook() -> MenuItem:
    return MenuItem("Sổ tay", reverse("desk_handbook"), name="handbook", icon_name="help", order=9000)


# Who keeps the house's lists, or watches those who do; others would find lists there in which they may change nothing.
KEEPERS = ("working_days.add_dayoverride", "cases.change_duty", "people.view_auditentry")


@hooks.register("construct_main_menu")  # type: ignore[untyped-decorator]
def _only_ours(request: HttpRequest, items: list[MenuItem]) -> None:
    """Wagtail's page tree and generic snippets hold nothing here: every record is in “Nội dung cổng”. Everybody finds their own work only."""
    unwanted = {"explorer", "snippets", "help"}
    if not _may(request, KEEPERS):
        unwanted.add("settings")
    if not _may(request, (*NEWSROOM, "outbox.view_message")):
        unwanted.add("sent-mail")  # which a demo shows to everybody
    items[:] = [item for item in items if item.name not in unwanted]


def _may(request: HttpRequest, permissions: tuple[str, ...]) -> bool:
    return any(request.user.has_perm(permission) for permission in permissions)


@hooks.register("construct_homepage_panels")  # type: ignore[untyped-decorator]
def _panels(request: HttpRequest, panels: list[Any]) -> None:
    panels[:] = panels_for(request)


@hooks.register("construct_snippet_action_menu")  # type: ignore[untyped-decorator]
def _buttons(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    few_buttons(menu_items, request, context)


@hooks.register("insert_global_admin_css")  # type: ignore[untyped-decorator]
def _style() -> str:
    sheets = ((versioned_static(name),) for name in ("desk/desk.css", "desk/cases.css"))
    return format_html_join("", '<link rel="stylesheet" href="{}">', sheets)


@hooks.register("insert_editor_js")  # type: ignore[untyped-decorator]
def _while_writing() -> str:
    looking = format_html(
        '<script src="{}" data-url="{}" defer></script>', versioned_static("desk/writing.js"), reverse("desk_look")
    )
    others = ((versioned_static(name),) for name in ("desk/access.js", "desk/pasting.js"))
    return looking + format_html_join("", '<script src="{}" defer></script>', others)


@hooks.register("insert_global_admin_js")  # type: ignore[untyped-decorator]
def _script() -> str:
    return format_html('<script src="{}"></script>', versioned_static("desk/signing.js"))


@hooks.register("construct_settings_menu")  # type: ignore[untyped-decorator]
def _no_workflow_settings(request: HttpRequest, items: list[MenuItem]) -> None:
    """Who approves what is the gate's rule, not a setting; sites, locales and collections are not used."""
    items[:] = [
        item for item in items if item.name not in ("workflows", "workflow-tasks", "sites", "redirects", "collections")
    ]


@hooks.register("construct_reports_menu")  # type: ignore[untyped-decorator]
def _no_page_reports(request: HttpRequest, items: list[MenuItem]) -> None:
    """Reports about pages of Wagtail's own, of which there are none."""
    items[:] = [
        item
        for item in items
        if item.name not in ("locked-pages", "workflows", "workflow-tasks", "aging-pages", "page-types-usage")
    ]
