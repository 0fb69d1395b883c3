"""The pages of cases at the desk: thin; each asks one query or presses one button."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_POST, require_safe

from caunoi.desk.cases import bulk, inbox
from caunoi.desk.cases.page import Surroundings, page_of, surroundings
from caunoi.desk.cases.pressing import Pressed, press
from caunoi.desk.cases.viewing import Viewer, must_work
from caunoi.desk.telling import told
from caunoi.gate.releases import preview
from caunoi.ground.organisations.models import Organisation
from caunoi.ground.people import audit
from caunoi.ground.refused import Refused
from caunoi.inbound.answers import actions as answers
from caunoi.inbound.cases import clock, kinds, sealing
from caunoi.inbound.cases.codes import read_code
from caunoi.inbound.cases.models import Case
from caunoi.inbound.suggestions.models import Topic
from caunoi.inbound.uploads.quarantine import StoredFile
from caunoi.inbound.uploads.scanning import Scan
from caunoi.inbound.uploads.serving import download_response


@require_safe
@never_cache
def listing(request: HttpRequest) -> HttpResponse:
    """The inbox."""
    viewer = must_work(request)
    asked = inbox.Asked.read(request.GET)
    days = clock.the_calendar(viewer.at)
    on = timezone.localdate(viewer.at)
    agencies = Organisation.objects.valid(on=on).order_by("name").values_list("pk", "name")
    context = {
        "asked": asked,
        "viewer": viewer,
        "tabs": inbox.tabs(asked, viewer, days=days),
        "found": inbox.listed(asked, viewer, days=days),
        "kinds": [(one.key, one.title) for one in kinds.KINDS.values()],
        "topics": list(Topic.objects.valid(on=on).order_by("order", "slug").values_list("slug", "title")),
        "agencies": [one for one in agencies if viewer.sees_all or one[0] in viewer.agencies],
        "choosing": viewer.sees_all or len(viewer.agencies) > 1,
        "searched": inbox.SEARCHED,
        "older": asked.address(trang=asked.page + 1),
        "newer": asked.address(trang=asked.page - 1),
    }
    return render(request, "desk/cases/inbox.html", context)


@require_POST
@never_cache
def several(request: HttpRequest) -> HttpResponse:
    """One act on the chosen cases; then what became of each."""
    viewer = must_work(request)
    act, text, to = (request.POST.get(name, "") for name in ("act", "text", "to"))
    agency = Organisation.objects.filter(pk=to).first() if to.isascii() and to.isdigit() and len(to) < 10 else None
    back = reverse("desk_cases") + inbox.Asked.read(request.POST).address()
    return done_to_several(request, viewer, act, request.POST.getlist("chosen"), back, to=agency, text=text)


def done_to_several(
    request: HttpRequest, viewer: Viewer, act: str, chosen: list[str], back: str, *, to: Organisation | None = None, text: str = ""
) -> HttpResponse:  # fmt: skip
    """The page of results, from which what was refused can be asked for again."""
    results = bulk.do_all(act, chosen, viewer, at=viewer.at, to=to, text=text)
    refused = [one for one in results if one.refused]
    context = {
        "title": bulk.TITLES[act], "act": act, "done": [one for one in results if not one.refused], "refused": refused, "back": back,
        "to": to, "text": text,
    }  # fmt: skip
    return render(request, "desk/cases/several.html", context, status=200 if len(refused) < len(results) else 409)


@never_cache
def one(request: HttpRequest, code: str) -> HttpResponse:
    """The page of a case; what is pressed on it is posted to the same address."""
    viewer = must_work(request)
    meant = read_code(code)
    case = _case(viewer, meant)
    if case is None:
        return _left_behind(request, viewer, meant)
    if request.method != "POST" and meant != code:
        return redirect("desk_case", code=meant)
    around = surroundings(case, viewer)
    if request.method != "POST":
        return _page(request, viewer, case, around)
    pressed = press(case, viewer, request.POST, around.offered, at=viewer.at)
    if pressed.done:
        messages.success(request, pressed.done)
        still = _case(viewer, meant)
        return redirect("desk_case", code=case.code) if still else redirect("desk_cases")
    fresh = _case(viewer, meant)
    if fresh is None:
        return _left_behind(request, viewer, meant)
    if fresh.version != case.version:
        around = surroundings(fresh, viewer)
    return _page(request, viewer, fresh, around, pressed)


def _case(viewer: Viewer, code: str) -> Case | None:
    return (
        viewer.sees()
        .select_related("agency", "place", "assignee", "suggested_agency", "merged_into")
        .filter(code=code)
        .first()
    )


def _page(
    request: HttpRequest, viewer: Viewer, case: Case, around: Surroundings, pressed: Pressed | None = None
) -> HttpResponse:
    context = page_of(case, viewer, around, pressed)
    if pressed and pressed.refused:
        context["problem"] = told(pressed.refused)
    return render(request, "desk/cases/case.html", context, status=409 if pressed and pressed.refused else 200)


def _left_behind(request: HttpRequest, viewer: Viewer, code: str) -> HttpResponse:
    """A case that has left this person's agency while they were typing: what they typed is given back. Of others there is no page."""
    gone = Case.objects.select_related("agency").filter(code=code, events__agency__in=viewer.agencies).first()
    if request.method != "POST" or gone is None:
        raise Http404
    typed = [value for name in _TYPED if (value := request.POST.get(name, "")).strip()]
    last = gone.events.order_by("-number").select_related("by").first()
    context = {"case": gone, "typed": typed, "last": last}
    return render(request, "desk/cases/left.html", context, status=409)


_TYPED = ("text", "basis", "title", "question", "answer")


@require_GET
def attachment(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A file of a case, to take away. That it was read is on record."""
    viewer = must_work(request)
    case = _case(viewer, code)
    found = case.attachments.filter(pk=pk).first() if case else None
    if case is None or found is None:
        raise Http404
    if reason := viewer.why_not("see_files", case):
        raise Refused(reason)
    scanned = Scan(found.scanned) if found.scanned else Scan.OFF
    kept = StoredFile(found.stored, found.kept_sha256, found.size, found.media_type, scanned)
    with transaction.atomic():
        response = download_response(kept, sealing.name_of(case, found))
        audit.record(
            "case_file_read", subject=f"case:{case.code}", by=viewer.user, at=viewer.at, detail={"file": found.pk}
        )
    return response


@require_safe
@never_cache
@xframe_options_sameorigin
def public_preview(request: HttpRequest, code: str) -> HttpResponse:
    """The page of the public text, exactly as it would be released."""
    viewer = must_work(request)
    case = _case(viewer, code)
    public = answers.prepared(case) if case else None
    if public is None:
        raise Http404
    draft: Any = public.get_latest_revision_as_object()
    return preview.serve(draft)
