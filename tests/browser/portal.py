"""A running demo province, and a reader who asks it for pages."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 240.0  # building the province takes 40 to 60 seconds on two cores


@dataclass(frozen=True)
class Portal:
    """Where it listens."""

    url: str

    def get(self, path: str) -> tuple[int, str]:
        """What a reader gets: status and text."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def missing(self, wanted: dict[str, str], *, within: float = 10.0) -> dict[str, str]:
        """Which of these pages do not show their text, asked again and again until all do or `within` seconds are over."""
        until = time.monotonic() + within
        left = dict(wanted)
        while True:
            left = {path: text for path, text in left.items() if text not in self.get(path)[1]}
            if not left or time.monotonic() > until:
                return left
            time.sleep(0.02)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Running:
    """`caunoi up` with the demo in a folder, as a child process; `with` waits until the home page answers, and stops it."""

    def __init__(self, data: Path) -> None:
        port = free_port()
        self.portal = Portal(f"http://localhost:{port}")
        self.log = data.with_suffix(".log")
        ours = ("CAUNOI_", "DJANGO_", "PYTEST_", "COV_")
        environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        command = [sys.executable, "-m", "caunoi", "up", "--data", str(data), "--port", str(port)]
        with open(self.log, "w") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, env=environment)

    def __enter__(self) -> Portal:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self.process.poll() is None:
            try:
                if self.portal.get("/")[0] == 200:
                    return self.portal
            except OSError:
                pass
            time.sleep(0.25)
        self.__exit__()
        raise RuntimeError(f"the demo did not open:\n{self.log.read_text()}")

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
