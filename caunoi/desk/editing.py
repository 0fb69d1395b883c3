"""How records are edited: a refusal keeps the draft and names the places; the guard speaks before anyone submits; few, plain buttons."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import BaseSidePanel, ChecksSidePanel
from wagtail.rich_text import RichText
from wagtail.snippets.action_menu import CancelWorkflowMenuItem, PublishMenuItem, SubmitForModerationMenuItem
from wagtail.snippets.views.snippets import CreateView, EditView, WorkflowActionView

from caunoi.desk import comparing
from caunoi.desk.previewing import CheckPanel
from caunoi.desk.signing import Signed, url_for
from caunoi.desk.telling import in_words, told
from caunoi.gate.guard.findings import Finding
from caunoi.gate.releases import kinds, overriding, preview
from caunoi.ground.refused import Refused


def examined(draft: Any) -> tuple[list[Finding], str]:
    """What the guard says of a saved version, those that block first; or why its page cannot be made."""
    try:
        found = preview.findings(draft)
    except Refused as refused:
        return [], " ".join((refused.reason, *refused.details))
    found = [replace(f, place=in_words(f.place)) for f in found]
    return sorted(found, key=lambda f: f.severity != "block"), ""


class RefusalKeepsTheDraft:
    """For the create and the edit view: the draft is saved first; what the gate refuses afterwards is told on the draft's own page."""

    def run_action_method(self) -> HttpResponse | None:
        view: Any = self
        try:
            response: HttpResponse | None = super().run_action_method()  # type: ignore[misc]
        except Refused as refused:
            messages.error(view.request, told(refused, "Bản nháp đã được lưu, không mất chữ nào."))
            return HttpResponseRedirect(view.get_edit_url())
        if view.action in ("create", "edit") and not view.expects_json_response:
            self._warn(view.request, view.object)
        return response

    def _warn(self, request: HttpRequest, obj: Any) -> None:
        found, _ = examined(obj.get_latest_revision_as_object())
        blocking = [f for f in found if f.severity == "block" and not overriding.passed_in(obj, f)]
        if blocking:
            text = format_html(
                'Bộ kiểm duyệt thấy {} chỗ sẽ bị chặn khi trình duyệt. <a href="{}">Xem từng chỗ</a>',
                len(blocking),
                reverse("desk_findings", args=[kinds.name_of(obj)]),
            )
            messages.warning(request, text)

    def get_side_panels(self) -> MediaContainer:
        """Wagtail's checks in our words, and our guard's panel."""
        view: Any = self
        panels = [
            CheckPanel(panel.object, panel.request) if type(panel) is ChecksSidePanel else panel
            for panel in super().get_side_panels()  # type: ignore[misc]
        ]
        if view.view_name != "create":
            panels.append(GuardSidePanel(view.object, view.request))
        return MediaContainer(panels)


class RecordCreate(RefusalKeepsTheDraft, CreateView):
    pass


class ArticleCreate(RecordCreate):
    """A new article is ready to be written: its body has a first block of text."""

    def get_initial_form_instance(self) -> Any:
        instance = super().get_initial_form_instance() or self.model()
        instance.body = [("text", RichText(""))]
        return instance


class RecordEdit(Signed, RefusalKeepsTheDraft, EditView):
    def get_success_message(self, instance: Any = None) -> str:
        """After a step of the workflow: what became of the text."""
        if self.action != "workflow-action":
            return super().get_success_message(instance)  # type: ignore[no-any-return]
        title = str(instance or self.object)
        if self.workflow_action == "reject":
            return f"Đã trả lại “{title}” để sửa."
        if self.workflow_action == "emergency":
            return f"Đã phát hành khẩn “{title}”. Trang báo rõ điều đó cho tới khi người thứ hai duyệt."
        if self.model.objects.get(pk=self.object.pk).workflow_in_progress:
            return f"Đã ghi nhận bạn duyệt “{title}”. Còn chờ người duyệt khác."
        return f"Đã duyệt và phát hành “{title}”."


class RecordWorkflowAction(Signed, WorkflowActionView):
    """Approving, returning, emergency release from outside the editor: a refusal is a message there too."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().post(request, *args, **kwargs)  # type: ignore[no-any-return]
        except Refused as refused:
            messages.error(request, told(refused))
            if request.headers.get("x-requested-with") == "XMLHttpRequest":
                return self.render_modal_json(request, {"step": "success", "redirect": self.redirect_url})  # type: ignore[no-any-return]
            return HttpResponseRedirect(self.redirect_url)


class GuardSidePanel(BaseSidePanel):
    """What the guard says of the saved version, beside the form."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = "Bật, tắt bảng kiểm duyệt"
        icon_name = "glasses"
        counter_classname = "w-bg-critical-200"

        def get_context_data(self, parent_context: Any) -> dict[str, Any]:
            return super().get_context_data(parent_context) | {"count": len(self.panel.findings)}  # type: ignore[no-any-return]

    name = "guard"
    title = "Kiểm duyệt"
    template_name = "desk/guard_panel.html"
    order = 150

    def __init__(self, obj: Any, request: HttpRequest) -> None:
        super().__init__(obj, request)
        self.findings, self.problem = examined(obj.get_latest_revision_as_object())

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        return context | {"findings": self.findings, "problem": self.problem, "record": kinds.name_of(self.object)}


class Submit(SubmitForModerationMenuItem):
    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        instance = parent_context.get("instance")
        state = instance.current_workflow_state if instance else None
        returned = state is not None and state.status == state.STATUS_NEEDS_CHANGES
        return context | {"label": "Trình duyệt lại" if returned else "Trình duyệt"}


class ApproveAndRelease(PublishMenuItem):
    """Shown to approvers when nobody has submitted; afterwards the workflow's own button does it."""

    template_name = "desk/approve_button.html"

    def is_shown(self, context: Any) -> bool:
        instance = context.get("instance")
        return super().is_shown(context) and not (instance and instance.workflow_in_progress)


class TakeBack(CancelWorkflowMenuItem):
    label = "Rút lại để sửa"


def few_buttons(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Save first; then what moves the text on; the rest in the menu. For `construct_snippet_action_menu`."""
    context["sign_url"] = url_for(context.get("instance"))
    request.desk_changes = comparing.url_for(context.get("instance"))  # type: ignore[attr-defined]  # the menu's template gets no more
    for position, item in enumerate(menu_items):
        if type(item) is PublishMenuItem:
            menu_items[position] = ApproveAndRelease(order=item.order)
        elif type(item) is SubmitForModerationMenuItem:
            menu_items[position] = Submit(order=item.order)
        elif type(item) is CancelWorkflowMenuItem:
            menu_items[position] = TakeBack(order=item.order)
    order = [
        "action-save",
        "approve",
        "action-publish",
        "action-submit",
        "reject",
        "emergency",
        "action-cancel-workflow",
        "action-unpublish",
    ]
    menu_items[:] = [item for item in menu_items if item.is_shown(context) and item.name != "action-restart-workflow"]
    menu_items.sort(key=lambda item: order.index(item.name) if item.name in order else len(order))
