"""`caunoi serve`: the web server alone, as a system service would start it."""

from __future__ import annotations

import argparse
import os
import sys

from caunoi.cli.speech import add_data

HELP = "chạy máy chủ web (không chạy bộ xử lý nền)"
APPLICATION = "caunoi.web.serve.main:application"
# Released files need no waiting and Python runs one thread at a time: a few threads are enough for a desk that waits for its database.
THREADS = 16


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen, and with how many processes."""
    add_data(parser)
    add_address(parser)
    parser.add_argument("--workers", type=int, default=1, metavar="N", help="số tiến trình (mặc định: 1)")


def add_address(parser: argparse.ArgumentParser) -> None:
    """`--host` and `--port`."""
    parser.add_argument("--host", default="127.0.0.1", metavar="H", help="địa chỉ mạng (mặc định: 127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, metavar="N", help="cổng mạng (mặc định: 8000)")


def command(host: str, port: int, *, workers: int = 1, application: str = APPLICATION) -> list[str]:
    """The server's command line."""
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", application),
        *("--host", host, "--port", str(port), "--workers", str(workers)),
        *("--blocking-threads", str(THREADS), "--backlog", "1024", "--workers-kill-timeout", "3"),
        *("--log-level", "error"),
    ]


def run(options: argparse.Namespace) -> int:
    """Become the server; returns only by raising."""
    os.execv(sys.executable, command(options.host, options.port, workers=options.workers))
