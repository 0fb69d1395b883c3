"""The languages of the public pages: Vietnamese, which is the official one, and those into which pages are translated.

The language of a page is chosen by its address alone: `/en/…` is English, everything else Vietnamese. A further language is one entry
of `OTHERS`, its dates (`dates.py`), its interface words (`caunoi/web/words_….py`) and the translations that people write.
Decree 42/2022/NĐ-CP Art. 7 asked for English (expired, kept as a default).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

VIETNAMESE: Final = "vi"


@dataclass(frozen=True)
class Language:
    """A language by its code (BCP 47), its own name, its name in Vietnamese, and its locale in Open Graph."""

    code: str
    name: str
    in_vietnamese: str
    locale: str


FIRST: Final = Language(VIETNAMESE, "Tiếng Việt", "tiếng Việt", "vi_VN")
OTHERS: Final = {"en": Language("en", "English", "tiếng Anh", "en_GB")}


def named(code: str) -> Language:
    """The language of a code; KeyError for one that no page has."""
    return FIRST if code == VIETNAMESE else OTHERS[code]


def prefix(code: str) -> str:
    """What stands before the addresses of a language: "" or "/en"."""
    return "" if code == VIETNAMESE else f"/{code}"


def language_of(path: str) -> str:
    """The code of the language that an address is in."""
    first = path[1:].partition("/")[0]
    return first if first in OTHERS and path.startswith(f"/{first}/") else VIETNAMESE


def bare(path: str) -> str:
    """The address without its language: that of the Vietnamese page."""
    return path.removeprefix(prefix(language_of(path)))
