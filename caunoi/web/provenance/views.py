"""/nguon-goc/: how a page came to be, its proof as a file, and the page that checks it."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from caunoi.ground.people.rules import ROLE_NAMES
from caunoi.ground.refused import Refused
from caunoi.ledger.proofs import ENDING
from caunoi.web import dynamic
from caunoi.web.provenance import queries, rules
from caunoi.web.words import WORDS

TITLE = "Trang này ra đời thế nào"
HERE = "/nguon-goc/"
CHECKER = Path(__file__).resolve().parent / "kiem-tra.html"
NOT_YET = "Địa chỉ này chưa có mục nào trong nhật ký công khai. Nếu trang vừa được phát hành, hãy thử lại sau ít giây."
UNPROVED = (
    "Đầu nhật ký đang công bố không chứng minh được mục này: tệp trên Cổng có thể đã bị thay. "
    "Báo cho cơ quan chủ quản của Cổng, và giữ lại những gì bạn đã lưu."
)


@dynamic.public
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """What is known of an address. Without one: of the page that one comes from, otherwise a form."""
    typed = request.GET.get("dia-chi", "")[:1000] or _came_from(request)
    try:
        path = rules.address(typed, settings.HOST) if typed else ""
    except Refused as reason:
        return _ask(request, typed, reason.reason, status=422)
    if not path:
        return _ask(request, "", "")
    head = queries.public_head()
    steps, count = queries.steps(path, head)
    if not steps:
        return _ask(request, path, "Cổng chưa từng phát hành gì ở địa chỉ này.", status=404)
    newest = steps[0]
    proof = queries.proof(newest, head) if head else None
    authors, approvers = queries.hands(newest.row)
    context: dict[str, Any] = {
        "path": path, "url": settings.BASE_URL + quote(path), "newest": newest, "authors": authors, "approvers": approvers, "count": count,
        "counted": queries.COUNTED, "history": list(zip(rules.acts([one.facts for one in steps], whole=count == len(steps)), steps, strict=True)),
        "head": head, "proof": proof, "key": queries.public_key(), "reason": WORDS.get(newest.row.reason, newest.row.reason),
        "asked": quote(path), "by": ROLE_NAMES.get(newest.row.role, ""), "unproved": UNPROVED, "checker": _checker()[1], "host": settings.HOST,
    }  # fmt: skip
    return dynamic.page(request, "ask/provenance.html", context, title=TITLE, crumbs=((TITLE, HERE),))


def _ask(request: HttpRequest, typed: str, problem: str, *, status: int = 200) -> HttpResponse:
    context = {"typed": typed, "problem": problem}
    return dynamic.page(request, "ask/provenance_ask.html", context, title=TITLE, status=status)


def _came_from(request: HttpRequest) -> str:
    """The page of ours on which the link in the footer was followed; what stands behind its question mark is nobody's business."""
    try:
        parts = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return ""
    if parts.netloc != request.get_host() or parts.path.startswith(HERE):
        return ""
    return parts.path


@dynamic.public
@require_safe
def proof(request: HttpRequest) -> HttpResponse:
    """The proof of an address's newest entry under the public head, or (`muc`) of an earlier one, as a file (C2SP tlog-proof)."""
    path = rules.address(request.GET.get("dia-chi", "")[:1000], settings.HOST)
    asked = request.GET.get("muc", "")
    if asked and not (asked.isascii() and asked.isdecimal() and len(asked) < 16):
        raise Refused("Số mục là một số, như trên trang nguồn gốc.")
    head = queries.public_head()
    step = queries.step(path, head, int(asked) if asked else None) if head else None
    if head is None or step is None:
        return dynamic.message(request, NOT_YET, title="Chưa có bằng chứng", status=404)
    found = queries.proof(step, head)
    if found is None:
        return dynamic.message(request, UNPROVED, title="Không có bằng chứng", status=503)
    name = f"bang-chung-{found.index}{ENDING}"
    return dynamic.answer(found.written(), media_type="text/plain; charset=utf-8", name=name)


@dynamic.public
@require_safe
def checker(request: HttpRequest) -> HttpResponse:
    """The page that checks without the portal, to be saved: it would prove nothing while it is the portal that runs it."""
    return dynamic.answer(_checker()[0], name=CHECKER.name)


@cache
def _checker() -> tuple[bytes, str]:
    data = CHECKER.read_bytes()
    return data, hashlib.sha256(data).hexdigest()
