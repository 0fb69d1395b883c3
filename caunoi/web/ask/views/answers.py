"""/tra-cuu/hoi-dap/: finding an answer that was published, before asking again."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from caunoi.inbound.answers import queries
from caunoi.inbound.answers.pages import card
from caunoi.inbound.searches import actions as searches
from caunoi.web import dynamic
from caunoi.web.ask import forms

TITLE = "Tìm trong các câu trả lời"
LONGEST = 120


@dynamic.public
@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Titles of the answers that hold every word; each leads to its released page."""
    words = forms.said(request.GET, "q")
    problem = f"Viết ngắn hơn, nhiều nhất {LONGEST} ký tự." if len(words) > LONGEST else ""
    found = [] if problem else [card(one) for one in queries.search(words)]
    if words and not problem:
        searches.note(words, len(found), timezone.now())
    context = {"typed": words[:LONGEST], "problem": problem, "found": found, "most": queries.MOST}
    crumbs = (("Tra cứu", "/tra-cuu/"),)
    return dynamic.page(
        request, "ask/answers.html", context, title=TITLE, status=422 if problem else 200, crumbs=crumbs
    )
