"""`caunoi witness`: watches other portals' logs and cosigns their heads (C2SP tlog-witness). Needs no portal, no database, no Django."""

from __future__ import annotations

import argparse
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from caunoi.cli.house import NotReady
from caunoi.ground.refused import Refused
from caunoi.ledger import keys
from caunoi.ledger.notes import COSIGNATURE, Verifier
from caunoi.ledger.witness import LARGEST, Reply, Witness

HELP = "làm nhân chứng cho nhật ký công khai của các cổng khác"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its name, its memory, the logs it watches, where it listens."""
    parser.add_argument(
        "--name",
        required=True,
        metavar="TÊN",
        help="tên nhân chứng, nên là địa chỉ không có https:// (vd. nhanchung.example/w1)",
    )
    parser.add_argument("--folder", required=True, type=Path, metavar="DIR", help="nơi giữ khóa và những gì đã ký")
    parser.add_argument(
        "--log",
        action="append",
        required=True,
        metavar="KHÓA",
        help="khóa công khai (vkey) của một nhật ký; có thể lặp lại",
    )
    parser.add_argument("--host", default="127.0.0.1", metavar="H", help="địa chỉ mạng (mặc định: 127.0.0.1)")
    parser.add_argument("--port", type=int, default=8700, metavar="N", help="cổng mạng (mặc định: 8700)")


def run(options: argparse.Namespace) -> int:
    """Serve until it is stopped."""
    try:
        logs = {one.name: one for one in map(Verifier.read, options.log)}
        signer = keys.signer(options.name, options.folder / "key", COSIGNATURE)
    except ValueError as reason:
        raise Refused(f"Không dùng được khóa hoặc tên: {reason}.") from reason
    witness = Witness(options.folder / "seen", signer, logs)

    class Handler(_Handler):
        answers = witness

    try:
        server = ThreadingHTTPServer((options.host, options.port), Handler)
    except OSError as reason:
        raise NotReady(f"không mở được cổng {options.port}: {reason.strerror}") from reason
    sys.stdout.write(
        f"Nhân chứng {signer.verifier.vkey}\nnghe ở http://{options.host}:{server.server_port}/add-checkpoint\n"
    )
    sys.stdout.flush()
    with server:
        server.serve_forever()
    return 0


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 20
    answers: Witness

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > LARGEST:
            self.close_connection = True
            self._say(Reply(413 if length.isdecimal() else 411, ""))
            return
        body = self.rfile.read(int(length))
        self._say(self.answers.add_checkpoint(body) if self.path == "/add-checkpoint" else Reply(404, ""))

    def _say(self, reply: Reply) -> None:
        data = reply.body.encode()
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.media_type)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        sys.stderr.write(f"{self.log_date_time_string()} {format % args}\n")
