"""“This page as it stood on …”: the list of an address's stretches, and the exact bytes of one."""

from __future__ import annotations

from datetime import UTC, datetime, time

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseGone, HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import http_date

from caunoi.gate.releases import queries
from caunoi.gate.releases.models import Blob, Release
from caunoi.ground.refused import Refused
from caunoi.ground.vietnamese.dates import parse_date
from caunoi.reach.archive.models import Memento

STAMP = "%Y%m%d%H%M%S"
# The page is shown as it was: framed by nobody, and its own script does not run again.
_KEPT = ("host", "path", "kind", "sha256", "media_type", "target")
CSP = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; sandbox allow-popups"


def search(request: HttpRequest) -> HttpResponse:
    """Ask for an address and a day."""
    path, day = request.GET.get("dia-chi", "").strip(), request.GET.get("ngay", "").strip()
    rows, problem = [], ""
    if path:
        path = "/" + path.split("://")[-1].partition("/")[2] if "://" in path else path
        rows = list(Memento.objects.filter(host=settings.HOST, path=path).order_by("-since")[:200])
        problem = "" if rows else "Địa chỉ này chưa từng được phát hành trên cổng."
        if rows and day:
            try:
                end = timezone.make_aware(datetime.combine(parse_date(day), time(23, 59, 59)))
            except (Refused, ValidationError) as error:
                problem = str(getattr(error, "reason", error))
            else:
                return redirect("memento", stamp=end.astimezone(UTC).strftime(STAMP), path=path.lstrip("/"))
    return render(request, "archive/search.html", {"path": path, "day": day, "rows": rows, "problem": problem})


def memento(request: HttpRequest, stamp: str, path: str) -> HttpResponse:
    """The bytes with which an address answered at a moment (UTC, yyyymmddhhmmss), with the headers of RFC 7089."""
    try:
        at = datetime.strptime(stamp, STAMP).replace(tzinfo=UTC)
    except ValueError:
        raise Http404("Mốc thời gian không hợp lệ.") from None
    found = (
        Memento.objects.filter(host=settings.HOST, path=f"/{path}", since__lt=at.replace(microsecond=999_999))
        .order_by("-since", "-position")
        .first()
    )
    if found is None:
        raise Http404("Khi đó địa chỉ này chưa có trên cổng.")
    try:
        written = queries.entry(found.position)
        data = queries.released_bytes(written)
    except (Refused, Release.DoesNotExist, Blob.DoesNotExist):
        written = None
    if (
        written is None
        or any(getattr(written, name) != getattr(found, name) for name in _KEPT)
        or written.at != found.since
    ):
        raise Http404("Bản lưu này không còn khớp với nhật ký phát hành. Báo kỹ thuật viên và người giám sát.")
    if found.kind == Release.Kind.MOVE:
        return HttpResponsePermanentRedirect(reverse("memento", args=(stamp, found.target.lstrip("/"))))
    response = (HttpResponseGone if found.kind == Release.Kind.WITHDRAWAL else HttpResponse)(
        data, content_type=_content_type(found.media_type)
    )
    response["Memento-Datetime"] = http_date(found.since.timestamp())
    response["Link"] = (
        f'<{settings.BASE_URL}/{path}>; rel="original", <{settings.BASE_URL}{reverse("archive")}?dia-chi=/{path}>; rel="timemap"'
    )
    response["Content-Security-Policy"] = CSP
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["ETag"] = f'"{found.sha256}"'
    return response


def _content_type(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
