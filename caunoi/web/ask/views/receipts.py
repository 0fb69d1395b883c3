"""/theo-doi/bien-nhan/: the receipt, shown after filing; the file to keep; and whether a receipt is genuine."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from caunoi.ground.refused import Refused
from caunoi.inbound.cases import clock, filing, opening, receipts, sealing
from caunoi.inbound.cases.submission import tidy
from caunoi.web import dynamic
from caunoi.web.ask import pictures, reading, tickets

_CRUMBS = (("Theo dõi hồ sơ", "/theo-doi/"),)
_LARGEST = 256 * 1024


@dynamic.public
@require_GET
def receipt(request: HttpRequest) -> HttpResponse:
    """What the citizen holds: code, secret, receipt. By a ticket; see tickets.py."""
    at = timezone.now()
    ticket = request.GET.get("b", "")
    filed = _filed(ticket)
    case = filed.case
    reckoning = clock.reckoning_of(case.events.order_by("number"), at=at)
    token = opening.follow_token(case)
    context: dict[str, Any] = {
        "case": case, "secret": filed.secret, "body": filed.receipt, "signature": filed.signature, "ticket": ticket, "token": token,
        "days": reckoning.days, "received_at": case.filed_at, "contact": sealing.contact_of(case),
    }  # fmt: skip
    return dynamic.page(request, "ask/receipt.html", context, title=f"Biên nhận hồ sơ {case.code}", crumbs=_CRUMBS)


@dynamic.public
@require_GET
def receipt_file(request: HttpRequest) -> HttpResponse:
    """The receipt to keep: body, signature, and what opens its commitment: salt, words, the SHA-256 of each file."""
    filed = _filed(request.GET.get("b", ""))
    words = sealing.words_of(filed.case)
    kept = {
        "bien_nhan": filed.receipt, "chu_ky": filed.signature, "muoi": filed.salt,
        "noi_dung": {name: words[name] for name in ("title", "text", "address")}, "tep": reading.files_sent(filed.case),
    }  # fmt: skip
    text = json.dumps(kept, ensure_ascii=False, indent=1) + "\n"
    return dynamic.answer(text, media_type="application/json; charset=utf-8", name=f"bien-nhan-{filed.case.code}.json")


def _filed(ticket: str) -> filing.Filed:
    filed = filing.filed_before(tickets.nonce_of(ticket, at=timezone.now()))
    if filed is None:
        raise Refused("Không còn hồ sơ của biên nhận này.")
    return filed


@dynamic.public
@require_GET
def code_picture(request: HttpRequest) -> HttpResponse:
    """The QR code of a follow link, which carries no secret but opens the status page."""
    token = request.GET.get("k", "")
    opening.case_by_token(token)
    return dynamic.answer(pictures.qr(pictures.follow_address(token)), media_type="image/svg+xml")


@dynamic.public
@require_GET
def public_key(request: HttpRequest) -> HttpResponse:
    """The key with which receipts are signed, for whoever checks one without us."""
    return dynamic.answer(_key_text(), media_type="text/plain; charset=utf-8")


def _key_text() -> str:
    return (
        f"Ed25519 {receipts.public_key(filing.the_key())}\n\n"
        "Khóa công khai (32 byte, base64) ký biên nhận của Cổng. Chữ ký là trên phần “bien_nhan” của tệp biên nhận, viết thành JSON\n"
        "một dòng: khóa xếp theo thứ tự, không dấu cách, chữ giữ nguyên (không \\u), dạng NFC, mã UTF-8. Trường “commitment” là SHA-256\n"
        "của: muối, dấu xuống dòng, rồi JSON cùng cách viết của {address, files, text, title}.\n"
    )


@dynamic.public
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Is this receipt ours, and is it of these words? Nothing that is sent here is kept."""
    context: dict[str, Any] = {
        "pasted": "",
        "said": {"title": "", "text": "", "address": ""},
        "outcome": None,
        "problem": "",
    }
    if request.method == "POST":
        upload = request.FILES.get("file")
        pasted = upload.read(_LARGEST + 1).decode("utf-8", "replace") if upload else request.POST.get("pasted", "")
        context["pasted"] = "" if upload else pasted[:_LARGEST]
        context["said"] = said = {name: tidy(request.POST.get(name, "")) for name in ("title", "text", "address")}
        try:
            context["outcome"] = reading.judged(pasted[: _LARGEST + 1], said, _LARGEST)
        except Refused as reason:
            context["problem"] = reason.reason
    title = "Kiểm tra biên nhận"
    status = 422 if context["problem"] else 200
    return dynamic.page(request, "ask/check.html", context, title=title, status=status, crumbs=_CRUMBS)
