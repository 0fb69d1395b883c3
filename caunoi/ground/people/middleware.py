"""Three questions before the desk opens: were you away too long, do you hold a post today, have you a second factor?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from caunoi.ground.people import queries, rules

Handler = Callable[[HttpRequest], HttpResponse]

SEEN: Final = "desk_seen_at"
# Wagtail's editor calls home every few seconds by itself: that is nobody at the desk.
UNATTENDED: Final = "/editing-sessions/"


def at_the_desk(request: HttpRequest) -> bool:
    """Does the request go to the staff desk, from someone logged in? Static files there are not the desk."""
    path = request.path_info
    return (
        path.startswith(settings.DESK_PATH)
        and not path.startswith((settings.STATIC_URL, settings.MEDIA_URL or "\0"))
        and request.user.is_authenticated
    )


def _turned_away(request: HttpRequest, address: str) -> HttpResponse:
    """A person is sent to the page that helps; a script is told no."""
    if request.headers.get("x-requested-with") == "XMLHttpRequest" or UNATTENDED in request.path_info:
        return HttpResponse(status=403)
    back = request.get_full_path() if request.method == "GET" else settings.DESK_PATH
    return HttpResponseRedirect(f"{address}?{urlencode({'next': back})}")


class IdleLock:
    """Logs out whoever left the desk alone for `DESK_IDLE_MINUTES`."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not at_the_desk(request):
            return self.get_response(request)
        now = timezone.now()
        stored = request.session.get(SEEN)
        seen_at = datetime.fromisoformat(stored) if stored else now
        if rules.is_idle(seen_at, now, settings.DESK_IDLE_MINUTES):
            request.locked_for_idleness = True  # type: ignore[attr-defined]
            logout(request)
            messages.warning(
                request, f"Phiên làm việc đã tự khóa sau {settings.DESK_IDLE_MINUTES} phút không thao tác."
            )
            return _turned_away(request, reverse("account_login"))
        # The session is written once a minute at most, and never for the editor's own calls.
        if not stored or (now - seen_at >= timedelta(minutes=1) and UNATTENDED not in request.path_info):
            request.session[SEEN] = now.isoformat()
        return self.get_response(request)


class PostRequired:
    """Without a post in force today the desk stays shut, and a page says why."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if at_the_desk(request) and not queries.roles_of(request.user, timezone.localdate()):
            return _turned_away(request, reverse("people_no_post"))
        return self.get_response(request)


class SecondFactorRequired:
    """Outside the demo, staff set up an app or a key before the desk opens (allauth then asks for it at every login)."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not settings.DEMO and at_the_desk(request):
            factors = Authenticator.objects.filter(
                user_id=request.user.pk, type__in=[Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
            )
            if not factors.exists():
                messages.info(request, "Hãy bật xác thực hai bước trước khi vào bàn làm việc.")
                return _turned_away(request, reverse("mfa_index"))
        return self.get_response(request)
