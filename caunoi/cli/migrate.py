"""`caunoi migrate`: everything that must be true before the portal can start; safe to run again."""

from __future__ import annotations

import argparse

from caunoi.cli.house import open_house
from caunoi.cli.preparing import prepare
from caunoi.cli.speech import add_data

HELP = "chuẩn bị hoặc nâng cấp: thư mục, khoá, cơ sở dữ liệu, tệp tĩnh"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing but the data folder."""
    add_data(parser)


def run(options: argparse.Namespace) -> int:
    """Never builds the demo province; `caunoi up` does."""
    with open_house():
        prepare(demo=False)
    return 0
