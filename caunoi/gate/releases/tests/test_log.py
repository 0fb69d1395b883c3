"""The log: positions without gaps, bytes once, nothing by halves."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.utils import timezone

from caunoi.gate.releases import log, queries
from caunoi.gate.releases.log import Altered, Broken, Entry
from caunoi.gate.releases.models import Blob, Head, Release
from caunoi.gate.releases.tests.steps import unguard

pytestmark = pytest.mark.django_db


def entry(path: str, words: str = "Chữ", media_type: str = "text/html") -> Entry:
    return Entry(kind="release", host="localhost", path=path, media_type=media_type, data=words.encode())


def append(*entries: Entry) -> list[Release]:
    with transaction.atomic():
        return log.append(log.lock(), entries, at=timezone.now())


def test_positions_have_no_gaps() -> None:
    start = Head.objects.get().position
    append(entry("/a"), entry("/b"))
    append()
    append(entry("/c"))
    found = list(Release.objects.filter(position__gt=start).order_by("position").values_list("position", flat=True))
    assert found == list(range(start + 1, start + 4))
    assert Head.objects.get().position == found[-1]


def test_a_transaction_that_fails_leaves_no_gap() -> None:
    append(entry("/a"))
    before = Head.objects.get()

    @transaction.atomic
    def append_and_fail() -> None:
        log.append(log.lock(), [entry("/b"), entry("/c")], at=timezone.now())
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        append_and_fail()
    after = Head.objects.get()
    assert (after.position, after.seal) == (before.position, before.seal)
    assert append(entry("/d"))[0].position == before.position + 1
    log.verify(list(Release.objects.order_by("position")))


def test_the_same_bytes_are_kept_once() -> None:
    append(entry("/a", "Như nhau"), entry("/b", "Như nhau"), entry("/c", "Khác"))
    append(entry("/d", "Như nhau"))
    assert Blob.objects.count() == 2
    assert {queries.released_bytes(row).decode() for row in Release.objects.all()} == {"Như nhau", "Khác"}


def test_text_is_kept_as_its_gzip_and_images_as_they_are() -> None:
    append(entry("/a", "Chữ " * 500), entry("/b.webp", "ảnh", "image/webp"))
    text, image = (Blob.objects.get(pk=row.sha256) for row in Release.objects.order_by("position"))
    assert text.coding == "gzip"
    assert len(bytes(text.data)) < text.size == len(("Chữ " * 500).encode())
    assert image.coding == ""
    assert log.bytes_of(image) == "ảnh".encode()


def test_bytes_that_are_not_those_of_their_name_are_refused() -> None:
    row = append(entry("/a"))[0]
    Blob.objects.filter(pk=row.sha256).update(data=b"khac", coding="")
    with pytest.raises(Altered):
        queries.released_bytes(row)


def test_an_address_is_what_it_was_at_a_moment() -> None:
    first, second = append(entry("/a", "một"))[0], append(entry("/a", "hai"))[0]
    assert queries.as_it_stood("localhost", "/a", at=second.at) == second
    if first.at < second.at:
        assert queries.as_it_stood("localhost", "/a", at=first.at) == first
    assert queries.as_it_stood("localhost", "/b", at=second.at) is None
    assert queries.latest(1) == [second]


@pytest.mark.parametrize(
    "column", ["path", "sha256", "kind", "target", "reason", "record", "media_type", "host", "seal"]
)
def test_an_entry_with_one_column_changed_is_broken_and_so_is_all_that_follows(column: str) -> None:
    append(entry("/a"), entry("/b"), entry("/c"))
    rows = list(Release.objects.order_by("position"))
    log.verify(rows)
    unguard()
    Release.objects.filter(pk=rows[1].pk).update(**{column: "khac"})
    changed = list(Release.objects.order_by("position"))
    log.verify(changed[:1])
    with pytest.raises(Broken):
        log.verify(changed)
    with pytest.raises(Broken):
        queries.entry(rows[1].position)


def test_entries_change_places_in_vain() -> None:
    append(entry("/a"), entry("/b"))
    one, two = Release.objects.order_by("position")
    one.position, two.position = two.position, one.position
    with pytest.raises(Broken):
        log.verify([two, one])
