"""The whole thing as a reader meets it: a real granian process and a real HTTP client."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import brotli  # type: ignore[import-untyped, unused-ignore]
import pytest

import caunoi
from caunoi.web.serve.tests.conftest import PAGE, SHA, release
from caunoi.web.serve.tests.test_nginx import free_port

BIG = os.urandom(5 * 1024 * 1024 + 17)
TARGET = """
from pathlib import Path
from caunoi.web.serve.app import ReleasedFirst
def desk(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ["wsgi.input"].read()]
application = ReleasedFirst(desk, Path("public"), default_host="tinh.test")
"""


@pytest.fixture
def served(data: Path) -> Iterator[http.client.HTTPConnection]:
    release(data, f"/tep/{SHA}/phim.mp4", BIG)
    (data / "target.py").write_text(TARGET)
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--log-level", "error"]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join((str(data), str(Path(caunoi.__file__).parents[1])))}
    command += ["--port", str(port), "target:application"]
    with subprocess.Popen(command, cwd=data, env=environment) as server:
        try:
            for _ in range(500):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                assert server.poll() is None, "granian ended at once"
                time.sleep(0.02)
            with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as client:
                yield client
        finally:
            server.terminate()


def test_a_reader_over_http_gets_exactly_the_released_bytes(served: http.client.HTTPConnection) -> None:
    def ask(
        path: str, method: str = "GET", body: bytes | None = None, **headers: str
    ) -> tuple[http.client.HTTPResponse, bytes]:
        served.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        answer = served.getresponse()
        return answer, answer.read()

    answer, body = ask("/kinh-te/mot-tin/")
    assert (answer.status, body) == (200, PAGE)
    answer, body = ask("/kinh-te/mot-tin/", Accept_Encoding="gzip, deflate, br")
    assert (answer.headers["Content-Encoding"], brotli.decompress(body)) == ("br", PAGE)
    answer, body = ask("/kinh-te/mot-tin/", Accept_Encoding="br", If_None_Match=str(answer.headers["ETag"]))
    assert (answer.status, body, answer.headers["Content-Length"]) == (304, b"", None)
    answer, body = ask("/kinh-te/mot-tin/", "HEAD")
    assert (answer.status, body, answer.headers["Content-Length"]) == (200, b"", str(len(PAGE)))
    answer, body = ask(f"/tep/{SHA}/phim.mp4")
    assert (answer.status, body) == (200, BIG)
    answer, body = ask(f"/tep/{SHA}/phim.mp4", "HEAD")
    assert (answer.status, body, answer.headers["Content-Length"]) == (200, b"", str(len(BIG)))
    answer, body = ask(f"/tep/{SHA}/phim.mp4", Range="bytes=1000000-4999999")
    assert (answer.status, body) == (206, BIG[1_000_000:5_000_000])
    answer, body = ask("/kinh-te/m%E1%BB%99t%20tin/%2e%2e/")
    assert answer.status == 404
    answer, body = ask("/kinh-te/mot-tin?t%C3%AAn=đ".encode().decode("latin-1").replace("Ä\x91", "%C4%91"))
    assert (answer.status, answer.headers["Location"]) == (301, "/kinh-te/mot-tin/?t%C3%AAn=%C4%91")
    answer, body = ask("/quan-tri/dang-nhap/", "POST", b"ten=lan")
    assert (answer.status, body) == (200, b"ten=lan")


def test_the_public_pages_need_no_django(data: Path) -> None:
    code = "import sys, caunoi.web.serve.app, caunoi.web.serve.nginx; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
