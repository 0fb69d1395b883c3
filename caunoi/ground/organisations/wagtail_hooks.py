"""Where staff list and edit agencies, merge them, and look up administrative units."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from caunoi.ground.organisations.models import AdministrativeUnit, Organisation, Succession
from caunoi.ground.organisations.views import merge_view


class NothingIsDeleted(ModelPermissionPolicy):
    """Agencies end; they are never deleted."""

    forbidden: frozenset[str] = frozenset({"delete"})

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action not in self.forbidden and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return self.user_has_permission(user, action)


class ReferenceOnly(NothingIsDeleted):
    """The list of administrative units is shipped with the product; staff read it."""

    forbidden = frozenset({"add", "change", "delete", "publish"})


class NamedFilterForm(BaseFilterForm):
    """Search in a chooser by name, with or without accents."""

    q = forms.CharField(label="Tìm theo tên", required=False, widget=forms.TextInput(attrs={"placeholder": "Tìm"}))

    def filter(self, objects: Any) -> Any:
        objects = super().filter(objects)
        if typed := self.cleaned_data.get("q"):
            self.is_searching, self.search_query = True, typed
            objects = objects.named(typed)
        return objects


class NamedChooseView(ChooseView):
    filter_form_class = NamedFilterForm


class NamedChooseResultsView(ChooseResultsView):
    filter_form_class = NamedFilterForm


class NamedChooserViewSet(SnippetChooserViewSet):
    choose_view_class = NamedChooseView
    choose_results_view_class = NamedChooseResultsView


class NamedIndexView(IndexView):
    """A listing searched by name, with or without accents."""

    def search_queryset(self, queryset: QuerySet[Any]) -> Any:
        return queryset.named(self.search_query) if self.is_searching else queryset  # type: ignore[attr-defined]


class OrganisationIndexView(NamedIndexView):
    @property
    def header_more_buttons(self) -> list[Button]:
        buttons = list(super().header_more_buttons)
        if self.permission_policy.user_has_permission(self.request.user, "change"):
            buttons.append(Button("Sáp nhập…", url=reverse("organisations_merge"), icon_name="link", priority=20))
        return buttons


class OrganisationViewSet(SnippetViewSet):
    model = Organisation
    icon = "group"
    add_to_settings_menu = True
    menu_label = "Cơ quan, tổ chức"
    menu_name = "co-quan"
    url_prefix = "co-quan"
    admin_url_namespace = "co_quan"
    list_display = ["name", "short_name", "kind", "parent", "valid_from", "valid_until"]
    list_filter = {"kind": ["exact"], "valid_until": ["isnull"]}
    search_fields = ["name"]
    list_per_page = 50
    ordering = ["name"]
    inspect_view_enabled = True
    copy_view_enabled = False
    index_view_class = OrganisationIndexView
    chooser_viewset_class = NamedChooserViewSet
    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("short_name"), FieldPanel("kind")], heading="Tên gọi"),
        MultiFieldPanel([FieldPanel("parent"), FieldPanel("place"), FieldPanel("code")], heading="Vị trí"),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")], heading="Thời gian hiệu lực"),
        MultiFieldPanel(
            [FieldPanel("address"), FieldPanel("phone"), FieldPanel("email"), FieldPanel("website")], heading="Liên hệ"
        ),
        FieldPanel("signed_approvals"),
    ]

    @property
    def permission_policy(self) -> NothingIsDeleted:
        return NothingIsDeleted(Organisation)


class AdministrativeUnitViewSet(SnippetViewSet):
    model = AdministrativeUnit
    icon = "site"
    add_to_settings_menu = True
    menu_label = "Đơn vị hành chính"
    menu_name = "don-vi-hanh-chinh"
    url_prefix = "don-vi-hanh-chinh"
    admin_url_namespace = "don_vi_hanh_chinh"
    list_display = ["name", "code", "parent", "valid_from", "valid_until"]
    list_filter = {"kind": ["exact"], "valid_until": ["isnull"]}
    search_fields = ["name"]
    list_per_page = 50
    ordering = ["code", "valid_from"]
    inspect_view_enabled = True
    copy_view_enabled = False
    inspect_view_fields = ["name", "kind", "code", "parent", "valid_from", "valid_until", "decision", "was"]
    index_view_class = NamedIndexView
    chooser_viewset_class = NamedChooserViewSet
    panels = [FieldPanel("name")]

    @property
    def permission_policy(self) -> ReferenceOnly:
        return ReferenceOnly(AdministrativeUnit)


register_snippet(OrganisationViewSet)
register_snippet(AdministrativeUnitViewSet)


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def merge_url() -> list[Any]:
    return [path("sap-nhap-co-quan/", merge_view, name="organisations_merge")]


@hooks.register("register_log_actions")  # type: ignore[untyped-decorator]
def succession_log_actions(actions: LogActionRegistry) -> None:
    for kind in Succession.Kind:
        actions.register_action(f"organisations.{kind.value}", kind.label, kind.label)
