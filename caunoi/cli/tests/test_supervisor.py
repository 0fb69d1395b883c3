"""The supervisor, with real processes for children."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from caunoi.cli.supervisor import Child, Supervisor

SLEEPS = "import time; time.sleep(60)"
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); open(PATH, 'w').close(); time.sleep(60)"
LEAVES_A_CHILD = (
    "import subprocess, sys; child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']);"
    "open(PATH + '.new', 'w').write(str(child.pid)); import os; os.rename(PATH + '.new', PATH); import time; time.sleep(60)"
)


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def supervise(said: list[str]) -> Iterator[Callable[..., Supervisor]]:
    made: list[Supervisor] = []

    def supervise(*codes: str) -> Supervisor:
        children = [Child(f"tiến trình {n}", [sys.executable, "-c", code]) for n, code in enumerate(codes, 1)]
        made.append(Supervisor(children, environment=os.environ, say=said.append))
        return made[-1]

    yield supervise
    for supervisor in made:
        supervisor.stop(patience=0)


def until(true: Callable[[], object], supervisor: Supervisor | None = None) -> None:
    deadline = time.monotonic() + 10
    while not true():
        assert time.monotonic() < deadline
        if supervisor:
            supervisor.tick()
        time.sleep(0.02)


def pid(supervisor: Supervisor, number: int = 0) -> int:
    process = supervisor.children[number].process
    return process.pid if process else 0


def alive(number: int) -> bool:
    """Running: neither gone nor waiting to be buried."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_killed_child_is_started_again_and_people_are_told(
    supervise: Callable[..., Supervisor], said: list[str]
) -> None:
    supervisor = supervise(SLEEPS, SLEEPS)
    supervisor.tick()
    first, other = pid(supervisor), pid(supervisor, 1)
    os.kill(first, signal.SIGKILL)
    until(lambda: pid(supervisor) not in (0, first), supervisor)
    assert pid(supervisor, 1) == other
    assert said == ["tiến trình 1 dừng đột ngột (tín hiệu SIGKILL), khởi động lại sau 0,5 giây."]


def test_a_child_that_keeps_dying_is_given_more_and_more_time(
    supervise: Callable[..., Supervisor], said: list[str]
) -> None:
    supervisor = supervise("raise SystemExit(7)")
    until(lambda: supervisor.children[0].deaths == 2, supervisor)
    assert "mã 7" in said[0]
    assert [line.split("sau ")[1] for line in said] == ["0,5 giây.", "1 giây."]


def test_stopping_ends_every_child_at_once(supervise: Callable[..., Supervisor]) -> None:
    supervisor = supervise(SLEEPS, SLEEPS)
    supervisor.tick()
    pids = [pid(supervisor), pid(supervisor, 1)]
    begun = time.monotonic()
    assert supervisor.stop()
    assert time.monotonic() - begun < 2
    assert not any(alive(number) for number in pids)


def test_a_child_deaf_to_sigterm_is_forced_after_the_patience(
    supervise: Callable[..., Supervisor], tmp_path: Path
) -> None:
    ready = tmp_path / "ready"
    supervisor = supervise(DEAF.replace("PATH", repr(str(ready))))
    until(ready.exists, supervisor)
    number = pid(supervisor)
    assert not supervisor.stop(patience=0.2)
    assert not alive(number)


def test_nothing_that_a_dead_child_started_survives_it(supervise: Callable[..., Supervisor], tmp_path: Path) -> None:
    note = tmp_path / "grandchild"
    supervisor = supervise(LEAVES_A_CHILD.replace("PATH", repr(str(note))))
    until(note.exists, supervisor)
    grandchild = int(note.read_text())
    assert alive(grandchild)
    os.kill(pid(supervisor), signal.SIGKILL)
    until(lambda: supervisor.children[0].deaths, supervisor)
    until(lambda: not alive(grandchild))


def test_children_have_a_process_group_of_their_own(supervise: Callable[..., Supervisor]) -> None:
    supervisor = supervise(SLEEPS)
    supervisor.tick()
    assert os.getpgid(pid(supervisor)) != os.getpgrp()


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's help is asked for on Linux only")
def test_children_end_when_the_supervisor_is_killed(tmp_path: Path) -> None:
    note = tmp_path / "child"
    code = (
        "import os, sys, time\n"
        "from caunoi.cli.supervisor import Child, Supervisor\n"
        f"s = Supervisor([Child('x', [sys.executable, '-c', {SLEEPS!r}])], environment=os.environ, say=print)\n"
        "s.tick()\n"
        f"open({str(note)!r} + '.new', 'w').write(str(s.children[0].process.pid))\n"
        f"os.rename({str(note)!r} + '.new', {str(note)!r})\n"
        "time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code]) as supervisor:
        until(note.exists)
        child = int(note.read_text())
        assert alive(child)
        supervisor.kill()
    until(lambda: not alive(child))
