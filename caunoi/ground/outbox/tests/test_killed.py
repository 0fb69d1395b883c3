"""Several deliverers at once, and deliverers that are killed."""

from __future__ import annotations

import os
import random
import secrets
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as portal
from django.db import connection, transaction

from caunoi.ground.outbox import rules
from caunoi.ground.outbox.channels import CHANNELS
from caunoi.ground.outbox.delivering import deliver
from caunoi.ground.outbox.letters import Letter
from caunoi.ground.outbox.models import Message
from caunoi.ground.outbox.tests.conftest import HERE
from caunoi.ground.outbox.tests.letters import committed, post
from caunoi.ground.outbox.tests.postoffice import PostOffice

KILLS = 30
pytestmark = committed


def together(*acts: Any) -> None:
    """Each act in a thread with its own connection, all begun at the same moment. Raises what one of them raised."""
    gate, wrong = threading.Barrier(len(acts)), []

    def run(act: Any) -> None:
        gate.wait()
        try:
            act()
        except BaseException as error:
            wrong.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong:
        raise wrong[0]


def test_several_who_deliver_at_once_send_each_message_once(at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []

    class Slow:
        check, leads_somewhere = staticmethod(lambda to: None), staticmethod(lambda: True)

        def send(self, letter: Letter) -> None:
            sent.append(letter.name)
            time.sleep(0.002)

        def close(self) -> None:
            pass

    monkeypatch.setitem(CHANNELS, "email", Slow)
    keys = [f"k{n}" for n in range(60)]
    for key in keys:
        post(key, at=at)
    by = [0, 0, 0]

    def work(who: int) -> None:
        while done := deliver(at=at + timedelta(seconds=1), limit=5):
            by[who] += done

    together(*(lambda who=who: work(who) for who in range(3)))
    assert sorted(sent) == sorted(map(rules.identity, keys))
    assert sum(by) == 60 and sum(done > 0 for done in by) >= 2, by
    assert Message.objects.filter(sent_at__isnull=False, tries=1).count() == 60


def test_the_same_key_posted_at_once_is_one_message(at: datetime) -> None:
    together(*(lambda: [post(f"k{n}", at=at) for n in range(10)] for _ in range(3)))
    assert Message.objects.count() == 10


@contextmanager
def postman(data: Path, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """The process of postman.py, on the database of this test."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CAUNOI_", "PYTEST_"))}
    kept |= {name: os.environ[name] for name in ("CAUNOI_DATABASE_URL",) if name in os.environ}
    kept |= {"CAUNOI_DATA": str(data), "DJANGO_SETTINGS_MODULE": "caunoi.config.settings", **environment}
    kept["CAUNOI_PERSONAL_KEYS"] = ",".join(portal.PERSONAL_KEYS)  # both open what either sealed
    command = [sys.executable, "-m", "caunoi.ground.outbox.tests.postman", str(portal.DATABASES["default"]["NAME"])]
    with (data / "log").open("wb") as log:
        process = subprocess.Popen(
            command,
            env=kept,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            start_new_session=True,
        )
    with process:
        try:
            yield process
        finally:
            os.killpg(process.pid, signal.SIGKILL)  # and the deliverer it may have left


def killed_again_and_again(process: subprocess.Popen[str], *, data: Path, chance: random.Random, at: datetime) -> int:
    """Kill the deliverer `KILLS` times at random moments while there is work, then let one finish. How many kills fell into a message."""
    assert process.stdin is not None and process.stdout is not None
    inside = 0
    for n in range(KILLS + 1):
        last = n == KILLS
        process.stdin.write(f"{n + 1}\n")
        process.stdin.flush()
        pid = int(process.stdout.readline())
        begun, before = time.monotonic(), _sent()
        if not last:
            for k in range(20):  # always enough to do
                post(f"{n}.{k}", at=at)
        while _sent() == before or (last and Message.objects.filter(next_at__isnull=False).exists()):
            assert time.monotonic() - begun < 60, (data / "log").read_text()
            time.sleep(0.002)
        if not last:
            time.sleep(chance.uniform(0, 0.03))
        os.kill(pid, signal.SIGKILL)
        assert process.stdout.readline() == "dead\n", (data / "log").read_text()
        ahead = at + timedelta(hours=n + 1)
        inside += Message.objects.filter(next_at__gt=ahead).exists()
    return inside


def _sent() -> int:
    return Message.objects.filter(sent_at__isnull=False).count()


@pytest.fixture
def chance() -> random.Random:
    seed = secrets.randbelow(10**6)
    print(f"seed {seed}")  # noqa: T201
    return random.Random(seed)


@pytest.fixture
def data(settings: Any, tmp_path: Path) -> Path:
    settings.DATA = tmp_path
    return tmp_path


def keys() -> list[str]:
    return sorted(Message.objects.values_list("key", flat=True))


@pytest.mark.slow
def test_a_deliverer_killed_again_and_again_puts_every_mail_into_the_folder_once(
    data: Path, chance: random.Random, at: datetime
) -> None:
    with postman(data, CAUNOI_EMAIL_BACKEND=HERE) as process:
        inside = killed_again_and_again(process, data=data, chance=chance, at=at)
    assert inside > KILLS / 10, "hardly a kill fell into a message: this test proves nothing"
    lying = sorted(file.name for file in (data / "mail").iterdir())
    assert lying == sorted(f"{rules.identity(key)}.eml" for key in keys())
    assert len(lying) == KILLS * 20 == _sent()


@pytest.mark.slow
def test_a_deliverer_killed_again_and_again_gives_every_mail_to_smtp_under_one_identity(
    data: Path, chance: random.Random, at: datetime
) -> None:
    with PostOffice() as office:
        with postman(data, CAUNOI_SMTP=f"smtp://127.0.0.1:{office.port}") as process:
            inside = killed_again_and_again(process, data=data, chance=chance, at=at)
        identities = office.identities
        bodies = {str(mail["Message-ID"]): set() for mail in office.mails}  # type: ignore[var-annotated]
        for mail, raw in zip(office.mails, office.raw, strict=True):
            bodies[str(mail["Message-ID"])].add(raw)
    assert inside > KILLS / 10, "hardly a kill fell into a message: this test proves nothing"
    assert set(identities) == {f"<{rules.identity(key)}@localhost>" for key in keys()}
    assert len(identities) == KILLS * 20 == _sent()
    assert {len(same) for same in bodies.values()} == {1}  # sent twice is sent alike
    print(f"kills inside a message: {inside}; sent more than once: {sum(n > 1 for n in identities.values())}")  # noqa: T201


def test_a_reader_that_does_nothing_waits_for_no_writer(at: datetime) -> None:
    """Who holds the lock of the database, or of the row, does not hold up a worker that has nothing to do."""
    post("later", at=at, not_before=at + timedelta(days=1))
    with transaction.atomic():
        Message.objects.update(subject="đang viết")
        begun = time.monotonic()
        together(lambda: deliver(at=at))
    assert time.monotonic() - begun < 5
