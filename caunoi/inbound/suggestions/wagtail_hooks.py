"""Where the office edits topics and rules."""

from __future__ import annotations

from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from caunoi.ground.organisations.wagtail_hooks import NothingIsDeleted
from caunoi.inbound.suggestions.models import RoutingRule, Topic

_ANSWERS = FieldRowPanel([FieldPanel("agency"), FieldPanel("kind_of_agency")], heading="Ai trả lời")


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "list-ul"
    add_to_settings_menu = True
    menu_label = "Lĩnh vực"
    menu_name = "linh-vuc"
    url_prefix = "linh-vuc"
    admin_url_namespace = "linh_vuc"
    list_display = ["title", "slug", "kind_of_agency", "agency", "order", "valid_until"]
    search_fields = ["title", "slug"]
    ordering = ["order", "title"]
    list_per_page = 50
    copy_view_enabled = False
    panels = [
        MultiFieldPanel([FieldPanel("title"), FieldPanel("slug"), FieldPanel("order")], heading="Tên gọi"),
        _ANSWERS,
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")], heading="Thời gian hiệu lực"),
    ]

    @property
    def permission_policy(self) -> NothingIsDeleted:
        return NothingIsDeleted(Topic)


class RoutingRuleViewSet(SnippetViewSet):
    model = RoutingRule
    icon = "tasks"
    add_to_settings_menu = True
    menu_label = "Quy tắc gợi ý"
    menu_name = "quy-tac-goi-y"
    url_prefix = "quy-tac-goi-y"
    admin_url_namespace = "quy_tac_goi_y"
    list_display = ["__str__", "kind_of_agency", "agency", "weight", "active"]
    list_filter = {"topic": ["exact"], "active": ["exact"]}
    search_fields = ["words"]
    ordering = ["topic__order", "pk"]
    list_per_page = 50
    copy_view_enabled = False
    panels = [
        FieldPanel("topic"),
        FieldPanel("words"),
        _ANSWERS,
        FieldRowPanel([FieldPanel("weight"), FieldPanel("active")], heading="Cách dùng"),
    ]

    @property
    def permission_policy(self) -> NothingIsDeleted:
        return NothingIsDeleted(RoutingRule)


register_snippet(TopicViewSet)
register_snippet(RoutingRuleViewSet)
