"""Where staff enter the days that were swapped."""

from __future__ import annotations

from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from caunoi.ground.working_days.models import DayOverride


class DayOverrideViewSet(SnippetViewSet):
    model = DayOverride
    icon = "calendar-alt"
    add_to_settings_menu = True
    menu_label = "Ngày nghỉ, ngày hoán đổi"
    menu_name = "ngay-nghi"
    url_prefix = "ngay-nghi"
    admin_url_namespace = "ngay_nghi"
    list_display = ["on", "kind", "title", "source"]
    list_filter = {"on": ["year"], "kind": ["exact"]}
    search_fields = ["title", "source"]
    ordering = ["-on"]
    panels = [FieldRowPanel([FieldPanel("on"), FieldPanel("kind")]), FieldPanel("title"), FieldPanel("source")]


register_snippet(DayOverrideViewSet)
