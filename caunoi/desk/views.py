"""The gate's own pages of the desk: the log, what waits for a second person, and overrides of the guard."""

from __future__ import annotations

from django.apps import apps
from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Revision

from caunoi.desk.editing import examined
from caunoi.desk.signing import FIELD
from caunoi.gate.releases import actions, approving, kinds, overriding, preview, signatures
from caunoi.gate.releases.approving import Version
from caunoi.gate.releases.models import Override, Release, Standing


def log(request: HttpRequest) -> HttpResponse:
    """The last entries of the release log: those of records, or all of them with lists and feeds; found by address."""
    before, everything, address = request.GET.get("before", ""), "all" in request.GET, request.GET.get("q", "").strip()
    rows = Release.objects.order_by("-position")
    if before.isdigit():
        rows = rows.filter(position__lt=int(before))
    if address:
        rows = rows.filter(path__contains=address)
    elif not everything:
        rows = rows.filter(Q(revision__isnull=False) | ~Q(kind=Release.Kind.RELEASE))
    shown = list(rows.select_related("approval__by")[:50])
    older = shown[-1].position if len(shown) == 50 else None
    names = _names({row.record for row in shown})
    table = [(row, names.get(row.record, row.record)) for row in shown]
    return render(
        request, "desk/log.html", {"table": table, "older": older, "everything": everything, "address": address}
    )


def _names(records: set[str]) -> dict[str, str]:
    """What people call these records: the latest title, and what kind of thing it is."""
    names: dict[str, str] = {}
    by_kind: dict[str, list[str]] = {}
    for record in records - {""}:
        by_kind.setdefault(record.partition(":")[0], []).append(record.partition(":")[2])
    for kind, numbers in by_kind.items():
        model = apps.get_model(kinds.named(kind).model)
        for obj in model._default_manager.filter(pk__in=numbers):
            names[f"{kind}:{obj.pk}"] = f"{obj} ({model._meta.verbose_name})"
    return names


def waiting(request: HttpRequest) -> HttpResponse:
    """Emergency releases that wait for a second person, and overrides that wait for confirmation."""
    emergencies = Standing.objects.filter(approval__kind="emergency").select_related("approval__by")
    overrides = Override.objects.filter(second_by__isnull=True).select_related("by")
    names = _names({one.record for one in emergencies} | {one.record for one in overrides})
    context = {
        "emergencies": [
            (one, names.get(one.record, one.record), reverse("desk_sign", args=[one.record])) for one in emergencies
        ],
        "overrides": [(one, names.get(one.record, one.record)) for one in overrides],
    }
    return render(request, "desk/waiting.html", context)


@require_POST
def approve_afterwards(request: HttpRequest, record: str) -> HttpResponse:
    """A second person approves what went out in an emergency; the notice disappears from the page."""
    standing = get_object_or_404(Standing, record=record)
    version = Version(kinds.object_named(record), get_object_or_404(Revision, pk=standing.revision))
    now = timezone.now()
    with signatures.offered(request.POST.get(FIELD, "")):
        approving.approve(version, by=request.user, at=now)  # type: ignore[arg-type]
    actions.release(version, by=request.user, at=now)  # type: ignore[arg-type]
    messages.success(request, "Đã duyệt sau. Dòng báo “tin khẩn” đã được gỡ khỏi trang.")
    return redirect("desk_waiting")


def findings(request: HttpRequest, record: str) -> HttpResponse:
    """What the guard says of the latest version of a record; an editor may ask to let a finding pass."""
    obj = kinds.object_named(record)
    draft = obj.get_latest_revision_as_object()  # type: ignore[attr-defined]
    if request.method == "POST":
        reason, rule, excerpt = (request.POST.get(name, "") for name in ("reason", "rule", "excerpt"))
        overriding.propose(
            obj, digest=preview.digest(draft), rule=rule, excerpt=excerpt, reason=reason, by=request.user, at=timezone.now()  # type: ignore[arg-type]
        )  # fmt: skip
        messages.success(request, "Đã ghi đề nghị. Một người duyệt khác phải xác nhận.")
        return redirect("desk_findings", record=record)
    found, problem = examined(draft)
    edit = AdminURLFinder(request.user).get_edit_url(obj)
    context = {"obj": draft, "record": record, "findings": found, "problem": problem, "edit": edit}
    return render(request, "desk/findings.html", context)


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """The second person lets a finding pass."""
    overriding.confirm(get_object_or_404(Override, pk=pk), by=request.user, at=timezone.now())  # type: ignore[arg-type]
    messages.success(request, "Đã xác nhận bỏ qua. Bài có thể trình duyệt.")
    return redirect("desk_waiting")
