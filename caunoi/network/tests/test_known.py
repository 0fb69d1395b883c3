"""What one has read of a log: kept with the place, in one transaction."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from caunoi.ledger import following
from caunoi.ledger.following import Batch, Place
from caunoi.ledger.reading import Missing
from caunoi.network.known import MOVE, RELEASE, WITHDRAWAL, Known
from caunoi.network.tests.portal import AT, Portal


def batches(portal: Portal, place: Place) -> Iterator[Batch]:
    def fetch(path: str) -> bytes:
        try:
            return (portal.log / path).read_bytes()
        except FileNotFoundError:
            raise Missing(path) from None

    return following.batches(following.look(fetch, portal.signer.verifier, place), place)


def read(portal: Portal, known: Known) -> None:
    known.trust(portal.signer.verifier)
    for batch in batches(portal, known.place()):
        known.take(batch)


@pytest.fixture
def portal(tmp_path: Path) -> Portal:
    made = Portal(tmp_path / "portal")
    for n in range(300):
        made.release(f"/{n}.html", b"%d" % n)
    made.publish()
    return made


def test_the_last_word_about_an_address_stands_and_earlier_bytes_are_remembered(portal: Portal, tmp_path: Path) -> None:
    portal.release("/1.html", b"khac")
    portal.withdraw("/2.html")
    portal.move("/3.html", "/4.html")
    portal.receipt()
    portal.publish()
    with closing(Known(tmp_path / "known")) as known:
        read(portal, known)
        first = known.at(portal.host, "/0.html")
        assert first and (first.kind, first.entry, first.at, first.media_type) == (RELEASE, 0, AT, "text/html")
        again, gone, moved = (known.at(portal.host, f"/{n}.html") for n in (1, 2, 3))
        assert again and gone and moved
        assert (again.entry, gone.kind, gone.entry, moved.kind, moved.target) == (300, WITHDRAWAL, 301, MOVE, "/4.html")
        before = "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b"
        assert known.stood(portal.host, "/1.html", before) == AT and not known.holds(before)
        assert known.holds(again.sha256) and known.at(portal.host, "/x") is None and known.at("x", "/1.html") is None
        assert known.stood(portal.host, "/0.html", before) is None
        assert [one.entry for one in known.since(299)] == [299, 300, 301, 302]
        assert [one.path for one in known.addresses([MOVE])] == ["/3.html"]
        listed = [one.entry for one in known.addresses()]
        assert listed == sorted(listed, reverse=True) and len(listed) == 300
        assert known.hosts() == [portal.host]
        assert known.place().done == 304


def test_place_and_key_are_there_again_when_the_file_is_opened_again(portal: Portal, tmp_path: Path) -> None:
    with closing(Known(tmp_path / "known")) as known:
        assert known.key() is None
        read(portal, known)
        place = known.place()
        known.trust(Portal(tmp_path / "other").signer.verifier)
    with closing(Known(tmp_path / "known")) as known:
        assert known.place() == place and place.done == 300
        assert known.key() == portal.signer.verifier, "the key of the first time stays"
        known.again()
        assert (known.place().done, known.place().head) == (0, place.head)


def test_entries_that_are_no_entries_of_a_portal_are_passed_over(tmp_path: Path) -> None:
    portal = Portal(tmp_path / "portal")
    portal.entries += [
        b"",
        b"\xff",
        b"[]",
        b"7",
        b'{"type": "release"',
        b'{"type": ["release"]}',
        b'{"type": "release"}',
    ]
    portal.release("/", b"x")
    portal.publish()
    with closing(Known(tmp_path / "known")) as known:
        read(portal, known)
        assert [(one.host, one.path) for one in known.addresses()] == [(portal.host, "/"), ("", "")]


READER = """
import sys
from pathlib import Path
from caunoi.ledger.notes import Verifier
from caunoi.network.known import Known
from caunoi.network.tests.portal import Portal
from caunoi.network.tests.test_known import batches
portal = Portal(Path(sys.argv[1]))
class Signer: verifier = Verifier.read((portal.log / "vkey").read_text())
portal.signer = Signer()
known = Known(Path(sys.argv[2]))
known.trust(portal.signer.verifier)
print("open", flush=True)
for batch in batches(portal, known.place()):
    known.take(batch)
print("done", flush=True)
"""


def test_whoever_is_killed_while_reading_goes_on_and_skips_nothing(tmp_path: Path) -> None:
    portal, file, places = Portal(tmp_path / "portal"), tmp_path / "known", set()
    for n in range(8_000):
        portal.release(f"/{n}.html", b"")
    portal.publish()
    for attempt in range(40):
        command = [sys.executable, "-c", READER, str(portal.folder), str(file)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as reader:
            assert reader.stdout is not None and reader.stdout.readline() == "open\n"
            time.sleep(0.005 * attempt)
            reader.kill()
            done = reader.stdout.read() == "done\n"
        with closing(Known(file)) as known:
            places.add(known.place().done)
        if done:
            break
    with closing(Known(file)) as known:
        assert known.place().done == 8_000
        assert [one.entry for one in known.addresses()] == list(reversed(range(8_000)))
    assert len(places) > 2, "no kill fell into the reading: this proves nothing"
