"""DOCX and XLSX (ECMA-376): no macros, nothing embedded that runs, nothing that loads by itself."""

from __future__ import annotations

import re
from collections.abc import Mapping

from caunoi.ground.refused import Refused
from caunoi.ground.uploads.archives import unpacked
from caunoi.ground.uploads.kinds import DOCX, XLSX, Kind
from caunoi.ground.uploads.markup import Markup, local

_MAIN = {
    DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
}
_ACTING = ("macro", "vba", "activex")
_PARTS = frozenset("xml rels vml png jpg jpeg jfif gif bmp tif tiff emf wmf wdp svg ttf odttf".split())
# What Word and Excel keep of the printer's settings: bytes for a driver, run by nobody.
_PRINTER = re.compile(r"\w+/printerSettings/printerSettings\d+\.bin")
_EMBEDDED = ("oleobject", "package", "control", "afchunk", "subdocument", "frame", "externallink", "attachedtemplate")
# Fields that start a program or fetch a file when the document is opened or updated.
_FETCHES = re.compile(r"(?:^|\n)\s*(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|EMBED)\b", re.IGNORECASE)
_SAVE_PLAIN = "Hãy xuất ra PDF rồi gửi, hoặc bỏ phần đó và lưu lại."


def check(data: bytes, kind: Kind) -> None:
    """Refused at the first thing in the document that acts or loads by itself."""
    kinds_of_parts: list[str] = []
    markup = Markup()
    for name, content in unpacked(data):
        if name.endswith("/"):
            continue
        _check_part(name)
        if name == "[Content_Types].xml":
            markup.read(content, lambda tag, about: kinds_of_parts.append(about.get("ContentType", "").lower()))
        elif name.endswith(".rels"):
            markup.read(content, _check_relationship)
        elif kind is DOCX and name.endswith(".xml"):
            _check_fields(content, markup)
    if any(word in part for part in kinds_of_parts for word in _ACTING):
        raise Refused(_macros())
    if _MAIN[kind] not in kinds_of_parts:
        raise Refused(
            "không phải văn bản Word (.docx) hay bảng tính Excel (.xlsx) bình thường. Hãy xuất ra PDF rồi gửi."
        )


def _check_part(name: str) -> None:
    if "vbaproject" in name.lower() or "/macrosheets/" in name.lower():
        raise Refused(_macros())
    if "/externalLinks/" in name:
        raise Refused(f"lấy dữ liệu từ tệp khác nên không nhận. {_SAVE_PLAIN}")
    if name.rpartition(".")[2].lower() not in _PARTS and not _PRINTER.fullmatch(name):
        raise Refused(f"có tệp khác nhúng bên trong (“{name.rpartition('/')[2][:60]}”) nên không nhận. {_SAVE_PLAIN}")


def _check_relationship(tag: str, about: Mapping[str, str]) -> None:
    if local(tag) != "Relationship":
        return
    what = about.get("Type", "").rpartition("/")[2]
    if what.lower().startswith("vba"):
        raise Refused(_macros())
    outside = about.get("TargetMode", "").lower() == "external"
    if what.lower() in _EMBEDDED or (outside and what != "hyperlink"):
        raise Refused(f"có nội dung nhúng hoặc tải từ nơi khác ({what}) nên không nhận. {_SAVE_PLAIN}")


def _check_fields(xml: bytes, markup: Markup) -> None:
    """A field's instruction may be scattered over many runs: they are read together."""
    said: list[str] = []

    def element(tag: str, about: Mapping[str, str]) -> None:
        if local(tag) == "fldSimple":
            said.extend(f"\n{value}\n" for key, value in about.items() if local(key) == "instr")
        elif local(tag) == "fldChar":
            said.append("\n")

    def text(tag: str, piece: str) -> None:
        if local(tag) == "instrText":
            said.append(piece.replace("\n", " "))

    markup.read(xml, element, text)
    if _FETCHES.search("".join(said)):
        raise Refused(f"có trường tự tải dữ liệu hoặc tự chạy (DDE, INCLUDE…) nên không nhận. {_SAVE_PLAIN}")


def _macros() -> str:
    return "có macro (chương trình nhúng) nên không nhận. Hãy lưu lại dạng .docx hoặc .xlsx không có macro, hoặc xuất ra PDF."
