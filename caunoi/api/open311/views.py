"""The six methods of the protocol and the discovery file."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from caunoi.api import door, problems, replies
from caunoi.api.open311 import catalogue, formats, posting, requests
from caunoi.api.open311.problems import NotThere, errors_of, status_of
from caunoi.api.problems import Problem
from caunoi.ground.vietnamese.text import nfc

Answer = tuple[str, Any]
JSON = "json"


def method(*allowed: str) -> Callable[[Callable[..., Answer]], Callable[..., HttpResponse]]:
    """A method of the protocol: (root, value) written in the format asked for, whatever went wrong included."""
    methods = [*allowed, *(["HEAD"] if "GET" in allowed else [])]

    def decorated(view: Callable[..., Answer]) -> Callable[..., HttpResponse]:
        @csrf_exempt
        @wraps(view)
        def answering(request: HttpRequest, form: str = "", **parts: str) -> HttpResponse:
            if request.method == "OPTIONS":
                return replies.leaving(
                    request, replies.options(methods, public="GET" in allowed), public="GET" in allowed
                )

            def answered() -> HttpResponse:
                if request.method not in methods:
                    raise Problem("method", f"Chỉ nhận {', '.join(methods)}.", headers={"Allow": ", ".join(methods)})
                door.not_from_another_site(request)
                _our_jurisdiction(request)
                return _written(form, *view(request, **parts))

            outcome = problems.caught(answered)
            if isinstance(outcome, Problem):
                outcome = _failed(form, outcome)
            return replies.leaving(request, outcome, public="GET" in allowed)

        return answering

    return decorated


def _written(form: str, root: str, value: Any) -> HttpResponse:
    if form == JSON:
        return HttpResponse(formats.as_json(value), content_type=formats.JSON)
    return HttpResponse(formats.as_xml(root, value), content_type=formats.XML)


def _failed(form: str, problem: Problem) -> HttpResponse:
    response = _written(form, "errors", errors_of(problem))
    response.status_code = status_of(problem)
    for header, value in problem.headers.items():
        response[header] = value
    return response


def _our_jurisdiction(request: HttpRequest) -> None:
    """One portal, one jurisdiction: its host name, or nothing said."""
    said = request.GET.get("jurisdiction_id", "") or (
        request.POST.get("jurisdiction_id", "") if request.method == "POST" else ""
    )
    if said and nfc(said).strip().casefold().removeprefix("www.") != settings.HOST.casefold().removeprefix("www."):
        raise NotThere("jurisdiction_id", f"Cổng này chỉ phục vụ {settings.HOST}.")


@method("GET")
def discovery(request: HttpRequest) -> Answer:
    return "discovery", catalogue.discovery(timezone.localdate())


@method("GET")
def service_list(request: HttpRequest) -> Answer:
    return "services", catalogue.service_list(timezone.localdate())


@method("GET")
def definition(request: HttpRequest, code: str) -> Answer:
    found = catalogue.services(timezone.localdate()).get(code)
    if found is None:
        raise NotThere("service_code", "không có trong danh mục GET services.")
    return "service_definition", catalogue.definition(found)


@method("GET", "POST")
def service_requests(request: HttpRequest) -> Answer:
    at = timezone.now()
    return "service_requests", posting.post(request, at=at) if request.method == "POST" else requests.listed(
        request.GET, at=at
    )


@method("GET")
def service_request(request: HttpRequest, code: str) -> Answer:
    return "service_requests", requests.one(code)


@method("GET")
def token(request: HttpRequest, token: str) -> Answer:
    return "service_requests", requests.of_token(token)


@method("GET", "POST")
def nowhere(request: HttpRequest) -> Answer:
    raise NotThere("URL", f"không có địa chỉ này. Bắt đầu từ {settings.BASE_URL}/open311/v2/discovery.xml")
