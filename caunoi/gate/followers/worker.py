"""The worker: loops over rows. The public log first, then its followers, then pages that wait to be rendered again, then what is due by the clock.

Beside it, in a thread for each, run the jobs that rooms have registered (`caunoi.ground.jobs`).
"""

from __future__ import annotations

import gc
import logging
import threading
import time
from collections.abc import Callable
from datetime import datetime

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from caunoi.gate.followers import following
from caunoi.gate.incidents.actions import report
from caunoi.gate.incidents.models import Incident
from caunoi.gate.public_log import sequencer
from caunoi.gate.releases import actions, schedule
from caunoi.ground.jobs import Job, registered
from caunoi.ground.refused import Refused

logger = logging.getLogger("caunoi.worker")

IDLE_SECONDS = 0.05
CLOCK_SECONDS = 1.0
LAST_WORDS_SECONDS = 4.0  # for the jobs that still run when the worker is to stop; the supervisor waits five


def catch_up(*, at: datetime | None = None) -> int:
    """Let every follower deal with all there is. Returns how many releases they dealt with."""
    total = 0
    while True:
        done = sequencer.step()
        done += sum(following.step(follower, at=at or timezone.now()) for follower in following.followers())
        if not done:
            return total
        total += done


def run(stop: threading.Event) -> None:
    """Work until `stop` is set. A follower that fails is tried again; the others go on."""
    gc.freeze()  # what the program consists of is no rubbish: looking through it again and again took a tenth of the time
    jobs: list[tuple[str, Callable[[], int]]] = [("log", sequencer.step)]
    jobs += [
        (follower.name, lambda follower=follower: following.step(follower, at=timezone.now()))  # type: ignore[misc]
        for follower in following.followers()
    ]
    jobs.append(("render", lambda: actions.render_stale(at=timezone.now())))
    beside = [
        threading.Thread(target=_by_the_clock, args=(job, stop), name=job.name, daemon=True) for job in registered()
    ]
    for thread in beside:
        thread.start()
    waits: dict[str, float] = {}
    clock = 0.0
    while not stop.is_set():
        done = 0
        now = timezone.now().timestamp()
        for name, job in jobs:
            if waits.get(name, 0) <= now:
                done += _guarded(name, job, waits)
        if now - clock >= CLOCK_SECONDS:
            clock = now
            done += _guarded("schedule", lambda: schedule.due(at=timezone.now()), waits)
        if not done:
            stop.wait(IDLE_SECONDS)
    connection.close()
    patience = time.monotonic() + LAST_WORDS_SECONDS
    for thread in beside:
        thread.join(max(0.0, patience - time.monotonic()))


def _by_the_clock(job: Job, stop: threading.Event) -> None:
    """A job in a thread of its own: one that waits for another machine, say a post office, must not hold up what is published."""
    waits: dict[str, float] = {}
    while not stop.is_set():
        if waits.get(job.name, 0) <= timezone.now().timestamp():
            _guarded(job.name, lambda: job.act(at=timezone.now()), waits)
        stop.wait(job.every)
    connection.close()


def _guarded(name: str, job: Callable[[], int], waits: dict[str, float]) -> int:
    try:
        return job()
    except DatabaseError:
        logger.exception("%s: cơ sở dữ liệu bận hoặc mất kết nối, sẽ thử lại", name)
        close_old_connections()
        waits[name] = timezone.now().timestamp() + 0.5
    except Refused as refused:
        # Somebody wrote past the gate: the job stands still until it is put right, and whoever must know is told.
        logger.error("%s: %s Sẽ thử lại sau 5 giây.", name, refused.reason)
        report(Incident.Kind.REFUSED, name, said=refused.reason, at=timezone.now())
        waits[name] = timezone.now().timestamp() + 5
    except Exception:
        logger.exception("%s: lỗi, sẽ thử lại sau 5 giây", name)
        waits[name] = timezone.now().timestamp() + 5
    return 0
