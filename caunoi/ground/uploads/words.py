"""What a reader gets of a document: its text and where its links lead, each with its place, for the guard to read. Pure.

The file has been examined before, so its parts can be read. PDFs are read by another process (`pdf_words`), which may take only so much
memory and time: whoever writes a PDF decides how long it takes to read.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import partial

from caunoi.ground.refused import Refused
from caunoi.ground.uploads import kinds
from caunoi.ground.uploads.archives import unpacked
from caunoi.ground.uploads.kinds import Kind
from caunoi.ground.uploads.markup import Markup, local

SECONDS = 60
LINK = "link"
Words = list[tuple[str, str]]
"""Place and text, in order; the place of an address is `LINK`."""

_BREAKS = frozenset(("p", "h", "si", "row", "tr", "br", "c", "is", "tab", "list-item"))
_SILENT = frozenset(("instrText", "f", "v"))
_ADDRESS = re.compile(r"""HYPERLINK\s*\(?\s*["“]?([^"”\s,)]+)""", re.IGNORECASE)
_HREF = "{http://www.w3.org/1999/xlink}href"
_TOO_HARD = "quá dài hoặc quá phức tạp để đọc kiểm tra. Hãy chia nhỏ, hoặc in lại tệp ra PDF rồi tải lên."
# Text of a Word 97 file lies in two-byte or one-byte letters between its tables; a run of fewer letters is seldom text.
_WIDE = re.compile("[\\t\\r -~\u00a0-\u024f\u0300-\u0323\u1e00-\u1eff\u2010-\u203a]{8,}")
_NARROW = re.compile(rb"[\t\r -~]{12,}")


def words_of(data: bytes, kind: Kind) -> Words:
    """Everything there is to read, and "" pieces left out. Refused when the file cannot be read within the limits."""
    read = _READERS.get(kind)
    return [(place, text) for place, text in read(data) if text.strip()] if read else []


def _office(data: bytes, main: str) -> Words:
    lines: list[str] = []
    links: Words = []
    markup = Markup()
    for name, content in unpacked(data):
        if name.endswith(".rels"):
            markup.read(content, partial(_relationship, links))
        elif name.startswith((main, "docProps/")) and name.endswith(".xml"):
            _part(content, markup, lines, links)
    return [("", re.sub(r"\n{2,}", "\n", "".join(lines))), *links]


def _relationship(links: Words, tag: str, about: Mapping[str, str]) -> None:
    if local(tag) == "Relationship" and about.get("TargetMode", "").lower() == "external":
        links.append((LINK, about.get("Target", "")))


def _part(content: bytes, markup: Markup, lines: list[str], links: Words) -> None:
    said: list[str] = []

    def element(tag: str, about: Mapping[str, str]) -> None:
        if local(tag) in _BREAKS:
            lines.append("\n")
        if _HREF in about:
            links.append((LINK, about[_HREF]))
        for key, value in about.items():
            if local(key) in ("descr", "title", "instr"):  # said of a picture; a field's order
                (said if local(key) == "instr" else lines).append(f"\n{value}\n")

    def text(tag: str, piece: str) -> None:
        (said if local(tag) in _SILENT else lines).append(piece)

    markup.read(content, element, text)
    links.extend((LINK, address) for address in _ADDRESS.findall("".join(said)))
    lines.append("\n")


def _opendocument(data: bytes) -> Words:
    lines: list[str] = []
    links: Words = []
    markup = Markup()
    for name, content in unpacked(data):
        if name.rpartition("/")[2] in ("content.xml", "styles.xml", "meta.xml"):
            _part(content, markup, lines, links)
    # Pictures of the document itself are addresses too.
    return [("", "".join(lines)), *((place, to) for place, to in links if not to.startswith(("#", "Pictures/", "./")))]


def _compound(data: bytes) -> Words:
    found = [m.group() for half in (0, 1) for m in _WIDE.finditer(data[half:].decode("utf-16-le", "replace"))]
    found += [m.group().decode("cp1252", "replace") for m in _NARROW.finditer(data)]
    text = "\n".join(found)
    return [("", text.replace("\r", "\n")), *((LINK, address) for address in _ADDRESS.findall(text))]


def _plain(data: bytes) -> Words:
    return [("", data.decode("utf-8-sig", "replace"))]


def _pdf(data: bytes) -> Words:
    try:
        done = subprocess.run(
            [sys.executable, "-m", "caunoi.ground.uploads.pdf_words"],
            input=data, capture_output=True, timeout=SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise Refused(_TOO_HARD) from None
    if done.returncode != 0:
        raise Refused(_TOO_HARD)
    answer = json.loads(done.stdout)
    if answer["acts"]:
        raise Refused(
            f"có lệnh tự chạy hoặc chuyển người đọc đi nơi khác ({answer['acts'][0][:40]}) nên không nhận. "
            "Hãy in lại tệp ra PDF (Print → Save as PDF) rồi tải bản in đó."
        )
    return [(str(place), str(text)) for place, text in answer["words"]]


_READERS: dict[Kind, Callable[[bytes], Words]] = {
    kinds.PDF: _pdf,
    kinds.DOCX: partial(_office, main="word/"),
    kinds.XLSX: partial(_office, main="xl/"),
    kinds.ODT: _opendocument,
    kinds.DOC: _compound,
    kinds.TEXT: _plain,
}
