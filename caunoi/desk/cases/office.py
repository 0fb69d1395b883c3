"""The office's own pages: the board of agencies, and what people ask about their personal data."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from caunoi.desk.cases import board, bulk
from caunoi.desk.cases.forms import ContactForm, errors_of
from caunoi.desk.cases.viewing import Viewer, must_be_office, must_work
from caunoi.desk.cases.views import done_to_several
from caunoi.desk.cases.words import Due, due_words
from caunoi.desk.telling import told
from caunoi.ground.people import audit
from caunoi.ground.refused import Refused
from caunoi.ground.working_days.rules import Calendar
from caunoi.inbound.cases import clock, privacy, rules, sealing
from caunoi.inbound.cases.models import DataRequest
from caunoi.inbound.performance.rules import MINIMUM

SETTLED_SHOWN = 50


@never_cache
def agencies(request: HttpRequest) -> HttpResponse:
    """The board; POST reminds, or reports above, everything that is late at one agency."""
    viewer = must_work(request)
    if not viewer.sees_all:
        raise PermissionDenied
    period = board.period_of(request.GET, viewer)
    if request.method == "POST":
        agency = request.POST.get("agency", "")
        late = (
            bulk.overdue_at(int(agency), viewer) if agency.isascii() and agency.isdigit() and len(agency) < 10 else []
        )
        if not late:
            raise Refused("Cơ quan này không có hồ sơ quá hạn.")
        act, text = request.POST.get("act", ""), request.POST.get("text", "")
        return done_to_several(
            request, viewer, act if act in ("remind", "escalate") else "", late, request.get_full_path(), text=text
        )
    lines = board.lines_of(period, viewer)
    if "csv" in request.GET:
        name = f"co-quan-{period.first}-{period.last}.csv"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(board.table_of(lines), content_type="text/csv; charset=utf-8", headers=headers)
    context = {"lines": lines, "period": period, "minimum": MINIMUM, "viewer": viewer}
    return render(request, "desk/cases/agencies.html", context)


def left_of(due_at: datetime, viewer: Viewer, days: Calendar) -> Due:
    """What is left until then, of something that nobody has done yet."""
    return due_words(rules.WORKING, due_at, None, False, at=viewer.at, days=days)


@never_cache
def data_requests(request: HttpRequest) -> HttpResponse:
    """What waits, the most urgent first; then what was settled last."""
    viewer = must_be_office(request)
    rows = DataRequest.objects.select_related("case", "by")
    days = clock.the_calendar(viewer.at)

    def clocked(one: DataRequest) -> tuple[DataRequest, Due, Due]:
        return one, left_of(one.reply_due_at, viewer, days), left_of(one.due_at, viewer, days)

    context = {
        "waiting": [clocked(one) for one in rows.filter(done_at__isnull=True).order_by("due_at", "pk")[:500]],
        "settled": rows.filter(done_at__isnull=False).order_by("-done_at")[:SETTLED_SHOWN],
    }
    return render(request, "desk/cases/data_requests.html", context)


@never_cache
def data_request(request: HttpRequest, pk: int) -> HttpResponse:
    """One request: its words, and settling it. The contact is shown only when it is to be corrected and somebody asked for it."""
    viewer = must_be_office(request)
    found = get_object_or_404(DataRequest.objects.select_related("case__agency", "by"), pk=pk)
    form, outcome, problem = None, request.POST.get("outcome", ""), None
    if request.method == "POST":
        try:
            form = _contact_form(request, found, viewer.user, viewer.at)
            if form is None:
                messages.success(request, f"Đã xử lý yêu cầu của hồ sơ {found.case.code}.")
                return redirect("desk_data_requests")
        except Refused as refused:
            problem = told(refused)
            form = ContactForm(request.POST) if request.POST.get("act") == "correct" else None
    days = clock.the_calendar(viewer.at)
    context = {
        "one": found, "asked": sealing.asked_of(found), "form": form, "outcome": outcome, "problem": problem,
        "corrects": found.kind == DataRequest.Kind.CORRECT,
        "reply": left_of(found.reply_due_at, viewer, days), "due": left_of(found.due_at, viewer, days),
    }  # fmt: skip
    return render(request, "desk/cases/data_request.html", context, status=409 if problem else 200)


def _contact_form(request: HttpRequest, found: DataRequest, by: Any, at: Any) -> ContactForm | None:
    """Do what was pressed. A form to be shown when it was only opened; None when the request is settled."""
    act = request.POST.get("act", "")
    if act == "open":
        return ContactForm(initial=privacy.look(found.case, by=by, at=at))
    if act == "correct":
        form = ContactForm(request.POST)
        if not form.is_valid():
            raise Refused(" ".join(errors_of(form)))
        privacy.correct(found, contact=form.cleaned_data, by=by, at=at)
        return None
    if act == "settle":
        privacy.settle(found, outcome=request.POST.get("outcome", ""), by=by, at=at)
        return None
    raise Refused("Trang này không có việc đó. Tải lại trang rồi làm lại.")


@require_POST
@never_cache
def data_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """The copy of everything kept of the person, to be handed to them. Taking it is a look at the contact, on record."""
    viewer = must_be_office(request)
    found = get_object_or_404(DataRequest.objects.select_related("case"), pk=pk)
    with transaction.atomic():
        kept = privacy.export(found.case)
        audit.record(
            "case_exported",
            subject=f"case:{found.case.code}",
            by=viewer.user,
            at=timezone.now(),
            detail={"request": pk},
        )
    headers = {"Content-Disposition": f'attachment; filename="{found.case.code}.json"'}
    body = json.dumps(kept, ensure_ascii=False, indent=2)
    return HttpResponse(body, content_type="application/json; charset=utf-8", headers=headers)
