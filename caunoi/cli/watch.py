"""`caunoi watch URL`: follows a portal for ever and says when it shows what it did not release. Needs no database, no Django."""

from __future__ import annotations

import argparse
import fcntl
import json
import os
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from tqdm import tqdm

from caunoi.ground.refused import Refused
from caunoi.ground.smtp import Smtp
from caunoi.ledger.notes import Verifier
from caunoi.ledger.reading import Missing
from caunoi.network.fetching import Client, Unreachable, log_of
from caunoi.network.known import Known
from caunoi.network.watching.addresses import listed
from caunoi.network.watching.book import Book, Trouble, sentence
from caunoi.network.watching.foreign import ForeignWatch
from caunoi.network.watching.portal import Watch
from caunoi.network.watching.sweeping import Manner, Sweeps
from caunoi.network.watching.telling import Teller, Ways
from caunoi.network.watching.visitors import CALLED, VISITORS

HELP = "theo dõi một cổng: báo động khi cổng hiển thị điều nó không phát hành"
NOTHING, ALARMS, UNREACHABLE = 0, 3, 4
_BOOK = "alarms.db"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which portal, how often, and who is told."""
    add = parser.add_argument
    add("url", metavar="URL", help="địa chỉ cổng, vd. https://cong.example.vn")
    add("--folder", required=True, type=Path, metavar="DIR", help="nơi giữ điều đã biết, báo động và chứng cứ")
    add("--once", action="store_true", help="đi hết cổng một lượt rồi dừng")
    add("--json", action="store_true", help="in mỗi báo động thành một dòng JSON")
    add("--rate", type=float, default=5.0, metavar="N", help="số yêu cầu mỗi giây (mặc định: 5)")
    add("--every", type=float, default=300.0, metavar="GIÂY", help="khoảng cách giữa hai lượt (mặc định: 300)")
    add("--grace", type=float, default=3.0, metavar="GIÂY", help="chờ bao lâu rồi xem lại trước khi báo (mặc định: 3)")
    add("--timeout", type=float, default=10.0, metavar="GIÂY", help="chờ máy chủ bao lâu (mặc định: 10)")
    add("--path", action="append", default=[], metavar="ĐƯỜNG-DẪN", help="xem thêm địa chỉ này; có thể lặp lại")
    add(
        "--guesses",
        type=Path,
        metavar="TỆP",
        help="danh sách địa chỉ dò thử, mỗi dòng một địa chỉ (mặc định: danh sách có sẵn)",
    )
    add("--key", metavar="KHÓA", help="khóa công khai của nhật ký; mặc định: khóa đã ghi nhớ, lần đầu lấy từ cổng")
    add(
        "--witness",
        action="append",
        default=[],
        metavar="KHÓA",
        help="khóa của một nhân chứng phải ký đầu nhật ký; có thể lặp lại",
    )
    add(
        "--frozen-after",
        type=float,
        default=7200.0,
        metavar="GIÂY",
        help="nhật ký đứng yên lâu hơn thì báo (mặc định: 7200)",
    )
    add("--learn", type=int, default=2, metavar="N", help="cổng không có nhật ký: học trong N lượt đầu (mặc định: 2)")
    add(
        "--pages",
        type=int,
        default=500,
        metavar="N",
        help="cổng không có nhật ký: xem nhiều nhất N trang (mặc định: 500)",
    )
    add(
        "--allow",
        action="append",
        default=[],
        metavar="MÁY",
        help="cổng không có nhật ký: được dẫn đến máy chủ này; có thể lặp lại",
    )
    add("--mail-to", action="append", default=[], metavar="THƯ", help="gửi báo động đến hộp thư này; có thể lặp lại")
    add(
        "--hook", action="append", default=[], metavar="URL", help="gửi báo động (JSON) đến địa chỉ này; có thể lặp lại"
    )


def run(options: argparse.Namespace) -> int:
    """With --once: 0, nothing; 3, alarms stand; 4, nothing can be reached. Without it only a signal ends it."""
    _check(options)
    with _alone(options.folder):
        book = Book(options.folder / _BOOK)
        speak = _Voice(book, options.json)
        speak()
        with _progress() as progress, Teller(options.folder / _BOOK, _ways(options), _complain):
            watch = _watch(options, book, speak, progress)
            if watch is None:
                return UNREACHABLE
            try:
                watch.run(once=options.once)
            finally:
                speak()
    standing = book.standing()
    if any(one.kind == "unreachable" and one.address == "/" for one in standing) or watch.down:
        return UNREACHABLE
    return ALARMS if standing else NOTHING


def _check(options: argparse.Namespace) -> None:
    if options.rate <= 0 or options.timeout <= 0 or options.pages < 1:
        raise Refused("--rate, --timeout và --pages phải lớn hơn 0.")
    if min(options.every, options.grace, options.frozen_after, options.learn) < 0:
        raise Refused("--every, --grace, --frozen-after và --learn không được âm.")
    if any(not path.startswith("/") for path in options.path):
        raise Refused("--path phải bắt đầu bằng “/”.")
    for hook in options.hook:
        if urlsplit(hook).scheme not in ("http", "https") or not urlsplit(hook).hostname:
            raise Refused(f"“{hook}” không phải địa chỉ http:// hoặc https://.")
    if any("@" not in one or not one.isprintable() for one in options.mail_to):
        raise Refused("--mail-to nhận địa chỉ thư điện tử.")


def _watch(
    options: argparse.Namespace, book: Book, said: Callable[[], None], progress: Callable[[int, int], None]
) -> Sweeps | None:
    """None: the portal cannot be reached, and it is to be watched once only."""
    try:
        given = Verifier.read(options.key) if options.key else None
        witnesses = [Verifier.read(one) for one in options.witness]
    except ValueError as reason:
        raise Refused(f"Khóa không đúng dạng tên+mã+khóa: {reason}.") from reason
    try:
        guesses = listed(options.guesses.read_text(encoding="utf-8")) if options.guesses else None
    except (OSError, ValueError) as reason:
        raise Refused(f"Không đọc được {options.guesses}: {reason}.") from reason
    manner = Manner(options.rate, options.every, options.grace, options.timeout)
    known = Known(options.folder / "known.db")
    while True:
        try:
            base = Client(options.url).base
            key = _key(base, known, given, options.timeout)
            break
        except Unreachable as reason:
            _complain(f"CHƯA RÕ: {reason}")
            if options.once:
                return None
            down = Trouble("unreachable", "/", tuple(VISITORS), "unreachable", (str(reason)[:200],))
            if book.settle("/", [down], at=datetime.now(UTC)):
                said()
            time.sleep(min(max(options.every, 1.0), 60.0))
    if key is None:
        return ForeignWatch(
            base, options.folder, book, manner,
            learn=options.learn, pages=options.pages, paths=options.path, guesses=guesses, allowed=options.allow, said=said, progress=progress,
        )  # fmt: skip
    return Watch(
        base, options.folder, book, manner, known, key,
        witnesses=witnesses, frozen_after=options.frozen_after, paths=options.path, guesses=guesses, said=said, progress=progress,
    )  # fmt: skip


def _key(base: str, known: Known, given: Verifier | None, timeout: float) -> Verifier | None:
    """The key of the portal's log, remembered from the first time on; None when the portal has no log."""
    key = known.key()
    if key is None:
        try:
            key = given or Verifier.read(log_of(Client(base, timeout=timeout))("vkey").decode(errors="replace"))
        except (Missing, ValueError):
            return None
        known.trust(key)
    if given is not None and given.vkey != key.vkey:
        raise Refused(
            "Khóa đưa vào khác khóa đã ghi nhớ. Dùng thư mục khác, hoặc xóa thư mục này nếu muốn bắt đầu lại."
        )
    return key


