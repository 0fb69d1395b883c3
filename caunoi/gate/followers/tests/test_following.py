"""Each release once, in order, whatever happens in between."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone

from caunoi.gate.followers import following
from caunoi.gate.followers.models import Cursor
from caunoi.gate.followers.public import place
from caunoi.gate.public_log import sequencer
from caunoi.gate.releases import log
from caunoi.gate.releases.log import Broken, Entry
from caunoi.gate.releases.models import Head, Release
from caunoi.gate.releases.tests.steps import unguard
from caunoi.ground.people import audit
from caunoi.ground.people.models import AuditEntry

pytestmark = pytest.mark.django_db


class Diary:
    """Writes down what it is given, in the database and on paper; the pen may break at a position."""

    batch = 3

    def __init__(self, name: str = "diary") -> None:
        self.name = name
        self.paper: list[int] = []
        self.breaks_at = 0

    def follow(self, releases: Sequence[Release], *, at: datetime) -> None:
        for release in releases:
            audit.record("release", subject=release.position, at=at)
            if release.position == self.breaks_at:
                self.breaks_at = 0
                raise OSError("the pen broke")
            self.paper.append(release.position)


def append(count: int) -> None:
    start = Head.objects.get().position
    entries = [
        Entry(kind="release", host="localhost", path=f"/{start + n}.html", media_type="text/html", data=b"x")
        for n in range(count)
    ]
    with transaction.atomic():
        log.append(log.lock(), entries, at=timezone.now())
    sequencer.step()


def step(diary: Diary) -> int:
    return following.step(diary, at=timezone.now())


def database() -> list[int]:
    rows = AuditEntry.objects.filter(act="release").order_by("pk")
    return [int(subject) for subject in rows.values_list("subject", flat=True)]


def test_a_follower_gets_everything_once_in_order_in_batches() -> None:
    append(7)
    diary = Diary()
    assert [step(diary) for _ in range(4)] == [3, 3, 1, 0]
    append(2)
    assert [step(diary), step(diary)] == [2, 0]
    assert diary.paper == database() == list(range(1, 10))
    cursor = Cursor.objects.get(pk="diary")
    assert cursor.position == cursor.done == 9


def test_what_a_follower_does_in_the_database_is_done_once_although_it_fails_in_the_middle() -> None:
    append(5)
    diary = Diary()
    diary.breaks_at = 2
    with pytest.raises(OSError, match="the pen broke"):
        step(diary)
    assert database() == []
    assert not Cursor.objects.filter(pk="diary", position__gt=0).exists()
    while step(diary):
        pass
    assert database() == [1, 2, 3, 4, 5]
    assert diary.paper == [1, 1, 2, 3, 4, 5]  # what is outside the database is repeated, and must bear it
    cursor = Cursor.objects.get(pk="diary")
    assert cursor.position == cursor.done == 5


def test_two_followers_have_a_cursor_each() -> None:
    append(2)
    one, other = Diary(), Diary("other")
    step(one)
    append(1)
    assert [step(one), step(other)] == [1, 3]
    assert dict(Cursor.objects.values_list("follower", "done")) == {"diary": 3, "other": 3}


@pytest.mark.parametrize("gap", [1, 2, 4, 5])
def test_a_follower_stops_at_a_gap(gap: int) -> None:
    append(6)
    unguard()
    Release.objects.filter(position=gap).delete()
    diary = Diary()
    with pytest.raises(Broken):
        list(iter(lambda: step(diary), 0))
    assert all(position < gap for position in diary.paper)


@pytest.mark.parametrize(
    ("host", "path"),
    [
        ("localhost", "/../../etc/passwd"),
        ("localhost", "/a/../../b.html"),
        ("localhost", "/.htaccess"),
        ("localhost", "/a/.git/config"),
        ("localhost", "/a\\..\\b"),
        ("localhost", "/a\x00.html"),
        ("..", "/a.html"),
        ("/etc", "/a.html"),
        ("a/../..", "/a.html"),
        ("", "/a.html"),
        (".", "/a.html"),
    ],
)
def test_no_address_leaves_the_tree(tmp_path: Path, host: str, path: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        place(tmp_path, host, path)


def test_addresses_stand_below_their_host(tmp_path: Path) -> None:
    assert place(tmp_path, "localhost", "/") == tmp_path / "localhost/index.html"
    assert place(tmp_path, "localhost", "/kinh-te/") == tmp_path / "localhost/kinh-te/index.html"
    assert place(tmp_path, "localhost", "//etc/passwd") == tmp_path / "localhost/etc/passwd"
