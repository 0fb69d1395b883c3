"""`caunoi releases`: the newest rows of the log."""

from __future__ import annotations

import argparse

from caunoi.cli.house import open_house
from caunoi.cli.speech import add_data

HELP = "in các dòng mới nhất của nhật ký phát hành"


def arguments(parser: argparse.ArgumentParser) -> None:
    """How many rows."""
    add_data(parser)
    parser.add_argument("-n", "--count", type=int, default=20, metavar="N", help="số dòng (mặc định: 20)")


def run(options: argparse.Namespace) -> int:
    """One line each, oldest first: position, time, kind, address, first 12 digits of the sha-256, record, role; tabs between."""
    with open_house():
        from django.utils.timezone import localtime

        from caunoi.gate.releases.queries import latest

        for row in reversed(latest(options.count)):
            at = localtime(row.at).strftime("%Y-%m-%d %H:%M:%S")
            columns = (row.position, at, row.kind, row.path, row.sha256[:12] or "-", row.record or "-", row.role or "-")
            print(*columns, sep="\t")
    return 0
