"""“Nhật ký”: the trail, as auditors and administrators read it in the desk."""

from __future__ import annotations

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from caunoi.ground.people import audit, rules
from caunoi.ground.people.models import AuditEntry, User


class AuditFilters(WagtailFilterSet):
    """By time, act, person and words of the subject."""

    at = django_filters.DateFromToRangeFilter(label="Thời gian", widget=DateRangePickerWidget)
    act = django_filters.ChoiceFilter(label="Việc", choices=lambda: sorted(audit.ACTS.items(), key=lambda act: act[1]))
    by = django_filters.ModelChoiceFilter(label="Người làm", queryset=User.objects.order_by("full_name", "username"))
    subject = django_filters.CharFilter(label="Đối tượng có chữ", lookup_expr="icontains")
    address = django_filters.CharFilter(label="Địa chỉ máy", lookup_expr="exact")

    class Meta:
        model = AuditEntry
        fields: list[str] = []


def act_name(entry: AuditEntry) -> str:
    """The act in Vietnamese."""
    return audit.ACTS.get(entry.act, entry.act)


def role_names(entry: AuditEntry) -> str:
    """The roles held then, in Vietnamese."""
    return ", ".join(rules.ROLE_NAMES.get(role, role) for role in entry.roles.split(", ") if role)


class AuditReport(ReportView):
    """“Nhật ký”: read-only, for auditors and administrators; can be exported."""

    model = AuditEntry
    page_title = "Nhật ký"
    header_icon = "history"
    index_url_name = "people_audit"
    index_results_url_name = "people_audit_results"
    filterset_class = AuditFilters
    permission_policy = ModelPermissionPolicy(AuditEntry)
    permission_required = "view"
    is_searchable = False
    default_ordering = "-at"
    export_filename = "nhat-ky"
    list_export = ["at", "name", "roles", "act", "subject", "detail", "address"]
    export_headings = {
        "at": "Lúc",
        "name": "Người làm",
        "roles": "Vai trò khi đó",
        "act": "Việc",
        "subject": "Đối tượng",
        "detail": "Chi tiết",
        "address": "Địa chỉ máy",
    }
    columns = [
        Column("at", accessor=lambda entry: timezone.localtime(entry.at).strftime("%d/%m/%Y %H:%M:%S"), label="Lúc"),
        Column("name", label="Người làm"),
        Column("roles", accessor=role_names, label="Vai trò khi đó"),
        Column("act", accessor=act_name, label="Việc"),
        Column("subject", label="Đối tượng"),
        Column("address", label="Địa chỉ máy"),
    ]

    def get_base_queryset(self) -> QuerySet[AuditEntry]:
        return AuditEntry.objects.order_by("-at", "-id")

    def get_queryset(self) -> QuerySet[AuditEntry]:
        return self.get_base_queryset()
