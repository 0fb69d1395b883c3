"""How every answer leaves: UTF-8, no cookie, the security headers; what is public open to other sites' scripts, the rest kept by nobody."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

OPEN_SECONDS = 60
POLICY = "default-src 'none'; frame-ancestors 'none'"


def json(body: Any, *, status: int = 200) -> HttpResponse:
    """JSON with its letters as they are."""
    return JsonResponse(
        body,
        status=status,
        safe=False,
        content_type="application/json; charset=utf-8",
        json_dumps_params={"ensure_ascii": False},
    )


def leaving(request: HttpRequest, response: HttpResponse, *, public: bool) -> HttpResponse:
    """The response with its headers. `public`: everybody gets the same, so scripts of any site may read it and caches keep it a minute."""
    response.headers.setdefault("Content-Security-Policy", POLICY)
    response["X-Content-Type-Options"] = "nosniff"
    response["Referrer-Policy"] = "no-referrer"
    readable = public and request.method in ("GET", "HEAD", "OPTIONS")
    response["Cross-Origin-Resource-Policy"] = "cross-origin" if readable else "same-origin"
    if readable:
        response["Access-Control-Allow-Origin"] = "*"
    keep = readable and response.status_code == 200 and request.method != "OPTIONS"
    response["Cache-Control"] = f"public, max-age={OPEN_SECONDS}" if keep else "no-store"
    return response


def options(allowed: list[str], *, public: bool) -> HttpResponse:
    """What may be asked of an address; other sites' scripts may read what is public, and nothing else."""
    response = HttpResponse(status=204, headers={"Allow": ", ".join([*allowed, "OPTIONS"])})
    if public:
        response["Access-Control-Allow-Methods"] = "GET, HEAD"
    return response
