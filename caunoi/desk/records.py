"""How staff list and edit records. All of them share one base: withdrawal with a reason, workflow, preview."""

from __future__ import annotations

from typing import Any

from django.forms import Select
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)
from wagtail.admin.ui.tables import UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup, UnpublishView

from caunoi.desk.choosing import RecordChooser
from caunoi.desk.editing import ArticleCreate, RecordCreate, RecordEdit, RecordWorkflowAction
from caunoi.desk.lists import OnlyOne, RecordList, StateColumn, with_state
from caunoi.desk.previewing import PreviewOnCreate, PreviewOnEdit
from caunoi.outbound.articles.models import Article, Section, SpecialSection
from caunoi.outbound.channels.models import Channel
from caunoi.outbound.leaders.models import Leader, WorkWeek
from caunoi.outbound.outages.models import Outage
from caunoi.outbound.standing_pages.models import StandingPage
from caunoi.web.models import FrontPage, Shell
from caunoi.web.words import WORDS

REASONS = {
    key: WORDS[key]
    for key in ("withdrawn_editor", "withdrawn_wrong", "withdrawn_order", "withdrawn_privacy", "withdrawn_replaced")
}


class WithdrawView(UnpublishView):
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
            return self.render_to_response(self.get_context_data(missing=True))  # type: ignore[no-any-return]
        self.object.withdrawal_reason = reason
        return super().post(request, *args, **kwargs)  # type: ignore[no-any-return]

    def unpublish(self) -> None:
        """Wagtail's view would take the record off the desk's list and leave it before the public: it does not ask the record."""
        self.object.unpublish(user=self.request.user)


class RecordViewSet(SnippetViewSet):
    index_view_class = RecordList
    add_view_class = RecordCreate
    edit_view_class = RecordEdit
    unpublish_view_class = WithdrawView
    workflow_action_view_class = RecordWorkflowAction
    preview_on_add_view_class = PreviewOnCreate
    preview_on_edit_view_class = PreviewOnEdit
    copy_view_enabled = False
    list_display = ["__str__", StateColumn("state", label="Tình trạng"), UpdatedAtColumn(label="Cập nhật")]
    list_per_page = 50
    ordering: Any = None

    def get_queryset(self, request: Any) -> Any:
        found = with_state(self.model._default_manager.all())
        return found.order_by(*self.ordering) if self.ordering else found


def _tabs(*content: Any, settings: Any = ()) -> TabbedInterface:
    return TabbedInterface(
        [
            ObjectList([*content], heading="Nội dung"),
            ObjectList([*settings, PublishingPanel()], heading="Đường dẫn, hẹn giờ" if settings else "Hẹn giờ"),
        ]
    )


class ArticleViewSet(RecordViewSet):
    model = Article
    chooser_viewset_class = RecordChooser
    add_view_class = ArticleCreate
    icon = "doc-full"
    menu_label = "Tin bài"
    list_display = ["title", "section", StateColumn("state", label="Tình trạng"), UpdatedAtColumn(label="Cập nhật")]
    list_filter = ["section", "special", "genre", "live"]
    search_fields = ["title", "lead"]
    ordering = ["-pk"]
    edit_handler = _tabs(
        FieldPanel("title"),
        FieldPanel("lead", help_text="Một đến ba câu nói hết điều chính; hiện dưới tiêu đề và trong danh sách tin."),
        FieldRowPanel(
            [FieldPanel("section", widget=Select), FieldPanel("special", widget=Select), FieldPanel("genre")]
        ),
        MultiFieldPanel(
            [
                FieldPanel("image", heading="Chọn ảnh"),
                FieldPanel("image_alt", help_text="Ảnh cho thấy gì, trong một câu."),
                FieldPanel("image_credit"),
            ],
            heading="Ảnh chính",
        ),
        FieldPanel("body"),
        InlinePanel("contributors", label="Người tham gia", heading="Người tham gia"),
        FieldRowPanel([FieldPanel("place"), FieldPanel("source"), FieldPanel("tags")]),
        FieldPanel("related"),
        MultiFieldPanel(
            [FieldPanel("correction"), FieldPanel("corrected_on")], heading="Đính chính", classname="collapsed"
        ),
        settings=[FieldPanel("slug"), FieldPanel("dated")],
    )

    def get_queryset(self, request: Any) -> Any:
        return super().get_queryset(request).select_related("section")


