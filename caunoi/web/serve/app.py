"""`ReleasedFirst`: a WSGI application that answers from released files and leaves only the dynamic addresses to
Django.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections import deque
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from caunoi.web.serve.addresses import INDEX, NOT_FOUND, file_name, location, moved_to
from caunoi.web.serve.closing import BROKEN, ONLY_READ, Closed
from caunoi.web.serve.conditions import byte_range, failed, preferred, same_version, unmodified
from caunoi.web.serve.headers import HSTS, REVALIDATE, VIDEO_HOSTS, Headers, security
from caunoi.web.serve.pages import Page, Part, Variant, exists_inside, read_inside
from caunoi.web.serve.shelf import Shelf

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

# The desk, its doors, the archive; then what people file, follow and look up, where a page comes from, and what machines ask.
DYNAMIC = (
    "/quan-tri/", "/accounts/", "/kho-luu/", "/gui-y-kien/", "/theo-doi/", "/tra-cuu/", "/danh-gia/", "/nguon-goc/", "/_mau/", "/api/", "/open311/",
    "/.well-known/caunoi/witness/", "/en/gui-y-kien/", "/en/theo-doi/", "/en/tra-cuu/",
)  # fmt: skip
HTML = "text/html; charset=utf-8"
_UNKNOWN = "Không tìm thấy trang này.\n".encode()
_MOST_READ = 4 * 1024 * 1024


class ReleasedFirst:
    """Answers every address from `public/<host>/…`, `gone/<host>/…` or `moved/<host>/…`; the `dynamic` prefixes
    belong to `inner`.

    * An address below a `dynamic` prefix goes to `inner`, and no file can stand in its way. When `inner` fails: 500 with the released page
      for that; while the file `closed` exists, or when there is no `inner`: 503 with the released page for reading only.
    * A released page: 200, 304, 206, 416 or 412; only GET and HEAD, else 405. A withdrawn page: 410. A moved one: 301.
    * An address without its last "/": 301. Anything else: the site's `/404.html` with status 404.

    `hosts` are the sites that have a folder; a request for any other host gets those of `default_host`.
    `behind_proxy` believes the `X-Forwarded-Proto` of the request: set it only where nobody but the proxy can reach
    this server. `gone` and `moved` stand beside `public` unless given. A new release is seen at once, or `fresh`
    seconds after a request that saw the old one. Reads only files, keeps at most `memory` bytes of them in each
    process. `visits`: where to append (site, path, user agent) for each HTML page that a reader was given, or has already.
    """

    def __init__(
        self,
        inner: WSGIApplication | None,
        public: Path,
        *,
        default_host: str,
        hosts: Iterable[str] = (),
        gone: Path | None = None,
        moved: Path | None = None,
        dynamic: tuple[str, ...] = DYNAMIC,
        video_hosts: Iterable[str] = VIDEO_HOSTS,
        behind_proxy: bool = False,
        closed: Path | None = None,
        memory: int = 64 * 1024 * 1024,
        largest: int = _MOST_READ,
        fresh: float = 0.01,
        visits: deque[tuple[str, str, str]] | None = None,
    ) -> None:
        self._inner = inner
        # Nobody counts: then what is appended is forgotten at once.
        self._visits: deque[tuple[str, str, str]] = deque(maxlen=0) if visits is None else visits
        self._dynamic = dynamic
        self._public = str(public.resolve())
        self._gone = str((gone or public.parent / "gone").resolve())
        self._moved = str((moved or public.parent / "moved").resolve())
        self._behind_proxy = behind_proxy
        self._closed = str(closed) if closed is not None else ""
        sources = tuple(video_hosts)
        self._security = security("/", video_hosts=sources)
        self._shelf = Shelf(
            self._public,
            limit=memory,
            largest=largest,
            fresh=fresh,
            common=lambda address: security(address, video_hosts=sources),
        )
        self._site = _sites(frozenset(hosts) | {default_host}, default_host)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ["PATH_INFO"] or "/"
        if path.startswith(self._dynamic):
            return self._from_inner(environ, start_response)
        site = self._site(environ.get("HTTP_HOST", ""))
        page = self._shelf.at(site, path)
        if page is None:
            return self._no_page(environ, start_response, site, path)
        method = environ["REQUEST_METHOD"]
        if method != "GET" and method != "HEAD":
            return self._not_allowed(environ, start_response)
        variants = page.variants
        for coding in preferred(environ.get("HTTP_ACCEPT_ENCODING", "")):
            if coding in variants:
                variant = variants[coding]
                break
        if (
            "HTTP_IF_NONE_MATCH" in environ
            or "HTTP_IF_MODIFIED_SINCE" in environ
            or "HTTP_RANGE" in environ
            or "HTTP_IF_MATCH" in environ
            or "HTTP_IF_UNMODIFIED_SINCE" in environ
        ):
            return self._conditional(environ, start_response, page, variant, (site, path))
        if page.html and method == "GET":
            self._visits.append((site, path, environ.get("HTTP_USER_AGENT", "")))
        if variant.body is None:
            return self._whole(environ, start_response, page, variant)
        # A copy: a server may add to the list it is given.
        start_response("200 OK", (variant.headers_secure if self._is_secure(environ) else variant.headers)[:])
        return [variant.body] if method == "GET" else []

    def _from_inner(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        if self._inner is None or (self._closed and os.path.exists(self._closed)):
            return self._instead(environ, start, ONLY_READ)
        try:
            return self._inner(environ, start)
        except Exception:
            traceback.print_exc(file=environ["wsgi.errors"])
            return self._instead(environ, start, BROKEN)

    def _instead(self, environ: WSGIEnvironment, start: StartResponse, why: Closed) -> Iterable[bytes]:
        page = self._shelf.at(self._site(environ.get("HTTP_HOST", "")), why.page)
        released = page.variants["identity"].body if page else None
        body, content_type = why.answer(environ["PATH_INFO"], released)
        headers = [("Content-Type", content_type), ("Content-Length", str(len(body))), *why.headers, *self._security]
        if self._is_secure(environ):
            headers.append(HSTS)
        failure = sys.exc_info()
        # PEP 3333: whoever begins an answer again says why.
        if failure[0] is None:
            start(why.status, headers)
        else:
            start(why.status, headers, failure)
        return [body] if environ["REQUEST_METHOD"] != "HEAD" else []

    def _is_secure(self, environ: WSGIEnvironment) -> bool:
        return environ["wsgi.url_scheme"] == "https" or (
            self._behind_proxy and environ.get("HTTP_X_FORWARDED_PROTO") == "https"
        )

    def _whole(self, environ: WSGIEnvironment, start: StartResponse, page: Page, variant: Variant) -> Iterable[bytes]:
        headers = variant.headers_secure if self._is_secure(environ) else variant.headers
        body: Iterable[bytes] = () if environ["REQUEST_METHOD"] == "HEAD" else self._bytes(page, variant, 0, page.size)
        start("200 OK", headers[:])
        return body

    def _bytes(self, page: Page, variant: Variant, first: int, past: int) -> Iterable[bytes]:
        if variant.body is not None:
            return [variant.body[first:past]]
        file = self._shelf.reopen(page)
        if file is None:
            # Replaced between two system calls: no answer is better than one of two halves; the server says 500,
            # the reader tries again.
            raise OSError(f"{page.file} was replaced while it was being answered")
        return Part(file, first, past)

    def _conditional(
        self, environ: WSGIEnvironment, start: StartResponse, page: Page, variant: Variant, where: tuple[str, str]
    ) -> Iterable[bytes]:
        """RFC 9110, 13.2.2: first what the reader insists on, then whether it has the page already, then the part
        it wants.
        """
        get = environ.get
        etag, modified = variant.etag, page.modified
        if failed(get("HTTP_IF_MATCH"), get("HTTP_IF_UNMODIFIED_SINCE"), etag=etag, modified=modified):
            return self._answer(environ, start, "412 Precondition Failed", [])
        if page.html and environ["REQUEST_METHOD"] == "GET":
            self._visits.append((*where, get("HTTP_USER_AGENT", "")))
        if unmodified(get("HTTP_IF_NONE_MATCH"), get("HTTP_IF_MODIFIED_SINCE"), etag=etag, modified=modified):
            start(
                "304 Not Modified", [*variant.headers_304, HSTS] if self._is_secure(environ) else variant.headers_304[:]
            )
            return []
        asked = get("HTTP_RANGE")
        # Section 14.2: a range has a meaning for GET only. Text has none: its bytes depend on the encoding.
        if asked and page.ranges and environ["REQUEST_METHOD"] == "GET":
            part = byte_range(asked, page.size)
            if part is not None and same_version(get("HTTP_IF_RANGE"), etag=etag, modified=modified):
                first, past = part
                if first == past:
                    lacking = [("Content-Range", f"bytes */{page.size}")]
                    return self._answer(environ, start, "416 Range Not Satisfiable", lacking)
                body = self._bytes(page, variant, first, past)
                headers = variant.headers_secure if self._is_secure(environ) else variant.headers
                kept = [pair for pair in headers if pair[0] != "Content-Length"]
                kept += [
                    ("Content-Length", str(past - first)),
                    ("Content-Range", f"bytes {first}-{past - 1}/{page.size}"),
                ]
                start("206 Partial Content", kept)
                return body
        return self._whole(environ, start, page, variant)

    def _no_page(self, environ: WSGIEnvironment, start: StartResponse, site: str, path: str) -> Iterable[bytes]:
        if path + "/" in self._dynamic:
            return self._from_inner(environ, start)
        name = file_name(path)
        if name is None:
            return self._not_found(environ, start, site)
        withdrawn = read_inside(self._gone, f"{site}/{name}", most=_MOST_READ)
        if withdrawn is not None:
            return self._found(environ, start, "410 Gone", [], withdrawn)
        there = self._moved_to(site, name)
        if there is None and self._is_folder_with_a_page(site, path, name):
            there = location("/" + _folder(name), environ.get("QUERY_STRING", ""))
        if there is not None:
            return self._found(environ, start, "301 Moved Permanently", [("Location", there)])
        return self._not_found(environ, start, site)

    def _is_folder_with_a_page(self, site: str, path: str, name: str) -> bool:
        """Whether the address lacks its last "/" or spells out `index.html`, and something is or was at the right
        one.
        """
        if path.endswith("/"):
            return False
        index = f"{site}/{_folder(name)}{INDEX}"
        return any(exists_inside(root, index) for root in (self._public, self._gone, self._moved))

    def _moved_to(self, site: str, name: str) -> str | None:
        text = read_inside(self._moved, f"{site}/{name}", most=8192)
        return None if text is None else moved_to(text.decode("utf-8", "replace"))

    def _not_found(self, environ: WSGIEnvironment, start: StartResponse, site: str) -> Iterable[bytes]:
        page = self._shelf.at(site, NOT_FOUND)
        body = page.variants["identity"].body if page else None
        if body is None:
            return self._answer(environ, start, "404 Not Found", [], _UNKNOWN, "text/plain; charset=utf-8")
        return self._answer(environ, start, "404 Not Found", [], body)

    def _found(
        self, environ: WSGIEnvironment, start: StartResponse, status: str, headers: Headers, body: bytes = b""
    ) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return self._not_allowed(environ, start)
        return self._answer(environ, start, status, headers, body)

    def _not_allowed(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        return self._answer(environ, start, "405 Method Not Allowed", [("Allow", "GET, HEAD")])

    def _answer(
        self,
        environ: WSGIEnvironment,
        start: StartResponse,
        status: str,
        headers: Headers,
        body: bytes = b"",
        content_type: str = HTML,
    ) -> Iterable[bytes]:
        """An answer that is no page: nobody may keep it without asking again, for tomorrow something may be
        released there.
        """
        every = [("Content-Type", content_type), ("Content-Length", str(len(body))), ("Cache-Control", REVALIDATE)]
        every += [*headers, *self._security]
        if self._is_secure(environ):
            every.append(HSTS)
        start(status, every)
        return [body] if environ["REQUEST_METHOD"] != "HEAD" else []


def _folder(name: str) -> str:
    return name.removesuffix(INDEX) if name.rpartition("/")[2] == INDEX else name + "/"


def _sites(known: frozenset[str], default: str) -> Callable[[str], str]:
    @lru_cache(maxsize=1024)
    def site(host: str) -> str:
        name = host.strip().lower()
        name = name.rpartition(":")[0] if name.rpartition(":")[2].isdigit() else name
        name = name.rstrip(".")
        return name if name in known else default

    return site
