"""The play of those who follow: `python -m tests.crash.followed run --seed 7` replays what a seed did.

While a portal publishes, its worker (in which the sequencer is), its witness, a mirror of it and whoever watches it are killed again and
again. Nobody may ever have shown two heads that disagree, and in the end the mirror is equal and nobody raised an alarm.
"""

from __future__ import annotations

import argparse
import json
import secrets
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from caunoi.cli.main import COMMANDS
from caunoi.ledger import keys
from caunoi.ledger.notes import COSIGNATURE, Verifier
from tests.crash.driver import approver_of
from tests.crash.house import ROOT, act, command_of, free_port, house, port_of, say, started, web, worker
from tests.crash.killing import Killer, Progress, Running, at_work
from tests.crash.observer import Between, Observer
from tests.crash.play import read

KILLS = 500
PACE = 1.5  # seconds from one approval to the next: so long that each process comes to work between two deaths
WORKERS_SHARE = 0.2  # of the kills: it takes seconds to start, and a worker that is always dead publishes nothing
# Seconds after an item is begun within which a kill falls; of the worker: how many times as long as it takes to start.
DELAYS = {"worker": 2.5, "witness": 1.5, "mirror": 1.5, "watch": 2.0}
GRACE = 30  # seconds that a page may follow its entry: the worker may die between the two, and starts again
_LOG, _HOST = ".well-known/caunoi/log", "localhost"


