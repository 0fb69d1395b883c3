from __future__ import annotations

import hashlib
import os
import socketserver
import struct
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from caunoi.ground.refused import Refused
from caunoi.ground.uploads.rules import Examined, examine
from caunoi.ground.uploads.tests import made
from caunoi.ground.vault.sealing import Unreadable
from caunoi.inbound.uploads import quarantine
from caunoi.inbound.uploads.quarantine import StoredFile
from caunoi.inbound.uploads.scanning import Scan, scan
from caunoi.inbound.uploads.serving import download_response

TEXT = "Đơn kiến nghị của Nguyễn Thị Lan".encode()


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.DATA = tmp_path
    return tmp_path / "quarantine"


@pytest.fixture
def letter() -> Examined:
    return examine("Đơn của Lan.txt", TEXT)


def path_of(stored: StoredFile, folder: Path) -> Path:
    return folder / stored.id[:2] / stored.id


def test_what_was_stored_is_read_back_and_lies_there_unreadable(letter: Examined, folder: Path) -> None:
    stored = quarantine.store(letter)
    assert quarantine.read(stored.id) == TEXT
    sha256 = hashlib.sha256(TEXT).hexdigest()
    assert (stored.sha256, stored.size, stored.media_type) == (sha256, len(TEXT), "text/plain")
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files == [path_of(stored, folder)]
    assert b"Lan" not in files[0].read_bytes()
    assert {path.stat().st_mode & 0o077 for path in [folder, *folder.rglob("*")]} == {0}


def test_the_same_file_twice_is_two_files_that_do_not_look_alike(letter: Examined, folder: Path) -> None:
    one, two = quarantine.store(letter), quarantine.store(letter)
    assert path_of(one, folder).read_bytes() != path_of(two, folder).read_bytes()


def test_a_file_cannot_be_put_in_the_place_of_another(letter: Examined, folder: Path) -> None:
    one, two = quarantine.store(letter), quarantine.store(letter)
    path_of(one, folder).write_bytes(path_of(two, folder).read_bytes())
    with pytest.raises(Unreadable):
        quarantine.read(one.id)


@pytest.mark.parametrize("name", ["", "../../keys/personal", "a" * 32, "A" * 32, "a" * 31 + "\n"])
def test_what_is_not_there_is_refused(name: str) -> None:
    with pytest.raises(Refused, match="Không còn tệp này"):
        quarantine.read(name)


def test_a_file_is_there_whole_or_not_at_all(letter: Examined, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(handle: int) -> None:
        raise OSError("the power fails")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", fails)
        with pytest.raises(OSError, match="the power fails"):
            quarantine.store(letter)
    left = [path.name for path in folder.rglob("*") if path.is_file()]
    assert [name.endswith(".half") for name in left] == [True]
    assert quarantine.sweep([], older_than=datetime.now(UTC) + timedelta(hours=1)) == 1


def test_files_that_no_row_names_are_swept_when_they_are_old_enough(letter: Examined) -> None:
    known, forgotten = quarantine.store(letter), quarantine.store(letter)
    now = datetime.now(UTC)
    assert quarantine.sweep({known.id}, older_than=now - timedelta(hours=1)) == 0
    assert quarantine.sweep({known.id}, older_than=now + timedelta(hours=1)) == 1
    assert quarantine.read(known.id) == TEXT
    with pytest.raises(Refused):
        quarantine.read(forgotten.id)


def test_staff_take_a_file_away_and_the_browser_shows_none_of_it(letter: Examined) -> None:
    response = download_response(quarantine.store(letter), "Đơn của Lan.txt")
    assert response.content == TEXT
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''%C4%90%C6%A1n")
    assert response["Content-Type"] == "text/plain"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("name", ["a.html", "a\r\nSet-Cookie: b=c", 'a"; filename="b.exe'])
def test_a_name_in_a_row_cannot_make_the_file_another_kind(letter: Examined, name: str) -> None:
    response = download_response(quarantine.store(letter), name)
    assert response["Content-Disposition"].rstrip('"').endswith(".txt")
    assert set(response.headers) >= {"Content-Disposition"} and "Set-Cookie" not in response.headers


def test_a_kind_we_never_take_is_handed_out_as_mere_bytes(letter: Examined) -> None:
    stored = quarantine.store(letter)
    forged = StoredFile(stored.id, stored.sha256, stored.size, "text/html", stored.scan)
    assert download_response(forged, "a.html")["Content-Type"] == "application/octet-stream"


def test_a_row_that_names_another_file_is_refused(letter: Examined) -> None:
    one, two = quarantine.store(letter), quarantine.store(examine("b.txt", b"b"))
    swapped = StoredFile(two.id, one.sha256, one.size, one.media_type, one.scan)
    with pytest.raises(Refused, match="không phải tệp đã nhận"):
        download_response(swapped, "a.txt")


Clamd = Callable[..., str]


class _Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True


@pytest.fixture
def clamd(tmp_path: Path) -> Iterator[Clamd]:
    """`clamd(answers)`: a socket that speaks the daemon's protocol and finds "virus"; it appends what it was sent to `answers`."""
    servers: list[_Server] = []

    def start(received: list[bytes], answer: bytes | None = None) -> str:
        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                assert self.rfile.read(10) == b"zINSTREAM\0"
                data = b""
                while size := struct.unpack(">I", self.rfile.read(4))[0]:
                    data += self.rfile.read(size)
                received.append(data)
                found = b"stream: Eicar-Test FOUND\0" if b"virus" in data else b"stream: OK\0"
                self.wfile.write(found if answer is None else answer)

        path = str(tmp_path / f"clamd{len(servers)}")
        servers.append(_Server(path, Handler))
        threading.Thread(target=servers[-1].serve_forever, args=(0.05,), daemon=True).start()
        return path

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def test_a_file_is_scanned_whole_and_that_is_written_down(settings: Any, clamd: Clamd) -> None:
    received: list[bytes] = []
    settings.CLAMD = clamd(received)
    large = b"a" * 2_500_000
    assert quarantine.store(examine("a.txt", large)).scan is Scan.CLEAN
    assert received == [large]


def test_a_virus_is_refused_by_name_and_nothing_is_kept(settings: Any, clamd: Clamd, folder: Path) -> None:
    settings.CLAMD = clamd([])
    with pytest.raises(Refused, match=r"^Tệp “a.txt” có vi-rút"):
        quarantine.store(examine("a.txt", b"a virus"))
    assert not folder.exists()


def test_a_file_that_was_not_scanned_is_taken_and_says_so(clamd: Clamd, letter: Examined, tmp_path: Path) -> None:
    assert quarantine.store(letter).scan is Scan.OFF
    nobody = [
        str(tmp_path / "none"),
        "127.0.0.1:9",
        clamd([], b"INSTREAM size limit exceeded. ERROR\0"),
        clamd([], b""),
    ]
    assert {scan(TEXT, one) for one in nobody} == {Scan.FAILED}
    assert {one.text.split(":")[0] for one in (Scan.OFF, Scan.FAILED)} == {"Chưa quét vi-rút", "Chưa quét được vi-rút"}


def test_pictures_are_kept_redrawn(letter: Examined) -> None:
    sent = made.picture("JPEG", comment=b"Lan")
    assert b"Lan" not in quarantine.read(quarantine.store(examine("a.jpg", sent)).id)
