"""`application` for the server: `granian --interface wsgi caunoi.web.serve.main:application`.

Reads the environment as `caunoi.config.settings` does: CAUNOI_DATA (data folder), CAUNOI_HOST (the portal's host
name), CAUNOI_HOSTS (more hosts with a folder of their own, separated by commas), CAUNOI_BEHIND_PROXY=1 (believe
`X-Forwarded-Proto`).
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING

from caunoi.web.serve.app import ReleasedFirst
from caunoi.web.serve.closing import FLAG
from caunoi.web.serve.counting import FOLDER, Counting

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class Desk:
    """Django, imported beside the first answers: released pages are served at once and need none of it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._application: WSGIApplication | None = None

    def load(self) -> WSGIApplication:
        """The Django application; the first caller imports it, the others wait."""
        if self._application is None:
            with self._lock:
                if self._application is None:
                    from caunoi.config.wsgi import application as django

                    self._application = django
        return self._application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        return (self._application or self.load())(environ, start_response)


def build(environment: dict[str, str]) -> ReleasedFirst:
    """The application for this environment; Django begins to load in the background."""
    desk, data = Desk(), Path(environment.get("CAUNOI_DATA", "data"))
    Thread(target=desk.load, name="django", daemon=True).start()
    counting = Counting(data / FOLDER)
    counting.start()
    return ReleasedFirst(
        desk,
        data / "public",
        default_host=environment.get("CAUNOI_HOST", "localhost"),
        hosts=[host.strip() for host in environment.get("CAUNOI_HOSTS", "").split(",") if host.strip()],
        behind_proxy=environment.get("CAUNOI_BEHIND_PROXY") == "1",
        closed=data / FLAG,
        visits=counting.seen,
    )


def __getattr__(name: str) -> ReleasedFirst:
    """`application`, built when the server asks for it: to import this module alone starts nothing."""
    if name != "application":
        raise AttributeError(name)
    return globals().setdefault(name, build(dict(os.environ)))  # type: ignore[no-any-return]
