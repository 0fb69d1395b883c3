"""/theo-doi/: where a case is, who has it, until when; and what its sender may do (Decree 20/2008/NĐ-CP Art. 12)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from caunoi.ground.deadlines.rules import DayReckoned, in_words
from caunoi.ground.organisations.models import Organisation
from caunoi.ground.refused import Refused
from caunoi.ground.uploads.kinds import ALLOWED
from caunoi.ground.uploads.rules import LARGEST_FILE, LARGEST_TOTAL, MOST_FILES
from caunoi.inbound.cases import answering, clock, following, opening, queries, rules, sealing
from caunoi.inbound.cases.models import Case
from caunoi.inbound.cases.submission import File, tidy
from caunoi.inbound.doors import tokens
from caunoi.web import dynamic
from caunoi.web.ask import forms, visits

TITLE = "Theo dõi hồ sơ"
_CRUMBS = ((TITLE, "/theo-doi/"),)
_CONFIRM = "Đánh dấu ô xác nhận nếu bạn thật sự muốn rút hồ sơ."
_NO_FORM = "Trang này đã để quá lâu. Mã bạn nhập vẫn còn: bấm “Xem hồ sơ” một lần nữa."


@dynamic.public
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """By signed link, or by code and secret; these come by POST only and go no further than this."""
    at = timezone.now()
    if request.method != "POST":
        token = request.GET.get("k", "")
        if not token:
            return _door(request, code=forms.said(request.GET, "ma")[:20])
        return _status(request, opening.case_by_token(token), token)
    code, secret = forms.said(request.POST, "code")[:40], forms.said(request.POST, "secret")[:40]
    visit = visits.arrived(request, at=at)
    if visit.stale:
        return _door(request, code=code, secret=secret, problem=_NO_FORM)
    try:
        visits.admit(request, visit, at=at)
        case = opening.case_for(code, secret)
    except Refused as reason:
        return _door(request, code=code, problem=reason.reason)
    return _to(request, opening.follow_token(case))


def _door(request: HttpRequest, *, code: str = "", secret: str = "", problem: str = "") -> HttpResponse:
    context = {
        "code": code, "secret": secret, "problem": problem, "token": tokens.issue(timezone.now()), "bits": visits.BITS
    }  # fmt: skip
    return dynamic.page(
        request,
        "ask/follow.html",
        context,
        title=TITLE,
        status=422 if problem else 200,
        findable=not (problem or request.GET),
    )


def _to(request: HttpRequest, token: str) -> HttpResponse:
    return HttpResponseRedirect(dynamic.prefixed(request, f"/theo-doi/?k={token}"), status=303)


@dynamic.public
@require_POST
def act(request: HttpRequest) -> HttpResponse:
    """Reply, rate, ask to look again, withdraw. Sent twice, done once."""
    token = request.POST.get("k", "")
    case = opening.case_by_token(token)
    name = request.POST.get("act", "")
    expected = forms.number(request.POST, "version")
    try:
        _do(request, case, name, expected)
    except Refused as reason:
        if expected is not None and case.events.filter(number=expected + 1, act=name, actor=rules.CITIZEN).exists():
            return _to(request, token)
        typed = {"act": name, "text": tidy(request.POST.get("text", ""))}
        return _status(
            request, Case.objects.get(pk=case.pk), token, problem=(reason.reason, *reason.details), typed=typed
        )
    return _to(request, token)


def _do(request: HttpRequest, case: Case, name: str, expected: int | None) -> None:
    at, text = timezone.now(), request.POST.get("text", "")
    if name == "reply":
        why_not = rules.why_not_now("reply", case.state)
        if why_not:
            raise Refused(why_not)
        files: tuple[File, ...] = ()
        if any(file.name for file in request.FILES.getlist("files")):
            visits.admit(request, visits.arrived(request, at=at), at=at)
            files = visits.take_in(request)
        following.reply(case.pk, text=text, files=files, at=at, expected=expected)
    elif name == "rate":
        following.rate(case.pk, grade=forms.number(request.POST, "grade") or 0, text=text, at=at)
    elif name == "reopen":
        following.reopen(case.pk, text=text, at=at, expected=expected)
    elif name == "withdraw":
        if request.POST.get("sure") != "1":
            raise Refused(_CONFIRM)
        following.withdraw(case.pk, at=at, expected=expected)
    else:
        raise Refused("Chọn một việc trên trang theo dõi hồ sơ.")


def _status(
    request: HttpRequest, case: Case, token: str, *, problem: tuple[str, ...] = (), typed: dict[str, str] | None = None
) -> HttpResponse:
    at = timezone.now()
    ends_at = case.merged_into or case
    reckoning = clock.reckoning_of(case.events.order_by("number"), at=at)
    last = answering.latest(ends_at) if ends_at.answered_at else None
    typed = typed or {"act": "", "text": ""}
    steps = queries.story(case, for_citizen=True)
    offered = {name for name in ("reply", "rate", "reopen", "withdraw") if may(name, case)}
    context: dict[str, Any] = {
        "case": case, "filed": sealing.words_of(case), "steps": steps, "reckoning": reckoning,
        "late": in_words(reckoning.late_by, reckoning.term.unit) if isinstance(reckoning.late_by, int) else "",
        "days": reckoning.days, "holders": _holders(reckoning.days), "answer": sealing.answer_of(ends_at, last) if last else None,
        "asked": next((step.written for step in reversed(steps) if step.act == "ask"), ""), "answered": ends_at, "may": offered,
        "token": token, "grades": rules.GRADES, "grade": following.grade_title(case), "typed": typed,
        "problem": [(typed["act"], f"viec-{typed['act']}" if typed["act"] in offered else "viec", line) for line in problem],
        "form_token": tokens.issue(at), "bits": visits.BITS, "allowed": ALLOWED, "most": MOST_FILES, "largest": LARGEST_FILE,
        "total": LARGEST_TOTAL, "attachments": [(sealing.name_of(case, a), a.size) for a in case.attachments.order_by("pk")],
    }  # fmt: skip
    title = f"Hồ sơ {case.code}: {case.state_title}"
    return dynamic.page(
        request, "ask/status.html", context, title=title, status=422 if problem else 200, crumbs=_CRUMBS
    )


def may(name: str, case: Case) -> bool:
    """Whether the page offers it; the action itself decides."""
    return rules.why_not_now(name, case.state) is None and not (name == "rate" and case.rating is not None)


def _holders(days: Iterable[DayReckoned]) -> dict[str, str]:
    """The names of the agencies that had the case, by number."""
    numbers = {day.holder for day in days} - {""}
    names = Organisation.objects.filter(pk__in=numbers).values_list("pk", "name") if numbers else ()
    return {str(pk): name for pk, name in names}
