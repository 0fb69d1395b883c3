"""What citizens and editors may attach: the limits, and the one question asked of each file. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from caunoi.ground.refused import Refused
from caunoi.ground.uploads import compound, kinds, office, opendocument, pdfs, pictures, recordings
from caunoi.ground.uploads.kinds import Kind, kind_of
from caunoi.ground.uploads.names import clean_name, extension_of, with_extension

_MB = 1024**2
# A photograph from a telephone has 3 to 8 MB, a scanned decision 1 to 5: both sides of a few papers, and some pictures of a place.
MOST_FILES = 10
LARGEST_FILE = 10 * _MB
LARGEST_TOTAL = 30 * _MB
# A scanned issue of the gazette.
LARGEST_OF_EDITORS = 40 * _MB

_CHECKS: dict[Kind, Callable[[bytes, Kind], None]] = {
    kinds.PDF: pdfs.check,
    kinds.DOCX: office.check,
    kinds.XLSX: office.check,
    kinds.ODT: opendocument.check,
    kinds.DOC: compound.check,
    kinds.MP3: recordings.check_mp3,
    kinds.M4A: recordings.check_mp4,
    kinds.MP4: recordings.check_mp4,
}


@dataclass(frozen=True)
class Examined:
    """A file found to be of a kind we take: its name for people to read, and its bytes as they are kept.

    Pictures are kept redrawn, everything else as it came. `sent_sha256` is of what was sent: by it the sender proves which file it was.
    """

    name: str
    kind: Kind
    data: bytes
    sent_sha256: str

    @property
    def media_type(self) -> str:
        return self.kind.media_type

    @property
    def size(self) -> int:
        return len(self.data)


def examine(name: str, data: bytes | BinaryIO, largest: int = LARGEST_FILE) -> Examined:
    """The file, known by its content. Refused, naming it and saying what to do, when it cannot be taken."""
    shown = clean_name(name)
    content = data if isinstance(data, bytes) else data.read(largest + 1)
    try:
        return _examined(shown, content, largest)
    except Refused as reason:
        raise Refused(f"Tệp “{shown}” {reason.reason}") from None


def examine_all(files: Sequence[tuple[str, bytes | BinaryIO]]) -> list[Examined]:
    """All files of one form. Refused with everything that is wrong, one line a file, so that it can be mended in one go."""
    if len(files) > MOST_FILES:
        raise Refused(f"Mỗi lần gửi nhiều nhất {MOST_FILES} tệp, đang chọn {len(files)} tệp. Hãy bớt lại.")
    examined, refused, total = [], [], 0
    for name, data in files:
        content = data if isinstance(data, bytes) else data.read(LARGEST_FILE + 1)
        total += len(content)
        if total > LARGEST_TOTAL:
            raise Refused(f"Các tệp cộng lại lớn hơn {LARGEST_TOTAL // _MB} MB. Hãy bớt tệp hoặc thu nhỏ ảnh rồi gửi.")
        try:
            examined.append(examine(name, content))
        except Refused as reason:
            refused.append(reason.reason)
    if refused:
        raise Refused("Có tệp chưa nhận được:", details=tuple(refused))
    return examined


def _examined(name: str, content: bytes, largest: int) -> Examined:
    if not content:
        raise Refused("không có nội dung (0 byte). Hãy kiểm tra rồi chọn lại tệp.")
    if len(content) > largest:
        raise Refused(
            f"lớn hơn {largest // _MB} MB. Hãy thu nhỏ ảnh, quét ở độ phân giải thấp hơn hoặc chia tệp rồi gửi."
        )
    kind = kind_of(content)
    kept = content
    name = _agreed(name, kind)
    if kind in kinds.PICTURES:
        kept, kind = pictures.redrawn(content, kind)
        if extension_of(name) not in kind.extensions:
            name = with_extension(name, kind.extensions[0])
    elif check := _CHECKS.get(kind):
        check(content, kind)
    return Examined(name, kind, kept, hashlib.sha256(content).hexdigest())


def _agreed(name: str, kind: Kind) -> str:
    """The name with an extension that tells the truth. One that is missing is added; one that lies is refused.

    A picture may have any picture's: chat programs mix them up, and it is redrawn and named anew.
    """
    extension = extension_of(name)
    if not extension:
        return with_extension(name, kind.extensions[0])
    honest = {e for one in kinds.PICTURES for e in one.extensions} if kind in kinds.PICTURES else set(kind.extensions)
    if extension not in honest:
        raise Refused(
            f"có đuôi “.{extension}” nhưng nội dung là {kind.title}. Hãy chọn đúng tệp, hoặc đổi đuôi tệp thành “.{kind.extensions[0]}”."
        )
    return name
