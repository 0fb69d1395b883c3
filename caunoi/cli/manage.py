"""`caunoi manage …`: Django's own commands, with this portal's settings."""

from __future__ import annotations

import argparse

HELP = "chạy một lệnh quản trị của Django (ví dụ: caunoi manage shell)"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Everything is handed on as it stands."""
    parser.add_argument("arguments", nargs=argparse.REMAINDER, metavar="…", help="lệnh và tham số của Django")


def run(options: argparse.Namespace) -> int:
    """Raises SystemExit with Django's own status where the command ends that way."""
    from django.core.management import execute_from_command_line

    execute_from_command_line(["caunoi manage", *options.arguments])
    return 0
