"""The reading is killed again and again while web servers write and their log is rotated: every visit is counted exactly once."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings as portal
from django.db.models import Sum
from django.utils import timezone

from caunoi.reach.visits.models import FileRead, HourVisits, PageVisits, SectionVisits
from caunoi.reach.visits.reading import Reading
from caunoi.reach.visits.tests.test_reading import NOON

KILLS = 20
pytestmark = pytest.mark.django_db(transaction=True, available_apps=["caunoi.reach.visits"])


def test_killed_at_any_moment_it_counts_every_visit_once(tmp_path: Path) -> None:
    chance, folder, written = random.Random(3), tmp_path / "visits", 0
    folder.mkdir()
    log = folder / "nginx.log"
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CAUNOI_", "PYTEST_"))}
    kept |= {name: os.environ[name] for name in ("CAUNOI_DATABASE_URL",) if name in os.environ}
    kept |= {"CAUNOI_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "caunoi.config.settings"}
    command = [
        sys.executable,
        "-m",
        "caunoi.reach.visits.tests.counter",
        str(portal.DATABASES["default"]["NAME"]),
        str(folder),
    ]
    with subprocess.Popen(command, env=kept, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None and process.stdout is not None
        for kill in range(KILLS):
            process.stdin.write("go\n")
            process.stdin.flush()
            pid = int(process.stdout.readline())
            until = time.monotonic() + chance.uniform(0.02, 0.4)
            while time.monotonic() < until:
                with open(log, "a") as file:
                    for _ in range(50):
                        written += 1
                        file.write(
                            f"{NOON + written / 1000:.3f} tinh.test people 1 /muc-{written % 7}/bai-{written % 40}.html\n"
                        )
                time.sleep(0.005)
            os.kill(pid, signal.SIGKILL)
            assert process.stdout.readline() == "dead\n"
            if kill % 5 == 4:
                log.rename(folder / f"nginx.log.{kill}")
        process.stdin.close()
    Reading(folder).look(at=timezone.now())
    days = PageVisits.objects.filter(span="d")
    for rows in (days, PageVisits.objects.filter(span="m"), SectionVisits.objects.all(), HourVisits.objects.all()):
        assert rows.aggregate(n=Sum("people"))["n"] == written > KILLS * 50
    assert FileRead.objects.count() == KILLS // 5
