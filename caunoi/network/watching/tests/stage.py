"""A portal on this machine: a real log, pages, and a web server that can be told to misbehave."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import unquote

from caunoi.gate.public_log.entries import written
from caunoi.ledger.tests.test_following import KEY, Served
from caunoi.ledger.verifying import PREFIX

ROOT = Path(__file__).resolve().parents[4]
HOST = KEY.name.partition("/")[0]
SHELL = (
    '<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Cổng</title></head><body>'
    '<nav><a href="/">Trang chủ</a> <a href="https://chinhphu.vn/">Chính phủ</a></nav><main>{}</main></body></html>'
)


@dataclass
class Reply:
    status: int
    data: bytes = b""
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})


@dataclass(frozen=True)
class Request:
    path: str
    headers: Mapping[str, str]

    @property
    def crawler(self) -> bool:
        return "Googlebot" in self.headers.get("User-Agent", "")

    @property
    def searcher(self) -> bool:
        return "google." in self.headers.get("Referer", "")


Trick = Callable[[Request], Reply | None]


class Stage:
    """Open from `with` to its end. `lag`: seconds by which the pages follow the log; `tricks`: what the server does instead."""

    def __init__(self, *, log: bool = True) -> None:
        self.log = Served() if log else None
        self.pages: dict[str, Reply] = {}
        self.tricks: list[Trick] = []
        self.asked: list[Request] = []
        self.lag = 0.0
        stage = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True
            wbufsize = -1

            def do_GET(self) -> None:
                request = Request(self.path, dict(self.headers.items()))
                stage.asked.append(request)
                reply = stage.reply(request)
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(reply.data)))
                self.end_headers()
                self.wfile.write(reply.data)
                self.wfile.flush()

            def log_message(self, format: str, *args: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, request: Any, client_address: Any) -> None:
                """Whoever watches may be killed in the middle of a word."""

        self.server = Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def reply(self, request: Request) -> Reply:
        for trick in self.tricks:
            reply = trick(request)
            if reply is not None:
                return reply
        path = unquote(request.path.partition("?")[0])
        if self.log is not None and path.startswith(PREFIX):
            data = self.log.files.get(path.removeprefix(PREFIX))
            if path == f"{PREFIX}vkey":
                data = KEY.vkey.encode()
            return Reply(200, data) if data is not None else Reply(404)
        return self.pages.get(path) or Reply(404, b"not here")

    def release(self, path: str, text: str = "", *, media_type: str = "text/html; charset=utf-8") -> None:
        """First into the log, then to be seen."""
        data = (SHELL.format(text) if "html" in media_type else text).encode()
        self._say("release", path, media_type=media_type, sha256=sha256(data).hexdigest())
        self.pages[path] = Reply(200, data, {"Content-Type": media_type})

    def withdraw(self, path: str) -> None:
        data = SHELL.format("<p>Trang đã gỡ.</p>").encode()
        self._say("withdrawal", path, media_type="text/html", sha256=sha256(data).hexdigest())
        self.pages[path] = Reply(410, data)

    def move(self, path: str, target: str) -> None:
        self._say("move", path, target=target)
        self.pages[path] = Reply(301, b"", {"Location": target})

    def _say(self, kind: str, path: str, **facts: str) -> None:
        assert self.log is not None
        self.log.add(written(kind, datetime.now(UTC), host=HOST, path=path, **facts))
        time.sleep(self.lag)

    def __enter__(self) -> Stage:
        self._thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None = None, error: Any = None, trace: TracebackType | None = None
    ) -> None:
        self.server.shutdown()
        self.server.server_close()
        self._thread.join()


def shown(path: str, reply: Callable[[Request], Reply | None]) -> Trick:
    """A trick at one address."""
    return lambda request: reply(request) if request.path == path else None


def packed(reply: Reply, coding: Callable[[bytes], bytes] = gzip.compress) -> Reply:
    return Reply(reply.status, coding(reply.data), {**reply.headers, "Content-Encoding": "gzip"})


def command(url: str, folder: Path, *more: str) -> list[str]:
    quick = ("--rate", "5000", "--grace", "0.4", "--every", "0", "--timeout", "2")
    return [sys.executable, "-m", "caunoi", "watch", url, "--folder", str(folder), "--json", *quick, *more]


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]), **more}


def once(url: str, folder: Path, *more: str, **variables: str) -> tuple[int, list[dict[str, Any]]]:
    """One sweep in a process of its own: its exit status and what it said."""
    done = subprocess.run(
        command(url, folder, "--once", *more), capture_output=True, text=True, env=environment(**variables), timeout=60
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


class Running:
    """A watch that goes on; what it said so far."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.lines: list[dict[str, Any]] = []
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(json.loads(line))

    def until(self, there: Callable[[list[dict[str, Any]]], bool], seconds: float = 20) -> None:
        end = time.monotonic() + seconds
        while not there(self.lines):
            assert time.monotonic() < end, self.lines
            assert self.process.poll() is None
            time.sleep(0.05)


@contextmanager
def running(url: str, folder: Path, *more: str, kill: int = signal.SIGTERM) -> Iterator[Running]:
    with subprocess.Popen(
        command(url, folder, *more), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment()
    ) as process:
        watch = Running(process)
        try:
            yield watch
        finally:
            process.send_signal(kill)
            process.wait(20)
            watch._thread.join(5)
            assert process.stderr is not None
            assert "Traceback" not in process.stderr.read()
