"""A refusal is a message to a person, not an error page."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse

from caunoi.desk.telling import told
from caunoi.ground.refused import Refused


class RefusalsAreMessages:
    """Shows why something was refused on the page from which it was asked. A script that asks (the editor saving by itself) is told in JSON."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        if not request.accepts("text/html"):
            problem = {"success": False, "error_code": "refused", "error_message": exception.reason}
            return JsonResponse(problem, status=400)
        messages.error(request, told(exception))
        return HttpResponseRedirect(_asked_from(request))


def _asked_from(request: HttpRequest) -> str:
    """The page of the desk on which the button was; never another site, never the page that has just refused to be shown."""
    page = urlsplit(request.headers.get("referer", ""))
    if page.netloc == request.get_host() and page.path and (request.method == "POST" or page.path != request.path):
        return page.path + (f"?{page.query}" if page.query else "")
    return reverse("wagtailadmin_home")
