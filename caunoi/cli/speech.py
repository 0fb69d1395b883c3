"""How the command speaks: Vietnamese help and complaints, and steps with their times."""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NoReturn

Progress = Callable[..., None]

_HELP = {
    "usage: ": "cách dùng: ",
    "positional arguments:": "tham số:",
    "options:": "tuỳ chọn:",
    "show this help message and exit": "in lời hướng dẫn này rồi dừng",
}
_COMPLAINTS = (
    (r"the following arguments are required: (.+)", r"thiếu \1"),
    (r"unrecognized arguments: (.+)", r"không hiểu “\1”"),
    (r"argument (\S+): expected one argument", r"\1 cần một giá trị"),
    (r"argument (\S+): invalid int value: '(.*)'", r"\1 phải là số, không phải “\2”"),
    (r"argument (\S+): invalid choice: '(.*?)'.*", r"không có \1 “\2”"),
)


class Parser(argparse.ArgumentParser):
    """argparse, in Vietnamese."""

    def format_usage(self) -> str:
        """The first line of the help text."""
        return _vietnamese(super().format_usage())

    def format_help(self) -> str:
        """The help text."""
        return _vietnamese(super().format_help())

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command line; exit status 2."""
        for english, vietnamese in _COMPLAINTS:
            message = re.sub(f"^{english}$", vietnamese, message)
        self.exit(2, f"{self.format_usage()}Sai cách dùng: {message}.\n")


def _vietnamese(text: str) -> str:
    for english, vietnamese in _HELP.items():
        text = text.replace(english, vietnamese)
    return text


def add_data(parser: argparse.ArgumentParser) -> None:
    """The option of every command that touches data; `main` puts it in CAUNOI_DATA."""
    parser.add_argument("--data", metavar="DIR", help="thư mục dữ liệu (mặc định: biến CAUNOI_DATA, hoặc ./data)")


def seconds(value: float) -> str:
    """`1,2 giây`."""
    return f"{value:.1f} giây".replace(".", ",")


@contextmanager
def step(title: str) -> Iterator[Progress]:
    """One line for one step: on a terminal it counts while it runs, at the end it says how long it took.

    Yields `progress(text, done, total)`, all optional; its last text stays in the line.
    """
    live = sys.stdout.isatty()
    note = ""
    begun = time.monotonic()

    def progress(text: str = "", done: int = 0, total: int = 0) -> None:
        nonlocal note
        note = f"{text} {done}/{total}".strip() if total else str(text)
        if live:
            print(f"\r\033[K  … {title}: {note}", end="", flush=True)

    if live:
        print(f"  … {title}", end="", flush=True)
    try:
        yield progress
    except BaseException:
        print(f"{_back(live)}  ✗ {title}{f': {note}' if note else ''}", flush=True)
        raise
    print(f"{_back(live)}  ✓ {title}{f': {note}' if note else ''} ({seconds(time.monotonic() - begun)})", flush=True)


def _back(live: bool) -> str:
    return "\r\033[K" if live else ""
