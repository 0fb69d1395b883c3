"""The preview beside the form: the page as it would be released, at the width of a phone first, and in it the checker of accessibility.

The checker is Wagtail's: axe-core, served by the desk itself. It is put into the editor's panel only, never into what is released.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail.admin.ui.side_panels import ChecksSidePanel
from wagtail.admin.userbar import Userbar
from wagtail.snippets.views.snippets import PreviewOnCreateView, PreviewOnEditView


class WithChecker:
    """For the views of the preview: what the panel beside the form shows can be checked."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().get(request, *args, **kwargs)  # type: ignore[misc]
        if request.GET.get("in_preview_panel") == "true" and response.status_code == 200:
            _put_in(response, request)
        return response


class PreviewOnEdit(WithChecker, PreviewOnEditView):
    pass


class PreviewOnCreate(WithChecker, PreviewOnCreateView):
    pass


def _put_in(response: HttpResponse, request: HttpRequest) -> None:
    if (
        not response.headers.get("Content-Type", "").startswith("text/html")
        or getattr(response, "is_rendered", True) is False
    ):
        return  # Wagtail's own page that says why there is no preview
    request.in_preview_panel = True  # type: ignore[attr-defined]
    bar = Userbar().render_html({"request": request}).encode()
    before, end, after = response.content.rpartition(b"</body>")
    if end:
        response.content = before + bar + end + after
        response.headers["Content-Length"] = str(len(response.content))


class CheckPanel(ChecksSidePanel):
    """What axe-core finds in the preview. Its numbers are left out: they are made for English."""

    class SidePanelToggle(ChecksSidePanel.SidePanelToggle):
        aria_label = "Bật, tắt bảng kiểm tra tiếp cận"
        icon_name = "check"

    title = "Ai cũng đọc được?"
    template_name = "desk/check_panel.html"
