"""`caunoi verify URL…`: is what a page shows what its portal released? Needs no database, no Django, and starts at once."""

from __future__ import annotations

import argparse
import base64
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from caunoi.ground.refused import Refused
from caunoi.ledger import verifying
from caunoi.ledger.checkpoints import Checkpoint
from caunoi.ledger.notes import Verifier
from caunoi.ledger.proofs import Proof

HELP = "kiểm tra một trang có đúng là bản cổng đã phát hành không, theo nhật ký công khai"
GENUINE, FALSE, UNKNOWN = 0, 3, 4


def arguments(parser: argparse.ArgumentParser) -> None:
    """Addresses, a saved copy, a key, and where it is kept what was seen."""
    parser.add_argument("urls", nargs="+", metavar="URL", help="địa chỉ trang")
    parser.add_argument(
        "--file", type=Path, metavar="TỆP", help="kiểm tra bản đã lưu này thay cho trang đang hiển thị (chỉ một URL)"
    )
    parser.add_argument(
        "--proof",
        type=Path,
        metavar="TỆP",
        help="kiểm tra bằng tệp bằng chứng (.tlog-proof) thay cho nhật ký; cùng --file và khóa đã biết thì không cần mạng (chỉ một URL)",
    )
    parser.add_argument(
        "--key",
        metavar="KHÓA",
        help="khóa công khai của nhật ký (tên+mã+khóa); mặc định: khóa đã ghi nhớ, lần đầu lấy từ cổng",
    )
    parser.add_argument(
        "--witness",
        action="append",
        default=[],
        metavar="KHÓA",
        help="khóa công khai của một nhân chứng phải ký đầu nhật ký; có thể lặp lại",
    )
    parser.add_argument(
        "--seen",
        type=Path,
        metavar="TỆP",
        help="nơi ghi nhớ khóa và đầu nhật ký đã thấy (mặc định: ~/.local/state/caunoi/seen.json)",
    )


def run(options: argparse.Namespace) -> int:
    """0: all genuine; 3: one is not; 4: nothing can be said of one, and none is false."""
    if (options.file or options.proof) and len(options.urls) > 1:
        raise Refused("--file và --proof đi với đúng một địa chỉ.")
    seen = _Seen(options.seen or _default())
    worst = GENUINE
    for url in options.urls:
        status, sentence = _one(url, options, seen)
        sys.stdout.write(f"{url}\n  {sentence}\n")
        worst = FALSE if FALSE in (worst, status) else max(worst, status)
    return worst


def _one(url: str, options: argparse.Namespace, seen: _Seen) -> tuple[int, str]:
    host = urlsplit(url).hostname or ""
    key, before = seen.of(host)
    try:
        given = Verifier.read(options.key) if options.key else key
        data = options.file.read_bytes() if options.file else None
        witnesses = [Verifier.read(one) for one in options.witness]
        if options.proof:
            return _by_proof(url, options.proof, key=given, before=before, data=data, witnesses=witnesses)
        verdict = verifying.verify(url, key=given, before=before, data=data, witnesses=witnesses)
    except verifying.Unreachable as reason:
        return UNKNOWN, f"CHƯA RÕ: {reason}"
    except ValueError as reason:
        raise Refused(f"Khóa không đúng dạng tên+mã+khóa: {reason}.") from reason
    except OSError as reason:
        raise Refused(f"Không đọc được {options.file}: {reason.strerror}.") from reason
    first = ""
    if verdict.head is not None and verdict.key is not None:
        seen.keep(host, verdict.key, verdict.head)
        first = "" if key or options.key else " Khóa của cổng được ghi nhớ từ lần này."
    return GENUINE if verdict.genuine else FALSE, verdict.sentence + first


def _by_proof(
    url: str,
    file: Path,
    *,
    key: Verifier | None,
    before: Checkpoint | None,
    data: bytes | None,
    witnesses: Sequence[Verifier],
) -> tuple[int, str]:
    try:
        proof = Proof.read(file.read_bytes())
    except OSError as reason:
        raise Refused(f"Không đọc được {file}: {reason.strerror}.") from reason
    except ValueError:
        return FALSE, f"SAI: {file} không phải tệp bằng chứng, hoặc đã bị sửa."
    if key is None:
        return (
            UNKNOWN,
            "CHƯA RÕ: chưa biết khóa của cổng. Thêm --key, hoặc chạy một lần không có --proof để ghi nhớ khóa.",
        )
    verdict = verifying.verify_proved(url, proof, key=key, before=before, data=data, witnesses=witnesses)
    return GENUINE if verdict.genuine else FALSE, verdict.sentence


def _default() -> Path:
    state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(state) / "caunoi" / "seen.json"


class _Seen:
    """Key and last head of each portal that was asked before: what a portal says later must continue it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._known: dict[str, dict[str, Any]] = dict(json.loads(path.read_text()))
        except FileNotFoundError:
            self._known = {}
        except (OSError, ValueError, TypeError) as reason:
            raise Refused(f"Không đọc được {path}: {reason}. Xóa tệp này nếu muốn bắt đầu lại.") from reason

    def of(self, host: str) -> tuple[Verifier | None, Checkpoint | None]:
        try:
            one = self._known[host]
        except KeyError:
            return None, None
        try:
            return Verifier.read(one["key"]), Checkpoint(one["origin"], one["size"], base64.b64decode(one["root"]))
        except (AttributeError, KeyError, TypeError, ValueError) as reason:
            raise Refused(f"{self._path} không còn nguyên vẹn ({host}). Xóa tệp này nếu muốn bắt đầu lại.") from reason

    def keep(self, host: str, key: Verifier, head: Checkpoint) -> None:
        self._known[host] = {
            "key": key.vkey, "origin": head.origin, "size": head.size, "root": base64.b64encode(head.root).decode(),
        }  # fmt: skip
        self._path.parent.mkdir(parents=True, exist_ok=True)
        half = self._path.with_suffix(f".{os.getpid()}")
        half.write_text(json.dumps(self._known, indent=1, sort_keys=True) + "\n")
        half.replace(self._path)
