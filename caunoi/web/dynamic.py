"""Pages that are made when they are asked for, in the frame that was approved: forms, a case's status, look-ups.

They pass no gate, because they show one person what that person asked for. So they carry no word but their template's and
the person's own, are kept by nobody, and set no cookie: nothing is authorised by one, a form has a signed token of its own
(`caunoi.inbound.doors`), and therefore needs none of Django's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache, partial, wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.db.models import Count, Max, Subquery
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.views.decorators.csrf import csrf_exempt
from jinja2 import Environment

from caunoi.gate.releases import translating
from caunoi.gate.releases.models import Standing
from caunoi.gate.releases.sources import Sources
from caunoi.gate.render.parts import HOME
from caunoi.ground.languages import OTHERS, VIETNAMESE, bare, language_of, prefix
from caunoi.ground.languages.dates import long_date, moment, short_date
from caunoi.ground.refused import Refused
from caunoi.ground.vietnamese.numbers import grouped, size_text
from caunoi.web.assets import NAMES, address
from caunoi.web.environment import TEMPLATES, environment
from caunoi.web.face import reachable, tongues
from caunoi.web.serve.headers import HSTS, security
from caunoi.web.shell import the_shell
from caunoi.web.spoken import Loader, told

P = ParamSpec("P")
Crumbs = tuple[tuple[str, str], ...]

HTML = "text/html; charset=utf-8"
NO_STORE = "no-store"
ROBOTS = "X-Robots-Tag"
# An address here may hold the key to a case: not one letter of it to another site.
REFERRER = ("Referrer-Policy", "same-origin")
BARE = "ask/bare.html"
TOO_MUCH = "Nội dung gửi lên quá dài hoặc quá nhiều ô. Bấm nút quay lại của trình duyệt, rút ngắn rồi gửi lại; phần dài gửi trong tệp đính kèm."
CUT_SHORT = "Kết nối bị ngắt khi đang gửi, nên Cổng chưa nhận được gì. Bấm nút quay lại của trình duyệt rồi gửi lại."
NOT_READ = "Cổng không đọc được nội dung vừa gửi. Bấm nút quay lại của trình duyệt rồi gửi lại."
NOT_SO = "Địa chỉ này chỉ dùng từ biểu mẫu của Cổng. Mở lại trang từ đầu."
NOT_HERE = "Địa chỉ này không có trên Cổng."


# The shell, with what tells whether a translation came or went since: one question for every page.
_TRANSLATIONS = Standing.objects.filter(kind=translating.KIND).order_by().values("kind")
_ROW = (
    Standing.objects.filter(kind="shell")
    .order_by("-number")
    .annotate(
        translations=Subquery(_TRANSLATIONS.annotate(n=Count("pk")).values("n")),
        newest=Subquery(_TRANSLATIONS.annotate(n=Max("revision")).values("n")),
    )
)


def page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    title: str,
    description: str = "",
    crumbs: Crumbs = (),
    status: int = 200,
    findable: bool = False,
) -> HttpResponse:
    """A template of templates/ask in the approved frame; in a plain one while no shell stands. `crumbs`: (title, address).

    `findable`: a page that says the same to everyone, so search engines may lead people to it.

    Two queries at most, one when this process has shown the shell that stands before.
    """
    language = language_of(request.path)
    title, description = told(title, language), told(description, language)
    shown: dict[str, Any] = {
        "title": title, "description": description or title, "kind": "ask", "path": request.path,
        "canonical": settings.BASE_URL + request.path, "feeds": [], "graph": [], "core": [], "structured": "", "rated": False,
        "translation": None,
    }  # fmt: skip
    shell, assets, speaking = frame(language)
    shown |= tongues(request.path, _beside(request.path, speaking), speaking)
    trail = (
        [HOME[language], *({"title": told(name, language), "href": prefix(language) + href} for name, href in crumbs)]
        if crumbs
        else []
    )
    body = _environment(language).get_template(template).render(
        {**context, "page": shown, "crumbs": trail, "shell": shell, "assets": assets, "frame": "base.html" if shell else BARE}
    )  # fmt: skip
    made = answer(body, status=status)
    if findable:
        made[ROBOTS] = "all"
    return made


def _beside(path: str, speaking: tuple[str, ...]) -> list[str]:
    """The other languages in which a page that is made when asked for stands: all, where it is known to."""
    if not translating.answers_everywhere(bare(path)):
        return []
    return [code for code in (VIETNAMESE, *speaking) if code != language_of(path)]


def prefixed(request: HttpRequest, path: str) -> str:
    """An address of ours in the language of the request."""
    return prefix(language_of(request.path)) + path


def message(request: HttpRequest, text: str, *, title: str, status: int, more: tuple[str, ...] = ()) -> HttpResponse:
    """A page with one sentence and what to do next."""
    return page(request, "ask/message.html", {"text": text, "more": more}, title=title, status=status)


def answer(body: str | bytes, *, media_type: str = HTML, status: int = 200, name: str = "") -> HttpResponse:
    """What is no page; with `name` it is to be saved under that."""
    response = HttpResponse(body, content_type=media_type, status=status)
    if name:
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def guarded(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The response, kept by nobody, found by no search engine unless it is the same for all, with the headers of released pages."""
    for header, value in (*security(request.path), REFERRER):
        response[header] = value
    if request.is_secure():
        response[HSTS[0]] = HSTS[1]
    response["Cache-Control"] = NO_STORE
    response.setdefault(ROBOTS, "noindex, nofollow")
    return response


