"""The name that a person gave a file: for people to read, never a path."""

from __future__ import annotations

import re
import unicodedata

LONGEST_NAME = 120
_LONGEST_EXTENSION = 10
_EXTENSION = re.compile(r"(?=.*[a-z])[a-z0-9]{1,10}")
_NAMELESS = "tệp không tên"


def clean_name(name: str) -> str:
    """The name in NFC without its folders and without what cannot be seen; at most 120 letters, the extension kept."""
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    # C: controls, marks of direction (an "exe.txt" that reads "txt.exe"), invisible joiners, lone surrogates; Zl, Zp: line breaks.
    seen = "".join(
        " " if c.isspace() else c for c in last if c.isspace() or not unicodedata.category(c).startswith("C")
    )
    tidy = " ".join(seen.split()).strip(". ")
    if not tidy:
        return _NAMELESS
    stem, dot, extension = tidy.rpartition(".")
    if not dot or len(extension) > _LONGEST_EXTENSION:
        return tidy[:LONGEST_NAME]
    return _joined(stem, extension)


def extension_of(name: str) -> str:
    """`pdf` of `Đơn.PDF`; empty where there is none: what follows the last point of `CV 12.11.2026` is a year."""
    last = name.rpartition(".")[2].lower() if "." in name else ""
    return last if _EXTENSION.fullmatch(last) else ""


def with_extension(name: str, extension: str) -> str:
    """The name with this extension instead of its own: `IMG_1.heic` → `IMG_1.jpg`."""
    return _joined(name.rpartition(".")[0] if extension_of(name) else name, extension)


def _joined(stem: str, extension: str) -> str:
    return f"{stem[: LONGEST_NAME - len(extension) - 1].rstrip()}.{extension}"
