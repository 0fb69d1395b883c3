"""Where staff correct the terms."""

from __future__ import annotations

from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from caunoi.ground.deadlines.models import DeadlineTerm


class DeadlineTermViewSet(SnippetViewSet):
    model = DeadlineTerm
    icon = "time"
    add_to_settings_menu = True
    menu_label = "Thời hạn"
    menu_name = "thoi-han"
    url_prefix = "thoi-han"
    admin_url_namespace = "thoi_han"
    list_display = ["title", "amount", "unit", "direction", "article", "status", "valid_from", "valid_until"]
    list_filter = {"status": ["exact"], "unit": ["exact"]}
    search_fields = ["title", "key", "article", "source"]
    list_per_page = 50
    ordering = ["title", "valid_from"]
    panels = [
        MultiFieldPanel([FieldPanel("title"), FieldPanel("key")], heading="Tên gọi"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("amount"), FieldPanel("unit"), FieldPanel("direction")]),
                FieldRowPanel([FieldPanel("extension"), FieldPanel("extension_unit")]),
            ],
            heading="Thời hạn",
        ),
        MultiFieldPanel(
            [
                FieldPanel("article"),
                FieldPanel("status"),
                FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")]),
                FieldPanel("source"),
                FieldPanel("note"),
            ],
            heading="Căn cứ",
        ),
    ]


register_snippet(DeadlineTermViewSet)
