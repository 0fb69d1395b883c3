"""`caunoi read-only`: released pages only, for as long as a file says so. Needs no database: it is for when there is none."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from caunoi.cli.house import NotReady
from caunoi.cli.speech import add_data
from caunoi.web.serve.closing import FLAG

HELP = "bật, tắt chế độ chỉ đọc: trang đã đăng vẫn mở được, biểu mẫu và bàn làm việc tạm đóng"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which way; nothing: only say how things are."""
    add_data(parser)
    parser.add_argument(
        "state", nargs="?", choices=("on", "off"), help="on: bật; off: tắt; không ghi: xem đang thế nào"
    )


def run(options: argparse.Namespace) -> int:
    """Make or take away the file; saying the same twice changes nothing."""
    data = Path(os.environ.get("CAUNOI_DATA", "data"))
    flag = data / FLAG
    try:
        if options.state == "on":
            if not data.is_dir():
                raise NotReady(f"không có thư mục dữ liệu {data}")
            flag.touch()
        elif options.state == "off":
            flag.unlink(missing_ok=True)
    except OSError as reason:
        raise NotReady(f"không ghi được {flag}: {reason.strerror}") from reason
    if flag.exists():
        print(
            "Cổng đang chỉ đọc: trang đã đăng vẫn mở được; gửi ý kiến, theo dõi, tra cứu, bàn làm việc và API trả lời 503."
        )
        print("Mở lại: caunoi read-only off")
    else:
        print("Cổng đang hoạt động đầy đủ.")
    return 0
