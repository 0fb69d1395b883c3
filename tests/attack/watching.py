"""Listening to `caunoi watch --json`."""

from __future__ import annotations

import json
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Heard:
    """An alarm, when it was heard (monotonic)."""

    at: float
    said: Mapping[str, Any]

    @property
    def kind(self) -> str:
        return str(self.said["kind"])

    @property
    def address(self) -> str:
        return str(self.said["address"])


class Watching:
    """The process, and what it said so far."""

    def __init__(self, command: Sequence[str], *, environment: Mapping[str, str], log: Path) -> None:
        self._log = open(log, "ab")  # noqa: SIM115
        self._process = subprocess.Popen(
            command, env=dict(environment), stdout=subprocess.PIPE, stderr=self._log, text=True, start_new_session=True
        )
        self._heard: list[Heard] = []
        self._news = threading.Condition()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            try:
                said = json.loads(line)
            except ValueError:
                continue
            with self._news:
                self._heard.append(Heard(time.monotonic(), said))
                self._news.notify_all()

    @property
    def runs(self) -> bool:
        return self._process.poll() is None

    def heard(self, *, since: float = 0.0, state: str = "begun") -> list[Heard]:
        """The alarms that began (or `ended`) since a moment."""
        with self._news:
            return [one for one in self._heard if one.at >= since and one.said.get("state") == state]

    def wait_for(self, kinds: Sequence[str], path: str, *, since: float, patience: float) -> Heard | None:
        """The first alarm of one of these kinds about an address that ends so; None when none comes in time."""
        until = time.monotonic() + patience
        while True:
            for one in self.heard(since=since):
                if one.kind in kinds and (not path or one.address.endswith(path)):
                    return one
            with self._news:
                self._news.wait(0.2)
            if time.monotonic() > until or not self.runs:
                return None

    def quiet(self, *, patience: float) -> bool:
        """Until every alarm that began has ended."""
        until = time.monotonic() + patience
        while time.monotonic() < until:
            if not self.open():
                return True
            time.sleep(0.2)
        return not self.open()

    def open(self) -> list[tuple[str, str]]:
        """(kind, address) of what began and has not ended."""
        count: dict[tuple[str, str], int] = {}
        with self._news:
            for one in self._heard:
                step = {"begun": 1, "ended": -1}.get(str(one.said.get("state")), 0)
                count[one.kind, one.address] = count.get((one.kind, one.address), 0) + step
        return [which for which, many in count.items() if many > 0]

    def close(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._listener.join()
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._log.close()
