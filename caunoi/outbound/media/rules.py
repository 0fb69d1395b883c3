"""Pure rules of renditions and file names."""

from __future__ import annotations

import io
import re

from PIL import Image, ImageOps

from caunoi.ground.vietnamese.text import fold

WIDTHS = (360, 720, 1280)
FILE_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
    "txt": "text/plain",
}


def widths(width: int) -> list[int]:
    """The widths in pixels in which an original of this width is shown: never enlarged, at least the smallest."""
    return [w for w in WIDTHS if w <= width] or [WIDTHS[0]]


def rendition(original: bytes, width: int) -> bytes:
    """A WebP of that width (pixels) at most, upright, without the original's metadata."""
    with Image.open(io.BytesIO(original)) as opened:
        picture = ImageOps.exif_transpose(opened).convert("RGB")
        if picture.width > width:
            picture = picture.resize(
                (width, max(1, round(picture.height * width / picture.width))), Image.Resampling.LANCZOS
            )
        out = io.BytesIO()
        picture.save(out, "WEBP", quality=80, method=2)
    return out.getvalue()


def public_name(name: str) -> str:
    """A file name that is safe in an address: "Kế hoạch 2026.pdf" → "ke-hoach-2026.pdf"."""
    stem, _, extension = name.rpartition(".")
    clean = re.sub(r"[^a-z0-9]+", "-", fold(stem or extension)).strip("-")[:80] or "tep"
    return f"{clean}.{fold(extension)}" if stem else clean