class SectionViewSet(RecordViewSet):
    model = Section
    icon = "list-ul"
    menu_label = "Chuyên mục"
    edit_handler = _tabs(*(FieldPanel(name) for name in ("title", "slug", "description", "parent", "order")))


class SpecialViewSet(RecordViewSet):
    model = SpecialSection
    icon = "folder-open-inverse"
    menu_label = "Chuyên trang"
    edit_handler = _tabs(
        *(
            FieldPanel(name)
            for name in ("title", "slug", "description", "banner", "banner_alt", "opened_on", "closed_on")
        )
    )


class LeaderViewSet(RecordViewSet):
    model = Leader
    chooser_viewset_class = RecordChooser
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
    edit_handler = _tabs(
        *(FieldPanel(name) for name in ("monday", "entries", "revision", "revision_note", "revised_on", "earlier"))
    )


class StandingPageViewSet(RecordViewSet):
    model = StandingPage
    icon = "doc-empty"
    menu_label = "Trang giới thiệu"
    list_display = ["title", "slug", StateColumn("state", label="Tình trạng"), UpdatedAtColumn()]
    edit_handler = _tabs(
        *(FieldPanel(name) for name in ("title", "lead", "body", "updated_on")),
        settings=[FieldPanel("slug"), FieldRowPanel([FieldPanel("group"), FieldPanel("order")])],
    )


class ChannelViewSet(RecordViewSet):
    model = Channel
    icon = "site"
    menu_label = "Kênh thông tin"
    list_display = ["name", "kind", "checked_on", StateColumn("state", label="Tình trạng"), UpdatedAtColumn()]
    edit_handler = _tabs(
        FieldRowPanel([FieldPanel("name"), FieldPanel("kind")]),
        FieldPanel("purpose"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("address", "phone", "place", "hours")], heading="Ở đâu (ít nhất một ô)"
        ),
        FieldPanel("operator", widget=Select),
        FieldRowPanel([FieldPanel(name) for name in ("since_on", "checked_on", "closed_on")]),
        settings=[FieldPanel("order")],
    )


class OutageViewSet(RecordViewSet):
    model = Outage
    icon = "warning"
    menu_label = "Tạm ngừng hoạt động"
    list_display = ["title", "from_at", "until_at", StateColumn("state", label="Tình trạng"), UpdatedAtColumn()]
    edit_handler = _tabs(
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("from_at"), FieldPanel("until_at")]),
        *(FieldPanel(name) for name in ("reason", "affected", "meanwhile", "unforeseen")),
    )


class OnlyOneViewSet(RecordViewSet):
    """Of which there is one: in the menu of those who may change it, and of those who watch over everything."""

    index_view_class = OnlyOne

    @cached_property
    def menu_item_class(self) -> Any:
        policy = self.permission_policy

        def is_shown(_item: MenuItem, request: HttpRequest) -> bool:
            watches = request.user.has_perm("people.view_auditentry") and policy.user_has_permission(
                request.user, "view"
            )
            return bool(watches or policy.user_has_permission(request.user, "change"))

        return type("OnlyOneMenuItem", (MenuItem,), {"is_shown": is_shown})


class FrontPageViewSet(OnlyOneViewSet):
    model = FrontPage
    icon = "home"
    menu_label = "Trang chủ"
    edit_handler = _tabs(FieldPanel("title"), FieldPanel("blocks"))


class ShellViewSet(OnlyOneViewSet):
    model = Shell
    icon = "desktop"
    menu_label = "Khung trang"
    edit_handler = _tabs(
        *(FieldPanel(name) for name in ("portal_name", "province", "owner", "slogan", "menu", "links")),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("unit", "responsible", "address", "phone", "email", "licence")],
            heading="Chân trang",
        ),
        FieldPanel("allowed_hosts"),
    )


class Newsroom(SnippetViewSetGroup):
    menu_label = "Nội dung cổng"
    menu_icon = "doc-full-inverse"
    menu_order = 100
    items = (
        ArticleViewSet,
        SectionViewSet,
        SpecialViewSet,
        LeaderViewSet,
        WorkWeekViewSet,
        StandingPageViewSet,
        ChannelViewSet,
        OutageViewSet,
        FrontPageViewSet,
        ShellViewSet,
    )
