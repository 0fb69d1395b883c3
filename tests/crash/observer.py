"""Somebody who looks at every head that anyone shows, believes nobody, and keeps all of them: two that contradict each other would be proof.

Looks at the files that portal and mirror show and at what the witness remembers, and stands between the portal and its witness, so that it sees
every cosignature that leaves. No Django.
"""

from __future__ import annotations

import http.client
import itertools
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from caunoi.ledger import merkle, tiles
from caunoi.ledger.checkpoints import Checkpoint, opened, witnessed
from caunoi.ledger.notes import Note, Unsigned, Verifier, read_line
from caunoi.ledger.witness import Request

EVERY = 0.01


class Observer:
    """`places`: a name and how to read the head that is shown there; it raises FileNotFoundError when there is none."""

    def __init__(self, log: Verifier, witness: Verifier, places: dict[str, Callable[[], bytes]]) -> None:
        self._log, self._witness, self._places = log, witness, places
        self._over = threading.Event()
        self.heads: dict[tuple[int, bytes], set[str]] = {}
        self.cosigned: set[tuple[int, bytes]] = set()
        self.wrong: list[str] = []
        self.looks = 0

    def head(self, note: bytes | str, where: str) -> None:
        """Somebody showed this."""
        try:
            head, read = opened(note, self._log)
            at = witnessed(read, self._witness)
        except Unsigned as reason:
            self.wrong.append(f"{where} shows a head that is not signed: {reason}")
            return
        self.heads.setdefault((head.size, head.root), set()).add(where)
        if at is not None:
            self.cosigned.add((head.size, head.root))

    def answered(self, request: bytes, status: int, body: str) -> None:
        """The witness answered this to that."""
        asked = Request.read(request)
        self.head(asked.note.written(), "asked of the witness")
        if status == 200:
            lines = tuple(read_line(line) for line in body.splitlines())
            self.head(Note(asked.note.text, (*asked.note.signatures, *lines)).written(), "the witness")

    @contextmanager
    def looking(self) -> Iterator[None]:
        """It looks all the while."""
        thread = threading.Thread(target=self._look, daemon=True)
        thread.start()
        try:
            yield
        finally:
            self._over.set()
            thread.join()

    def _look(self) -> None:
        last: dict[str, bytes] = {}
        while not self._over.wait(EVERY):
            self.looks += 1
            for name, read in self._places.items():
                try:
                    note = read()
                except FileNotFoundError:
                    continue
                if note != last.get(name):
                    last[name] = note
                    self.head(note, name)

    def contradictions(self, folder: Path) -> list[str]:
        """What is wrong with all that was seen. Every two heads must be consistent, by a proof from the log in this folder."""
        wrong = list(self.wrong)
        heads = [Checkpoint(self._log.name, size, root) for size, root in sorted(self.heads)]
        end, _ = opened((folder / "checkpoint").read_bytes(), self._log)

        def tile(level: int, number: int, width: int) -> bytes:
            for path in (tiles.tile_path(level, number, width), tiles.tile_path(level, number)):
                if (folder / path).exists():
                    return (folder / path).read_bytes()[: width * merkle.SIZE]
            raise FileNotFoundError(tiles.tile_path(level, number, width))

        read = tiles.reader(end.size, tile)
        for old, new in itertools.combinations(heads, 2):
            try:
                proof = merkle.consistency(old.size, new.size, read)
                merkle.check_consistency(old.size, old.root, new.size, new.root, proof)
            except ValueError as reason:
                shown = self.heads[old.size, old.root], self.heads[new.size, new.root]
                wrong.append(f"{old.size} entries shown by {shown[0]} and {new.size} by {shown[1]} disagree: {reason}")
        return wrong


class Between:
    """Hands on what the portal asks its witness, and lets the observer hear the answer."""

    def __init__(self, observer: Observer, port: int) -> None:
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            timeout = 20

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status, media_type, said = _handed_on(port, self.path, body)
                if status != 502:
                    observer.answered(body, status, said.decode())
                self.send_response(status)
                self.send_header("Content-Type", media_type)
                self.send_header("Content-Length", str(len(said)))
                self.end_headers()
                self.wfile.write(said)

            def log_message(self, format: str, *args: object) -> None:
                pass

        class Quiet(ThreadingHTTPServer):
            def handle_error(self, request: object, client_address: object) -> None:
                pass  # the portal was killed while it waited

        self._server = Quiet(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    @contextmanager
    def standing(self) -> Iterator[None]:
        thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield
        finally:
            self._server.shutdown()
            thread.join()
            self._server.server_close()


def _handed_on(port: int, path: str, body: bytes) -> tuple[int, str, bytes]:
    """Status, media type and text; 502 when the witness is dead."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=4)
    try:
        connection.request("POST", path, body)
        answer = connection.getresponse()
        return answer.status, answer.headers.get("Content-Type", "text/plain"), answer.read()
    except (OSError, http.client.HTTPException):
        return 502, "text/plain", b"dead\n"
    finally:
        connection.close()
