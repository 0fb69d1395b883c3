"""`caunoi mirror URL DIR`: a verified copy of a portal, which follows its log and may stand in for it. Needs no database of ours and no Django."""

from __future__ import annotations

import argparse
import os
import signal
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path

from tqdm import tqdm

from caunoi.cli import serve
from caunoi.cli.house import NotReady
from caunoi.cli.supervisor import Child, Supervisor
from caunoi.ground.refused import Refused
from caunoi.ledger.notes import Verifier
from caunoi.network.fetching import Unreachable
from caunoi.network.mirroring.mirror import PATIENCE, THREADS, Distrusted, Mirror, Turn

HELP = "giữ một bản sao đã kiểm chứng của một cổng, theo nhật ký công khai của cổng ấy"
APPLICATION = "caunoi.web.serve.standin:application"
EQUAL, NOT_EQUAL, UNKNOWN = 0, 3, 4


def arguments(parser: argparse.ArgumentParser) -> None:
    """Of which portal, into which folder, how long, and whether it is served."""
    parser.add_argument("url", metavar="URL", help="địa chỉ của cổng, vd. https://mien.gov.vn")
    parser.add_argument("folder", metavar="DIR", type=Path, help="thư mục của bản sao; được tạo nếu chưa có")
    parser.add_argument(
        "--key",
        metavar="KHÓA",
        help="khóa công khai của nhật ký (tên+mã+khóa); mặc định: khóa đã ghi nhớ, lần đầu lấy từ cổng",
    )
    parser.add_argument("--once", action="store_true", help="dừng khi bản sao đã bằng cổng")
    parser.add_argument("--serve", metavar="H:N", help="đồng thời phục vụ bản sao ở địa chỉ mạng này, vd. 0.0.0.0:8001")
    parser.add_argument(
        "--check", action="store_true", help="trước tiên đối chiếu mọi tệp trên đĩa với nhật ký, tải lại tệp sai"
    )
    parser.add_argument(
        "--every", type=float, default=1.0, metavar="GIÂY", help="bao lâu nhìn nhật ký một lần (mặc định: 1)"
    )
    parser.add_argument("--threads", type=int, default=THREADS, metavar="N", help=f"số luồng tải (mặc định: {THREADS})")


def run(options: argparse.Namespace) -> int:
    """With --once 0: equal; 3: something does not verify; 4: the portal does not answer. Else it follows until it is stopped."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    listens = _address(options.serve) if options.serve else None
    if options.threads < 1 or options.every <= 0:
        raise Refused("--threads và --every phải lớn hơn 0.")
    try:
        key = Verifier.read(options.key) if options.key else None
        mirror = Mirror(options.url, options.folder, key=key, threads=options.threads, say=_say)
    except ValueError as reason:
        raise Refused(f"Khóa không đúng dạng tên+mã+khóa: {reason}.") from reason
    except Unreachable as reason:
        raise Refused(str(reason)) from reason
    except OSError as reason:
        raise NotReady(f"không ghi được {reason.filename or options.folder}: {reason.strerror}") from reason
    with closing(mirror):
        if options.check:
            _say(f"Đã đối chiếu bản sao với nhật ký: {mirror.check()} tệp sai, sẽ tải lại.")
        return _follow(mirror, options, _Server(mirror, options.folder, listens))


def _follow(mirror: Mirror, options: argparse.Namespace, server: _Server) -> int:
    trouble, since, told = EQUAL, time.monotonic(), False
    with server, tqdm(total=0, unit=" trang", desc="Chép", disable=None, leave=False) as bar:
        while True:
            server.tick()
            try:
                turn = mirror.turn()
            except (Distrusted, Unreachable, OSError, sqlite3.OperationalError) as reason:
                status = NOT_EQUAL if isinstance(reason, Distrusted) else UNKNOWN
                if status != trouble:
                    _say(_troubled(reason))
                    trouble, since = status, time.monotonic()
                if options.once and (status == NOT_EQUAL or time.monotonic() - since > PATIENCE):
                    return status
                time.sleep(options.every)
                continue
            if trouble:
                _say("Cổng đã trả lời lại; bản sao đi tiếp.")
                trouble = EQUAL
            bar.total, bar.n = turn.shown + turn.wanted, turn.shown
            bar.refresh()
            open_still = turn.wanted - turn.refused
            if not open_still and (turn.new or not told):
                _say(_told(turn))
                told = True
            if options.once and not open_still:
                for address, why in mirror.copied.refusals():
                    _say(f"  ! {address}\t{why}")
                return EQUAL if turn.equal else NOT_EQUAL
            # What is fetched follows its entry by a moment: then one need not wait so long.
            time.sleep(options.every if not open_still else 0 if turn.new else 0.05)


def _troubled(reason: Exception) -> str:
    if isinstance(reason, Distrusted):
        return f"KHÔNG TIN CỔNG: {reason}. Bản sao giữ nguyên những gì đã có."
    if isinstance(reason, Unreachable):
        return f"CHƯA RÕ: {reason} Bản sao giữ nguyên và sẽ thử lại."
    return f"KHÔNG GHI ĐƯỢC ({reason}): ổ đĩa đầy hoặc thiếu quyền? Bản sao giữ nguyên và sẽ thử lại."


def _told(turn: Turn) -> str:
    refused = f"; {turn.refused} địa chỉ không nhận vì sai với nhật ký" if turn.refused else ""
    return f"{time.strftime('%H:%M:%S')} Bản sao có {turn.shown} địa chỉ, nhật ký {turn.entries} mục{refused}."


def _say(line: str) -> None:
    tqdm.write(line, file=sys.stdout)
    sys.stdout.flush()


def _address(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not host or not port.isdecimal() or int(port) > 65535:
        raise Refused(f"--serve cần địa chỉ dạng 0.0.0.0:8001, không phải “{text}”.")
    return host.strip("[]"), int(port)


class _Server:
    """The embedded server over the copy, begun when the portal's name is known: then also while the portal itself is down."""

    def __init__(self, mirror: Mirror, folder: Path, listens: tuple[str, int] | None) -> None:
        self._mirror, self._folder, self._listens = mirror, folder, listens
        self._supervisor: Supervisor | None = None

    def __enter__(self) -> _Server:
        return self

    def __exit__(self, *error: object) -> None:
        if self._supervisor is not None:
            self._supervisor.stop()

    def tick(self) -> None:
        """Start it, and again when it died."""
        if self._listens is None or not self._mirror.host:
            return
        if self._supervisor is None:
            host, port = self._listens
            environment = os.environ | {
                "CAUNOI_DATA": str(self._folder.resolve()), "CAUNOI_HOST": self._mirror.host,
                "CAUNOI_HOSTS": ",".join(self._mirror.hosts()),
            }  # fmt: skip
            command = serve.command(host, port, application=APPLICATION)
            self._supervisor = Supervisor([Child("Máy chủ web", command)], environment=environment, say=_say)
            _say(f"Phục vụ bản sao của {self._mirror.host} ở http://{host}:{port}/")
        self._supervisor.tick()
