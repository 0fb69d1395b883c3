"""Unpacking an office document, which is a ZIP, without trusting one number it says."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from caunoi.ground.refused import Refused

# A long report of 10 MB unpacks to some tens; what swells beyond that is made to swell.
MOST_MEMBERS = 2_000
LARGEST_MEMBER = 40 * 1024**2
LARGEST_TOTAL = 100 * 1024**2
# Office documents of this kind shrink five- to thirtyfold. Small ones may shrink as they like.
HIGHEST_RATIO = 100
_RATIO_MATTERS_FROM = 5 * 1024**2

_ENCRYPTED = 0x1 | 0x40
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_NESTED = (b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b\x08", b"\xd0\xcf\x11\xe0", b"MZ", b"\x7fELF", b"%PDF-")
_BROKEN = "bị hỏng. Hãy mở bằng phần mềm văn phòng, lưu lại rồi gửi, hoặc xuất ra PDF."
_BOMB = "nén quá mức bình thường nên không nhận. Hãy xuất ra PDF rồi gửi."


def unpacked(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Each member's name and content, in the order of the directory. Refused at whatever is not plain."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _check_directory(data, archive, members)
            for member in members:
                with archive.open(member) as opened:
                    # The directory said how large it is: not one byte more is unpacked, and the checksum must be right for that.
                    content = opened.read(member.file_size)
                if content.startswith(_NESTED):
                    raise Refused("có tệp khác nhúng bên trong nên không nhận. Hãy gửi tệp đó riêng, hoặc xuất ra PDF.")
                yield member.filename, content
    except (
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        EOFError,
        OSError,
        ValueError,
        NotImplementedError,
        RuntimeError,
    ):
        raise Refused(_BROKEN) from None


def _check_directory(data: bytes, archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    names = [member.filename for member in members]
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise Refused("được đặt mật khẩu. Hãy bỏ mật khẩu rồi gửi lại.")
    if len(set(names)) != len(names) or any(_leads_out(name) for name in names):
        raise Refused(_BROKEN)
    if any(member.compress_type not in _METHODS for member in members):
        raise Refused(_BROKEN)
    total = sum(member.file_size for member in members)
    if (
        len(members) > MOST_MEMBERS
        or total > LARGEST_TOTAL
        or any(member.file_size > LARGEST_MEMBER for member in members)
        or (total > _RATIO_MATTERS_FROM and total > HIGHEST_RATIO * len(data))
    ):
        raise Refused(_BOMB)
    _check_places(data, archive.start_dir, members)


def _leads_out(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")


def _check_places(data: bytes, directory: int, members: list[zipfile.ZipInfo]) -> None:
    """The members stand one after another from the first byte, none within another, and the directory ends the file."""
    end = 0
    for member in sorted(members, key=lambda member: member.header_offset):
        start = member.header_offset
        if start < end or (end == 0 and start != 0) or start + 30 > len(data):
            raise Refused(_BOMB if start < end else _BROKEN)
        name, extra = struct.unpack("<HH", data[start + 26 : start + 30])
        end = start + 30 + name + extra + member.compress_size
    if end > directory or data.rfind(b"PK\x05\x06") != len(data) - 22:
        raise Refused(_BROKEN)
