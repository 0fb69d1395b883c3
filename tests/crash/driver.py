"""The whole play, and each of its acts by itself: `python -m tests.crash.driver run --seed 7` replays what a seed did.

`run` and `latency` make a data folder and a database of their own (on the server of CAUNOI_DATABASE_URL, else a file of SQLite) and drop
them afterwards; `setup`, `wait` and `check` are run by them in processes that have the portal's own settings.
"""

from __future__ import annotations

import argparse
import os
import secrets
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from caunoi.cli import serve
from tests.crash.desk import Approver
from tests.crash.killing import Killer, Progress, Running
from tests.crash.play import Play, read

ROOT = Path(__file__).resolve().parents[2]
ITEMS, KILLS = 200, 15
WEB_DELAY, WORKER_DELAY = 0.3, 0.6  # seconds after an item is begun within which a kill falls


def run(seed: int, *, items: int = ITEMS, kills: int = KILLS) -> None:
    """Kill web and worker `kills` times each while `items` are approved; then nothing may be wrong. Raises AssertionError."""
    begun = time.monotonic()
    say(f"seed {seed}; again: python -m tests.crash.driver run --seed {seed} --items {items} --kills {kills}")
    with house() as (data, environment):
        act("setup", environment, "--items", str(items))
        with processes(data, environment) as (web, worker, port):
            progress = Progress()
            play = read(data)
            approver = _approver(port, play)
            killers = [
                Killer(
                    web,
                    progress=progress,
                    items=items,
                    kills=kills,
                    longest=WEB_DELAY,
                    seed=f"web {seed}",
                    folder=data / "public",
                ),
                Killer(
                    worker,
                    progress=progress,
                    items=items,
                    kills=kills,
                    longest=WORKER_DELAY,
                    seed=f"worker {seed}",
                    folder=data / "public",
                ),
            ]
            for killer in killers:
                killer.start()
            approving = time.monotonic()
            try:
                _approve_all(approver, play, progress)
            finally:
                progress.finish()
                for killer in killers:
                    killer.join()
            took = time.monotonic() - approving
            say(f"{items} approved in {took:.1f} s; killed: web {killers[0].kills}×, worker {killers[1].kills}×")
            say(
                f"answers lost half-way: {approver.broken}; worker deaths that left a half-written file: {killers[1].torn}"
            )
            assert all(killer.kills == kills for killer in killers)
            act("wait", environment)
        act("check", environment)
    say(f"everything holds; {time.monotonic() - begun:.1f} s in all")


def latency(*, items: int = 30) -> tuple[float, float]:
    """Seconds from the click on “approve” to the page in the public folder, nobody killed: median and maximum."""
    with house() as (data, environment):
        act("setup", environment, "--items", str(items))
        with processes(data, environment) as (_, _, port):
            play = read(data)
            approver = _approver(port, play)
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


def _approver(port: int, play: Play) -> Approver:
    approver = Approver(port, play.username, play.password)
    approver.log_in()
    approver.broken = 0
    return approver


@contextmanager
def processes(data: Path, environment: Mapping[str, str]) -> Iterator[tuple[Running, Running, int]]:
    """Web and worker, by the commands with which `caunoi up` starts them; what they said is shown if the play fails."""
    port = urlsplit(environment["CAUNOI_BASE_URL"]).port or 0
    web = Running(serve.command("127.0.0.1", port), environment=environment, log=data / "web.log")
    worker = Running([sys.executable, "-m", "caunoi", "work"], environment=environment, log=data / "worker.log")
    try:
        with web, worker:
            yield web, worker, port
    except BaseException:
        for running, log in ((web, "web.log"), (worker, "worker.log")):
            say(
                f"── {running.ended or 'still ran'}; the end of {log}\n"
                + (data / log).read_text(errors="replace")[-4000:]
            )
        raise


@contextmanager
def house() -> Iterator[tuple[Path, dict[str, str]]]:
    """A data folder, a database and the environment that names them, all gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="caunoi-crash-") as folder, _database() as url:
        environment = plain() | {
            "CAUNOI_DATA": folder,
            "CAUNOI_HOST": "localhost",
            "CAUNOI_DATABASE_URL": url,
            "CAUNOI_DEMO": "1",
        }
        environment["CAUNOI_BASE_URL"] = f"http://localhost:{_free_port()}"
        yield Path(folder), environment


def plain() -> dict[str, str]:
    """This process's environment without what concerns its tests, and with the portal's own settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CAUNOI_", "PYTEST_"))}
    return kept | {"DJANGO_SETTINGS_MODULE": "caunoi.config.settings", "PYTHONPATH": str(ROOT)}


def _free_port() -> int:
    """Below the ports that the system gives to those who connect: while the server is dead, one of them could be given its port."""
    while True:
        port = 20_000 + secrets.randbelow(12_000)
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port


@contextmanager
def _database() -> Iterator[str]:
    server = os.environ.get("CAUNOI_DATABASE_URL", "")
    if not server:
        yield ""
        return
    name = f"caunoi_crash_{secrets.token_hex(4)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')  # type: ignore[call-overload, unused-ignore]
        try:
            yield urlsplit(server)._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')  # type: ignore[call-overload, unused-ignore]


def act(name: str, environment: Mapping[str, str], *arguments: str, play: str = "tests.crash.driver") -> None:
    """One act of a play in a process of its own; what it finds wrong is the text of the error."""
    begun = time.monotonic()
    command = [sys.executable, "-m", play, name, *arguments]
    done = subprocess.run(
        command, env=dict(environment), cwd=ROOT, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, f"{name}:\n{done.stdout}{done.stderr}"
    say(f"{name}: {done.stdout.strip() or 'done'} ({time.monotonic() - begun:.1f} s)")


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


def say(sentence: str) -> None:
    sys.stdout.write(f"[{time.strftime('%H:%M:%S')}] {sentence}\n")
    sys.stdout.flush()


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
