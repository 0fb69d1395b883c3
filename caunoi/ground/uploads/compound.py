"""Word 97–2003 documents (MS-CFB, MS-DOC): still what many offices hand out. Taken when they hold text and nothing else."""

from __future__ import annotations

import re
import struct

from caunoi.ground.refused import Refused
from caunoi.ground.uploads.kinds import Kind

_FREE = 0xFFFFFFFA  # this and above: no sector
_ENTRY = 128
_HEADER_SECTORS = 109
_STORAGE, _STREAM, _ROOT = 1, 2, 5
# Storages of macros, embedded objects and passwords have other names. Word 2007 adds an empty MsoDataStore with its own stores below.
_ROOMS = {"Root Entry", "MsoDataStore"}
_STREAMS = {
    "WordDocument", "0Table", "1Table", "Data", "\x01CompObj", "\x05SummaryInformation", "\x05DocumentSummaryInformation",
    "Item", "Properties",
}  # fmt: skip
_OF_STORE = re.compile(r"[A-Z0-9À-ß]{10,31}={0,2}")
_IS_WORD, _ENCRYPTED = 0xA5EC, 0x0100
_DDE = re.compile(
    rb"\x13\s*(DDE|INCLUDE|LINK\b|EMBED\b)|\x13\x00(?:\s\x00)*(D\x00D\x00E|I\x00N\x00C\x00L\x00U|L\x00I\x00N\x00K|E\x00M\x00B)"
)
_SAVE_NEW = "Hãy mở bằng Word hoặc LibreOffice, lưu lại dạng .docx hoặc PDF rồi gửi."


def check(data: bytes, kind: Kind) -> None:
    """Refused unless the document holds text only: no macros, no objects, no password, no field that fetches."""
    try:
        entries = _entries(data)
        word = next((first for name, what, first in entries if what == _STREAM and name == "WordDocument"), None)
        if word is None:
            raise Refused(f"không phải văn bản Word (.doc). {_SAVE_NEW}")
        size = _sector_size(data)
        mark, flags = struct.unpack_from("<H8xH", data, (word + 1) * size)
    except (struct.error, IndexError, UnicodeDecodeError):
        raise Refused(f"bị hỏng. {_SAVE_NEW}") from None
    if mark != _IS_WORD:
        raise Refused(f"là văn bản của bản Word quá cũ. {_SAVE_NEW}")
    if flags & _ENCRYPTED:
        raise Refused("được đặt mật khẩu. Hãy bỏ mật khẩu rồi gửi lại.")
    for name, what, _ in entries:
        known = name in _STREAMS if what == _STREAM else name in _ROOMS or _OF_STORE.fullmatch(name)
        if not known:
            shown = "".join(filter(str.isprintable, name))[:40]
            raise Refused(f"có macro hoặc đối tượng nhúng (“{shown}”) nên không nhận dạng .doc. {_SAVE_NEW}")
    if _DDE.search(data):
        raise Refused(f"có trường tự tải dữ liệu hoặc tự chạy nên không nhận. {_SAVE_NEW}")


def _sector_size(data: bytes) -> int:
    shift = struct.unpack_from("<H", data, 30)[0]
    if shift not in (9, 12):
        raise struct.error
    return 1 << int(shift)


def _entries(data: bytes) -> list[tuple[str, int, int]]:
    """Name, kind and first sector of everything in the directory."""
    size = _sector_size(data)
    next_of = _chains(data, size)
    found = []
    for sector in _chain(struct.unpack_from("<I", data, 48)[0], next_of):
        for start in range((sector + 1) * size, (sector + 2) * size, _ENTRY):
            length, what, first = struct.unpack_from("<HB49xI", data, start + 64)
            if what in (_STORAGE, _STREAM, _ROOT):
                name = data[start : start + max(0, min(length, 64) - 2)].decode("utf-16-le")
                found.append((name, what, first))
    return found


def _chains(data: bytes, size: int) -> list[int]:
    """Which sector follows which: the table is in the sectors that the header, and the chain behind it, list."""
    listed = list(struct.unpack_from(f"<{_HEADER_SECTORS}I", data, 76))
    more = struct.unpack_from("<I", data, 68)[0]
    for _ in range(len(data) // size // (size // 4) + 1):
        if more >= _FREE:
            break
        *further, more = struct.unpack_from(f"<{size // 4}I", data, (more + 1) * size)
        listed += further
    following: list[int] = []
    for sector in listed:
        if sector < _FREE and len(following) <= len(data) // size:
            following += struct.unpack_from(f"<{size // 4}I", data, (sector + 1) * size)
    return following


def _chain(first: int, next_of: list[int]) -> list[int]:
    chain: list[int] = []
    while first < _FREE:
        if len(chain) > len(next_of):
            raise struct.error  # a ring
        chain.append(first)
        first = next_of[first]
    return chain
