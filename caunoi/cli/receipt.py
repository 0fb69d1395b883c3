"""`caunoi receipt`: is a receipt genuine, and is it of these words? Without the portal, the database or the network."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from caunoi.ground.refused import Refused

HELP = "kiểm tra chữ ký của một biên nhận, không cần mạng và không cần dữ liệu của cổng"
LARGEST = 4 * 1024**2
_NONE = "Đây không phải tệp biên nhận: cần tệp .json đã tải về sau khi gửi."


def arguments(parser: argparse.ArgumentParser) -> None:
    """The file, the words to hold it against, the key to trust."""
    parser.add_argument("file", metavar="FILE", type=Path, help="tệp biên nhận .json")
    parser.add_argument(
        "--words",
        metavar="FILE",
        type=Path,
        help="tệp JSON có title, text, address: kiểm tra biên nhận có đúng của nội dung này không",
    )
    parser.add_argument(
        "--key",
        metavar="BASE64",
        help="khóa công khai của cổng, lấy từ nơi tin cậy (mặc định: khóa ghi trong biên nhận, chưa chứng minh được gì)",
    )


def run(options: argparse.Namespace) -> int:
    """Exit status 0: genuine, and of the words if there are any; 3: not."""
    from caunoi.inbound.cases import receipts

    kept = _read(options.file)
    body, signature = kept.get("bien_nhan"), kept.get("chu_ky")
    if not isinstance(body, dict) or not isinstance(signature, str):
        raise Refused(_NONE)
    key = options.key or str(body.get("key", ""))
    if not receipts.is_genuine(body, signature, key):
        raise Refused("Chữ ký không đúng: biên nhận đã bị sửa, hoặc không phải do khóa này ký.")
    said = {
        name: _plain(body.get(name, ""))
        for name in ("portal", "code", "kind_title", "received_at", "due_on", "commitment")
    }
    _of_words(kept, body, options.words)
    print("Biên nhận thật: chữ ký đúng.")
    if not options.key:
        print(
            "Khóa lấy từ chính biên nhận. Để chắc chắn, so với khóa cổng công bố ở /theo-doi/khoa.txt và chạy lại với --key:"
        )
        print(f"  {_plain(key)}")
    for title, name in (
        ("Cổng", "portal"), ("Mã hồ sơ", "code"), ("Loại", "kind_title"), ("Nhận lúc", "received_at"), ("Hạn trả lời", "due_on"),
        ("Cam kết nội dung", "commitment"),
    ):  # fmt: skip
        print(f"{title}: {said[name] or '–'}")
    return 0


def _of_words(kept: Mapping[str, Any], body: dict[str, Any], file: Path | None) -> None:
    """Say whether the words are those of the receipt. Raises Refused when they are not."""
    from caunoi.inbound.cases import receipts

    words = _read(file) if file else kept.get("noi_dung")
    salt, files = kept.get("muoi"), kept.get("tep", [])
    if not isinstance(words, dict) or not isinstance(salt, str) or not isinstance(files, list):
        if file:
            raise Refused("Biên nhận này thiếu muối hoặc danh sách tệp nên không đối chiếu được với nội dung.")
        print("Nội dung: biên nhận không kèm nội dung nên chưa đối chiếu.")
        return
    try:
        same = receipts.says(body, salt, {str(k): str(v) for k, v in words.items()}, [str(one) for one in files])
    except ValueError:  # halves of characters
        same = False
    if not same:
        raise Refused(
            "Chữ ký đúng, nhưng nội dung không phải nội dung của biên nhận này (khác dù một ký tự, hoặc khác tệp đính kèm)."
        )
    print("Nội dung: đúng từng ký tự.")


def _read(file: Path) -> dict[str, Any]:
    try:
        if file.stat().st_size > LARGEST:
            raise Refused(f"Tệp {file} lớn quá {LARGEST // 1024**2} MB, không phải biên nhận.")
        read = json.loads(file.read_text("utf-8"))
    except OSError as reason:
        raise Refused(f"Không đọc được tệp {file}: {reason.strerror}.") from None
    except (ValueError, RecursionError):
        raise Refused(f"Tệp {file} không phải JSON. {_NONE}") from None
    if not isinstance(read, dict):
        raise Refused(_NONE)
    return read


def _plain(value: object) -> str:
    """For a terminal: nothing that moves its cursor."""
    return "".join(c if c.isprintable() else " " for c in str(value))[:300]