def run(seed: int, *, kills: int = KILLS) -> None:
    """Kill those who follow `kills` times in all while articles are approved; then nothing may be wrong. Raises AssertionError."""
    begun = time.monotonic()
    say(f"seed {seed}; again: python -m tests.crash.followed run --seed {seed} --kills {kills}")
    with house() as (data, environment):
        log = keys.signer(f"{_HOST}/{_LOG}", data / "keys" / "log").verifier
        signer = keys.signer("nhanchung.example/w1", data / "witness" / "key", COSIGNATURE)
        copy, port = data / "copy", free_port()
        observer = Observer(
            log, signer.verifier,
            {
                "the portal": (data / "public" / _HOST / _LOG / "checkpoint").read_bytes,
                "the mirror": (copy / "public" / _HOST / _LOG / "checkpoint").read_bytes,
            },
        )  # fmt: skip
        between = Between(observer, port)
        environment["CAUNOI_WITNESSES"] = f"{signer.verifier.vkey} {between.url}"
        victims = {
            "worker": worker(environment),
            "witness": _process(
                "witness", environment, "--name", signer.name, "--folder", str(data / "witness"),
                "--log", log.vkey, "--port", str(port),
            ),
            "mirror": _process("mirror", environment, *_mirroring(environment, copy, log), "--every", "0.1"),
        }  # fmt: skip
        if "watch" in COMMANDS:
            victims["watch"] = _process("watch", environment, *_watching(environment, data, log))
        shares = _shares(kills, list(victims))
        items = max(shares.values()) + max(shares.values()) // 5 + 2
        act("driver", "setup", environment, "--items", str(items))
        progress, alive = Progress(), [web(environment), *victims.values()]
        with between.standing(), started(*alive), observer.looking():
            start = _until_published(data)
            say(f"the worker takes {start:.1f} s to start and publish")
            killers = [
                Killer(
                    victim, progress=progress, items=items, kills=shares[name], seed=f"{name} {seed}",
                    longest=DELAYS[name] * (start if name == "worker" else 1),
                    folder=copy if name == "mirror" else data / "public",
                )
                for name, victim in victims.items()
            ]  # fmt: skip
            _approve_all(environment, data, progress, killers, max(PACE, start))
            say(
                "; ".join(
                    f"{name} killed {one.kills}×, {one.torn} in a write"
                    for name, one in zip(victims, killers, strict=True)
                )
            )
            assert all(one.kills == one.planned for one in killers)
            act("driver", "wait", environment)
            _until_equal(data, copy)
            time.sleep(2)  # whoever watches sees the end as well
        act("driver", "check", environment)
        with started(web(environment)):
            _check_mirror(environment, copy, log, data)
            if "watch" in victims:
                _check_watch(environment, data, log)
        _check_heads(observer, data, copy, least=items // 10)
        _check_alarms(data)
    say(f"everything holds; {time.monotonic() - begun:.1f} s in all")


def _until_published(data: Path) -> float:
    """Seconds until the portal shows a head for the first time."""
    begun = time.monotonic()
    while not (data / "public" / _HOST / _LOG / "checkpoint").exists():
        assert time.monotonic() - begun < 120, "the worker does not come to work"
        time.sleep(0.02)
    return time.monotonic() - begun


def _approve_all(
    environment: Mapping[str, str], data: Path, progress: Progress, killers: list[Killer], pace: float
) -> None:
    play = read(data)
    approver, begun = approver_of(port_of(environment), play), time.monotonic()
    with at_work(progress, *killers):
        for n, item in enumerate(play.items, 1):
            progress.begin(n)
            approver.approve(item.number, item.task_state)
            if item.withdraw:
                approver.withdraw(item.withdraw)
            if n % 20 == 0:
                say(f"{n}/{len(play.items)} approved")
            time.sleep(max(0.0, begun + n * pace - time.monotonic()))


def _shares(kills: int, names: list[str]) -> dict[str, int]:
    """How often each is killed; the first is the worker."""
    shares = {names[0]: round(kills * WORKERS_SHARE)}
    for number, name in enumerate(names[1:], 1):
        shares[name] = (kills - sum(shares.values())) // (len(names) - number)
    return shares


def _process(name: str, environment: Mapping[str, str], *arguments: str) -> Running:
    return Running(
        command_of(name, *arguments), environment=environment, log=Path(environment["CAUNOI_DATA"], f"{name}.log")
    )


def _mirroring(environment: Mapping[str, str], copy: Path, log: Verifier) -> list[str]:
    return [environment["CAUNOI_BASE_URL"], str(copy), "--key", log.vkey]


def _watching(environment: Mapping[str, str], data: Path, log: Verifier) -> list[str]:
    return [
        environment["CAUNOI_BASE_URL"], "--folder", str(data / "watched"), "--json", "--key", log.vkey,
        "--rate", "50", "--every", "2", "--grace", str(GRACE),
    ]  # fmt: skip


def _done(command: list[str], environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, env=dict(environment), cwd=ROOT, capture_output=True, text=True, timeout=300, check=False
    )


def shown(data: Path) -> dict[str, bytes]:
    """Every file of the three trees but twins and the log."""
    return {
        str(file.relative_to(data)): file.read_bytes()
        for tree in ("public", "gone", "moved")
        for file in (data / tree).rglob("*")
        if file.is_file() and ".well-known" not in file.parts and file.suffix not in (".gz", ".br")
    }


def _until_equal(data: Path, copy: Path) -> None:
    deadline = time.monotonic() + 60
    while not copy.is_dir() or shown(copy) != shown(data):
        assert time.monotonic() < deadline, "the mirror does not catch up"
        time.sleep(0.2)


def _check_mirror(environment: Mapping[str, str], copy: Path, log: Verifier, data: Path) -> None:
    """Equal byte for byte, by its own account and by ours."""
    done = _done(command_of("mirror", *_mirroring(environment, copy, log), "--once", "--check"), environment)
    assert done.returncode == 0 and ": 0 tệp sai" in done.stdout, done.stdout + done.stderr
    ours, theirs = shown(data), shown(copy)
    assert ours == theirs, sorted(set(ours) ^ set(theirs)) or [name for name in ours if ours[name] != theirs[name]]
    stray = [file for tree in ("public", "gone", "moved") for file in (copy / tree).rglob(".*.part")]
    assert not stray, stray
    say(f"the mirror is equal: {len(ours)} files, {sum(map(len, ours.values())) / 1e6:.1f} MB")


def _check_heads(observer: Observer, data: Path, copy: Path, *, least: int) -> None:
    begun = time.monotonic()
    for folder in (data, copy):
        wrong = observer.contradictions(folder / "public" / _HOST / _LOG)
        assert not wrong, "\n".join(wrong)
    seen = len(observer.heads), len(observer.cosigned)
    assert min(seen) >= max(2, least), f"{seen[0]} heads were seen and {seen[1]} cosigned: this proves nothing"
    say(
        f"{len(observer.heads)} heads seen in {observer.looks} looks, {len(observer.cosigned)} of them cosigned: "
        f"every two agree ({time.monotonic() - begun:.1f} s)"
    )


def _check_watch(environment: Mapping[str, str], data: Path, log: Verifier) -> None:
    """Once round undisturbed, with what it knew when it was killed: no alarm stands."""
    done = _done(command_of("watch", *_watching(environment, data, log), "--once"), environment)
    assert done.returncode == 0, done.stdout + done.stderr


def _check_alarms(data: Path) -> None:
    """Whoever watches speaks in JSON lines on standard output: each is an alarm."""
    log = data / "watch.log"
    said = log.read_text(errors="replace").splitlines() if log.exists() else []
    alarms = [line for line in said if line.startswith("{") and _is_json(line)]
    assert not alarms, "\n".join(alarms)
    say("no alarm" if log.exists() else "nobody watched: there is no such command")


def _is_json(line: str) -> bool:
    try:
        json.loads(line)
    except ValueError:
        return False
    return True


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.crash.followed")
    parser.add_argument("act", choices=("run",))
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    parser.add_argument("--kills", type=int, default=KILLS)
    options = parser.parse_args()
    run(options.seed, kills=options.kills)
    return 0


if __name__ == "__main__":
    sys.exit(main())
