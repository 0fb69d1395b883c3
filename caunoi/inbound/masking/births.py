"""Days of birth: a date right after words that say so, or after a person's name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caunoi.inbound.masking.claims import Claim
from caunoi.inbound.masking.reading import Reading

_YEAR = r"(?:19[2-9]\d|20[0-2]\d)(?!\d)"
_DATE = (
    rf"(?:\d{{1,2}}[ ]?[./\- ][ ]?\d{{1,2}}[ ]?[./\- ][ ]?(?:{_YEAR}|\d{{2}}(?![\d/]))"
    rf"|\d{{1,2}}[ ]?(?:,[ ]?)?thang[ ]?\d{{1,2}}[ ,/]{{0,2}}(?:nam[ ]?)?{_YEAR}|\d{{1,2}}[ ]?[/\-.][ ]?{_YEAR})"
)
_BORN = re.compile(
    r"(?<![^\W_])(?P<cue>(?:ngay(?:[ ,/]{1,2}(?:thang|gio))?(?:[ ,/]{1,2}nam)? sinh|"
    r"sinh(?: vao)? ngay|ngay thang nam sinh|nam sinh|sinh nam|sinh|ns|dob|sn)"
    r"(?: (?:cua (?:toi|em|chau|con|be|minh)(?: toi| em)?|vao|ngay|thanh|dung|sai|bi sai|ghi))*+)"
    rf"[ ]?(?:la[ ]?)?[:=(\-]?[ ]?(?:ngay )?(?:(?P<date>{_DATE})|(?:nam )?(?P<year>{_YEAR}))(?![^\W_])"
)
_AFTER_NAME = re.compile(rf"[ ]?[,;(\-]?[ ]?(?P<date>\d{{1,2}}[/.\-]\d{{1,2}}[/.\-]{_YEAR})(?![^\W_])")
_OF_THE_LAW = re.compile(r"[ ,]{0,3}(?:tro (?:ve|len|di)|den (?:het )?(?:ngay|nam)|hoac truoc|hoac sau)")


def birth_claims(reading: Reading) -> Iterator[Claim]:
    """Linear. "Sinh con ngày …" is not the birth of the writer; "sinh trước ngày …", "… trở về sau" are words of law."""
    for found in _BORN.finditer(reading.bare):
        if _OF_THE_LAW.match(reading.bare, found.end()):
            continue
        if found["date"]:
            why = f"Ngày đứng sau chữ “{reading.text[found.start('cue') : found.end('cue')].strip()}”: ngày sinh."
            yield Claim(*found.span("date"), "birth_date", "sure", why)
        elif found["cue"].strip() != "sinh":
            yield Claim(
                *found.span("year"), "birth_date", "likely", "Năm sinh: đi cùng tên hoặc nơi ở thì nhận ra được người."
            )


def after_names(reading: Reading, names: list[Claim]) -> Iterator[Claim]:
    """Dates that stand right behind a name."""
    for name in names:
        found = _AFTER_NAME.match(reading.bare, name.end)
        if found and found["date"][-4:] < "2021":
            yield Claim(*found.span("date"), "birth_date", "likely", "Ngày viết liền sau họ tên: có thể là ngày sinh.")
