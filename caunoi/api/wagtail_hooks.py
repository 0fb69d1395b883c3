"""Where technicians issue keys, change and withdraw them."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from caunoi.api import keys
from caunoi.api.models import ApiKey


class IssueView(CreateView):
    """After the form a page shows the key, once: it goes into no message, no session and no cookie."""

    def save_instance(self) -> ApiKey:
        one: ApiKey = self.form.save(commit=False)
        self.key = keys.issue(one, by=self.request.user, at=timezone.now())
        return one

    def save_action(self) -> HttpResponse:
        context: dict[str, Any] = {"key": self.key, "one": self.object, "list_url": self.index_url_name}
        return render(self.request, "api/key_issued.html", context)


class ChangeView(EditView):
    def save_instance(self) -> ApiKey:
        one: ApiKey = self.form.save(commit=False)
        keys.change(one, by=self.request.user, at=timezone.now())
        self.has_content_changes = self.form.has_changed()
        return one


class ApiKeyViewSet(SnippetViewSet):
    model = ApiKey
    icon = "key"
    add_to_settings_menu = True
    menu_label = "Khóa API"
    menu_name = "khoa-api"
    url_prefix = "khoa-api"
    admin_url_namespace = "khoa_api"
    add_view_class = IssueView
    edit_view_class = ChangeView
    copy_view_enabled = False
    list_display = ["label", "organisation", "begins", "per_hour", "active", "issued_at"]
    list_filter = ["active"]
    search_fields = ["label", "contact"]
    ordering = ["label", "pk"]
    panels = [FieldPanel(name) for name in ("label", "organisation", "contact", "per_hour", "active")]


register_snippet(ApiKeyViewSet)
