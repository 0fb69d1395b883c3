"""What must not hide inside a picture, a recording or a PDF: a file that is two things at once shows each reader the one it likes."""

from __future__ import annotations

import re
import struct

from caunoi.ground.refused import Refused

_SCRIPTS = (b"<script", b"<?php", b"<html", b"<!doctype html", b"<iframe", b"javascript:")
_STARTS = {
    b"Rar!\x1a\x07": "tệp nén",
    b"7z\xbc\xaf\x27\x1c": "tệp nén",
    b"\x7fELF\x01\x01\x01": "chương trình máy tính",
    b"\x7fELF\x02\x01\x01": "chương trình máy tính",
    b"!<arch>\n": "chương trình máy tính",
}
# A member of a ZIP: version 1.0 to 6.3, one of the methods in use. Four letters alone occur by chance in ten megabytes.
_MEMBER = re.compile(rb"PK\x03\x04[\x0a-\x3f]\x00..[\x00\x08\x09\x0c\x0e]\x00", re.DOTALL)
_END_OF_ZIP = re.compile(rb"PK\x05\x06.{8}(....)", re.DOTALL)
# The header of a program for Windows, with one of the processors there are.
_PROGRAM = re.compile(rb"PE\x00\x00(?:\x4c\x01|\x64\x86|\x64\xaa|\xc0\x01|\xc4\x01)")


def nothing_hides_in(data: bytes) -> None:
    """Refused when the bytes, whatever else they are, hold a web page, a script, an archive or a program."""
    small = data.lower()
    if any(script in small for script in _SCRIPTS):
        raise Refused(_says("mã lệnh hoặc trang web"))
    for start, what in _STARTS.items():
        if start in data:
            raise Refused(_says(what))
    if _MEMBER.search(data) or _ends_a_zip(data):
        raise Refused(_says("tệp nén"))
    if _PROGRAM.search(data):
        raise Refused(_says("chương trình máy tính"))


def _ends_a_zip(data: bytes) -> bool:
    """Is there an end of a ZIP with its directory right before it?"""
    for found in _END_OF_ZIP.finditer(data):
        size = struct.unpack("<I", found[1])[0]
        begins = found.start() - size
        if size and begins >= 0 and data[begins : begins + 4] == b"PK\x01\x02":
            return True
    return False


def _says(what: str) -> str:
    return f"có {what} giấu bên trong nên không nhận. Hãy mở tệp, lưu lại (hoặc chụp, xuất lại) thành tệp mới rồi gửi."