def public(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """For views of people who are nobody to us: what cannot be read, or is refused, is answered in Vietnamese, never by a 500."""

    @csrf_exempt
    @wraps(view)
    def guarded_view(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        return guarded(request, _answered(request, lambda: view(request, *args, **kwargs)))

    return guarded_view


def _answered(request: HttpRequest, view: Callable[[], HttpResponse]) -> HttpResponse:
    try:
        response = view()
    except RequestDataTooBig:
        return message(request, TOO_MUCH, title="Nội dung quá dài", status=413)
    except UnreadablePostError:
        return message(request, CUT_SHORT, title="Chưa nhận được", status=400)
    except SuspiciousOperation:
        return message(request, TOO_MUCH, title="Nội dung quá dài", status=400)
    except (BadRequest, MultiPartParserError):
        return message(request, NOT_READ, title="Không đọc được nội dung", status=400)
    except Refused as reason:
        return message(request, reason.reason, title="Chưa thực hiện được", status=400, more=reason.details)
    if isinstance(response, HttpResponseNotAllowed):
        told = message(request, NOT_SO, title="Không dùng được cách này", status=405)
        told["Allow"] = response["Allow"]
        return told
    return response


@public
def not_here(request: HttpRequest) -> HttpResponse:
    """For addresses below the dynamic ones that lead nowhere."""
    return message(request, NOT_HERE, title="Không tìm thấy trang", status=404)


def frame(language: str = VIETNAMESE) -> tuple[dict[str, Any] | None, dict[str, str], tuple[str, ...]]:
    """The content of the shell that stands, where its assets are, and the other languages that have a home page.

    (None, {}, ()) when no shell stands in that language or its seal is broken.
    """
    row = _ROW.values_list("record", "revision", "seal", "translations", "newest").first()
    if row is None:
        return None, {}, ()
    try:
        return _composed(language, row)
    except Refused:
        return None, {}, ()


@lru_cache(maxsize=8)
def _composed(
    language: str, row: tuple[str, int, str, int | None, int | None]
) -> tuple[dict[str, Any], dict[str, str], tuple[str, ...]]:
    """For one revision of the shell and its translation. Its assets are those approved with it, also while newer ones wait for approval."""
    sources = Sources()
    here = translating.inside(sources, language)
    content = the_shell(here).content
    if language != VIETNAMESE:
        content = reachable(here, content)
    speaking = tuple(code for code in OTHERS if translating.speaks(sources, code))
    known = content["assets"]
    found = {key: address(name, known[name]) for key, name in NAMES.items() if name in known}
    return content, found, speaking


@lru_cache(maxsize=4)
def _environment(language: str = VIETNAMESE) -> Environment:
    made = environment({}, language)
    if language != VIETNAMESE:
        made.loader = Loader(TEMPLATES, language)
    made.filters.update(
        long_date=partial(long_date, language=language), short_date=partial(short_date, language=language),
        moment=partial(moment, language=language), told=partial(told, language=language), size=size_text, grouped=grouped,
    )  # fmt: skip
    return made
