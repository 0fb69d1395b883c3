"""Approvals signed with a passkey or a hardware key: what the browser is asked, what it answered, and who must answer."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q
from django.http.request import validate_host
from django.utils import timezone

from caunoi.ground.organisations.models import Organisation
from caunoi.ground.people.models import Post, User
from caunoi.ground.people.passkeys import keys_of
from caunoi.ground.refused import Refused
from caunoi.ledger.assertions import Assertion, Statement, fingerprint
from caunoi.ledger.checkpoints import PREFIX
from caunoi.ledger.notes import Unsigned

# How long an approver may take between pressing the button and confirming on the device.
PATIENCE: Final = timedelta(minutes=10)
_LONGEST: Final = 16_000
_ANSWERED: Final = ("authenticatorData", "clientDataJSON", "signature")

_offered: ContextVar[str] = ContextVar("signature of an approval", default="")


@contextmanager
def offered(text: str) -> Iterator[None]:
    """Whoever approves within signs with this: what `desk/signing.js` made of a form. Wagtail's ways to an approval have no room for it."""
    token = _offered.set(text)
    try:
        yield
    finally:
        _offered.reset(token)


def required(role: str, owner: int | None, by: User, at: datetime) -> bool:
    """Whether this person's approval counts only when signed: the portal, the organisation of the record or that of their post asks for it."""
    if settings.SIGNED_APPROVALS:
        return True
    posts = Post.objects.in_force(on=timezone.localdate(at)).filter(user=by, role=role, organisation__isnull=False)
    asking = Organisation.objects.filter(signed_approvals=True)
    return asking.filter(Q(pk=owner) | Q(pk__in=posts.values("organisation"))).exists()


def question(digest: str, act: str, by: User, at: datetime) -> dict[str, Any]:
    """What the browser needs to ask for a signature over this content; without `keys` the person has none to sign with."""
    asked = _moment(at)
    return {
        "act": act,
        "asked": asked,
        "challenge": _encoded(_statement(act, digest, asked).challenge),
        "keys": list(keys_of(by)),
    }


def taken(digest: str, act: str, *, by: User, at: datetime) -> str:
    """The signature that was offered, checked, as an Approval keeps it; empty when none was. Raises Refused when it is none of theirs over this."""
    text = _offered.get()
    if not text:
        return ""
    try:
        if len(text) > _LONGEST:
            raise ValueError("too long")
        said = json.loads(text)
        asked, credential = str(said["asked"]), str(said["credential"])
        assertion = Assertion(*(_decoded(said[name]) for name in _ANSWERED))
        origin = str(json.loads(assertion.client)["origin"])
        age = at - datetime.fromisoformat(asked)
    except (ValueError, KeyError, TypeError, RecursionError) as reason:
        raise Refused("Chữ ký gửi kèm không đọc được. Tải lại trang rồi duyệt lại.") from reason
    if said.get("act") != act or not -PATIENCE <= age <= PATIENCE:
        raise Refused("Chữ ký này đã cũ hoặc là cho một việc khác. Tải lại trang rồi duyệt lại.")
    if not validate_host(urlsplit(origin).hostname or "", settings.ALLOWED_HOSTS):
        raise Refused("Chữ ký không được tạo trên trang của Cổng. Mở bàn làm việc ở đúng địa chỉ rồi duyệt lại.")
    public = keys_of(by).get(credential)
    if public is None:
        raise Refused(
            "Khóa vừa ký không phải khóa đã đăng ký của bạn. Dùng khóa của mình, hoặc đăng ký khóa này trước."
        )
    try:
        assertion.check(public, _statement(act, digest, asked))
    except Unsigned as reason:
        raise Refused(
            "Chữ ký không khớp với nội dung đang duyệt: có thể bài vừa được sửa. Tải lại trang, đọc lại rồi duyệt lại."
        ) from reason
    kept = {
        "key": fingerprint(public), "public": _plain(public), "asked": asked, "authenticator": _plain(assertion.authenticator),
        "client": _plain(assertion.client), "signature": _plain(assertion.signature),
    }  # fmt: skip
    return json.dumps(kept, sort_keys=True)


def must(signature: str, role: str, owner: int | None, *, by: User, at: datetime) -> None:
    """Raise Refused when a signature is asked for and there is none."""
    if signature or not required(role, owner, by, at):
        return
    if keys_of(by):
        raise Refused("Cơ quan yêu cầu ký bằng khóa khi duyệt. Bấm duyệt lại và xác nhận bằng khóa bảo mật của bạn.")
    raise Refused(
        "Cơ quan yêu cầu ký bằng khóa khi duyệt, mà tài khoản này chưa có khóa bảo mật. "
        "Vào Xác thực hai bước, thêm khóa bảo mật, rồi duyệt lại."
    )


def _statement(act: str, digest: str, asked: str) -> Statement:
    return Statement(f"{settings.HOST}/{PREFIX}", act, digest, asked)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _decoded(text: Any) -> bytes:
    return base64.urlsafe_b64decode(str(text) + "=" * (-len(str(text)) % 4))


def _plain(data: bytes) -> str:
    return base64.b64encode(data).decode()
