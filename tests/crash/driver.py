"""The whole play, and each of its acts by itself: `python -m tests.crash.driver run --seed 7` replays what a seed did.

`run` and `latency` make a data folder and a database of their own (on the server of CAUNOI_DATABASE_URL, else a file of SQLite) and drop
them afterwards; `setup`, `wait` and `check` are run by them in processes that have the portal's own settings.
"""

from __future__ import annotations

import argparse
import secrets
import statistics
import sys
import time

from tests.crash.desk import Approver
from tests.crash.house import act, house, port_of, say, started, web, worker
from tests.crash.killing import Killer, Progress, at_work
from tests.crash.play import Play, read

ITEMS, KILLS = 200, 15
WEB_DELAY, WORKER_DELAY = 0.3, 0.6  # seconds after an item is begun within which a kill falls


def run(seed: int, *, items: int = ITEMS, kills: int = KILLS) -> None:
    """Kill web and worker `kills` times each while `items` are approved; then nothing may be wrong. Raises AssertionError."""
    begun = time.monotonic()
    say(f"seed {seed}; again: python -m tests.crash.driver run --seed {seed} --items {items} --kills {kills}")
    with house() as (data, environment):
        act("driver", "setup", environment, "--items", str(items))
        server, background, progress = web(environment), worker(environment), Progress()
        killers = [
            Killer(
                victim,
                progress=progress,
                items=items,
                kills=kills,
                longest=longest,
                seed=f"{name} {seed}",
                folder=data / "public",
            )
            for victim, name, longest in ((server, "web", WEB_DELAY), (background, "worker", WORKER_DELAY))
        ]
        with started(server, background):
            play = read(data)
            approver = approver_of(port_of(environment), play)
            approving = time.monotonic()
            with at_work(progress, *killers):
                _approve_all(approver, play, progress)
            took = time.monotonic() - approving
            say(f"{items} approved in {took:.1f} s; killed: web {killers[0].kills}×, worker {killers[1].kills}×")
            say(
                f"answers lost half-way: {approver.broken}; worker deaths that left a half-written file: {killers[1].torn}"
            )
            assert all(killer.kills == kills for killer in killers)
            act("driver", "wait", environment)
        act("driver", "check", environment)
    say(f"everything holds; {time.monotonic() - begun:.1f} s in all")


def latency(*, items: int = 30) -> tuple[float, float]:
    """Seconds from the click on “approve” to the page in the public folder, nobody killed: median and maximum."""
    with house() as (data, environment):
        act("driver", "setup", environment, "--items", str(items))
        with started(web(environment), worker(environment)):
            play = read(data)
            approver = approver_of(port_of(environment), play)
            answered, seen = [], []
            for item in play.items:
                file = data / "public" / environment["CAUNOI_HOST"] / item.path.lstrip("/")
                clicked = time.monotonic()
                approver.approve(item.number, item.task_state)
                answered.append(time.monotonic() - clicked)
                while not file.exists():
                    assert time.monotonic() - clicked < 30, f"{item.path} does not appear"
                    time.sleep(0.002)
                seen.append(time.monotonic() - clicked)
    for name, values in (("click → answer", answered), ("click → public folder", seen)):
        say(
            f"{name}: median {statistics.median(values) * 1000:.0f} ms, max {max(values) * 1000:.0f} ms of {len(values)}"
        )
    return statistics.median(seen), max(seen)


def _approve_all(approver: Approver, play: Play, progress: Progress) -> None:
    for n, item in enumerate(play.items, 1):
        progress.begin(n)
        approver.approve(item.number, item.task_state)
        if item.withdraw:
            approver.withdraw(item.withdraw)
        if n % 20 == 0:
            say(f"{n}/{len(play.items)} approved")


def approver_of(port: int, play: Play) -> Approver:
    approver = Approver(port, play.username, play.password)
    approver.log_in()
    approver.broken = 0
    return approver


def _within(act: str, items: int) -> int:
    """The acts that need the portal's settings."""
    from caunoi.cli.house import open_house

    with open_house():
        from django.conf import settings

        from tests.crash import stage, truth

        if act == "setup":
            stage.prepare(settings.DATA, items)
        elif act == "wait":
            deadline = time.monotonic() + 60
            while not truth.up_to_date():
                if time.monotonic() > deadline:
                    sys.stdout.write("the followers do not catch up\n")
                    return 1
                time.sleep(0.1)
        else:
            wrong = truth.all_wrong(settings.DATA, read(settings.DATA).items)
            sys.stdout.write(("\n".join(wrong) or truth.summary()) + "\n")
            return 1 if wrong else 0
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.crash.driver")
    parser.add_argument("act", choices=("run", "latency", "setup", "wait", "check"))
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    parser.add_argument("--items", type=int)
    parser.add_argument("--kills", type=int, default=KILLS)
    options = parser.parse_args()
    if options.act == "run":
        run(options.seed, items=options.items or ITEMS, kills=options.kills)
    elif options.act == "latency":
        latency(items=options.items or 30)
    else:
        return _within(options.act, options.items or ITEMS)
    return 0


if __name__ == "__main__":
    sys.exit(main())
