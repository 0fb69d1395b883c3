"""POST /cases, and what may be chosen for it."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from caunoi.api import door
from caunoi.api.problems import Problem
from caunoi.api.v1.asking import Asked, Told
from caunoi.ground.organisations.models import AdministrativeUnit, Organisation
from caunoi.ground.uploads.kinds import ALLOWED
from caunoi.ground.uploads.rules import LARGEST_FILE, LARGEST_TOTAL, MOST_FILES
from caunoi.inbound.cases import clock, kinds, queries
from caunoi.inbound.cases.filing import Filed
from caunoi.inbound.cases.submission import PURPOSES, Contact, Submission, against
from caunoi.inbound.suggestions.models import Topic

# Where the objections of a submission stand in the request.
_PLACES = {
    "name": "/contact/name",
    "phone": "/contact/phone",
    "email": "/contact/email",
    "home": "/contact/address",
    "handle": "/consents",
}


def file(asked: Asked) -> Told:
    """One case, however often the same request is sent."""
    caller = door.caller_of(asked.request, asked.request.headers.get("X-Api-Key", ""))
    nonce = door.nonce_for(asked.request.headers.get("Idempotency-Key", ""), caller)
    one = submission(asked.said, nonce, unproved=caller.key is None, on=timezone.localdate(asked.at))
    uploads = uploads_of(asked.said.get("files", []), asked.files)
    filed = door.file_once(one, uploads, caller, at=asked.at)
    return Told(_told(filed, one), 200 if filed.again else 201, f"/api/v1/cases/{filed.case.code}")


def submission(said: dict[str, Any], nonce: str, *, unproved: bool, on: date) -> Submission:
    """What was said, as it is filed. Raises Problem with everything that speaks against it."""
    wrong: dict[str, str] = {}
    one = Submission(
        nonce=nonce, kind=said["kind"], title=said["title"], text=said["text"], address=said.get("address", ""),
        place=_place(said.get("place", ""), on, wrong), agency=_agency(said.get("agency"), on, wrong),
        topic=_topic(said.get("topic", ""), on, wrong), contact=Contact(**said.get("contact", {})),
        consents=frozenset(said.get("consents", ())), no_complaint=said.get("no_complaint", False), unproved=unproved,
    )  # fmt: skip
    wrong |= {_PLACES.get(name, f"/{name}"): reason for name, reason in against(one).items()}
    if wrong:
        raise Problem("invalid", "Chưa gửi được: còn chỗ cần sửa.", wrong=wrong)
    return one


def _place(code: str, on: date, wrong: dict[str, str]) -> int | None:
    if not code:
        return None
    found = AdministrativeUnit.objects.valid(on=on).filter(code=code, kind__in=AdministrativeUnit.COMMUNES).first()
    if found is None:
        wrong["/place"] = "Không có xã, phường, đặc khu nào đang mang mã này."
        return None
    return found.pk


def _agency(number: int | None, on: date, wrong: dict[str, str]) -> int | None:
    if number is not None and not Organisation.objects.valid(on=on).filter(pk=number, kind__in=queries.ASKED).exists():
        wrong["/agency"] = "Không có cơ quan này trong danh sách chọn (GET /choices)."
    return number


def _topic(slug: str, on: date, wrong: dict[str, str]) -> str:
    if slug and slug not in set(Topic.objects.valid(on=on).values_list("slug", flat=True)):
        wrong["/topic"] = "Không có lĩnh vực này trong danh sách chọn (GET /choices)."
    return slug


def uploads_of(
    said: Sequence[dict[str, str]], files: Sequence[UploadedFile[bytes]]
) -> list[tuple[str, bytes | UploadedFile[bytes]]]:
    """The files in the body and those beside it."""
    found: list[tuple[str, bytes | UploadedFile[bytes]]] = []
    for number, one in enumerate(said):
        try:
            found.append((one["name"], base64.b64decode(one["content"], validate=True)))
        except (binascii.Error, ValueError):
            raise Problem(
                "invalid", "Có tệp không đọc được.", wrong={f"/files/{number}/content": "Phải là base64 (RFC 4648)."}
            ) from None
    return found + [(file.name or "", file) for file in files]


def receipt_of(filed: Filed, words: dict[str, str], files: Sequence[str]) -> dict[str, Any]:
    """The receipt as it is kept in a file: `caunoi receipt` and /theo-doi/kiem-tra/ read it."""
    return {
        "bien_nhan": filed.receipt, "chu_ky": filed.signature, "muoi": filed.salt,
        "noi_dung": {name: words[name] for name in ("title", "text", "address")}, "tep": sorted(files),
    }  # fmt: skip


def _told(filed: Filed, one: Submission) -> dict[str, Any]:
    case = filed.case
    files = list(case.attachments.filter(event=1).values_list("sha256", flat=True))
    return {
        "code": case.code, "secret": filed.secret, "kind": case.kind, "kind_title": case.nature.title,
        "filed_at": timezone.localtime(case.filed_at).isoformat(), "due_on": filed.receipt["due_on"] or None,
        "follow": f"{settings.BASE_URL}/theo-doi/?ma={case.code}", "again": filed.again,
        "receipt": receipt_of(filed, {"title": one.title, "text": one.text, "address": one.address}, files),
    }  # fmt: skip


def choices(asked: Asked) -> dict[str, Any]:
    """Everything that a form needs to know."""
    on = timezone.localdate(asked.at)
    terms = {key: clock.term_of_kind(key, on=on) for key in kinds.CHOSEN}
    return {
        "kinds": [
            {"key": key, "title": kinds.KINDS[key].title, "needs_contact": kinds.KINDS[key].needs_contact,
             "term": str(terms[key]), "article": terms[key].article}
            for key in kinds.CHOSEN
        ],
        "topics": [{"slug": one.slug, "title": one.title} for one in Topic.objects.valid(on=on).order_by("order", "slug")],
        "agencies": [{"id": one.pk, "name": one.name} for one in queries.agencies_to_ask(on=on)],
        "consents": [{"key": key, "words": words} for key, words in PURPOSES.items()],
        "files": {"most": MOST_FILES, "largest": LARGEST_FILE, "total": LARGEST_TOTAL, "allowed": ALLOWED},
    }  # fmt: skip
