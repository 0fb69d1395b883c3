"""Following a log: nothing is skipped, nothing believed unproved, and a place survives being killed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from caunoi.ledger import following, merkle, tiles
from caunoi.ledger.checkpoints import Checkpoint
from caunoi.ledger.following import Place
from caunoi.ledger.merkle import Inconsistent
from caunoi.ledger.notes import Signer
from caunoi.ledger.reading import Missing

SIGNER = Signer("cong.example/log", Ed25519PrivateKey.generate())
KEY = SIGNER.verifier


class Served:
    """A log in memory, as files."""

    def __init__(self) -> None:
        self.entries: list[bytes] = []
        self.files: dict[str, bytes] = {}
        self._edge: dict[int, bytes] = {}

    def add(self, *entries: bytes) -> None:
        before = len(self.entries)
        self.entries += entries
        changed = tiles.grown(before, self._edge, [merkle.leaf(one) for one in entries])
        for tile in changed:
            self.files[tile.path] = tile.hashes
        self._edge |= {one.level: one.hashes if one.width < tiles.WIDTH else b"" for one in changed}
        size = len(self.entries)
        for number in range(before // tiles.WIDTH, -(-size // tiles.WIDTH)):
            held = self.entries[number * tiles.WIDTH : (number + 1) * tiles.WIDTH]
            self.files[tiles.bundle_path(number, len(held))] = tiles.bundle(held)
        head = Checkpoint(KEY.name, size, tiles.root(size, self._edge))
        self.files["checkpoint"] = head.signed(SIGNER).written().encode()

    def fetch(self, path: str) -> bytes:
        try:
            return self.files[path]
        except KeyError:
            raise Missing(path) from None


def _numbered(begin: int, end: int) -> list[bytes]:
    return [b"entry %d" % number for number in range(begin, end)]


def _all(fetch: Callable[[str], bytes], place: Place) -> tuple[list[bytes], Place]:
    got: list[bytes] = []
    for batch in following.batches(following.look(fetch, KEY, place), place):
        assert batch.first == place.done
        got += batch.entries
        place = batch.after
    return got, place


@pytest.mark.parametrize("steps", [[1], [255, 256, 257], [3, 300, 512, 513, 1000], [70_000, 70_001]])
def test_every_entry_comes_once_and_in_order(steps: list[int]) -> None:
    log, place, got = Served(), Place.begin(KEY.name), []
    for size in steps:
        log.add(*_numbered(len(log.entries), size))
        new, place = _all(log.fetch, place)
        got += new
    assert got == log.entries
    assert (place.done, place.head.size) == (len(got), len(got))


def test_who_breaks_off_goes_on_from_the_last_batch_under_a_newer_head() -> None:
    log = Served()
    log.add(*_numbered(0, 700))
    first = next(following.batches(following.look(log.fetch, KEY, Place.begin(KEY.name)), Place.begin(KEY.name)))
    assert len(first.entries) == 256
    log.add(*_numbered(700, 900))
    rest, place = _all(log.fetch, first.after)
    assert [*first.entries, *rest] == log.entries
    assert place.done == 900


@pytest.mark.parametrize("size", [300, 512, 66_000])
def test_an_altered_entry_is_not_believed(size: int) -> None:
    log = Served()
    log.add(*_numbered(0, size))
    for path in [path for path in log.files if path.startswith("tile/entries/")]:
        whole = log.files[path]
        log.files[path] = whole.replace(b"entry 2", b"entry x", 1)
        if log.files[path] != whole:
            with pytest.raises(Inconsistent):
                _all(log.fetch, Place.begin(KEY.name))
        log.files[path] = whole


def test_a_log_that_was_cut_or_rewritten_is_not_followed() -> None:
    log, other = Served(), Served()
    log.add(*_numbered(0, 400))
    _, place = _all(log.fetch, Place.begin(KEY.name))
    other.add(*_numbered(0, 300))
    with pytest.raises(Inconsistent):
        following.look(other.fetch, KEY, place)
    other.add(*_numbered(1300, 1500))
    with pytest.raises(Inconsistent):
        following.look(other.fetch, KEY, place)
