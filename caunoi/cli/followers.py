"""`caunoi followers`: how far each follower has read the log."""

from __future__ import annotations

import argparse

from caunoi.cli.house import open_house
from caunoi.cli.speech import add_data

HELP = "in vị trí của từng bộ theo dõi và số bản phát hành còn chờ"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing but the data folder."""
    add_data(parser)


def run(options: argparse.Namespace) -> int:
    """One line each, tabs between: name, position, releases still to come, time of its last batch; first the log itself."""
    with open_house():
        from django.utils.timezone import localtime

        from caunoi.gate.followers.following import followers
        from caunoi.gate.followers.models import Cursor
        from caunoi.gate.releases.queries import latest

        head = next((row.position for row in latest(1)), 0)
        print("nhật ký", head, "-", "-", sep="\t")
        cursors = Cursor.objects.in_bulk()
        for name in dict.fromkeys([*(follower.name for follower in followers()), *sorted(cursors)]):
            cursor = cursors.get(name)
            position = cursor.position if cursor else 0
            at = localtime(cursor.at).strftime("%Y-%m-%d %H:%M:%S") if cursor and cursor.at else "-"
            print(name, position, head - position, at, sep="\t")
    return 0
