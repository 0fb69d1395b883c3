"""Files made by hand, honest ones and others."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any

from PIL import Image

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PROGRAM = b"MZ".ljust(60, b"\0") + struct.pack("<I", 64) + b"PE\0\0\x64\x86" + b"\0" * 40


def picture(form: str = "JPEG", size: tuple[int, int] = (64, 48), mode: str = "RGB", **options: Any) -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert(mode).save(out, form, **options)
    return out.getvalue()


def zipped(members: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def content_types(*types: str) -> str:
    parts = "".join(f'<Override PartName="/p{n}" ContentType="{one}"/>' for n, one in enumerate(types))
    return f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{parts}</Types>'


def relationship(what: str, target: str, mode: str = "Internal") -> str:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{_OFFICE}/{what}" Target="{target}" TargetMode="{mode}"/></Relationships>'
    )


def word(body: str) -> str:
    return f"<w:document {_W}><w:body>{body}</w:body></w:document>"


def docx(*types: str, **members: bytes | str) -> bytes:
    """A document; more members by name, with `__` for a slash and `_dot_` for a point."""
    named = {name.replace("__", "/").replace("_dot_", "."): content for name, content in members.items()}
    base = {
        "[Content_Types].xml": content_types(*(types or (WORD,))),
        "_rels/.rels": relationship("officeDocument", "word/document.xml"),
        "word/document.xml": word("<w:p><w:r><w:t>Kính gửi Ủy ban nhân dân xã</w:t></w:r></w:p>"),
    }
    return zipped(base | named)


def xlsx(**members: bytes | str) -> bytes:
    named = {name.replace("__", "/").replace("_dot_", "."): content for name, content in members.items()}
    base = {
        "[Content_Types].xml": content_types(EXCEL),
        "_rels/.rels": relationship("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": "<workbook/>",
        "xl/worksheets/sheet1.xml": "<worksheet/>",
    }
    return zipped(base | named)


def odt(body: str = "<text:p>Đơn</text:p>", **members: bytes | str) -> bytes:
    named = {name.replace("__", "/").replace("_dot_", "."): content for name, content in members.items()}
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
        ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
        ' xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0"'
        f' xmlns:xlink="http://www.w3.org/1999/xlink"><office:scripts/>{body}</office:document-content>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, one in {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": content,
            **named,
        }.items():
            archive.writestr(name, one)
    return out.getvalue()


def pdf(
    *objects: str | bytes, catalog: str = "", trailer: str = "", tail: bytes = b"%%EOF\n", head: bytes = b"%PDF-1.7\n"
) -> bytes:
    """A file of one empty page and the given objects, numbered from 10."""
    numbered: dict[int, str | bytes] = {
        1: f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        **dict(enumerate(objects, 10)),
    }
    out = head + b"%\xe2\xe3\xcf\xd3\n"
    for number, body in numbered.items():
        raw = body.encode("latin-1") if isinstance(body, str) else body
        out += b"%d 0 obj\n%b\nendobj\n" % (number, raw)
    return out + f"trailer << /Root 1 0 R {trailer} >>\nstartxref\n0\n".encode() + tail


def object_stream(*objects: str, about: str = "", broken: bool = False, rows: int = 0) -> bytes:
    """Objects from number 50, packed; with `rows` of so many bytes, each told by its difference from the one above (PNG's "up")."""
    places, body = [], ""
    for number, one in enumerate(objects, 50):
        places.append(f"{number} {len(body)}")
        body += one + "\n"
    header = " ".join(places) + "\n"
    plain = (header + body).encode()
    if rows:
        lines = [plain[place : place + rows].ljust(rows) for place in range(0, len(plain), rows)]
        above = [bytes(rows), *lines]
        plain = b"".join(
            b"\2" + bytes((b - a) % 256 for a, b in zip(*two, strict=True)) for two in zip(above, lines, strict=False)
        )
        about += f"/DecodeParms << /Predictor 12 /Columns {rows} >> "
    packed = zlib.compress(plain)
    if broken:
        packed = packed[: len(packed) // 2]
    start = f"<< /Type /ObjStm /N {len(objects)} /First {len(header)} /Filter /FlateDecode {about}/Length {len(packed)} >>\nstream\n"
    return start.encode() + packed + b"\nendstream"


def compound(*names: str, flags: int = 0, text: bytes = b"Don") -> bytes:
    """A Word 97 document: streams of those names beside WordDocument; names that end in "/" are storages."""
    size, free, last, table = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD

    def entry(name: str, what: int, first: int) -> bytes:
        raw = name.encode("utf-16-le") + b"\0\0"
        return (
            raw.ljust(64, b"\0")
            + struct.pack("<HB", len(raw), what)
            + b"\1"
            + b"\xff" * 12
            + b"\0" * 36
            + struct.pack("<IQ", first, size)
        )

    entries = [entry("Root Entry", 5, last), entry("WordDocument", 2, 2)]
    entries += [entry(name.rstrip("/"), 1 if name.endswith("/") else 2, last) for name in names]
    directory = b"".join(entries).ljust(-(-len(entries) // 4) * size, b"\0")
    sectors = len(directory) // size
    # Sector 0: the table; 1: directory; 2: the text; from 3: what the directory needs beyond one sector.
    chain = {0: table, 1: 3 if sectors > 1 else last, 2: last}
    chain |= {n: n + 1 if n < sectors + 1 else last for n in range(3, sectors + 2)}
    following = struct.pack("<128I", *(chain.get(n, free) for n in range(128)))
    fib = (struct.pack("<H8xH", 0xA5EC, flags) + b"\0" * 20 + text).ljust(size, b"\0")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6) + b"\0" * 6
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, last, 0, last, 0) + struct.pack("<I", 0) + b"\xff" * 432
    return header + following + directory[:size] + fib + directory[size:]


def box(what: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">I4s", 8 + len(content), what) + content


def mp4(brand: bytes = b"isom", *more: bytes) -> bytes:
    return box(b"ftyp", brand + b"\0\0\0\0") + box(b"moov", b"\0" * 32) + box(b"mdat", b"\1\2\3" * 40) + b"".join(more)


def mp3(frames: int = 6, tag: bytes = b"") -> bytes:
    """Frames of 128 kbit/s, 44.1 kHz: 417 bytes each."""
    frame = b"\xff\xfb\x90\x00" + b"\x55" * 413
    named = b"ID3\x04\0\0" + bytes([0, 0, len(tag) >> 7, len(tag) & 0x7F]) + tag if tag else b""
    return named + frame * frames
