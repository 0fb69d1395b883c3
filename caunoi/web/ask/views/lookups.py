"""/tra-cuu/: due days, holidays, communes old and new. Addresses that can be passed on; no form of these keeps anything."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from caunoi.ground.deadlines.models import DeadlineTerm
from caunoi.ground.deadlines.queries import calculate
from caunoi.ground.deadlines.rules import UNIT_NAMES, Direction, Status, Unit
from caunoi.ground.organisations.models import AdministrativeUnit, Organisation
from caunoi.ground.organisations.queries import parent_on, units_now
from caunoi.ground.refused import Refused
from caunoi.ground.vietnamese.dates import parse_date, short_date
from caunoi.ground.working_days.queries import FIRST_YEAR, calendar
from caunoi.inbound.searches import actions as searches
from caunoi.inbound.searches.models import Search
from caunoi.web import dynamic
from caunoi.web.ask import forms

TITLE = "Tra cứu"
_CRUMBS = ((TITLE, "/tra-cuu/"),)
_MOST = {Unit.WORKING_DAYS: 365, Unit.DAYS: 730, Unit.HOURS: 8760}
_AHEAD = 2  # years: further ahead no decision on holidays is known
_MOST_FOUND = 40
# A unit, the province it is in, its offices.
_Found = tuple[AdministrativeUnit, str, list[Organisation]]


@dynamic.public
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    return dynamic.page(request, "ask/lookups.html", {}, title=TITLE, findable=not request.GET)


@dynamic.public
@require_GET
def due(request: HttpRequest) -> HttpResponse:
    """From a term and a day to the due day, told day by day."""
    today = timezone.localdate()
    asked, typed_start = forms.said(request.GET, "thoi-han")[:60], forms.said(request.GET, "tu-ngay")[:60]
    amount, unit = forms.said(request.GET, "so")[:10], forms.said(request.GET, "don-vi")[:20] or Unit.WORKING_DAYS.value
    context: dict[str, Any] = {
        "terms": _terms(today), "units": {one.value: name for one, name in UNIT_NAMES.items()}, "asked": asked, "start": typed_start,
        "amount": amount, "unit": unit, "wrong": {}, "reckoning": None, "legacy": False,
    }  # fmt: skip
    days = calendar(today.year + _AHEAD + 2)
    context["calendar"] = days.version
    if asked or amount or typed_start:
        wrong: dict[str, str] = {}
        start = _start(typed_start, today, wrong)
        term = asked or _typed_term(amount, unit, wrong)
        if start is not None and term is not None:
            try:
                context["reckoning"] = reckoning = calculate(term, start, days, start)
                context["legacy"] = bool(asked) and reckoning.term.status is Status.LEGACY_DEFAULT
                context["started"] = start
            except Refused as reason:
                wrong["thoi-han"] = reason.reason
        context["wrong"] = wrong
    status = 422 if context["wrong"] else 200
    return dynamic.page(
        request,
        "ask/due.html",
        context,
        title="Tính ngày đến hạn",
        status=status,
        crumbs=_CRUMBS,
        findable=not request.GET,
    )


def _terms(today: date) -> list[DeadlineTerm]:
    rows = DeadlineTerm.objects.filter(direction=Direction.AFTER.value, amount__gte=1).order_by("title", "-valid_from")
    return [row for row in rows if _holds(row, today)]


def _holds(row: DeadlineTerm, today: date) -> bool:
    return (row.valid_from is None or row.valid_from <= today) and (row.valid_until is None or today < row.valid_until)


def _start(typed: str, today: date, wrong: dict[str, str]) -> date | None:
    if not typed:
        return today
    try:
        day = parse_date(typed)
    except Refused as reason:
        wrong["tu-ngay"] = reason.reason
        return None
    first, last = date(FIRST_YEAR, 1, 1), date(today.year + _AHEAD, 12, 31)
    if not first <= day <= last:
        wrong["tu-ngay"] = f"Chỉ tính được từ ngày {short_date(first)} đến ngày {short_date(last)}."
        return None
    return day


def _typed_term(amount: str, unit: str, wrong: dict[str, str]) -> tuple[int, Unit] | None:
    if unit not in UNIT_NAMES:
        wrong["don-vi"] = "Chọn đơn vị: ngày làm việc, ngày hoặc giờ."
        return None
    if not (amount.isascii() and amount.isdecimal() and 1 <= int(amount) <= _MOST[Unit(unit)]):
        wrong["so"] = f"Chọn một thời hạn trong danh sách, hoặc viết một số từ 1 đến {_MOST[Unit(unit)]}."
        return None
    return int(amount), Unit(unit)


@dynamic.public
@require_GET
def holidays(request: HttpRequest) -> HttpResponse:
    """Days off and days worked instead, of one year."""
    today = timezone.localdate()
    last = today.year + _AHEAD
    typed = forms.said(request.GET, "nam")[:10]
    year, problem = today.year, ""
    if typed:
        if typed.isascii() and typed.isdecimal() and FIRST_YEAR <= int(typed) <= last:
            year = int(typed)
        else:
            problem = f"Viết một năm từ {FIRST_YEAR} đến {last}."
    days = calendar(last + 2)
    context = {
        "year": year, "typed": typed or str(year), "problem": problem, "years": range(year - 1, year + 2), "calendar": days.version,
        "off": sorted((day, title) for day, title in days.holidays.items() if day.year == year),
        "worked": sorted((day, title) for day, title in days.made_up.items() if day.year == year), "ahead": year > today.year,
        "first": FIRST_YEAR, "last": last,
    }  # fmt: skip
    title = f"Ngày nghỉ năm {year}"
    return dynamic.page(
        request,
        "ask/holidays.html",
        context,
        title=title,
        status=422 if problem else 200,
        crumbs=_CRUMBS,
        findable=not request.GET,
    )


@dynamic.public
@require_GET
def communes(request: HttpRequest) -> HttpResponse:
    """An old name or a new one: what the place is now, and its office."""
    today = timezone.localdate()
    name = forms.said(request.GET, "ten")
    problem = ""
    found: list[_Found] = []
    offices: list[Organisation] = []
    if len(name) > forms.WHERE:
        problem, name = (
            f"Tên dài quá {forms.WHERE} ký tự. Viết tên xã, phường; cần thì thêm huyện, tỉnh sau dấu phẩy.",
            name[: forms.WHERE],
        )
    elif name:
        found, offices = places(name, today)
        searches.note(name, len(found) + len(offices), timezone.now(), place=Search.Place.COMMUNES)
        if not found and not offices:
            problem = (
                "Không tìm thấy nơi nào mang tên này. Xem lại cách viết, hoặc chỉ viết tên, không viết thôn, đường."
            )
    newest = AdministrativeUnit.objects.aggregate(last=Max("valid_from"))["last"]
    context = {
        "name": name,
        "problem": problem,
        "found": found,
        "offices": offices,
        "newest": newest,
        "asked": bool(name),
    }
    title = "Xã, phường cũ và mới"
    return dynamic.page(
        request,
        "ask/communes.html",
        context,
        title=title,
        status=422 if problem else 200,
        crumbs=_CRUMBS,
        findable=not request.GET,
    )


def places(name: str, on: date) -> tuple[list[_Found], list[Organisation]]:
    """The units of today with province and offices, those of this portal first; and offices of that name whose place is not on record."""
    units = units_now(name, on=on)[:_MOST_FOUND]
    first = name.split(",")[0]
    named = Organisation.objects.valid(on=on).filter(kind=Organisation.Kind.COMMUNE)
    offices: dict[int | None, list[Organisation]] = {}
    for office in named.filter(place__in=units).order_by("name"):
        offices.setdefault(office.place_id, []).append(office)
    found = [(unit, _province(unit, on), offices.get(unit.pk, [])) for unit in units]
    found.sort(key=lambda row: not row[2])
    return found, list(named.filter(place__isnull=True).named(first).order_by("name")[:_MOST_FOUND]) if len(
        first
    ) > 1 else []


def _province(unit: AdministrativeUnit, on: date) -> str:
    above = parent_on(unit, on=on)
    return above.name if above else ""
