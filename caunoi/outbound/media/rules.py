"""Pure rules of renditions and file names."""

from __future__ import annotations

import hashlib
import io
import re
from collections import OrderedDict

from PIL import Image, ImageOps

from caunoi.ground.refused import Refused
from caunoi.ground.uploads.rules import LARGEST_OF_EDITORS, examine
from caunoi.ground.uploads.words import LINK, words_of
from caunoi.ground.vietnamese.text import fold

WIDTHS = (360, 720, 1280)
# What a picture may weigh on a slow line, in bytes, and the qualities that are tried for it, best first.
BUDGETS = {360: 5_000, 720: 36_000, 1280: 110_000}
QUALITIES = (80, 68, 56, 44, 34, 26)
_KEEP = 32
_read_before: OrderedDict[tuple[str, str], tuple[tuple[str, str], ...]] = OrderedDict()
FILE_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "doc": "application/msword",
    "txt": "text/plain",
}


def words(name: str, data: bytes) -> tuple[tuple[str, str], ...]:
    """What a reader gets of an attachment: place and text, "link" and address. Refused when it acts by itself or cannot be searched.

    Remembered: a file is read when it is uploaded, when its article is judged and when it is released.
    """
    key = (name, hashlib.sha256(data).hexdigest())
    if key not in _read_before:
        _read_before[key] = _words(name, data)
        while len(_read_before) > _KEEP:
            _read_before.popitem(last=False)
    return _read_before[key]


def _words(name: str, data: bytes) -> tuple[tuple[str, str], ...]:
    examined = examine(name, data, LARGEST_OF_EDITORS)
    if examined.kind.extensions[0] not in FILE_TYPES:
        raise Refused(
            f"Tệp “{name}” là {examined.kind.title}, không đính kèm được. Hãy chọn tệp PDF, DOCX, XLSX, ODT, DOC hoặc TXT."
        )
    try:
        found = words_of(data, examined.kind)
    except Refused as reason:
        raise Refused(f"Tệp “{name}” {reason.reason}") from None
    spoken = [("tên tệp", re.sub(r"[-_.]+", " ", name)), *found]
    return tuple((LINK if place == LINK else f"Tệp {name}, {place}".removesuffix(", "), text) for place, text in spoken)


def widths(width: int) -> list[int]:
    """The widths in pixels in which an original of this width is shown: never enlarged, at least the smallest."""
    return [w for w in WIDTHS if w <= width] or [WIDTHS[0]]


def rendition(original: bytes, width: int) -> bytes:
    """A WebP of that width (pixels) at most, upright, without the original's metadata: of the best quality that keeps to its budget."""
    with Image.open(io.BytesIO(original)) as opened:
        picture = ImageOps.exif_transpose(opened).convert("RGB")
        if picture.width > width:
            picture = picture.resize(
                (width, max(1, round(picture.height * width / picture.width))), Image.Resampling.LANCZOS
            )
        for quality in QUALITIES:
            out = io.BytesIO()
            picture.save(out, "WEBP", quality=quality, method=2)
            if out.tell() <= BUDGETS.get(width, 0):
                break
    return out.getvalue()


def public_name(name: str) -> str:
    """A file name that is safe in an address: "Kế hoạch 2026.pdf" → "ke-hoach-2026.pdf"."""
    stem, _, extension = name.rpartition(".")
    clean = re.sub(r"[^a-z0-9]+", "-", fold(stem or extension)).strip("-")[:80] or "tep"
    return f"{clean}.{fold(extension)}" if stem else clean
