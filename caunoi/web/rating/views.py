"""/danh-gia/: takes a rating and thanks (POST), says what was rated so far (GET). No cookie, no script, nothing about the reader."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from caunoi.ground.people.audit import address_of
from caunoi.ground.refused import Refused
from caunoi.inbound.cases.rules import GRADES
from caunoi.inbound.ratings import actions, queries, rules
from caunoi.web import dynamic

TITLE = "Đánh giá của người đọc"
_CRUMBS = ((TITLE, rules.FORM),)
_DAYS = 365


@dynamic.public
@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: HttpRequest) -> HttpResponse:
    """Take a rating, or say what was rated in the last twelve months."""
    return _take(request) if request.method == "POST" else _so_far(request)


def _take(request: HttpRequest) -> HttpResponse:
    path = request.POST.get(rules.WHERE, "")
    context: dict[str, Any] = {"path": path, "title": "", "grade": "", "refused": ""}
    if queries.is_rated(path):
        context["title"] = queries.title_of(path) or path
    try:
        grade = rules.grade_of(request.POST.get(rules.GRADE, ""))
        actions.rate(path, grade, address=address_of(request) or "127.0.0.1", at=timezone.now())
        context["grade"] = GRADES[grade]
    except Refused as reason:
        context["refused"] = reason.reason
        status = 429 if reason.reason in (rules.ENOUGH_HERE, rules.ENOUGH_TODAY) else 400
        return _page(request, "ask/rated.html", context, title="Chưa nhận đánh giá này", status=status)
    return _page(request, "ask/rated.html", context, title="Cảm ơn bạn đã đánh giá")


def _so_far(request: HttpRequest) -> HttpResponse:
    now = timezone.localtime()
    return _page(request, "ask/ratings.html", _figures(now.date(), now.replace(second=0, microsecond=0)), title=TITLE)


@lru_cache(maxsize=2)
def _figures(until: date, minute: datetime) -> dict[str, Any]:
    """Reckoned once a minute, however many ask."""
    since = until - timedelta(days=_DAYS)
    return {
        "counts": queries.totals(since, until), "sections": queries.by_section(since, until), "grades": list(GRADES.items()), "since": since,
        "data": f"{rules.FORM}du-lieu.csv", "most": rules.A_PAGE_A_DAY,
    }  # fmt: skip


def _page(
    request: HttpRequest, template: str, context: dict[str, Any], *, title: str, status: int = 200
) -> HttpResponse:
    return dynamic.page(request, template, context, title=title, status=status, crumbs=_CRUMBS)


@dynamic.public
@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """All counts by month and address: the file that anyone can reckon with."""
    now = timezone.localtime()
    text = _file(now.date(), now.replace(second=0, microsecond=0))
    return dynamic.answer(text, media_type="text/csv; charset=utf-8", name="danh-gia.csv")


@lru_cache(maxsize=2)
def _file(until: date, minute: datetime) -> str:
    return rules.as_csv(queries.open_data(date(2000, 1, 1), until))
