"""A small released tree, and a reader who asks the application for addresses."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from wsgiref.util import setup_testing_defaults
from wsgiref.validate import validator

import brotli  # type: ignore[import-untyped, unused-ignore]
import pytest

from caunoi.web.serve.app import ReleasedFirst

PAGE = ("<!doctype html><title>Tỉnh Sông Hà</title>" + "<p>Hội nghị tổng kết công tác năm.</p>" * 40).encode()
PICTURE = bytes(range(256)) * 40
SHA = "a" * 64
OLD = 1_700_000_000  # a moment in 2023: files of the tree are long settled


def release(data: Path, path: str, body: bytes, *, twins: bool = False, host: str = "tinh.test", at: int = OLD) -> Path:
    """Put bytes in the public folder as the follower does: a hidden temporary file, then an atomic rename."""
    file = data / "public" / host / (path.lstrip("/") + ("index.html" if path.endswith("/") else ""))
    made = {file: body}
    if twins:
        made[file.with_name(file.name + ".gz")] = gzip.compress(body, mtime=0)
        made[file.with_name(file.name + ".br")] = brotli.compress(body)
    for where, content in made.items():
        where.parent.mkdir(parents=True, exist_ok=True)
        half = where.with_name("." + where.name)
        half.write_bytes(content)
        os.utime(half, (at, at))
        os.replace(half, where)
    return file


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


class Reader:
    """Asks by WSGI, through the standard library's validator, so that every answer in these tests is also correct
    WSGI.
    """

    def __init__(self, application: Any) -> None:
        self._application = validator(application)

    def get(self, path: str, method: str = "GET", query: str = "", host: str = "tinh.test", **headers: str) -> Answer:
        environ: dict[str, Any] = {"REQUEST_METHOD": method, "HTTP_HOST": host, "QUERY_STRING": query}
        setup_testing_defaults(environ)
        environ["PATH_INFO"] = path.encode().decode("latin-1")
        environ["SCRIPT_NAME"] = ""
        environ.update({f"HTTP_{name.upper()}": value for name, value in headers.items()})
        seen: list[tuple[str, list[tuple[str, str]]]] = []

        def start(status: str, fields: list[tuple[str, str]], exc_info: Any = None) -> Any:
            seen.append((status, fields))
            return lambda data: None

        answer: Iterable[bytes] = self._application(environ, start)
        body = b"".join(answer)
        answer.close()  # type: ignore[attr-defined]
        status, fields = seen[-1]
        assert len({name.lower() for name, _ in fields}) == len(fields), "a header is sent twice"
        return Answer(int(status.split()[0]), {name.lower(): value for name, value in fields}, body)


def desk(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    """Stands where Django stands."""
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"desk"]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    release(tmp_path, "/", b"<p>home", twins=True)
    release(tmp_path, "/kinh-te/mot-tin/", PAGE, twins=True)
    release(tmp_path, "/404.html", b"<p>404")
    release(tmp_path, "/rss.xml", b"<rss/>")
    release(tmp_path, f"/tep/{SHA}-720.webp", PICTURE)
    release(tmp_path, "/", b"<p>commune", host="xa.test")
    return tmp_path


@pytest.fixture
def reader(data: Path) -> Reader:
    return Reader(
        ReleasedFirst(desk, data / "public", default_host="tinh.test", hosts=["xa.test"], largest=50_000, fresh=0)
    )
