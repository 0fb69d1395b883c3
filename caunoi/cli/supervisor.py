"""Keeping processes alive: starts each child in a process group of its own, starts it again when it dies, stops all cleanly.

Used from one thread. Nothing here knows what the children are.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

FIRST_WAIT = 0.5
LONGEST_WAIT = 30.0
STEADY = 60.0  # seconds alive after which earlier deaths are forgotten
_PR_SET_PDEATHSIG = 1


@dataclass
class Child:
    """One process to keep alive. `name` is what people are told."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    deaths: int = 0
    started: float = 0.0
    again_at: float = field(default=0.0)


class Supervisor:
    """Call `tick` a few times a second, `stop` once. `say` gets Vietnamese sentences."""

    def __init__(
        self, children: Sequence[Child], *, environment: Mapping[str, str], say: Callable[[str], None]
    ) -> None:
        self.children = list(children)
        self._environment = dict(environment)
        self._say = say

    def tick(self) -> None:
        """Start what is due, notice what died."""
        now = time.monotonic()
        for child in self.children:
            if child.process is None:
                if now >= child.again_at:
                    self._start(child)
            elif (status := child.process.poll()) is not None:
                _kill_group(child.process)
                child.process = None
                child.deaths = 1 if now - child.started >= STEADY else child.deaths + 1
                wait = min(FIRST_WAIT * 2 ** (child.deaths - 1), LONGEST_WAIT)
                child.again_at = now + wait
                after = f"{wait:g}".replace(".", ",")
                self._say(f"{child.name} dừng đột ngột ({_how(status)}), khởi động lại sau {after} giây.")

    def stop(self, *, patience: float = 4.0) -> bool:
        """Ask every child to end, wait `patience` seconds for all together, then end them. True if none had to be forced."""
        running = [child.process for child in self.children if child.process is not None]
        for process in running:
            process.terminate()
        deadline = time.monotonic() + patience
        while any(process.poll() is None for process in running) and time.monotonic() < deadline:
            time.sleep(0.02)
        willing = all(process.poll() is not None for process in running)
        for process in running:
            _kill_group(process)
            process.wait()
        for child in self.children:
            child.process = None
        return willing

    def _start(self, child: Child) -> None:
        child.started = time.monotonic()
        child.process = subprocess.Popen(
            child.command,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C in the terminal reaches the supervisor only
            preexec_fn=_end_with_parent if sys.platform == "linux" else None,
        )


def _end_with_parent() -> None:
    """In the child: get SIGTERM when the supervisor is killed, so that nothing is left behind that holds the port."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    """What a dead leader left behind must not hold the port."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass


def _how(status: int) -> str:
    if status >= 0:
        return f"mã {status}"
    try:
        return f"tín hiệu {signal.Signals(-status).name}"
    except ValueError:
        return f"tín hiệu {-status}"
