"""So many requests a second and no more: a bucket that fills evenly. For several threads."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable


class Pace:
    """`rate` a second, in bursts of a tenth of a second's worth at most."""

    def __init__(
        self,
        rate: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._gap, self._clock, self._sleep = 1 / rate, clock, sleep
        self._slack = max(0.0, 0.1 - self._gap)
        self._next = clock()
        self._lock = threading.Lock()

    def step(self) -> None:
        """Wait for one's turn."""
        with self._lock:
            now = self._clock()
            self._next = max(self._next, now - self._slack)
            wait = self._next - now
            self._next += self._gap
        if wait > 0:
            self._sleep(wait)
