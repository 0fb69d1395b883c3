"""`caunoi work`: the worker alone: followers of the log, what is due by the clock, pages that wait to be rendered again."""

from __future__ import annotations

import argparse
import signal
import threading
from types import FrameType

from caunoi.cli.house import open_house
from caunoi.cli.speech import add_data

HELP = "chạy bộ xử lý nền: đưa bản phát hành ra thư mục công khai, nguồn tin, lưu trữ; hẹn giờ"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing but the data folder."""
    add_data(parser)


def run(options: argparse.Namespace) -> int:
    """Work until SIGTERM, SIGINT or SIGHUP, then finish the batch at hand."""
    stop = threading.Event()

    def ask_to_stop(number: int, frame: FrameType | None) -> None:
        # From another thread: this one may be holding the event's lock at this very moment.
        threading.Thread(target=stop.set).start()

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, ask_to_stop)
    with open_house():
        from caunoi.gate.followers import worker

        worker.run(stop)
    return 0
