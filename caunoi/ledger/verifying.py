"""Is what an address shows what the portal released? Asked of the page, of the log and of what was seen before; answered in one sentence.

Needs no Django and no database. Sentences are Vietnamese: they are read by citizens and journalists.
"""

from __future__ import annotations

import hashlib
import http.client
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from caunoi import __version__
from caunoi.ledger.approvals import signed_by
from caunoi.ledger.checkpoints import Checkpoint, witnessed
from caunoi.ledger.merkle import Inconsistent
from caunoi.ledger.notes import Note, Unsigned, Verifier
from caunoi.ledger.proofs import Proof
from caunoi.ledger.reading import Fetch, Log, Missing
from caunoi.ledger.rotations import followed

PREFIX: Final = "/.well-known/caunoi/log/"
MOST: Final = 64 * 1024 * 1024
HANOI: Final = timezone(timedelta(hours=7))
_KINDS = {200: "release", 410: "withdrawal", 301: "move"}


class Unreachable(Exception):
    """The page or the log cannot be fetched, so nothing can be said. The text is Vietnamese."""


@dataclass(frozen=True)
class Answer:
    """What a web server said: its status, its bytes, where it sends one."""

    status: int
    data: bytes
    location: str = ""


Get = Callable[[str], Answer]


@dataclass(frozen=True)
class Verdict:
    """`genuine`: these bytes are what the portal released last at this address. `head` of the log
    that says so and its `key`, to be kept.
    """

    genuine: bool
    sentence: str
    head: Checkpoint | None = None
    key: Verifier | None = None
    entry: dict[str, Any] | None = None
    index: int | None = None


