"""`caunoi watch URL`: follows a portal for ever and says when it shows what it did not release. Needs no database, no Django."""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from caunoi.ground.refused import Refused
from caunoi.ledger.notes import Verifier
from caunoi.ledger.reading import Missing
from caunoi.network.fetching import Client, Unreachable, log_of
from caunoi.network.known import Known
from caunoi.network.watching.book import Book, sentence
from caunoi.network.watching.portal import Watch
from caunoi.network.watching.visitors import CALLED

HELP = "theo dõi một cổng: báo động khi cổng hiển thị điều nó không phát hành"
NOTHING, ALARMS, UNREACHABLE = 0, 3, 4


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which portal, how often, and who is told."""
    parser.add_argument("url", metavar="URL", help="địa chỉ cổng, vd. https://cong.example.vn")
    parser.add_argument(
        "--folder", required=True, type=Path, metavar="DIR", help="nơi giữ điều đã biết, báo động và chứng cứ"
    )
    parser.add_argument(
        "--once", action="store_true", help="đi hết cổng một lượt rồi dừng (0: yên; 3: có báo động; 4: không vào được)"
    )
    parser.add_argument("--json", action="store_true", help="in mỗi báo động thành một dòng JSON")
    parser.add_argument("--rate", type=float, default=5.0, metavar="N", help="số yêu cầu mỗi giây (mặc định: 5)")
    parser.add_argument(
        "--every", type=float, default=300.0, metavar="GIÂY", help="khoảng cách giữa hai lượt (mặc định: 300)"
    )
    parser.add_argument(
        "--grace", type=float, default=3.0, metavar="GIÂY", help="chờ bao lâu rồi xem lại trước khi báo (mặc định: 3)"
    )
    parser.add_argument(
        "--timeout", type=float, default=10.0, metavar="GIÂY", help="chờ máy chủ bao lâu (mặc định: 10)"
    )
    parser.add_argument(
        "--key",
        metavar="KHÓA",
        help="khóa công khai của nhật ký; mặc định: lần đầu lấy từ cổng, sau đó khóa đã ghi nhớ",
    )
    parser.add_argument(
        "--witness",
        action="append",
        default=[],
        metavar="KHÓA",
        help="khóa của một nhân chứng phải ký đầu nhật ký; có thể lặp lại",
    )
    parser.add_argument(
        "--frozen-after",
        type=float,
        default=7200.0,
        metavar="GIÂY",
        help="nhật ký đứng yên lâu hơn thì báo (mặc định: 7200)",
    )
    parser.add_argument(
        "--path", action="append", default=[], metavar="/ĐƯỜNG-DẪN", help="xem thêm địa chỉ này; có thể lặp lại"
    )


def run(options: argparse.Namespace) -> int:
    """0: nothing; 3: alarms stand (with --once); 4: nothing can be reached."""
    if options.rate <= 0 or options.every < 0 or options.grace < 0 or options.timeout <= 0:
        raise Refused("--rate và --timeout phải lớn hơn 0; --every và --grace không được âm.")
    try:
        key = Verifier.read(options.key) if options.key else None
        witnesses = [Verifier.read(one) for one in options.witness]
    except ValueError as reason:
        raise Refused(f"Khóa không đúng dạng tên+mã+khóa: {reason}.") from reason
    try:
        base = Client(options.url).base
        known, book = Known(options.folder / "known.db"), Book(options.folder / "alarms.db")
        key = _key(base, known, key, options.timeout)
    except Unreachable as reason:
        sys.stderr.write(f"CHƯA RÕ: {reason}\n")
        return UNREACHABLE
    speak = _Voice(book, options.json)
    speak()
    watch = Watch(
        base, options.folder, known, book, key, witnesses, options.rate, options.every, options.grace,
        options.frozen_after, options.timeout, options.path, speak,
    )  # fmt: skip
    watch.run(once=options.once)
    standing = book.standing()
    if any(one.kind == "unreachable" and one.address == "/" for one in standing):
        return UNREACHABLE
    return ALARMS if standing else NOTHING


def _key(base: str, known: Known, given: Verifier | None, timeout: float) -> Verifier:
    key = known.key()
    if key is None:
        try:
            key = given or Verifier.read(log_of(Client(base, timeout=timeout))("vkey").decode(errors="replace"))
        except (Missing, ValueError) as reason:
            raise Refused(f"{base} không có nhật ký công khai.") from reason
        known.trust(key)
    if given is not None and given.vkey != key.vkey:
        raise Refused(
            "Khóa đưa vào khác khóa đã ghi nhớ trong thư mục này. Dùng thư mục khác, hoặc xóa thư mục nếu muốn bắt đầu lại."
        )
    return key


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
