"""An approver with a browser, as far as crashes are concerned: logs in, approves, withdraws, and asks again until there is an answer."""

from __future__ import annotations

import http.client
import time
from collections.abc import Callable
from http.cookies import SimpleCookie
from urllib.parse import urlencode

ARTICLES = "/quan-tri/snippets/articles/article/"
LOGIN = "/accounts/login/"
PATIENCE = 60.0  # seconds for one request, restarts of the server included


class Stuck(AssertionError):
    """The desk gave no sensible answer within `PATIENCE`."""


class Approver:
    """`broken` counts requests whose answer never came: what they did is unknown."""

    def __init__(self, port: int, username: str, password: str) -> None:
        self._port, self._username, self._password = port, username, password
        self._cookies: dict[str, str] = {}
        self.broken = 0

    def log_in(self) -> None:
        """Through the login page, with its token."""
        self._persist("GET", LOGIN, wanted=lambda status, to: status == 200)
        form = {"login": self._username, "password": self._password}
        self._persist("POST", LOGIN, form, wanted=lambda status, to: status == 302 and not to.startswith(LOGIN))

    def approve(self, number: int, task_state: int) -> None:
        """Until the item is approved; done once or ten times it is the same."""
        here = f"{ARTICLES}workflow/action/{number}/approve/{task_state}/"
        self._persist("POST", here, wanted=lambda status, to: status == 302 and to == f"{ARTICLES}edit/{number}/")

    def withdraw(self, number: int) -> None:
        """Until the item is withdrawn. Asked again, the desk refuses, for nothing stands any more, and sends the person back."""
        here = f"{ARTICLES}unpublish/{number}/"
        self._persist(
            "POST",
            here,
            {"reason": "withdrawn_wrong"},
            wanted=lambda status, to: status == 302 and to in (ARTICLES, here),
        )

    def _persist(
        self, method: str, path: str, form: dict[str, str] | None = None, *, wanted: Callable[[int, str], bool]
    ) -> None:
        deadline, last = time.monotonic() + PATIENCE, ""
        while time.monotonic() < deadline:
            try:
                status, to = self._ask(method, path, form or {})
            except ConnectionRefusedError:
                time.sleep(0.02)
                continue
            except (OSError, http.client.HTTPException) as reason:
                self.broken += 1
                last = repr(reason)
                continue
            if wanted(status, to):
                return
            last = f"{status} {to}"
            if to.startswith(LOGIN) and path != LOGIN:
                self.log_in()
            elif status < 500 and path != LOGIN:
                raise Stuck(f"{method} {path}: {last}")
        raise Stuck(f"{method} {path}: {last or 'nobody listens'}")

    def _ask(self, method: str, path: str, form: dict[str, str]) -> tuple[int, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        body = None
        if method == "POST":
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode({**form, "csrfmiddlewaretoken": self._cookies.get("csrftoken", "")})
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
        try:
            connection.request(method, path, body, headers)
            with connection.getresponse() as answer:
                answer.read()
                for line in answer.headers.get_all("Set-Cookie") or []:
                    self._cookies.update({name: morsel.value for name, morsel in SimpleCookie(line).items()})
                return answer.status, answer.headers.get("Location") or ""
        finally:
            connection.close()
