"""How staff list and edit records. All of them share one base: withdrawal with a reason, workflow, preview."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)
from wagtail.admin.ui.tables import BooleanColumn, Column, UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup, UnpublishView

from caunoi.gate.releases.models import Page
from caunoi.outbound.articles.models import Article, Section, SpecialSection
from caunoi.outbound.leaders.models import Leader, WorkWeek
from caunoi.web.models import FrontPage, Shell
from caunoi.web.words import WORDS

REASONS = {key: WORDS[key] for key in ("withdrawn_editor", "withdrawn_wrong", "withdrawn_order", "withdrawn_privacy", "withdrawn_replaced")}


class WithdrawView(UnpublishView):  # type: ignore[misc]
    """Asks for the reason, which the address will answer with from then on (410)."""

    page_title = "Gỡ khỏi cổng"
    success_message = "Đã gỡ “%(object)s”. Địa chỉ cũ trả lời 410 cùng lý do."
    template_name = "desk/withdraw.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"reasons": REASONS}

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        reason = request.POST.get("reason", "")
        if reason not in REASONS:
            return self.render_to_response(self.get_context_data(missing=True))
        self.object.withdrawal_reason = reason
        return super().post(request, *args, **kwargs)  # type: ignore[no-any-return]


class AddressColumn(Column):  # type: ignore[misc]
    """Where a record stands on the portal now."""

    def get_value(self, instance: Any) -> str:
        if not instance.live:
            return "—"
        kind = {"Article": "article", "Leader": "leader", "Section": "section", "WorkWeek": "week"}.get(type(instance).__name__, "")
        return Page.objects.filter(kind=kind, key=str(instance.pk)).values_list("path", flat=True).first() or "có"


class RecordViewSet(SnippetViewSet):  # type: ignore[misc]
    unpublish_view_class = WithdrawView
    copy_view_enabled = False
    list_display = ["__str__", BooleanColumn("live", label="Trên cổng"), UpdatedAtColumn()]
    list_per_page = 50


def _tabs(*content: Any, settings: Any = ()) -> TabbedInterface:
    return TabbedInterface([ObjectList([*content], heading="Nội dung"), ObjectList([*settings, PublishingPanel()], heading="Lịch đăng")])


class ArticleViewSet(RecordViewSet):
    model = Article
    icon = "doc-full"
    menu_label = "Tin bài"
    list_display = ["title", "section", BooleanColumn("live", label="Trên cổng"), AddressColumn("address", label="Địa chỉ"), UpdatedAtColumn()]
    list_filter = ["section", "special", "genre", "live"]
    search_fields = ["title", "lead"]
    ordering = ["-pk"]
    edit_handler = _tabs(
        FieldPanel("title"),
        FieldPanel("lead"),
        FieldRowPanel([FieldPanel("section"), FieldPanel("special"), FieldPanel("genre")]),
        MultiFieldPanel([FieldPanel("image"), FieldPanel("image_alt"), FieldPanel("image_credit")], heading="Ảnh chính"),
        FieldPanel("body"),
        InlinePanel("contributors", label="Người tham gia", heading="Người tham gia"),
        FieldRowPanel([FieldPanel("place"), FieldPanel("source"), FieldPanel("tags")]),
        FieldPanel("related"),
        MultiFieldPanel([FieldPanel("correction"), FieldPanel("corrected_on")], heading="Đính chính", classname="collapsed"),
        settings=[FieldPanel("slug"), FieldPanel("dated")],
    )

    def get_queryset(self, request: Any) -> Any:
        return Article.objects.select_related("section").order_by("-pk")


class SectionViewSet(RecordViewSet):
    model = Section
    icon = "list-ul"
    menu_label = "Chuyên mục"
    edit_handler = _tabs(*(FieldPanel(name) for name in ("title", "slug", "description", "parent", "order")))


class SpecialViewSet(RecordViewSet):
    model = SpecialSection
    icon = "folder-open-inverse"
    menu_label = "Chuyên trang"
    edit_handler = _tabs(*(FieldPanel(name) for name in ("title", "slug", "description", "banner", "banner_alt", "opened_on", "closed_on")))


class LeaderViewSet(RecordViewSet):
    model = Leader
    icon = "user"
    menu_label = "Lãnh đạo"
    edit_handler = _tabs(
        *(FieldPanel(name) for name in ("name", "photo", "born", "biography", "duties", "contact")),
        InlinePanel("posts", label="Chức vụ", heading="Chức vụ"),
        settings=[FieldPanel("slug")],
    )


class WorkWeekViewSet(RecordViewSet):
    model = WorkWeek
    icon = "date"
    menu_label = "Lịch công tác"
    edit_handler = _tabs(*(FieldPanel(name) for name in ("monday", "entries", "revision", "revision_note", "revised_on", "earlier")))


class FrontPageViewSet(RecordViewSet):
    model = FrontPage
    icon = "home"
    menu_label = "Trang chủ"
    edit_handler = _tabs(FieldPanel("title"), FieldPanel("blocks"))


class ShellViewSet(RecordViewSet):
    model = Shell
    icon = "desktop"
    menu_label = "Khung trang"
    edit_handler = _tabs(
        *(FieldPanel(name) for name in ("portal_name", "province", "owner", "slogan", "menu", "links")),
        MultiFieldPanel([FieldPanel(name) for name in ("unit", "responsible", "address", "phone", "email", "licence")], heading="Chân trang"),
        FieldPanel("allowed_hosts"),
    )


class Newsroom(SnippetViewSetGroup):  # type: ignore[misc]
    menu_label = "Nội dung cổng"
    menu_icon = "doc-full-inverse"
    menu_order = 100
    items = (ArticleViewSet, SectionViewSet, SpecialViewSet, LeaderViewSet, WorkWeekViewSet, FrontPageViewSet, ShellViewSet)