def _ways(options: argparse.Namespace) -> Ways:
    smtp = None
    if options.mail_to:
        url = os.environ.get("CAUNOI_SMTP", "")
        if not url:
            raise Refused("--mail-to cần biến CAUNOI_SMTP: máy nào nhận thư đi.")
        try:
            smtp = Smtp.read(url)
        except ValueError as reason:
            raise Refused(f"CAUNOI_SMTP: {reason}.") from None
    sender = os.environ.get("CAUNOI_MAIL_FROM") or f"canh-gac@{socket.getfqdn() or 'localhost'}"
    secret = os.environ.get("CAUNOI_HOOK_SECRET", "")
    return Ways(options.url, options.mail_to, options.hook, smtp, sender, secret)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One watch for a folder."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file: IO[str] = open(folder / "lock", "w")  # noqa: SIM115 (held until the end)
    except OSError as reason:
        raise Refused(f"Không dùng được thư mục {folder}: {reason.strerror}.") from reason
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Refused(f"Đã có một tiến trình khác đang theo dõi bằng thư mục {folder}.") from None
        yield


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """On a terminal: how far the sweep is."""
    if not sys.stderr.isatty():
        yield lambda done, whole: None
        return
    with tqdm(unit=" trang", dynamic_ncols=True, leave=False) as bar:

        def show(done: int, whole: int) -> None:
            bar.total = whole
            bar.n = done
            bar.update(0)

        yield show


def _complain(text: str) -> None:
    tqdm.write(text, file=sys.stderr)


class _Voice:
    """Says on the terminal what was written in the book and not said yet."""

    def __init__(self, book: Book, as_json: bool) -> None:
        self._book, self._json = book, as_json

    def __call__(self) -> None:
        for number, line in self._book.unsaid():
            text = (
                json.dumps(line, ensure_ascii=False)
                if self._json
                else f"{time.strftime('%H:%M:%S')} {sentence(line, CALLED)}"
            )
            sys.stdout.write(text + "\n")
            sys.stdout.flush()
            self._book.said(number)
