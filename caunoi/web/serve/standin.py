"""`application` of a copy that stands in for its portal: `granian --interface wsgi caunoi.web.serve.standin:application`.

The same bytes at the same addresses, and on every answer the header `X-Caunoi-Mirror` with the name of the portal. What only the portal itself
can do (filing, following a case, the desk) is answered 503, with the page that the portal released for that. Reads CAUNOI_DATA (the folder
of the copy), CAUNOI_HOST (the portal's host name) and CAUNOI_HOSTS (more names, separated by commas).
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from caunoi.web.serve.app import ReleasedFirst

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

MARK: Final = "X-Caunoi-Mirror"


def built(data: Path, host: str, hosts: Iterable[str] = ()) -> WSGIApplication:
    """The application over the folder of a copy of this portal."""
    # Nothing stands behind a copy: every dynamic address is answered with the page that says so.
    released = ReleasedFirst(None, data / "public", default_host=host, hosts=hosts)

    def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        def marked(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:
            return start_response(status, [*headers, (MARK, host)], *error)

        return released(environ, marked)

    return application


def __getattr__(name: str) -> WSGIApplication:
    """`application`, built when the server asks for it."""
    if name != "application":
        raise AttributeError(name)
    hosts = [one for one in os.environ.get("CAUNOI_HOSTS", "").split(",") if one]
    application = built(Path(os.environ["CAUNOI_DATA"]), os.environ["CAUNOI_HOST"], hosts)
    return globals().setdefault(name, application)  # type: ignore[no-any-return]
