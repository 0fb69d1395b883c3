"""How records are listed: in which state each is, where it stands on the portal; a record of which there is one opens at once."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, Exists, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column
from wagtail.models import WorkflowState
from wagtail.snippets.views.snippets import IndexView

from caunoi.gate.releases.models import Page

# The page that bears a record's name, where its kind and key are not the model's name and the record's number.
PAGES = {"WorkWeek": ("week", ""), "SpecialSection": ("special", ":1"), "FrontPage": ("home", "")}


def with_state(records: QuerySet[Any]) -> QuerySet[Any]:
    """Records with `path` (where they stand, or None) and `submitted` (someone is asked to approve), by one query."""
    model = records.model
    kind, ending = PAGES.get(model.__name__, (model.__name__.lower(), ""))
    number = Cast(OuterRef("pk"), CharField())
    own = Page.objects.filter(kind=kind, key=Concat(number, Value(ending)))
    under_way = WorkflowState.objects.filter(
        base_content_type__app_label=model._meta.app_label,
        base_content_type__model=model._meta.model_name,
        object_id=number,
        status=WorkflowState.STATUS_IN_PROGRESS,
    )
    return records.annotate(path=Subquery(own.values("path")[:1]), submitted=Exists(under_way))  # type: ignore[no-any-return]


def state_of(record: Any) -> tuple[str, str]:
    """The state of a record: a word for CSS and a phrase for people."""
    submitted = record.submitted if hasattr(record, "submitted") else record.workflow_in_progress
    if submitted:
        return "submitted", "Chờ duyệt bản sửa" if record.live else "Chờ duyệt"
    if record.go_live_at and record.go_live_at > timezone.now() and not record.live:
        return "scheduled", "Hẹn giờ " + timezone.localtime(record.go_live_at).strftime("%H:%M %d/%m/%Y")
    if record.live:
        return (
            ("changed", "Trên cổng, có bản sửa chưa trình") if record.has_unpublished_changes else ("live", "Trên cổng")
        )
    if record.first_published_at:
        return "withdrawn", "Đã gỡ"
    return "draft", "Bản nháp"


class StateColumn(Column):
    """The state, with a link to the page that readers see."""

    cell_template_name = "desk/state_cell.html"

    def get_value(self, instance: Any) -> dict[str, Any]:
        state, text = state_of(instance)
        return {"state": state, "text": text, "path": getattr(instance, "path", None) if instance.live else None}


class RecordList(IndexView):
    """Without ticks for bulk actions: the only one would be deletion, which nobody may do."""

    @property
    def columns(self) -> list[Any]:
        return [column for column in super().columns if not isinstance(column, BulkActionsCheckboxColumn)]


class OnlyOne(RecordList):
    """Home page and shell: there is one, and whoever may change it goes straight to it."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        found = list(self.model.objects.all()[:2])
        if len(found) == 1 and self.permission_policy.user_has_permission(request.user, "change"):
            return HttpResponseRedirect(self.get_edit_url(found[0]))
        return super().get(request, *args, **kwargs)  # type: ignore[no-any-return]
