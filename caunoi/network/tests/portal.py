"""A small portal of somebody else: its folder, its log and a server on this machine. Made with the ledger alone, not with what is tried here."""

from __future__ import annotations

import hashlib
import json
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from caunoi.ledger import merkle, tiles
from caunoi.ledger.checkpoints import Checkpoint
from caunoi.ledger.notes import Signer

LOG = ".well-known/caunoi/log"
AT = "2026-11-25T08:00:00.000Z"


class Portal:
    """What `release`, `withdraw` and `move` say is public after `publish`."""

    def __init__(self, folder: Path, host: str = "cong.example") -> None:
        self.folder, self.host = folder, host
        self.signer = Signer(f"{host}/{LOG}", Ed25519PrivateKey.generate())
        self.log = folder / "public" / host / LOG
        self.entries: list[bytes] = []
        self.size, self.root = 0, merkle.EMPTY
        self._edge: dict[int, bytes] = {}

    def release(self, path: str, data: bytes, media_type: str = "text/html", host: str = "") -> None:
        self._file("public", path, data, host)
        self._say("release", path, host=host, sha256=hashlib.sha256(data).hexdigest(), media_type=media_type)

    def withdraw(self, path: str, data: bytes = b"<p>410") -> None:
        self._file("gone", path, data)
        self._say("withdrawal", path, sha256=hashlib.sha256(data).hexdigest(), media_type="text/html")

    def move(self, path: str, target: str) -> None:
        self._file("moved", path, target.encode())
        self._say("move", path, target=target)

    def receipt(self) -> None:
        self.entries.append(json.dumps({"type": "receipt", "commitment": "00", "at": AT}).encode())

    def publish(self) -> None:
        """Sign all that was said; write the files of the log, the head last."""
        leaves = [merkle.leaf(one) for one in self.entries[self.size :]]
        changed = tiles.grown(self.size, self._edge, leaves)
        self._edge |= {one.level: one.hashes if one.width < tiles.WIDTH else b"" for one in changed}
        for tile in changed:
            self._put(tile.path, tile.hashes, tile.width)
        for number in range(self.size // tiles.WIDTH, -(-len(self.entries) // tiles.WIDTH)):
            held = self.entries[number * tiles.WIDTH : (number + 1) * tiles.WIDTH]
            self._put(tiles.bundle_path(number, len(held)), tiles.bundle(held), len(held))
        self.size = len(self.entries)
        self.root = tiles.root(self.size, self._edge)
        self._put("vkey", f"{self.signer.verifier.vkey}\n".encode())
        self._put("witnesses", b"")
        self.sign(self.size, self.root)

    def sign(self, size: int, root: bytes) -> None:
        """Show a head, a true one or not."""
        head = Checkpoint(self.signer.name, size, root)
        self._put("checkpoint", head.signed(self.signer).written().encode())

    def file(self, path: str, tree: str = "public", host: str = "") -> Path:
        return (
            self.folder / tree / (host or self.host) / (path.lstrip("/") + ("index.html" if path.endswith("/") else ""))
        )

    def _file(self, tree: str, path: str, data: bytes, host: str = "") -> None:
        for other in ("public", "gone", "moved"):
            self.file(path, other, host).unlink(missing_ok=True)
        file = self.file(path, tree, host)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)

    def _say(self, kind: str, path: str, *, host: str = "", **facts: str) -> None:
        said = {"type": kind, "host": host or self.host, "path": path, "at": AT, "v": 1, **facts}
        self.entries.append(json.dumps(said, ensure_ascii=False, sort_keys=True).encode())

    def _put(self, path: str, data: bytes, width: int = 0) -> None:
        file = self.log / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        if width == tiles.WIDTH:
            shutil.rmtree(file.with_name(f"{file.name}.p"), ignore_errors=True)


class Server(ThreadingHTTPServer):
    """Serves a portal's folder; `asked` are the paths that were asked for, with the name of the host that was meant."""

    daemon_threads = True
    folder: Path
    host: str
    asked: list[tuple[str, str]]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body of an answer in one piece: else each waits 40 ms for the other's receipt
    server: Server

    def do_GET(self) -> None:
        named = self.headers["Host"].partition(":")[0]
        path = unquote(self.path.partition("?")[0])
        self.server.asked.append((named, path))
        host = named if (self.server.folder / "public" / named).is_dir() else self.server.host
        for tree, status in (("public", 200), ("gone", 410), ("moved", 301)):
            file = self.server.folder / tree / host / (path.lstrip("/") + ("index.html" if path.endswith("/") else ""))
            if file.is_file():
                data = file.read_bytes()
                self._say(status, data, data.decode() if tree == "moved" else "")
                return
        self._say(404, b"404")

    def _say(self, status: int, data: bytes, location: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Content-Type", "text/html")
        if location:
            self.send_header("Location", location)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def serving(portal: Portal, port: int = 0) -> Iterator[Server]:
    """The portal answers on this machine."""
    server = Server(("127.0.0.1", port), _Handler)
    server.folder, server.host, server.asked = portal.folder, portal.host, []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
