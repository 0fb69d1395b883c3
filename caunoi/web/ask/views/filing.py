"""/gui-y-kien/: the form, the review, the filing. Two steps, so that everything works without a line of script."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from caunoi.ground.organisations.models import AdministrativeUnit, Organisation
from caunoi.ground.refused import Refused
from caunoi.ground.uploads.kinds import ALLOWED
from caunoi.ground.uploads.rules import LARGEST_FILE, LARGEST_TOTAL, MOST_FILES
from caunoi.inbound.cases import filing, kinds, queries
from caunoi.inbound.cases.kinds import CHOSEN, KINDS
from caunoi.inbound.cases.models import Attachment, Duty
from caunoi.inbound.cases.submission import PURPOSES, File, own_words
from caunoi.inbound.doors import tokens
from caunoi.inbound.suggestions.guidance import URGENT, calls_for, guidance_for
from caunoi.inbound.suggestions.nature import Nature, nature
from caunoi.inbound.suggestions.queries import suggest
from caunoi.inbound.suggestions.urgent import urgent
from caunoi.web import dynamic
from caunoi.web.ask import forms, tickets, visits
from caunoi.web.ask.forms import Typed
from caunoi.web.ask.visits import Visit

TITLE = "Gửi câu hỏi, phản ánh, kiến nghị"
FORM = "/gui-y-kien/"
_CRUMBS = ((TITLE, FORM),)
_EXPLAINED = {
    "question": "Hỏi về thủ tục, chính sách, công việc của cơ quan nhà nước. Có thể gửi ẩn danh.",
    "petition": "Báo một việc chưa tốt, hoặc đề nghị cơ quan nhà nước làm một việc. Cần họ tên và cách liên hệ.",
    "information": "Xin bản sao văn bản, hồ sơ, số liệu do cơ quan nhà nước giữ. Cần họ tên và cách liên hệ.",
}
_STALE = (
    "Biểu mẫu này đã để quá lâu nên Cổng đã làm mới. Nội dung bạn viết vẫn còn nguyên: xem lại rồi bấm nút một lần nữa."
)
_SENT_ALREADY = "Tệp đính kèm này đã gửi cùng một hồ sơ khác. Bỏ tệp rồi chọn lại nếu vẫn cần gửi kèm."
_PROPOSED = 3
_SAME_AS = {kinds.INFORMATION: "information_request"}
_CHOOSE = "Cho biết đây có phải đơn khiếu nại, tố cáo hay không."


@dataclass(frozen=True)
class _Desk:
    """What one request works with."""

    request: HttpRequest
    at: datetime
    visit: Visit

    @cached_property
    def agencies(self) -> list[Organisation]:
        """Whom one may ask today; a form that names nobody is filed without looking."""
        return queries.agencies_to_ask(on=timezone.localdate(self.at))


@dynamic.public
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The form (GET); its review or its filing (POST)."""
    at = timezone.now()
    if request.method != "POST":
        typed = Typed(kind=_known_kind(request), agency=forms.number(request.GET, "agency"))
        return _form(_Desk(request, at, Visit("", "", stale=True, proved=False)), typed, {}, [])
    visit = visits.arrived(request, at=at)
    if visit.nonce and filing.filed_before(visit.nonce):
        return HttpResponseRedirect(dynamic.prefixed(request, tickets.address(visit.nonce, at=at)), status=303)
    desk = _Desk(request, at, visit)
    typed, places = forms.settle_place(forms.read(request.POST), timezone.localdate(at))
    typed, wrong = _files(desk, typed)
    step = request.POST.get("step", "review")
    if step == "edit":
        return _form(desk, typed, wrong, places)
    wrong = forms.wrong_with(typed, places, desk.agencies if typed.agency is not None else []) | wrong
    if visit.stale and not wrong:
        return _form(desk, typed, {}, places, notice=_STALE)
    if wrong:
        return _form(desk, typed, wrong, places)
    found = nature(own_words(typed.title, typed.text))
    if step != "send":
        return _review(desk, typed, found, {})
    if filing.is_surely_a_complaint(found) and typed.complaint not in (forms.SEND_ON, forms.NO_COMPLAINT):
        return _review(desk, typed, found, {"complaint": _CHOOSE})
    return _file(desk, typed, places)


def _file(desk: _Desk, typed: Typed, places: list[AdministrativeUnit]) -> HttpResponse:
    stored = [file.stored for file in typed.files]
    if stored and Attachment.objects.filter(stored__in=stored).exists():
        return _form(desk, replace(typed, files=()), {"files": _SENT_ALREADY}, places)
    try:
        admission = visits.admit(desk.request, desk.visit, at=desk.at)
        submission = typed.submission(desk.visit.nonce, unproved=admission.flagged or desk.visit.hasty)
        filing.file(submission, at=desk.at)
    except Refused as reason:
        return _form(desk, typed, {"": reason.reason}, places)
    return HttpResponseRedirect(
        dynamic.prefixed(desk.request, tickets.address(desk.visit.nonce, at=desk.at)), status=303
    )


