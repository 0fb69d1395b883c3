"""The worker's own loop, and the jobs that run beside it by the clock."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest

from caunoi.gate.followers import following, worker
from caunoi.gate.releases import actions
from caunoi.ground.jobs import Job, registered

PATIENCE = 10.0
pytestmark = pytest.mark.django_db


@contextmanager
def working(monkeypatch: pytest.MonkeyPatch, *jobs: Job) -> Iterator[None]:
    """A worker without followers and with these jobs only, from `with` to the end of it."""
    monkeypatch.setattr(following, "followers", list)
    monkeypatch.setattr(worker, "registered", lambda: list(jobs))
    stop = threading.Event()
    thread = threading.Thread(target=worker.run, args=(stop,))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(PATIENCE)
    assert not thread.is_alive()


class Bell:
    """A job that counts its calls; the first `breaks` of them fail."""

    def __init__(self, *, breaks: int = 0) -> None:
        self.breaks = breaks
        self.calls: list[datetime] = []
        self.rung = threading.Semaphore(0)

    def __call__(self, *, at: datetime) -> int:
        self.calls.append(at)
        if len(self.calls) <= self.breaks:
            raise OSError("no rope")
        self.rung.release()
        return 1

    def rings(self) -> bool:
        return self.rung.acquire(timeout=PATIENCE)


def test_a_job_that_waits_for_another_machine_holds_up_neither_the_followers_nor_other_jobs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    release, begun, rendered, bell = threading.Event(), threading.Event(), threading.Semaphore(0), Bell()

    def hang(*, at: datetime) -> int:
        begun.set()
        assert release.wait(PATIENCE)
        return 0

    def render_stale(*, at: datetime) -> int:
        rendered.release()
        return 0

    monkeypatch.setattr(actions, "render_stale", render_stale)
    with working(monkeypatch, Job("hangs", hang, 0.01), Job("bell", bell, 0.01)):
        assert begun.wait(PATIENCE)
        assert bell.rings() and bell.rings()
        assert rendered.acquire(timeout=PATIENCE) and rendered.acquire(timeout=PATIENCE)
        assert not release.is_set()
        release.set()


def test_a_job_that_fails_is_tried_again_after_a_while(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    bell = Bell(breaks=1)
    with working(monkeypatch, Job("bell", bell, 0.01)):
        assert bell.rings()
    assert (bell.calls[1] - bell.calls[0]).total_seconds() >= 4.9
    assert "bell: lỗi, sẽ thử lại sau 5 giây" in caplog.text


def test_a_job_is_given_its_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    bell, clock = Bell(), Bell()
    with working(monkeypatch, Job("seldom", bell, 3600), Job("often", clock, 0.01)):
        assert bell.rings() and all(clock.rings() for _ in range(20))
    assert len(bell.calls) == 1


def test_the_outbox_has_registered_what_it_does_by_the_clock() -> None:
    jobs = {job.name: job.every for job in registered()}
    assert jobs.items() >= {"outbox": 1.0, "outbox sweep": 600}.items()
