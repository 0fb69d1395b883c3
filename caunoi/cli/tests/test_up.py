"""`caunoi up` as a whole: real web server, real worker, an empty portal."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from socket import create_server

import pytest

from caunoi.cli.up import answers

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks processes up in /proc"),
]


def until(true: Callable[[], object], *, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def descendants(pid: int) -> dict[int, str]:
    """Every process below this one that still runs, with its command line."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            state, parent = (entry / "stat").read_text().rpartition(")")[2].split()[:2]
        except (FileNotFoundError, ProcessLookupError):
            continue
        if state != "Z":
            parents[int(entry.name)] = int(parent)
    below: set[int] = set()
    while more := {child for child, parent in parents.items() if parent in below | {pid}} - below:
        below |= more
    return {child: Path(f"/proc/{child}/cmdline").read_bytes().replace(b"\0", b" ").decode() for child in below}


@pytest.mark.skipif("CAUNOI_DATABASE_URL" in os.environ, reason="makes a database of its own, on SQLite")
def test_an_empty_portal_starts_survives_kills_and_stops_cleanly(tmp_path: Path) -> None:
    with create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    log = tmp_path / "log"
    command = [sys.executable, "-m", "caunoi", "up", "--data", str(tmp_path / "data"), "--port", str(port), "--no-demo"]
    with log.open("w") as out, subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT) as up:
        try:
            until(lambda: "Ctrl-C để dừng" in log.read_text() or up.poll() is not None, seconds=180)
            assert f"http://localhost:{port}/quan-tri/" in log.read_text()
            assert answers("127.0.0.1", port) == 404  # nothing was released yet
            for of in ("granian", "caunoi work"):
                victim = min(pid for pid, command in descendants(up.pid).items() if of in command)
                os.kill(victim, signal.SIGKILL)
                until(lambda of=of, victim=victim: any(  # type: ignore[misc]
                    of in command and pid > victim for pid, command in descendants(up.pid).items()
                ))  # fmt: skip
            until(lambda: answers("127.0.0.1", port) == 404)
            everyone = descendants(up.pid)
            begun = time.monotonic()
            up.send_signal(signal.SIGTERM)
            assert up.wait(timeout=10) == 0
            assert time.monotonic() - begun < 5
        finally:
            up.kill()
    until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in everyone))
    said = log.read_text()
    assert re.findall(r"(.+) dừng đột ngột \(tín hiệu SIGKILL\)", re.sub(r"\[.*?\] ", "", said)) == [
        "Máy chủ web",
        "Bộ xử lý nền",
    ]
    assert "Tạm biệt!" in said
    assert "Traceback" not in said
