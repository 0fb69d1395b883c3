"""POST Service Request."""

from __future__ import annotations

import math
import re
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from caunoi.api import door
from caunoi.api.open311.catalogue import YES, Service, services
from caunoi.api.open311.problems import NotThere, Wrong
from caunoi.api.problems import Problem
from caunoi.ground.organisations.models import AdministrativeUnit
from caunoi.ground.vietnamese.dates import long_date
from caunoi.inbound.cases.filing import Filed
from caunoi.inbound.cases.submission import PURPOSES, SHORTEST, TITLE, Contact, Submission, against, tidy

LONGEST = 4000
_NUMBER = re.compile(r"-?\d{1,3}(\.\d{1,20})?", re.ASCII)
_FORM = ("application/x-www-form-urlencoded", "multipart/form-data")
_MEDIA = "Cổng không tự tải tệp từ địa chỉ khác. Gửi tệp qua POST /api/v1/cases, hoặc mô tả trong description."
_NAMES = {
    "text": "description", "title": "attribute[title]", "address": "address_string", "name": "first_name, last_name",
    "handle": "attribute[handle]",
}  # fmt: skip


def post(request: HttpRequest, *, at: datetime) -> list[dict[str, Any]]:
    """File it, once. Device and account ids are not wanted and not kept (Law 91/2025/QH15: no more than the purpose needs)."""
    if request.content_type not in _FORM:
        raise Wrong("Content-Type", "gửi dạng application/x-www-form-urlencoded; charset=utf-8.")
    form, on = request.POST, timezone.localdate(at)
    caller = door.caller_of(request, _said(form, "api_key") or request.headers.get("X-Api-Key", ""))
    nonce = door.nonce_for(request.headers.get("Idempotency-Key", ""), caller)
    one = submission(form, nonce, unproved=caller.key is None, on=on)
    return [_answer(door.file_once(one, (), caller, at=at))]


def submission(form: QueryDict, nonce: str, *, unproved: bool, on: date) -> Submission:
    """What was said, as it is filed. Raises Problem with everything that speaks against it."""
    service = _service(form, on)
    if _said(form, "media_url") or _said(form, "media"):
        raise Wrong("media_url", _MEDIA)
    place, address = _where(form, on)
    text = tidy(form.get("description", ""))
    if len(text) > LONGEST:
        raise Wrong("description", f"dài {len(text)} ký tự; tối đa {LONGEST}.")
    # Vietnamese order: the family name stands first.
    name = " ".join(filter(None, (_said(form, "last_name"), _said(form, "first_name"))))
    one = Submission(
        nonce=nonce, kind=service.kind.key, topic=service.topic, title=_said(form, "attribute[title]") or headline(text), text=text,
        address=address, place=place, contact=Contact(name, _said(form, "phone"), _said(form, "email")),
        consents=frozenset(purpose for purpose in PURPOSES if _chosen(form, purpose)), unproved=unproved,
    )  # fmt: skip
    if wrong := against(one):
        if len(text) < SHORTEST:
            wrong.pop("title", None)  # made of the text
        raise Problem("invalid", "", wrong={_NAMES.get(name, name): said for name, said in wrong.items()})
    return one


def _service(form: QueryDict, on: date) -> Service:
    code = _said(form, "service_code")
    if not code:
        raise Wrong("service_code", "thiếu. Lấy trong danh mục GET services.")
    if (found := services(on).get(code)) is None:
        raise NotThere("service_code", "không có trong danh mục GET services.")
    return found


def _where(form: QueryDict, on: date) -> tuple[int | None, str]:
    """The full location that the protocol asks for: coordinates, words, or the code of a commune."""
    lat, long, words, code = (_said(form, name) for name in ("lat", "long", "address_string", "address_id"))
    if not (lat or long or words or code):
        raise Wrong("lat, long", "cần một vị trí: lat cùng long, hoặc address_string, hoặc address_id (mã xã, phường).")
    point = ""
    if lat or long:
        point = f"{_degree(lat, 'lat', 90)}, {_degree(long, 'long', 180)} (WGS84)"
    place = None
    if code:
        communes = AdministrativeUnit.objects.valid(on=on).filter(kind__in=AdministrativeUnit.COMMUNES)
        place = (
            communes.filter(code=code).values_list("pk", flat=True).first()
            if re.fullmatch(r"\d{1,10}", code, re.ASCII)
            else None
        )
        if place is None:
            raise Wrong("address_id", "không có xã, phường, đặc khu nào đang mang mã này.")
    return place, ", ".join(filter(None, (words, point)))


def _degree(text: str, name: str, most: int) -> str:
    if not _NUMBER.fullmatch(text) or not math.fabs(float(text)) <= most:
        raise Wrong(name, f"lat và long cùng gửi, là độ thập phân WGS84, từ -{most} đến {most}.")
    return f"{float(text):.6f}"


def _said(form: QueryDict, name: str) -> str:
    return " ".join(tidy(form.get(name, "")).split())


def _chosen(form: QueryDict, purpose: str) -> bool:
    return YES in (*form.getlist(f"attribute[{purpose}]"), *form.getlist(f"attribute[{purpose}][]"))


def headline(text: str) -> str:
    """The first sentence of a text, cut at a word if it is long."""
    first = re.split(r"(?<=[.?!…])\s|\n", text, maxsplit=1)[0].strip()
    if len(first) <= TITLE:
        return first
    return (
        first[: TITLE - 1].rpartition(" ")[0].rstrip(" ,;:") + "…"
        if " " in first[: TITLE - 1]
        else first[: TITLE - 1] + "…"
    )


def _answer(filed: Filed) -> dict[str, Any]:
    """The code, and for the sender to read: by when, and the secret, which is told now and never again."""
    due = filed.receipt["due_on"]
    until = f" Hạn trả lời: {long_date(date.fromisoformat(due))}." if due else ""
    notice = (
        f"Cổng đã tiếp nhận.{until} Mã bí mật để theo dõi: {filed.secret}. Giữ kín mã này và nhập cùng mã hồ sơ {filed.case.code} "
        f"ở {settings.BASE_URL}/theo-doi/."
    )  # fmt: skip
    return {"service_request_id": filed.case.code, "service_notice": notice, "account_id": None}
