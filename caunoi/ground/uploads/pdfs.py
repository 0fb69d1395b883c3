"""PDF (ISO 32000): nothing that runs, starts or attaches something, and no password.

A search, not a proof: names are looked for wherever they can stand, plain, spelled with numbers (`/J#61vaScript`) or packed in object
streams. What cannot be searched is refused.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from itertools import islice, pairwise

from caunoi.ground.refused import Refused
from caunoi.ground.uploads.kinds import Kind
from caunoi.ground.uploads.polyglots import nothing_hides_in

# Object streams hold dictionaries: a long report has one or two megabytes of them.
LARGEST_STREAM = 16 * 1024**2
LARGEST_TOTAL = 48 * 1024**2
# Ten megabytes of honest pages have some thousands.
MOST_STREAMS = 50_000
# One for each time it was changed and saved.
_MOST_OPENINGS = 50
_PEEK = 512
_UNSEARCHABLE = "có phần không kiểm tra được nên không nhận. Hãy in lại tệp ra PDF rồi gửi bản in đó."
_OPENS_ALONE = "tự làm một việc khi được mở (OpenAction) nên không nhận. Hãy in lại tệp ra PDF rồi gửi bản in đó."


def _name(*names: str) -> bytes:
    """A pattern for PDF names whose letters may each be written as # and two digits (ISO 32000-2, 7.3.5)."""
    spelled = ("".join(f"(?:{c}|#{ord(c):02x}|#{ord(c):02X})" for c in name) for name in names)
    return ("/(?:" + "|".join(spelled) + r")(?![A-Za-z0-9])").encode()


_DANGERS = (
    (re.compile(_name("JavaScript")), "mã JavaScript"),
    (re.compile(_name("Launch")), "lệnh mở chương trình"),
    (re.compile(_name("EmbeddedFile", "EmbeddedFiles", "GoToE", "ImportData")), "tệp khác đính kèm bên trong"),
    (re.compile(_name("RichMedia")), "nội dung đa phương tiện tự chạy"),
    (re.compile(_name("XFA") + rb"\s*[\[\d]"), "biểu mẫu động (XFA)"),
)
_ENCRYPTED = re.compile(_name("Encrypt") + rb"\s*(?:\d+\s+\d+\s+R|<<)")
_OPENS = re.compile(_name("OpenAction") + rb"\s*(\[|<<|(\d+)\s+\d+\s+R)?")
_ACTS = re.compile(_name("S") + rb"\s*/([^\s/<>()\[\]]*)")
_NEXT = re.compile(_name("Next"))
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_OBJECTS = re.compile(_name("ObjStm"))
_FIRST = re.compile(_name("First") + rb"\s*(\d{1,9})(?!\d)")
_HEADER = re.compile(rb"\s*\d+\s+\d+\s")
# Numbers only: a packing that we did not undo (a predictor, another filter first) would show here.
_DIRECTORY = re.compile(rb"[\d\s]*")
_END = re.compile(rb"%%EOF[\s\0]*\Z")
_LOOKS_BACK = 4096


def check(data: bytes, kind: Kind) -> None:
    """Refused at the first thing in the file that acts by itself, or where that cannot be told."""
    if not _END.search(data, len(data) - _LOOKS_BACK if len(data) > _LOOKS_BACK else 0):
        raise Refused(
            "không kết thúc như một tệp PDF: bị cắt cụt hoặc có dữ liệu lạ nối vào cuối. Hãy xuất (hoặc quét) lại rồi gửi."
        )
    if _ENCRYPTED.search(data):
        raise Refused("được đặt mật khẩu hoặc hạn chế quyền. Hãy bỏ mật khẩu (in lại ra PDF) rồi gửi.")
    nothing_hides_in(data)
    _no_danger_in(data)
    packed = list(_object_streams(data))
    for _, text in packed:
        _no_danger_in(text)
    _check_openings(data, packed)


def _no_danger_in(text: bytes) -> None:
    for pattern, what in _DANGERS:
        if pattern.search(text):
            raise Refused(f"có {what} nên không nhận. Hãy in lại tệp ra PDF (Print → Save as PDF) rồi gửi bản in đó.")


def _object_streams(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Where the objects begin, and the text, of each stream that is an object stream or looks like one."""
    streams = [(found.start(), found.end()) for found in islice(_STREAM.finditer(data), MOST_STREAMS + 1)]
    if len(streams) > MOST_STREAMS:
        raise Refused(_UNSEARCHABLE)
    total, before = 0, 0
    for (word, begins), (ends, _) in pairwise([*streams, (len(data), 0)]):
        about, before = data[before:word], begins
        mark = _OBJECTS.search(about)
        packed = data[begins:ends]
        if not mark and not _HEADER.match(_inflated(packed[:_PEEK], _PEEK)[0]):
            continue
        text, whole = _inflated(packed, LARGEST_STREAM)
        total += len(text)
        if mark:
            first = _FIRST.search(about, about.rfind(b"obj", 0, mark.start()) + 1)
            if not whole or not first or total > LARGEST_TOTAL or not _DIRECTORY.fullmatch(text[: int(first[1])]):
                raise Refused(_UNSEARCHABLE)
            yield int(first[1]), text
        elif total <= LARGEST_TOTAL:
            yield 0, text


def _inflated(packed: bytes, most: int) -> tuple[bytes, bool]:
    """As much of it as can be unpacked, and whether that was all of it."""
    unpacking = zlib.decompressobj()
    try:
        text = unpacking.decompress(packed, most)
    except zlib.error:
        return b"", False
    return text, unpacking.eof


def _check_openings(data: bytes, packed: list[tuple[int, bytes]]) -> None:
    """On being opened a document may turn to a page of its own, and do nothing else."""
    wanted: set[bytes] = set()
    texts = [data, *(text for _, text in packed)]
    openings = islice(((text, found) for text in texts for found in _OPENS.finditer(text)), _MOST_OPENINGS)
    for count, (text, found) in enumerate(openings, 1):
        value, number, begins = found[1], found[2], found.start(1)
        if number:
            wanted.add(number)
        elif value != b"[" and not _turns_to_a_page(text[begins : begins + _PEEK].partition(b">>")[0]):
            raise Refused(_OPENS_ALONE)
        if count == _MOST_OPENINGS:
            raise Refused(_OPENS_ALONE)
    for number in wanted:
        bodies = list(islice(_bodies(number, data, packed), _MOST_OPENINGS))
        if not 0 < len(bodies) < _MOST_OPENINGS or not all(map(_turns_to_a_page, bodies)):
            raise Refused(_OPENS_ALONE)


def _bodies(number: bytes, data: bytes, packed: list[tuple[int, bytes]]) -> Iterator[bytes]:
    """Everything that the file, in any of its versions, gives under that number."""
    for found in re.finditer(rb"(?<!\d)" + number + rb"\s+\d+\s+obj(?![a-z])", data):
        yield data[found.end() : found.end() + _PEEK].partition(b"endobj")[0]
    for first, text in packed:
        numbers = text[:first].split()
        places = [int(place[:9]) for place in numbers[1::2]]
        for one, place, ends in zip(numbers[::2], places, [*places[1:], len(text)], strict=False):
            if one == number:
                yield text[first + place : first + ends][:_PEEK]


def _turns_to_a_page(body: bytes) -> bool:
    acts = _ACTS.findall(body)
    return body.lstrip().startswith(b"[") or (bool(acts) and set(acts) == {b"GoTo"} and not _NEXT.search(body))
