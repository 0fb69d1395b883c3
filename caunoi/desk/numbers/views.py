"""The pages of numbers: thin; each asks for one sheet and shows it, or gives one of its tables as a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from caunoi.desk.numbers import answering, overview, pace, periods, published, rating, reading, seeking
from caunoi.desk.numbers.figures import Sheet
from caunoi.desk.numbers.periods import Period
from caunoi.desk.numbers.seeing import Sight, must_see, sight_of


@dataclass(frozen=True)
class Subject:
    """One page of numbers: its place in the address, its name, and how its sheet is made. `own`: clerks see it, of their own agency."""

    key: str
    title: str
    sheet: Callable[[Period, Sight], Sheet]
    own: bool = False


SUBJECTS = (
    Subject("tong-quan", "Tổng quan", lambda period, sight: overview.sheet(period)),
    Subject("phat-hanh", "Phát hành", lambda period, sight: published.sheet(period)),
    Subject("thoi-gian", "Thời gian duyệt", lambda period, sight: pace.sheet(period)),
    Subject("ho-so", "Hồ sơ người dân", answering.sheet, own=True),
    Subject("luot-xem", "Lượt xem", lambda period, sight: reading.sheet(period)),
    Subject("danh-gia", "Đánh giá trang", lambda period, sight: rating.sheet(period)),
    Subject("tim-kiem", "Tìm kiếm", lambda period, sight: seeking.sheet(period)),
)


@require_safe
@never_cache
def numbers(request: HttpRequest, key: str = "") -> HttpResponse:
    """A sheet; with `csv` one of its tables."""
    seen = [one for one in SUBJECTS if one.own or sight_of(request).everything]
    subject = next((one for one in SUBJECTS if one.key == key), None) if key else (seen[0] if seen else SUBJECTS[0])
    if subject is None:
        raise Http404
    sight = must_see(request, everything=not subject.own)
    today = timezone.localdate()
    period = periods.asked(request.GET, today)
    sheet = subject.sheet(period, sight)
    if wanted := request.GET.get("csv"):
        return _file(sheet, wanted, period)
    context = {
        "subject": subject, "subjects": seen, "period": period, "sheet": sheet, "offered": periods.offered(today), "custom": periods.CUSTOM,
        "here": reverse("desk_numbers"),
    }  # fmt: skip
    return render(request, "desk/numbers/sheet.html", context)


def _file(sheet: Sheet, name: str, period: Period) -> HttpResponse:
    figure = sheet.figure(name)
    if figure is None:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="{name}-{period.first}-{period.last}.csv"'}
    return HttpResponse(figure.table.as_file(), content_type="text/csv; charset=utf-8", headers=headers)
