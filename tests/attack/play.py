"""`python -m tests.attack.play [GROUP…]`: all attacks (or these groups), then a thousand honest releases under watch. Prints the tables; ends with
status 1 when an attack was missed or honest work raised an alarm.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator

from tests.attack import accounts, database, folder, front, program, the_log, unseen, uploads
from tests.attack.scanners import Hashes
from tests.attack.stage import Stage, stage
from tests.attack.table import MISSED, Row, written
from tests.crash.house import say

GROUPS: dict[str, Callable[[Stage], Iterator[Row]]] = {
    "accounts": accounts.play,
    "uploads": uploads.play,
    "healing": folder.while_healing,
    "stopped": folder.while_stopped,
    "front": front.play,
    "program": program.play,
    "log": the_log.play,
    "database": database.play,
}
ARTICLES = 40
AT_ONCE = 50


def run(made: Stage, groups: list[str]) -> list[Row]:
    """The groups, one after the other, each told when it is over."""
    rows = []
    for name in groups:
        begun = time.monotonic()
        for row in GROUPS[name](made):
            rows.append(row)
            if row.outcome == MISSED:
                say(f"MISSED: {row.holds}: {row.what} {row.by}")
        say(f"{name}: {time.monotonic() - begun:.1f} s")
    return rows


def honest(made: Stage, count: int) -> list[str]:
    """A newsroom's days under watch. Returns what was said although nothing was wrong."""
    begun, incidents = time.monotonic(), len(made.incidents())
    done = {"published": 0, "corrected": 0, "moved": 0, "withdrawn": 0}
    monitored = ["/", "/kinh-te/", "/rss.xml"]
    hashes, cried = Hashes(made, monitored), 0
    for start in range(0, count, AT_ONCE):
        for what, many in made.inside.do("honest", count=min(AT_ONCE, count - start), start=start)["done"].items():
            done[what] += many
        cried += len(hashes.changed())
    say(f"honest: {done} in {time.monotonic() - begun:.1f} s; the watch goes on for 30 s more")
    say(
        f"honest: a monitor of the hashes of {len(monitored)} pages, looking after each {AT_ONCE} releases, cried {cried} times"
    )
    time.sleep(30)
    alarms = [f"{one.kind} {one.address}: {one.said.get('what')}" for one in made.watch.heard(since=begun)]
    return alarms + [f"incident: {path}: {said}" for _, _, path, said in made.incidents()[incidents:]]


def _print(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("groups", nargs="*", choices=[*GROUPS, "unseen", "honest", []], default=[])
    parser.add_argument(
        "--honest", type=int, default=1000, metavar="N", help="how many honest releases (default: 1000)"
    )
    options = parser.parse_args()
    wanted = options.groups or ["honest", *GROUPS, "unseen"]
    with stage(ARTICLES) as made:
        say("the portal runs")
        if not made.watch.runs:
            say("the watch does not run")
        false = honest(made, options.honest) if "honest" in wanted else []
        rows = run(made, [name for name in GROUPS if name in wanted])
        ten = list(unseen.play(made)) if "unseen" in wanted else []
    if rows:
        _print(written(rows))
    if ten:
        _print(unseen.written(ten))
    missed = sum(row.outcome == MISSED for row in rows) + sum(not one.watch for one in ten)
    if "honest" in wanted:
        _print("\n  ".join([f"honest releases: {len(false)} alarms", *false[:20]]))
    _print(f"{len(rows)} attacks, {len(ten)} more beside scanners, {missed} missed, {len(false)} false alarms")
    return 1 if missed or false else 0


if __name__ == "__main__":
    sys.exit(main())
