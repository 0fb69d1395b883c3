"""Where office and technician keep the templates of answers, and say which organisation bears which duty."""

from __future__ import annotations

from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from caunoi.inbound.cases.models import AnswerTemplate, Duty


class AnswerTemplateViewSet(SnippetViewSet):
    model = AnswerTemplate
    add_to_settings_menu = True
    icon = "form"
    menu_label = "Mẫu trả lời"
    menu_name = "mau-tra-loi"
    url_prefix = "mau-tra-loi"
    admin_url_namespace = "mau_tra_loi"
    list_display = ["title", "agency"]
    search_fields = ["title", "text"]
    ordering = ["title", "pk"]
    panels = [FieldPanel("title"), FieldPanel("agency"), FieldPanel("text")]


class DutyViewSet(SnippetViewSet):
    model = Duty
    add_to_settings_menu = True
    icon = "group"
    menu_label = "Cơ quan đầu mối"
    menu_name = "dau-moi"
    url_prefix = "dau-moi"
    admin_url_namespace = "dau_moi"
    list_display = ["key", "organisation", "from_on"]
    ordering = ["key", "-from_on"]
    panels = [FieldPanel("key"), FieldPanel("organisation"), FieldPanel("from_on")]


register_snippet(AnswerTemplateViewSet)
register_snippet(DutyViewSet)
