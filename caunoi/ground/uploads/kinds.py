"""The kinds of files we take, and how each is known by its first bytes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from caunoi.ground.refused import Refused


@dataclass(frozen=True)
class Kind:
    """A kind of file: what people call it, its media type, the extensions that agree with it (the first is usual)."""

    title: str
    media_type: str
    extensions: tuple[str, ...]


JPEG = Kind("ảnh JPEG", "image/jpeg", ("jpg", "jpeg", "jfif"))
PNG = Kind("ảnh PNG", "image/png", ("png",))
WEBP = Kind("ảnh WebP", "image/webp", ("webp",))
HEIC = Kind("ảnh HEIC", "image/heic", ("heic", "heif"))
PDF = Kind("PDF", "application/pdf", ("pdf",))
DOCX = Kind("văn bản Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ("docx",))
XLSX = Kind("bảng tính Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ("xlsx",))
ODT = Kind("văn bản OpenDocument", "application/vnd.oasis.opendocument.text", ("odt",))
DOC = Kind("văn bản Word 97–2003", "application/msword", ("doc",))
TEXT = Kind("văn bản thuần", "text/plain", ("txt",))
MP3 = Kind("bản ghi âm MP3", "audio/mpeg", ("mp3",))
# Telephones use either brand for either: recorders write "isom" into an .m4a.
M4A = Kind("bản ghi âm M4A", "audio/mp4", ("m4a", "mp4"))
MP4 = Kind("đoạn phim MP4", "video/mp4", ("mp4", "m4v", "m4a"))

PICTURES = (JPEG, PNG, WEBP, HEIC)
OFFICE = (DOCX, XLSX)
KINDS = (*PICTURES, PDF, *OFFICE, ODT, DOC, TEXT, MP3, M4A, MP4)
ALLOWED = "ảnh (JPEG, PNG, WebP, HEIC), PDF, DOCX, DOC, XLSX, ODT, TXT, MP3, M4A, MP4"

ODT_MARK = b"mimetype" + ODT.media_type.encode()
_BRANDS = {
    HEIC: (b"heic", b"heix", b"heim", b"heis", b"mif1"),
    M4A: (b"M4A ", b"M4B "),
    MP4: (b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"MSNV"),
}
# What people send by mistake, and what they should send instead.
_ELSE = (
    (b"GIF8", "ảnh GIF", "Hãy lưu lại dạng JPEG hoặc PNG"),
    (b"BM", "ảnh BMP", "Hãy lưu lại dạng JPEG hoặc PNG"),
    (b"II*\0", "ảnh TIFF", "Hãy lưu lại dạng JPEG hoặc PDF"),
    (b"MM\0*", "ảnh TIFF", "Hãy lưu lại dạng JPEG hoặc PDF"),
    (b"Rar!", "tệp nén RAR", "Hãy giải nén rồi gửi từng tệp"),
    (b"7z\xbc\xaf", "tệp nén 7z", "Hãy giải nén rồi gửi từng tệp"),
    (b"\x1f\x8b", "tệp nén GZIP", "Hãy giải nén rồi gửi từng tệp"),
    (b"MZ", "chương trình máy tính", "Cổng không nhận chương trình"),
    (b"\x7fELF", "chương trình máy tính", "Cổng không nhận chương trình"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_PAGES = (b"<!doctype", b"<html", b"<head", b"<body", b"<script", b"<svg", b"<?xml", b"<?php", b"<%", b"#!")


def kind_of(data: bytes) -> Kind:
    """What the content is. Refused, without naming the file, when it is nothing we take."""
    head = data[:64]
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return WEBP
    if head.startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return DOC
    if head.startswith(b"PK\x03\x04"):
        return _archive(data)
    if head[4:8] == b"ftyp":
        return _boxes(head[8:12])
    if (head.startswith(b"ID3") and head[3:4] in (b"\2", b"\3", b"\4")) or (
        len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2
    ):
        return MP3
    return _text(data)


def _archive(data: bytes) -> Kind:
    if data[30:200].startswith(ODT_MARK):
        return ODT
    # Which of the two is settled by the content types inside (office.py).
    if b"[Content_Types].xml" in data:
        return XLSX if b"xl/workbook.xml" in data and b"word/document.xml" not in data else DOCX
    raise Refused(
        "là tệp nén ZIP hoặc loại tài liệu Cổng không nhận. Hãy giải nén rồi gửi từng tệp, hoặc lưu lại dạng PDF."
    )


def _boxes(brand: bytes) -> Kind:
    for kind, brands in _BRANDS.items():
        if brand in brands:
            return kind
    raise Refused("là loại phim, ảnh Cổng chưa nhận. Hãy lưu lại dạng MP4 (phim) hoặc JPEG (ảnh).")


def _text(data: bytes) -> Kind:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if _CONTROL.search(text):
        raise Refused(_unknown(data))
    if text.lstrip().lower().encode()[:16].startswith(_PAGES):
        raise Refused("là trang web hoặc mã lệnh. Hãy chụp ảnh màn hình hoặc in trang ra PDF rồi gửi.")
    if text.startswith("{\\rtf"):
        raise Refused("là văn bản RTF. Hãy lưu lại dạng DOCX hoặc PDF.")
    return TEXT


def _unknown(data: bytes) -> str:
    for start, what, advice in _ELSE:
        if data.startswith(start):
            return f"là {what}. {advice}."
    return f"không thuộc loại Cổng nhận: {ALLOWED}. Nếu là văn bản thuần, hãy lưu lại với bảng mã UTF-8."
