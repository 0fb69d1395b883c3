"""“Thư đã gửi”: in a demo the mails themselves, for nobody can read them elsewhere; otherwise what became of each, without its text."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from caunoi.ground.outbox import folder, queries

A_PAGE = 50


def may_look(request: HttpRequest) -> bool:
    """In a demo everybody at the desk; otherwise those whose role says so."""
    return bool(settings.DEMO) or request.user.has_perm("outbox.view_message")


def sent_mail(request: HttpRequest) -> HttpResponse:
    """The list, newest first."""
    if not may_look(request):
        raise PermissionDenied
    if settings.DEMO:
        names = Paginator(folder.newest(), A_PAGE).get_page(request.GET.get("p"))
        mails = [mail for name in names if (mail := folder.read(name)) is not None]
        return render(request, "outbox/folder.html", {"mails": mails, "page": names})
    page = Paginator(queries.newest(), A_PAGE).get_page(request.GET.get("p"))
    context = {"page": page, "counts": queries.counts().items(), "blocked": queries.blocked()}
    return render(request, "outbox/states.html", context)


def one_mail(request: HttpRequest, name: str) -> HttpResponse:
    """One mail of the demo's folder."""
    mail = folder.read(name) if settings.DEMO else None
    if mail is None:
        raise Http404
    return render(request, "outbox/mail.html", {"mail": mail})
