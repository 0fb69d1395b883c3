"""A refusal is a message to a person, not an error page."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.html import format_html, format_html_join

from caunoi.ground.refused import Refused


class RefusalsAreMessages:
    """Shows why something was refused on the page from which it was asked; what was typed is kept as a draft by Wagtail's own save."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        lines = format_html_join("", "<li>{}</li>", ((line,) for line in exception.details))
        text = format_html("{}<ul>{}</ul>", exception.reason, lines) if exception.details else exception.reason
        messages.error(request, text)
        return HttpResponseRedirect(request.get_full_path())
