"""`caunoi outbox`: what is to be sent, what was sent, and what could not be; and trying again."""

from __future__ import annotations

import argparse

from caunoi.cli.house import open_house
from caunoi.cli.speech import add_data

HELP = "in số thư chờ gửi, đã gửi, không gửi được và các thư mới nhất; cho gửi lại"


def arguments(parser: argparse.ArgumentParser) -> None:
    """How many rows, and what to try again."""
    add_data(parser)
    parser.add_argument("-n", "--count", type=int, default=20, metavar="N", help="số thư (mặc định: 20)")
    again = parser.add_mutually_exclusive_group()
    again.add_argument("--retry", metavar="KEY", help="gửi lại ngay thư có khóa này")
    again.add_argument("--retry-all", action="store_true", help="gửi lại ngay mọi thư không gửi được")


def run(options: argparse.Namespace) -> int:
    """Four lines of counts, then one line each, oldest first: posted at, state, tries, key, about, error; tabs between."""
    with open_house():
        from django.utils.timezone import localtime, now

        from caunoi.ground.outbox import actions, queries

        for key in queries.given_up_keys() if options.retry_all else [options.retry] if options.retry else []:
            actions.retry(key, by=None, at=now())
            print("gửi lại", key, sep="\t")
        for state, count in queries.counts().items():
            print(state.label.lower(), count, sep="\t")
        if queries.blocked():
            print("thư đang chờ vì chưa khai báo máy chủ thư (CAUNOI_SMTP)")
        for row in reversed(queries.newest()[: max(options.count, 0)]):
            at = localtime(row.posted_at).strftime("%Y-%m-%d %H:%M:%S")
            print(at, row.state.label.lower(), row.tries, row.key, row.about, row.last_error or "-", sep="\t")
    return 0
