"""Reads the command line, runs one command, turns refusals into sentences."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module

from caunoi import __version__
from caunoi.cli.house import NotReady
from caunoi.cli.speech import Parser
from caunoi.ground.refused import Refused

# name → module; the order is that of the help text.
COMMANDS = {
    "up": "caunoi.cli.up",
    "serve": "caunoi.cli.serve",
    "work": "caunoi.cli.work",
    "migrate": "caunoi.cli.migrate",
    "read-only": "caunoi.cli.read_only",
    "manage": "caunoi.cli.manage",
    "import": "caunoi.cli.importing",
    "administrator": "caunoi.cli.administrator",
    "handover": "caunoi.cli.handover",
    "releases": "caunoi.cli.releases",
    "followers": "caunoi.cli.followers",
    "outbox": "caunoi.cli.outbox",
    "cases": "caunoi.cli.cases",
    "receipt": "caunoi.cli.receipt",
    "verify": "caunoi.cli.verify",
    "witness": "caunoi.cli.witness",
    "watch": "caunoi.cli.watch",
    "mirror": "caunoi.cli.mirror",
}

DONE = 0
WRONG_USE = 2  # argparse's own
REFUSED = 3
NOT_READY = 4  # the machine: a port in use, a folder that cannot be written, a database that does not answer
INTERRUPTED = 130


def parser(only: str = "") -> Parser:
    """The whole command line; tests hold docs/operators.md against it. With `only`, as much of it as that command needs: it starts sooner."""
    top = Parser(
        prog="caunoi", allow_abbrev=False, description="Cầu Nối: nền tảng cổng thông tin điện tử của một tỉnh."
    )
    top.add_argument("--version", action="version", version=__version__, help="in phiên bản rồi dừng")
    commands = top.add_subparsers(title="lệnh", metavar="LỆNH", dest="command", required=True)
    for name, module in COMMANDS.items() if not only else [(only, COMMANDS[only])]:
        command = import_module(module)
        # `manage` hands everything on: to its own parser, no letter marks an option.
        prefix = "\0" if name == "manage" else "-"
        sub = commands.add_parser(
            name, help=command.HELP, description=command.HELP, prefix_chars=prefix, allow_abbrev=False
        )
        command.arguments(sub)
        sub.set_defaults(run=command.run)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status (docs/operators.md lists them). A bug raises: Python's traceback and status 1."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "caunoi.config.settings")
    given = list(sys.argv[1:] if arguments is None else arguments)
    options = parser(given[0] if given and given[0] in COMMANDS else "").parse_args(given)
    if getattr(options, "data", None):
        os.environ["CAUNOI_DATA"] = os.path.abspath(options.data)
    try:
        return int(options.run(options))
    except Refused as refusal:
        print(f"Không làm được: {refusal.reason}", file=sys.stderr)
        for detail in refusal.details:
            print(f"  – {detail}", file=sys.stderr)
        return REFUSED
    except NotReady as reason:
        print(f"Máy chưa sẵn sàng: {reason}", file=sys.stderr)
        return NOT_READY
    except KeyboardInterrupt:
        print("Đã dừng theo yêu cầu.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # `caunoi releases | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
