"""Numbers with letters in them: health card, passport, number plate, dossier, land certificate; and plots of land."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from caunoi.inbound.masking.claims import Claim
from caunoi.inbound.masking.labels import Labels
from caunoi.inbound.masking.reading import Reading

_HEALTH_CARD = re.compile(r"(?<![^\W_])[a-z]{2}[ .\-]?\d(?:[ .\-]?\d){12}(?!\d)")
_PASSPORT = re.compile(r"(?<![^\W_])[a-z]{1,2}[ ]?\d{6,8}(?![^\W_])")
_PLATE = re.compile(
    r"(?<![\w.,/\-])(?P<province>\d{2})[ ]?-?[ ]?(?P<series>[a-z]{1,2}\d?)[ ]?[-./ ]?[ ]?(?P<number>\d{3}[. ]?\d{2}|\d{4})(?![^\W_]|[./]\d)"
)
_PLATE_LABEL = re.compile(r"(?:bien (?:so|kiem soat|xanh|trang|vang)|bks|bsx|bs|xe)[^.;\n]{0,24}$")
_OF_DOCUMENTS: Final = frozenset("qd nq tt ct cv kh bc tb hd cp tw tu nd vb pl tr ub".split())
_DOSSIER = re.compile(
    r"(?<![\w.])(?:\d{3}\.\d{2}\.\d{2}\.)?[a-z]\d{2}(?:\.\d{2,3}){0,4}[\-.]\d{6,8}[\-.]\d{3,6}(?![^\W_])"
)
_CODE = re.compile(
    r"(?:[ ]{0,2}(?:so|la|cua toi|nay|[:.,=#(]|la so))*+[ ]?(?P<code>[a-z0-9][a-z0-9./\-]{3,30}(?:[ ]?\d{5,8})?)"
)
_SERIAL = re.compile(
    r"(?:[ ]{0,2}(?:so|la|[:.,=#(]|quyen su dung dat|phat hanh|qsd[dđ]))*+[ ]?(?P<code>[a-z]{1,2}[ ]?\d{5,8})(?!\d)"
)
_LOOSE_SERIAL = re.compile(r"(?<![^\W_])[A-ZĐ]{2} ?\d{6}(?![^\W_])")
_PLOT = re.compile(
    r"(?<![^\W_])(?:thua(?: dat)?(?: so)?|to ban do(?: so)?|so thua|so to)[ ]?:?[ ]?\d{1,5}(?![^\W_])"
    r"(?:[ ]{0,2}[,;(]?[ ]{0,2}(?:thuoc |va |tai )?(?:thua(?: dat)?(?: so)?|to ban do(?: so)?|so thua|so to|to so)[ ]?:?[ ]?\d{1,5}(?![^\W_]))*+"
)
_YEAR_OF_DOCUMENT = re.compile(r"/(?:19|20)\d\d/|/[a-z]{2,}")


def code_claims(reading: Reading, labels: Labels) -> Iterator[Claim]:
    """Linear."""
    bare = reading.bare
    for found in _HEALTH_CARD.finditer(bare):
        if not bare[found.start() + 2].isdigit() and not reading.text[found.start() : found.start() + 2].isupper():
            continue  # "số 1234567890123"
        yield Claim(*found.span(), "insurance", "sure", "Hai chữ cái và 13 chữ số: mã thẻ bảo hiểm y tế.")
    for found in _DOSSIER.finditer(bare):
        yield Claim(*found.span(), "dossier", "sure", "Có dạng mã hồ sơ một cửa của một người.")
    for found in _PLOT.finditer(bare):
        yield Claim(*found.span(), "plot", "likely", "Số thửa, số tờ bản đồ: có thể từ đó tìm ra chủ đất.")
    for found in _LOOSE_SERIAL.finditer(reading.text):
        label = labels.before(found.start())
        if label and label.kind == "dossier":
            yield Claim(*found.span(), "dossier", "likely", "Có dạng số phát hành giấy chứng nhận quyền sử dụng đất.")
    yield from _passports(reading, labels)
    yield from _plates(reading)
    yield from _labelled(reading, labels)


def _passports(reading: Reading, labels: Labels) -> Iterator[Claim]:
    for found in _PASSPORT.finditer(reading.bare):
        label = labels.before(found.start())
        written = reading.text[found.start() : found.end()]
        if label and label.kind == "identity":
            yield Claim(*found.span(), "identity", "sure", "Đứng sau chữ chỉ giấy tờ tùy thân: số hộ chiếu.")
        elif re.fullmatch(r"[BCNPEK]\d{7,8}", written):
            yield Claim(*found.span(), "identity", "likely", "Một chữ cái và bảy, tám chữ số: có thể là số hộ chiếu.")


def _plates(reading: Reading) -> Iterator[Claim]:
    for found in _PLATE.finditer(reading.bare):
        written = reading.text[found.start() : found.end()]
        labelled = _PLATE_LABEL.search(reading.bare, max(0, found.start() - 40), found.start())
        if int(found["province"]) < 11 or (found["series"] in _OF_DOCUMENTS and not labelled):
            continue
        whole = "." in found["number"] and "-" in written
        if labelled or whole:
            yield Claim(*found.span(), "plate", "sure", "Có dạng biển số xe.")
        elif written.upper() == written and len(found["number"]) >= 5 and ("-" in written or "." in written):
            yield Claim(*found.span(), "plate", "likely", "Có thể là biển số xe.")


def _labelled(reading: Reading, labels: Labels) -> Iterator[Claim]:
    """What stands right after "mã hồ sơ", "số phát hành", "sổ đỏ số" …: codes with digits in them, no document numbers."""
    for label in labels.all:
        if label.kind not in ("dossier", "insurance"):
            continue
        found = _SERIAL.match(reading.bare, label.end) or _CODE.match(reading.bare, label.end)
        if not found:
            continue
        start, end = found.span("code")
        code = reading.bare[start:end].rstrip("./-")
        digits = sum(char.isdigit() for char in code)
        letters = sum(char.isalpha() for char in code)
        written = reading.text[start : start + len(code)]
        if (
            digits < 5
            or not letters
            or not written.replace("Đ", "D").isascii()
            or _YEAR_OF_DOCUMENT.search(code)
            or "xxx" in code
        ):
            continue
        word = reading.text[label.start : label.end]
        if label.kind == "dossier":
            yield Claim(
                start,
                start + len(code),
                "dossier",
                "sure",
                f"Đứng sau chữ “{word}”: số hồ sơ, giấy tờ gắn với một người.",
            )
        elif digits >= 10:
            yield Claim(
                start, start + len(code), "insurance", "sure", f"Đứng sau chữ “{word}”: mã số bảo hiểm của một người."
            )
