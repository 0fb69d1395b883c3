"""The gate's own pages of the desk: the log, what waits for a second person, and overrides of the guard."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST
from wagtail.models import Revision

from caunoi.gate.releases import actions, approving, kinds, overriding, preview
from caunoi.gate.releases.approving import Version
from caunoi.gate.releases.models import Override, Release, Standing
from caunoi.ground.refused import Refused


def log(request: HttpRequest) -> HttpResponse:
    """The last entries of the release log."""
    before = request.GET.get("before", "")
    rows = Release.objects.order_by("-position")
    if before.isdigit():
        rows = rows.filter(position__lt=int(before))
    return render(request, "desk/log.html", {"rows": rows.select_related("approval__by")[:100]})


def waiting(request: HttpRequest) -> HttpResponse:
    """Emergency releases that wait for a second person, and overrides that wait for confirmation."""
    emergencies = Standing.objects.filter(approval__kind="emergency").select_related("approval__by")
    overrides = Override.objects.filter(second_by__isnull=True).select_related("by")
    return render(request, "desk/waiting.html", {"emergencies": emergencies, "overrides": overrides})


@require_POST
def approve_afterwards(request: HttpRequest, record: str) -> HttpResponse:
    """A second person approves what went out in an emergency; the notice disappears from the page."""
    standing = get_object_or_404(Standing, record=record)
    version = Version(kinds.object_named(record), get_object_or_404(Revision, pk=standing.revision))
    now = timezone.now()
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
    try:
        found, problem = preview.findings(draft), ""
    except Refused as refused:
        found, problem = [], " ".join((refused.reason, *refused.details))
    return render(request, "desk/findings.html", {"obj": obj, "record": record, "findings": found, "problem": problem})


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """The second person lets a finding pass."""
    overriding.confirm(get_object_or_404(Override, pk=pk), by=request.user, at=timezone.now())  # type: ignore[arg-type]
    messages.success(request, "Đã xác nhận bỏ qua. Bài có thể trình duyệt.")
    return redirect("desk_waiting")
