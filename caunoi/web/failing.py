"""When a view fails: the released page that says so, read from its file, for the database may be what failed."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from caunoi.web.dynamic import guarded
from caunoi.web.serve.closing import BROKEN
from caunoi.web.serve.pages import read_inside

_MOST = 1024 * 1024


def failed(request: HttpRequest) -> HttpResponse:
    """Status 500, for people in the approved words and frame, for programs as a problem."""
    root = settings.DATA / "public"
    page = read_inside(str(root), f"{settings.HOST}{BROKEN.page}", most=_MOST)
    body, content_type = BROKEN.answer(request.path, page)
    return guarded(request, HttpResponse(body, content_type=content_type, status=500))