def _files(desk: _Desk, typed: Typed) -> tuple[Typed, dict[str, str]]:
    """The form with its files: those kept from before, less those dropped, and those that came now. What is wrong with these."""
    dropped = set(desk.request.POST.getlist("drop"))
    kept = tuple(
        f for f in forms.open_kept(desk.request.POST.get("kept", ""), desk.visit.nonce) if f.stored not in dropped
    )
    typed = replace(typed, files=kept)
    if not any(file.name for file in desk.request.FILES.getlist("files")) or not desk.visit.nonce:
        return typed, {}
    try:
        visits.admit(desk.request, desk.visit, at=desk.at)
        came = visits.take_in(desk.request)
        _must_fit((*kept, *came))
    except Refused as reason:
        return typed, {"files": " ".join((reason.reason, *reason.details, _OTHERS_KEPT if kept else ""))}
    return replace(typed, files=(*kept, *came)), {}


_OTHERS_KEPT = "Các tệp đã nhận trước đó vẫn còn."


def _must_fit(files: tuple[File, ...]) -> None:
    if len(files) > MOST_FILES:
        raise Refused(f"Mỗi lần gửi nhiều nhất {MOST_FILES} tệp, đang có {len(files)} tệp. Hãy bớt lại.")
    if sum(file.size for file in files) > LARGEST_TOTAL:
        raise Refused(f"Các tệp cộng lại lớn hơn {LARGEST_TOTAL // 1024**2} MB. Hãy bớt tệp hoặc thu nhỏ ảnh rồi gửi.")


def _known_kind(request: HttpRequest) -> str:
    kind = request.GET.get("kind", "")
    return kind if kind in CHOSEN else ""


# The order in which the form asks, and so in which its errors are listed: field → where the link of the summary leads.
_FIELDS = {
    "": "gui", "kind": "kind-question", "title": "title", "text": "text", "where": "where", "address": "address", "agency": "agency",
    "files": "files", "name": "name", "phone": "phone", "email": "email", "home": "home", "handle": "consent-handle",
    forms.TRAP: forms.TRAP,
}  # fmt: skip


def _form(
    desk: _Desk, typed: Typed, wrong: dict[str, str], places: list[AdministrativeUnit], *, notice: str = ""
) -> HttpResponse:
    ordered = [(field, anchor, wrong[field]) for field, anchor in _FIELDS.items() if field in wrong]
    context: dict[str, Any] = {
        "typed": typed, "wrong": wrong, "summary": ordered, "notice": notice, "agencies": desk.agencies,
        "places": [(unit, _above(unit)) for unit in places], "kinds": [(KINDS[key], _EXPLAINED[key]) for key in CHOSEN],
        "allowed": ALLOWED, "most": MOST_FILES, "largest": LARGEST_FILE, "total": LARGEST_TOTAL, **_hidden(desk, typed),
    }  # fmt: skip
    title = f"Chưa gửi được – {TITLE}" if wrong else TITLE
    return dynamic.page(
        desk.request,
        "ask/form.html",
        context,
        title=title,
        status=422 if wrong else 200,
        crumbs=_CRUMBS,
        findable=desk.request.method == "GET" and not desk.request.GET,
    )


def _review(desk: _Desk, typed: Typed, found: Nature, wrong: dict[str, str]) -> HttpResponse:
    on = timezone.localdate(desk.at)
    place = AdministrativeUnit.objects.select_related("parent").filter(pk=typed.place).first() if typed.place else None
    by_number = {agency.pk: agency for agency in desk.agencies}
    danger, must_choose = urgent(own_words(typed.title, typed.text)), filing.is_surely_a_complaint(found)
    context: dict[str, Any] = {
        "typed": typed, "wrong": wrong, "kind": KINDS[typed.kind], "place": place and (place, _above(place)),
        "agency": by_number.get(typed.agency or 0), "proposals": _proposals(typed, place, by_number, on), "nature": found,
        "must_choose": must_choose, "guidance": guidance_for(found) if found.kind != _SAME_AS.get(typed.kind) else None,
        "reception": filing.who_bears(Duty.Key.RECEPTION, on=on) if must_choose else None,
        "urgent": URGENT if danger else "", "calls": calls_for(danger) if danger else (), **_hidden(desk, typed),
    }  # fmt: skip
    status = 422 if wrong else 200
    return dynamic.page(
        desk.request, "ask/review.html", context, title="Xem lại trước khi gửi", status=status, crumbs=_CRUMBS
    )


def _proposals(
    typed: Typed, place: AdministrativeUnit | None, agencies: dict[int, Organisation], on: date
) -> list[tuple[Organisation, tuple[str, ...]]]:
    """For whoever does not know: the likeliest agencies, with the words that led to each. A person decides."""
    if typed.agency is not None:
        return []
    found = suggest(typed.all_words, place=place, on=on).agencies
    return [(agencies[one.of], one.why) for one in found if one.of in agencies][:_PROPOSED]


def _hidden(desk: _Desk, typed: Typed) -> dict[str, Any]:
    """The token of the form: the one it came with, or a new one; with it go the files that were kept."""
    token, nonce = desk.visit.token, desk.visit.nonce
    if desk.visit.stale:
        token = tokens.issue(desk.at)
        nonce = tokens.read(token, desk.at).nonce.hex()
    return {
        "token": token, "kept": forms.seal_kept(typed.files, nonce), "bits": visits.BITS, "trap": forms.TRAP, "purposes": PURPOSES,
        "send_on": forms.SEND_ON, "no_complaint": forms.NO_COMPLAINT,
    }  # fmt: skip


def _above(unit: AdministrativeUnit) -> str:
    return unit.parent.name if unit.parent else ""
