"""One view for all operations, the description, and the page for people."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from caunoi.api import door, problems, replies
from caunoi.api.problems import Problem
from caunoi.api.v1 import bodies, openapi
from caunoi.api.v1.asking import Asked, Operation, Told
from caunoi.api.v1.operations import OPERATIONS, at
from caunoi.ground.uploads.kinds import ALLOWED
from caunoi.ground.uploads.rules import LARGEST_FILE, LARGEST_TOTAL, MOST_FILES

_MB = 1024**2
_READ = ("GET", "HEAD", "OPTIONS")
_PAGE_POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


@csrf_exempt
def endpoint(request: HttpRequest, path: str, code: str = "") -> HttpResponse:
    """Whatever is asked of an address of the table. Nothing here is authorised by a cookie."""
    known = at(path)
    public = all(one.public for one in known.values())
    if request.method == "OPTIONS":
        return replies.leaving(request, replies.options(_allowed(known), public=public), public=public)
    outcome = problems.caught(lambda: _answered(request, known, code))
    return _left(request, outcome, public=public)


def _allowed(known: dict[str, Operation]) -> list[str]:
    return [*known, *(["HEAD"] if "GET" in known else [])]


def _answered(request: HttpRequest, known: dict[str, Operation], code: str) -> HttpResponse:
    operation = known.get("GET" if request.method == "HEAD" else request.method or "")
    if operation is None:
        allowed = ", ".join(_allowed(known))
        raise Problem("method", f"Địa chỉ này chỉ nhận {allowed}.", headers={"Allow": allowed})
    door.not_from_another_site(request)
    said, files = bodies.said_by(request, operation)
    asked = Asked(request, timezone.now(), code, said, bodies.query_of(request, operation), files)
    told = operation.does(asked)
    if not isinstance(told, Told):
        return replies.json(told, status=operation.status)
    response = replies.json(told.body, status=told.status)
    if told.location:
        response["Location"] = told.location
    return response


def _left(request: HttpRequest, outcome: HttpResponse | Problem, *, public: bool) -> HttpResponse:
    response = outcome.response() if isinstance(outcome, Problem) else outcome
    return replies.leaving(request, response, public=public)


@csrf_exempt
def description(request: HttpRequest) -> HttpResponse:
    """/api/v1/openapi.json"""
    return _reading(request, lambda: replies.json(openapi.description()))


@csrf_exempt
def page(request: HttpRequest) -> HttpResponse:
    """/api/v1/ for people: the same table, in words."""

    def shown() -> HttpResponse:
        operations = [
            {"one": one, "takes": one.takes.fields if one.takes else (), "query": one.query.fields if one.query else ()}
            for one in OPERATIONS
        ]
        limits = {"most": MOST_FILES, "file": LARGEST_FILE // _MB, "total": LARGEST_TOTAL // _MB, "allowed": ALLOWED}
        context = {
            "operations": operations,
            "problems": problems.KINDS,
            "limits": limits,
            "json": bodies.LARGEST_JSON // _MB,
        }
        response = render(request, "api/v1.html", context)
        response["Content-Security-Policy"] = _PAGE_POLICY
        return response

    return _reading(request, shown)


@csrf_exempt
def nowhere(request: HttpRequest) -> HttpResponse:
    """For addresses below /api/v1/ that lead nowhere."""
    return _left(
        request, Problem("not-found", "Không có địa chỉ này trong API. Xem danh mục ở /api/v1/."), public=False
    )


def _reading(request: HttpRequest, view: problems.View) -> HttpResponse:
    if request.method == "OPTIONS":
        return replies.leaving(request, replies.options(["GET", "HEAD"], public=True), public=True)
    if request.method not in _READ:
        return _left(
            request, Problem("method", "Địa chỉ này chỉ nhận GET, HEAD.", headers={"Allow": "GET, HEAD"}), public=True
        )
    return replies.leaving(request, view(), public=True)
