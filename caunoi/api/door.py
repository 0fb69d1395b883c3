"""At the door: who calls, how often, with which key; the same filing sent twice; and who holds a case's secret."""

from __future__ import annotations

import hashlib
import hmac
import math
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils import timezone

from caunoi.api import keys
from caunoi.api.models import ApiKey
from caunoi.api.problems import Problem
from caunoi.ground.people import limiter
from caunoi.ground.people.audit import address_of
from caunoi.ground.refused import Refused
from caunoi.ground.uploads.rules import examine_all
from caunoi.inbound.cases import filing, opening, receipts, sealing
from caunoi.inbound.cases.filing import Filed
from caunoi.inbound.cases.models import Case
from caunoi.inbound.cases.submission import File, Submission, read_phone
from caunoi.inbound.doors import rules, throttle, tokens
from caunoi.inbound.uploads import quarantine

HOUR = timedelta(hours=1)
SECRETS_AN_HOUR = 20
_REPEAT = re.compile(r"[\x21-\x7e]{16,200}", re.ASCII)
_REPEAT_WRONG = "Idempotency-Key dài từ 16 đến 200 ký tự ASCII nhìn thấy được, ngẫu nhiên, mỗi lần gửi một khóa."
_REPEAT_OTHER = "Idempotency-Key này đã dùng cho một nội dung khác. Mỗi nội dung dùng một khóa riêng."


@dataclass(frozen=True)
class Caller:
    """Where a request comes from, and the key it showed, if it is one of ours."""

    address: str
    key: ApiKey | None = None

    @property
    def name(self) -> str:
        return f"key:{self.key.pk}" if self.key else "anyone"


def not_from_another_site(request: HttpRequest) -> None:
    """A page elsewhere must not make its reader's browser file (a form needs no permission of CORS). Browsers say so; programs say nothing."""
    if request.method == "POST" and request.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
        raise Problem(
            "other-site", "Trang web khác không gửi được qua trình duyệt của người đọc. Gửi từ máy chủ của ứng dụng."
        )


def caller_of(request: HttpRequest, key: str) -> Caller:
    """Who calls. Raises Problem for a key that is none: it is not the same as no key."""
    found = keys.known(key) if key else None
    if key and found is None:
        raise Problem(
            "key-wrong",
            "Khóa API không đúng hoặc đã bị thu hồi. Bỏ khóa để gửi như mọi người, hoặc liên hệ đầu mối kỹ thuật.",
        )
    return Caller(address_of(request) or "127.0.0.1", found)


def admit(caller: Caller, *, at: datetime) -> None:
    """Count one filing: by the key's own limit, or as an unproved visit of the address. Raises Problem, saying when to come back."""
    if caller.key:
        tried = limiter.count(f"api-key:{caller.key.pk}", limit=caller.key.per_hour + 1, window=HOUR, at=at)
        if not tried.allowed or tried.locked_until:
            wait = (tried.locked_until or at) - at
            raise _too_many(f"Khóa này được gửi {caller.key.per_hour} lần mỗi giờ và đã gửi hết.", wait)
        return
    admission = throttle.admit(caller.address, at, proved=False)
    if not admission.allowed:
        raise _too_many(rules.come_back(admission.wait), admission.wait)


def _too_many(text: str, wait: timedelta) -> Problem:
    return Problem("too-many", text, headers={"Retry-After": str(max(1, math.ceil(wait.total_seconds())))})


def nonce_for(repeat: str, caller: Caller) -> str:
    """The nonce of a filing: random, or the one that follows from the caller's own name for it (the Idempotency-Key)."""
    if not repeat:
        return secrets.token_hex(16)
    if not _REPEAT.fullmatch(repeat):
        raise Problem("unreadable", _REPEAT_WRONG)
    key = tokens.derived(settings.SECRET_KEY, "idempotency")
    return hmac.new(key, f"{caller.name}\n{repeat}".encode(), hashlib.sha256).hexdigest()


def file_once(
    one: Submission, uploads: Sequence[tuple[str, bytes | UploadedFile[bytes]]], caller: Caller, *, at: datetime
) -> Filed:
    """File, or give back what was filed with this nonce. What was filed is told only to who sends the very same again."""
    contents = [(name, data if isinstance(data, bytes) else data.read()) for name, data in uploads]
    sent = [hashlib.sha256(data).hexdigest() for _, data in contents]
    if known := filing.filed_before(one.nonce):
        return _the_same(known, one, sent)
    admit(caller, at=at)
    filed = filing.file(_with_files(one, take_in(contents)), at=at)
    return _the_same(filed, one, sent) if filed.again else filed


def _with_files(one: Submission, files: tuple[File, ...]) -> Submission:
    return Submission(**{**one.__dict__, "files": files})


def take_in(contents: Sequence[tuple[str, bytes]]) -> tuple[File, ...]:
    """Files examined and put in quarantine: all of them, or Refused with what is wrong with each."""
    kept = []
    for each in examine_all(contents):
        stored = quarantine.store(each)
        kept.append(
            File(
                stored.id, each.name, stored.media_type, stored.size, each.sent_sha256, stored.scan.value, stored.sha256
            )
        )
    return tuple(kept)


def _the_same(known: Filed, one: Submission, sent: list[str]) -> Filed:
    words = {"title": one.title, "text": one.text, "address": one.address}
    contact: Mapping[str, str] = sealing.contact_of(known.case)
    said = {
        "name": one.contact.name, "phone": read_phone(one.contact.phone), "email": one.contact.email, "address": one.contact.address
    }  # fmt: skip
    if dict(contact) != said or not receipts.says(known.receipt, known.salt, words, sent):
        raise Problem("conflict", _REPEAT_OTHER)
    return known


def secret_in(request: HttpRequest) -> str:
    """The secret of the Authorization header (RFC 6750: never in an address, where logs would keep it)."""
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.casefold() != "bearer" or not secret.strip():
        raise Problem(
            "secret-needed", "Gửi mã bí mật trong tiêu đề “Authorization: Bearer ABCDE-FGHJK”, không đặt trong địa chỉ.",
            headers={"WWW-Authenticate": 'Bearer realm="ho-so"'},
        )  # fmt: skip
    return secret


def case_of(request: HttpRequest, code: str, *, at: datetime) -> Case:
    """The case of a code and the secret that came with the request; an address may be wrong so often and no more."""
    secret = secret_in(request)
    address = address_of(request) or "127.0.0.1"
    key = tokens.derived(settings.SECRET_KEY, "api-secret")
    door = f"api-secret:{rules.mark(address, timezone.localdate(at), proved=False, key=key)}"
    if until := limiter.locked_until(door, at=at):
        raise _too_many("Từ địa chỉ này đã nhập sai mã quá nhiều lần.", until - at)
    try:
        return opening.case_for(code, secret)
    except Refused as reason:
        limiter.count(door, limit=SECRETS_AN_HOUR, window=HOUR, at=at)
        raise Problem("secret-wrong", reason.reason) from None
