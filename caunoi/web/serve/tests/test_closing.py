"""When nobody stands behind the released pages: a page in the approved words, and every released page as before."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from caunoi.web.serve.app import ReleasedFirst
from caunoi.web.serve.closing import FLAG
from caunoi.web.serve.standin import built
from caunoi.web.serve.tests.conftest import PAGE, Reader, desk, release

FORMS = ("/gui-y-kien/", "/theo-doi/", "/quan-tri/pages/", "/kho-luu/", "/tra-cuu", "/.well-known/caunoi/witness/add")


@pytest.fixture
def written(data: Path) -> Path:
    release(data, "/500.html", "<h1>Cổng đang gặp sự cố".encode())
    release(data, "/chi-doc.html", "<h1>Chỉ đọc".encode())
    return data


def served(data: Path, inner: Any = desk) -> Reader:
    return Reader(ReleasedFirst(inner, data / "public", default_host="tinh.test", closed=data / FLAG, fresh=0))


def broken(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    raise RuntimeError("mật khẩu cơ sở dữ liệu sai")


def half_way(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    start_response("200 OK", [("Content-Type", "text/plain"), ("Set-Cookie", "a=b")])
    raise RuntimeError("quá nửa thì hỏng")


def test_what_fails_behind_shows_the_released_page_and_hides_no_other(written: Path) -> None:
    for inner in (broken, half_way):
        reader = served(written, inner)
        failed = reader.get("/gui-y-kien/", method="POST")
        assert (failed.status, failed.body) == (500, "<h1>Cổng đang gặp sự cố".encode())
        assert failed.headers["content-type"] == "text/html; charset=utf-8"
        assert failed.headers["cache-control"] == "no-store"
        assert "content-security-policy" in failed.headers
        assert "set-cookie" not in failed.headers
        assert reader.get("/kinh-te/mot-tin/").body == PAGE


def test_why_it_failed_stands_in_the_servers_log_and_not_on_the_page(written: Path) -> None:
    said = io.StringIO()
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": "/quan-tri/", "HTTP_HOST": "tinh.test", "wsgi.errors": said, "wsgi.url_scheme": "http",
    }  # fmt: skip
    application = ReleasedFirst(broken, written / "public", default_host="tinh.test")
    body = b"".join(application(environ, lambda *_: lambda data: None))
    assert "mật khẩu" in said.getvalue()
    assert "mật khẩu" not in body.decode()


def test_read_only_begins_and_ends_with_the_file_and_touches_no_released_page(written: Path) -> None:
    reader = served(written)
    assert reader.get("/gui-y-kien/").body == b"desk"
    (written / FLAG).touch()
    for path in FORMS:
        for method in ("GET", "POST"):
            closed = reader.get(path, method=method)
            assert (closed.status, closed.body) == (503, "<h1>Chỉ đọc".encode()), path
            assert closed.headers["retry-after"] == "600"
    assert reader.get("/gui-y-kien/", method="HEAD").body == b""
    assert reader.get("/kinh-te/mot-tin/").body == PAGE
    assert reader.get("/khong-co/").status == 404
    (written / FLAG).unlink()
    assert reader.get("/gui-y-kien/").body == b"desk"


@pytest.mark.parametrize("path", ["/api/v1/answers", "/open311/v2/requests.json"])
def test_programs_are_told_in_their_own_way(written: Path, path: str) -> None:
    (written / FLAG).touch()
    for inner, status in ((desk, 503), (broken, 500)):
        if inner is broken:
            (written / FLAG).unlink()
        told = served(written, inner).get(path)
        assert told.status == json.loads(told.body)["status"] == status
        assert told.headers["content-type"].startswith("application/problem+json")


def test_before_anything_was_released_it_is_said_in_a_sentence(data: Path) -> None:
    assert "sự cố" in served(data, broken).get("/quan-tri/").body.decode()
    (data / FLAG).touch()
    told = served(data).get("/gui-y-kien/")
    assert (told.status, told.headers["content-type"]) == (503, "text/plain; charset=utf-8")
    assert "chỉ đọc" in told.body.decode()


def test_a_copy_that_stands_in_shows_the_portals_own_page_for_what_only_the_portal_can_do(written: Path) -> None:
    reader = Reader(built(written, "tinh.test"))
    closed = reader.get("/gui-y-kien/", method="POST")
    assert (closed.status, closed.body) == (503, "<h1>Chỉ đọc".encode())
    assert closed.headers["x-caunoi-mirror"] == "tinh.test"
    assert reader.get("/kinh-te/mot-tin/").body == PAGE
