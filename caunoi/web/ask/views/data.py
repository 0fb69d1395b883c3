"""/theo-doi/du-lieu/: what is kept of the sender, and what they may ask of it; and the page that says so beforehand."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from caunoi.ground.deadlines.queries import term_in_force
from caunoi.ground.refused import Refused
from caunoi.inbound.cases import kinds, opening, privacy
from caunoi.inbound.cases.models import Case, DataRequest
from caunoi.inbound.cases.submission import PURPOSES, tidy
from caunoi.web import dynamic

# Decree 356/2025/NĐ-CP: first reply, viewing and correcting, deleting, withdrawing (LEGAL, DP-02 to DP-05).
_TERMS = ("dsr_first_reply", "dsr_access", "dsr_delete", "dsr_withdraw")
_ASKED = (
    (DataRequest.Kind.CORRECT, "Sửa thông tin liên hệ", "Viết rõ điều gì sai, và điều đúng là gì."),
    (
        DataRequest.Kind.WITHDRAW,
        "Rút lại sự đồng ý đăng công khai",
        "Có hiệu lực ngay: nội dung không được đăng, bản đã đăng được gỡ.",
    ),
    (
        DataRequest.Kind.DELETE,
        "Xóa dữ liệu cá nhân",
        "Chỉ xóa được khi hồ sơ đã kết thúc. Ngày gửi, cơ quan, kết quả vẫn giữ theo luật.",
    ),
)


@dynamic.public
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """Everything kept of the person in this case (GET); a request about it (POST)."""
    at = timezone.now()
    token = (request.POST if request.method == "POST" else request.GET).get("k", "")
    case = opening.case_by_token(token)
    if request.method != "POST":
        return _page(request, case, token)
    kind, text = request.POST.get("kind", "")[:20], tidy(request.POST.get("text", ""))
    if kind == DataRequest.Kind.CORRECT and not text:
        return _page(request, case, token, problem="Viết rõ điều gì cần sửa, và điều đúng là gì.", typed=(kind, text))
    try:
        privacy.request(case, kind, text=text, at=at)
    except Refused as reason:
        return _page(request, case, token, problem=reason.reason, typed=(kind, text))
    return HttpResponseRedirect(f"/theo-doi/du-lieu/?k={token}", status=303)


def _page(
    request: HttpRequest, case: Case, token: str, *, problem: str = "", typed: tuple[str, str] = ("", "")
) -> HttpResponse:
    context: dict[str, Any] = {
        "case": case, "token": token, "kept": privacy.export(case), "problem": problem, "typed": typed, "asked": _ASKED,
        "requests": list(case.data_requests.order_by("at", "pk")),
    }  # fmt: skip
    crumbs = (("Theo dõi hồ sơ", "/theo-doi/"), (f"Hồ sơ {case.code}", f"/theo-doi/?k={token}"))
    title = f"Dữ liệu của bạn trong hồ sơ {case.code}"
    return dynamic.page(request, "ask/data.html", context, title=title, status=422 if problem else 200, crumbs=crumbs)


@dynamic.public
@require_GET
def mine_file(request: HttpRequest) -> HttpResponse:
    """The same, for a machine."""
    case = opening.case_by_token(request.GET.get("k", ""))
    text = json.dumps(privacy.export(case), ensure_ascii=False, indent=1) + "\n"
    return dynamic.answer(text, media_type="application/json; charset=utf-8", name=f"du-lieu-{case.code}.json")


@dynamic.public
@require_GET
def notice(request: HttpRequest) -> HttpResponse:
    """Purposes, how long, rights, how to reach us (Law 91/2025/QH15)."""
    context = {
        "purposes": PURPOSES, "kinds": list(kinds.KINDS.values()), "terms": _terms(timezone.now()),
    }  # fmt: skip
    crumbs = (("Gửi câu hỏi, phản ánh, kiến nghị", "/gui-y-kien/"),)
    return dynamic.page(request, "ask/privacy.html", context, title="Quyền riêng tư", crumbs=crumbs, findable=True)


def _terms(at: datetime) -> dict[str, str]:
    found = {}
    for key in _TERMS:
        try:
            found[key] = str(term_in_force(key, on=timezone.localdate(at)))
        except Refused:
            found[key] = "thời hạn luật định"
    return found
