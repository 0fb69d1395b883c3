"""Every line is counted exactly once, whatever happens to files and to the worker."""

from __future__ import annotations

import gzip
import os
import shutil
import time
from datetime import date
from pathlib import Path

import pytest
from django.utils import timezone

from caunoi.reach.visits import actions, queries
from caunoi.reach.visits.models import FileRead, HourVisits, PageVisits
from caunoi.reach.visits.reading import LEFT_ALONE, Reading

pytestmark = pytest.mark.django_db
NOON = 1763960400.0  # 24/11/2025, 12:00 in Vietnam
DAY = date(2025, 11, 24)


def log(file: Path, path: str, times: int = 1, *, reader: str = "people", at: float = NOON, whole: bool = True) -> None:
    with open(file, "a") as opened:
        opened.write(f"{at + time.monotonic() % 1:.6f} tinh.test {reader} {times} {path}" + ("\n" if whole else ""))


def look(folder: Path, reading: Reading | None = None) -> int:
    return (reading or Reading(folder)).look(at=timezone.now())


def test_visits_are_added_up_by_day_month_section_and_hour(tmp_path: Path) -> None:
    for path, times in (("/kinh-te/a.html", 3), ("/kinh-te/", 2), ("/", 5)):
        log(tmp_path / "nginx.log", path, times)
    log(tmp_path / "nginx.log", "/kinh-te/a.html", 4, reader="machine")
    log(tmp_path / "nginx.log", "/kinh-te/a.html", 7, at=NOON + 30 * 86400)
    assert look(tmp_path) == 21
    last = date(2025, 12, 31)
    assert queries.by_day(DAY, last) == {DAY: (10, 4), date(2025, 12, 24): (7, 0)}
    assert queries.by_section(DAY, DAY) == {"": (5, 0), "kinh-te": (5, 4)}
    assert queries.by_hour(DAY, DAY)[12] == 10
    # Partly by the days' rows, partly by the month's: the same as by days alone.
    assert queries.most_read(DAY, last) == [("/kinh-te/a.html", 10), ("/", 5), ("/kinh-te/", 2)]
    assert queries.stretches(DAY, last) == [
        ("d", DAY, date(2025, 11, 30)),
        ("m", date(2025, 12, 1), date(2025, 12, 31)),
    ]


def test_half_a_line_waits_for_its_other_half(tmp_path: Path) -> None:
    file, reading = tmp_path / "nginx.log", Reading(tmp_path)
    log(file, "/a", whole=False)
    assert look(tmp_path, reading) == 0
    with open(file, "a") as opened:
        opened.write("bc/\n")
    log(file, "/d/", whole=False)
    assert look(tmp_path, reading) == 1
    assert queries.most_read(DAY, DAY) == [("/abc/", 1)]


@pytest.mark.parametrize("way", ["renamed", "copied and emptied", "packed"])
def test_a_rotated_file_is_not_counted_twice_nor_its_end_lost(tmp_path: Path, way: str) -> None:
    file, old = tmp_path / "nginx.log", tmp_path / "nginx.log.1"
    log(file, "/a/", 2)
    assert look(tmp_path) == 2
    log(file, "/b/", 3)
    if way == "copied and emptied":
        shutil.copy(file, old)
        os.truncate(file, 0)
    elif way == "packed":
        (tmp_path / "nginx.log.1.gz").write_bytes(gzip.compress(file.read_bytes()))
        file.unlink()
    else:
        file.rename(old)
    log(file, "/c/", 4)
    assert look(tmp_path) == 7
    assert look(tmp_path) == 0
    assert queries.most_read(DAY, DAY) == [("/c/", 4), ("/b/", 3), ("/a/", 2)]


def test_a_worker_killed_between_adding_and_noting_begins_that_piece_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log(tmp_path / "nginx.log", "/a/", 2)

    def killed(self: FileRead, **_: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr(FileRead, "save", killed)
        with pytest.raises(SystemExit):
            look(tmp_path)
    assert not PageVisits.objects.exists()
    assert look(tmp_path) == 2
    assert look(tmp_path) == 0


def test_an_hours_file_is_taken_away_when_it_is_read_and_nobody_writes_to_it(tmp_path: Path) -> None:
    file, fresh, nginx = tmp_path / "2025112405-1-a.log", tmp_path / "2025112406-1-b.log", tmp_path / "nginx.log"
    for one in (file, fresh, nginx):
        log(one, "/a/", at=NOON + len(one.name))
    long_ago = time.time() - LEFT_ALONE - 1
    reading = Reading(tmp_path)
    for one in (file, nginx):
        os.utime(one, (long_ago, long_ago))
    assert look(tmp_path, reading) == 3
    look(tmp_path, reading)
    assert (file.exists(), fresh.exists(), nginx.exists()) == (False, True, True)


def test_days_of_long_ago_are_forgotten_and_their_months_are_not(tmp_path: Path) -> None:
    log(tmp_path / "nginx.log", "/a/", at=NOON - 5 * 366 * 86400)
    look(tmp_path)
    assert actions.sweep(at=timezone.now()) == 0  # the job has done so already
    assert [one.span for one in PageVisits.objects.all()] == ["m"]
    assert HourVisits.objects.count() == 1
