"""What the log said a moment ago: while a portal publishes, a page may honestly still be the one before, or not be there yet."""

from __future__ import annotations

from caunoi.network.known import Standing

LONGEST = 120.0


class Recent:
    """Of addresses that changed while we watched: what stood there before, until when, and whether the new was seen yet.

    Times are monotonic seconds.
    """

    def __init__(self) -> None:
        self._before: dict[str, list[tuple[float, Standing | None]]] = {}
        self._waiting: dict[str, float] = {}

    def changed(self, path: str, before: Standing | None, now: float) -> None:
        """The log says something new of this address."""
        self._before.setdefault(path, []).append((now, before))
        self._waiting[path] = now

    def settled(self, path: str) -> None:
        """Somebody was shown what the log says: from now on nothing older is in order."""
        self._waiting.pop(path, None)

    def waits(self, path: str, now: float, patience: float) -> bool:
        """Has the new not been seen yet, and is it still early?"""
        since = self._waiting.get(path)
        return since is not None and now - since < patience

    def lately(self, path: str, now: float, patience: float) -> bool:
        """Did the log say something new of this address a moment ago?"""
        kept = self._before.get(path)
        return kept is not None and now - kept[-1][0] < patience

    def stood(self, path: str, since: float) -> list[Standing | None]:
        """What still stood here after the moment `since`, beside what stands now."""
        return [before for until, before in self._before.get(path, ()) if until >= since]

    def tidy(self, now: float) -> None:
        """Forget what is long over."""
        for path in [path for path, kept in self._before.items() if now - kept[-1][0] > LONGEST]:
            del self._before[path]
        for path in [path for path, since in self._waiting.items() if now - since > LONGEST]:
            del self._waiting[path]