def get(url: str) -> Answer:
    """Fetch without following redirects and without compression. Raises Unreachable."""
    parts = urlsplit(url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Unreachable(f"“{url}” không phải địa chỉ trang web (http:// hoặc https://).")
    try:
        connection = kind(parts.hostname, parts.port, timeout=20)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request(
            "GET", path, headers={"Accept-Encoding": "identity", "User-Agent": f"caunoi-verify/{__version__}"}
        )
        answer = connection.getresponse()
        data = answer.read(MOST + 1)
        connection.close()
    except (OSError, http.client.HTTPException, ValueError) as reason:
        raise Unreachable(f"Không lấy được {url}: {reason}.") from reason
    if len(data) > MOST:
        raise Unreachable(f"{url} lớn hơn {MOST // 1024**2} MB.")
    return Answer(answer.status, data, answer.headers.get("Location", ""))


def verify(
    url: str,
    *,
    key: Verifier | None = None,
    before: Checkpoint | None = None,
    data: bytes | None = None,
    witnesses: Sequence[Verifier] = (),
    get: Get = get,
) -> Verdict:
    """Hold what stands at an address (or `data`, a saved copy of it) against the log of its portal.

    `key`: the log's, if it is known already; else the one that the portal gives. `before`: a head of this log seen before, which it must
    continue. `witnesses`: all of these must have cosigned the head. Raises Unreachable when page or log cannot be had.
    """
    parts = urlsplit(url)
    base = f"{parts.scheme}://{parts.netloc}{PREFIX}"
    shown = Answer(200, data) if data is not None else get(url.partition("#")[0])

    def fetch(path: str) -> bytes:
        answer = get(base + path)
        if answer.status in (404, 410):
            raise Missing(f"{base}{path}: {answer.status}")
        if answer.status != 200:
            raise Unreachable(f"Không lấy được {base}{path}: máy chủ trả lời {answer.status}.")
        return answer.data

    try:
        known = key or Verifier.read(fetch("vkey").decode(errors="replace"))
    except (Missing, ValueError):
        return Verdict(False, f"SAI: {parts.netloc} không có nhật ký công khai, nên không kiểm tra được gì.")
    try:
        log, known, turned = _under(fetch, known, witnesses)
    except _Unwitnessed as missing:
        return Verdict(
            False,
            f"SAI: đầu nhật ký không có chữ ký của nhân chứng {missing}: có thể là một nhật ký khác được dựng riêng cho bạn.",
        )
    except Missing:
        return Verdict(False, "SAI: cổng không đưa ra đầu nhật ký công khai của mình.")
    except Unsigned:
        return Verdict(
            False, f"SAI: đầu nhật ký không do khóa của {known.name} ký: cổng giả, khóa bị thay hoặc tệp bị sửa."
        )
    if before is not None:
        try:
            log.continues(before)
        except (Missing, Inconsistent):
            return Verdict(
                False,
                f"SAI: nhật ký của cổng đã bị viết lại: {log.head.size} mục hiện có không nối tiếp {before.size} mục đã thấy lần trước.",
            )
    host, path = known.name.partition("/")[0], unquote(parts.path or "/")
    try:
        index, entry = _entry_at(log, fetch, host, path)
    except Missing:
        return Verdict(
            False,
            "SAI: nhật ký không có mục nào cho địa chỉ này: trang không do cổng phát hành "
            "(biểu mẫu và trang theo dõi hồ sơ cũng không nằm trong nhật ký).",
            log.head,
            known,
        )
    except ValueError:
        return Verdict(
            False, "SAI: mục mà cổng chỉ ra cho địa chỉ này không chứng minh được là ở trong nhật ký.", log.head, known
        )
    wrong = _differs(shown, entry, host, path)
    if wrong:
        return Verdict(False, f"SAI: {wrong} Mục {index} của nhật ký.", log.head, known, entry, index)
    try:
        signed = _signed(signed_by(log, entry, index))
    except (ValueError, Missing):
        wrong = "chữ ký của người duyệt mà nhật ký dẫn tới không đúng."
        return Verdict(False, f"SAI: {wrong} Mục {index} của nhật ký.", log.head, known, entry, index)
    seen = _seen_by(log.note, witnesses or _listed(fetch))
    told = f"ĐÚNG: {_told(entry)}{signed} Mục {index} trong {log.head.size} mục của nhật ký{seen}.{turned}"
    return Verdict(True, told, log.head, known, entry, index)


def verify_proved(
    url: str,
    proof: Proof,
    *,
    key: Verifier,
    before: Checkpoint | None = None,
    data: bytes | None = None,
    witnesses: Sequence[Verifier] = (),
    get: Get = get,
) -> Verdict:
    """Hold a saved copy (without `data`: what stands at the address) against a proof file. Nothing of the log is fetched.

    It says that the portal released these bytes, not that it released no others later: so there is no head to be kept.
    """
    parts = urlsplit(url)
    host, path = key.name.partition("/")[0], unquote(parts.path or "/")
    try:
        head = proof.head(key, proof.extra)
        missing = [one.name for one in witnesses if witnessed(proof.note, one) is None]
    except Unsigned:
        return Verdict(False, f"SAI: đầu nhật ký trong tệp bằng chứng không do khóa của {key.name} và nhân chứng ký.")
    except Inconsistent:
        return Verdict(False, "SAI: tệp bằng chứng không chứng minh được mục của nó ở trong nhật ký.")
    if missing:
        return Verdict(False, f"SAI: đầu nhật ký trong tệp bằng chứng không có chữ ký của nhân chứng {missing[0]}.")
    if before is not None and before.size == head.size and before.root != head.root:
        return Verdict(False, f"SAI: nhật ký của cổng đã bị viết lại: có hai nhật ký {head.size} mục khác nhau.")
    try:
        entry = json.loads(proof.extra)
        kind = entry["type"]
    except (ValueError, KeyError, TypeError):
        return Verdict(False, "SAI: mục trong tệp bằng chứng không phải của một cổng Cầu Nối.")
    shown = get(url.partition("#")[0]) if data is None else Answer(410 if kind == "withdrawal" else 200, data)
    wrong = _differs(shown, entry, host, path)
    if wrong:
        return Verdict(False, f"SAI: {wrong} Mục {proof.index} của nhật ký.", key=key, entry=entry, index=proof.index)
    seen = _seen_by(proof.note, witnesses)
    told = f"ĐÚNG: {_told(entry)} Mục {proof.index} trong {head.size} mục của nhật ký{seen}."
    later = " Tệp bằng chứng không cho biết sau đó có bản mới hơn hay không."
    return Verdict(True, told + later, key=key, entry=entry, index=proof.index)


def _under(fetch: Fetch, key: Verifier, witnesses: Sequence[Verifier]) -> tuple[Log, Verifier, str]:
    """The log, the key it is under now, and what to say when that is not the one that was known: the old key led to it."""
    try:
        return _with_cosignatures(fetch, key, witnesses), key, ""
    except Unsigned as reason:
        try:
            _, new, at = followed(fetch, key)
        except (ValueError, Missing):
            raise reason from None
    turned = f" Khóa của nhật ký đã đổi lúc {_moment({'at': at})}, do chính khóa cũ xác nhận."
    return _with_cosignatures(fetch, new, witnesses), new, turned


class _Unwitnessed(Exception):
    """A witness did not cosign. The text is its name."""


def _with_cosignatures(fetch: Fetch, key: Verifier, witnesses: Sequence[Verifier]) -> Log:
    """The log under a head that all of these cosigned. A new head is asked for again: witnesses need a moment."""
    for patience in (True, True, True, False):
        log = Log.at(fetch, key)
        missing = [one.name for one in witnesses if witnessed(log.note, one) is None]
        if not missing:
            return log
        if patience:
            time.sleep(1)
    raise _Unwitnessed(missing[0])


def _listed(fetch: Fetch) -> list[Verifier]:
    """The witnesses that the portal names; whether one believes them is another question."""
    try:
        return [Verifier.read(line) for line in fetch("witnesses").decode().splitlines()]
    except (Missing, ValueError):
        return []


def _seen_by(note: Note, witnesses: Sequence[Verifier]) -> str:
    told = []
    for one in witnesses:
        try:
            at = witnessed(note, one)
        except Unsigned:
            continue
        if at is not None:
            told.append(f"{one.name} lúc {datetime.fromtimestamp(at, HANOI):%H:%M:%S ngày %d/%m/%Y}")
    return f", nhân chứng: {'; '.join(told)}" if told else ""


def _entry_at(log: Log, fetch: Fetch, host: str, path: str) -> tuple[int, dict[str, Any]]:
    name = hashlib.sha256(f"{host}{path}".encode()).hexdigest()
    index = int(fetch(f"at/{name[:2]}/{name[2:]}")[:20])
    entry = json.loads(log.entry(index))
    if not isinstance(entry, dict):
        raise ValueError("mục này không phải của một cổng Cầu Nối")
    return index, entry


def _differs(shown: Answer, entry: dict[str, Any], host: str, path: str) -> str:
    """What speaks against it; empty when nothing does."""
    if (entry.get("host"), entry.get("path")) != (host, path):
        return "mục mà cổng chỉ ra là của một địa chỉ khác."
    kind, asked = entry.get("type"), _KINDS.get(shown.status)
    if asked is None:
        return f"máy chủ trả lời {shown.status}, còn theo nhật ký địa chỉ này {_state(kind)}."
    if kind != asked:
        return f"máy chủ trả lời {shown.status}, còn theo nhật ký địa chỉ này {_state(kind)} lúc {_moment(entry)}."
    if kind == "move":
        return (
            "" if urlsplit(shown.location).path == entry.get("target") else "máy chủ dẫn đến một nơi khác với nhật ký."
        )
    if hashlib.sha256(shown.data).hexdigest() != entry.get("sha256"):
        return f"nội dung đang hiển thị khác bản được phát hành lúc {_moment(entry)}."
    return ""


def _state(kind: Any) -> str:
    return {"release": "đang có trang", "withdrawal": "đã gỡ", "move": "đã chuyển đi"}.get(kind, "không có gì")


def _told(entry: dict[str, Any]) -> str:
    if entry["type"] == "withdrawal":
        return f"trang này đã được cổng gỡ lúc {_moment(entry)}" + (
            f", lý do: {entry['reason']}." if entry.get("reason") else "."
        )
    if entry["type"] == "move":
        return f"địa chỉ này đã được cổng chuyển đến {entry['target']} lúc {_moment(entry)}."
    urgent = " (phát hành khẩn)" if entry.get("emergency") else ""
    approved = f", nội dung được duyệt lúc {_moment(entry, 'approved_at')}{urgent}" if entry.get("approved_at") else ""
    return f"đây đúng là bản cổng phát hành lúc {_moment(entry)}{approved}."


def _signed(key: str) -> str:
    return f" Người duyệt ký bằng khóa {key[:16]}." if key else ""


def _moment(entry: dict[str, Any], name: str = "at") -> str:
    try:
        at = datetime.fromisoformat(str(entry[name]))
    except (KeyError, ValueError):
        return "(không rõ)"
    return f"{at.replace(tzinfo=at.tzinfo or UTC).astimezone(HANOI):%H:%M:%S ngày %d/%m/%Y}"
