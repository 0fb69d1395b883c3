from __future__ import annotations

import io
import struct
import zipfile

import pytest

from caunoi.ground.refused import Refused
from caunoi.ground.uploads import archives, markup
from caunoi.ground.uploads.markup import Markup
from caunoi.ground.uploads.rules import examine
from caunoi.ground.uploads.tests import made

_FIELD = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def field(*pieces: str) -> str:
    return made.word(_FIELD.format("".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)))


def bomb() -> bytes:
    return made.docx(word__media__image1_dot_bmp=b"\0" * (20 * 1024**2))


REFUSED = {
    "macros": (made.docx(word__vbaProject_dot_bin=b"\1"), "macro"),
    "macros under another name": (made.docx(made.WORD, "application/vnd.ms-office.vbaProject"), "macro"),
    "macros by relation": (
        made.docx(word___rels__document_dot_xml_dot_rels=made.relationship("vbaProject", "x.xml")),
        "macro",
    ),
    "a document with macros, renamed": (
        made.docx("application/vnd.ms-word.document.macroEnabled.main+xml"),
        "macro",
    ),
    "a template": (made.docx(made.WORD.replace("document.main", "template.main")), "xuất ra PDF"),
    "a template from elsewhere": (
        made.docx(word___rels__settings_dot_xml_dot_rels=made.relationship("attachedTemplate", "http://a.vn/t.dotm", "External")),
        "attachedTemplate",
    ),
    "a picture from elsewhere": (
        made.docx(word___rels__document_dot_xml_dot_rels=made.relationship("image", "http://a.vn/1.png", "External")),
        "tải từ nơi khác",
    ),
    "an object": (made.docx(word__embeddings__oleObject1_dot_bin=b"\1"), "nhúng bên trong"),
    "an object under another name": (
        made.docx(word___rels__document_dot_xml_dot_rels=made.relationship("oleObject", "x.xml")),
        "oleObject",
    ),
    "a program": (made.docx(word__media__image1_dot_png=made.PROGRAM), "nhúng bên trong"),
    "an archive": (made.docx(word__media__image1_dot_png=made.zipped({"a": "a"})), "nhúng bên trong"),
    "a field that starts a program": (made.docx(word__document_dot_xml=field("DDEAUTO c:\\cmd.exe")), "DDE"),
    "the same in pieces": (made.docx(word__document_dot_xml=field(" DD", "EAU", "TO cmd")), "DDE"),
    "the same in a footer": (made.docx(word__footer1_dot_xml=field("dde cmd")), "DDE"),
    "the same in short": (
        made.docx(word__document_dot_xml=made.word('<w:fldSimple w:instr="DDE cmd"/>')),
        "DDE",
    ),
    "an entity": (made.docx(word__document_dot_xml='<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "bị hỏng"),
    "a type of its own": (made.docx(word__document_dot_xml='<!DOCTYPE a SYSTEM "http://a.vn/a.dtd"><a/>'), "bị hỏng"),
    "no XML": (made.docx(word__document_dot_xml="<a>"), "bị hỏng"),
    "a way out": (made.docx(**{"..__..__etc__cron_dot_xml": "<a/>"}), "bị hỏng"),
    "a book that takes from another": (made.xlsx(xl__externalLinks__externalLink1_dot_xml="<a/>"), "tệp khác"),
    "a book with sheets of macros": (made.xlsx(xl__macrosheets__sheet1_dot_xml="<a/>"), "macro"),
    "slides": (made.docx("application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"), "PDF"),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_a_document_that_acts_or_loads_by_itself_is_refused(what: str) -> None:
    data, says = REFUSED[what]
    with pytest.raises(Refused, match=says):
        examine("a.xlsx" if what.startswith("a book") else "a.docx", data)


def test_links_and_fields_that_wait_for_somebody_to_click_are_taken() -> None:
    link = made.relationship("hyperlink", "https://a.vn/LINK", "External")
    body = field('HYPERLINK "https://a.vn/?a= LINK DDE"', "\\l EMBED")
    data = made.docx(word___rels__document_dot_xml_dot_rels=link, word__document_dot_xml=body)
    assert examine("a.docx", data).data == data
    printed = made.xlsx(xl__printerSettings__printerSettings1_dot_bin=b"\1")
    assert examine("a.xlsx", printed).data == printed


ODT_REFUSED = {
    "macros": (made.odt(Basic__Standard__Module1_dot_xml="<a/>"), "macro"),
    "a password": (
        made.odt(**{"META-INF__manifest_dot_xml": '<manifest><encryption-data checksum="a"/></manifest>'}),
        "mật khẩu",
    ),
    "an event": (made.odt('<script:event-listener script:event-name="dom:load"/>'), "tự chạy"),
    "a picture from elsewhere": (made.odt('<draw:image xlink:href="https://a.vn/1.png"/>'), "nơi khác"),
    "a picture from the network": (made.odt('<draw:image xlink:href="//a.vn/1.png"/>'), "nơi khác"),
    "text from elsewhere": (made.odt('<text:section-source xlink:href="../a.odt"/>'), "nơi khác"),
    "no content": (made.odt().replace(b"content.xml", b"kontent.xml"), "bị hỏng"),
}


@pytest.mark.parametrize("what", ODT_REFUSED)
def test_an_open_document_that_acts_or_loads_by_itself_is_refused(what: str) -> None:
    data, says = ODT_REFUSED[what]
    with pytest.raises(Refused, match=says):
        examine("a.odt", data)


def test_an_open_document_with_links_and_pictures_of_its_own_is_taken() -> None:
    data = made.odt('<text:a xlink:href="https://a.vn"/><draw:image xlink:href="Pictures/1.png"/>')
    assert examine("a.odt", data).data == data


def test_an_archive_that_swells_is_refused() -> None:
    assert len(bomb()) < 100_000
    with pytest.raises(Refused, match="nén quá mức"):
        examine("a.docx", bomb())


def test_an_archive_that_lies_about_its_size_is_not_unpacked_beyond_what_it_said() -> None:
    data = bytearray(bomb())
    # In the directory, which readers believe: 100 bytes instead of twenty million.
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        place = data.find(b"PK\x01\x02", archive.start_dir + 1)
    while struct.unpack_from("<I", data, place + 24)[0] != 20 * 1024**2:
        place = data.find(b"PK\x01\x02", place + 1)
    struct.pack_into("<I", data, place + 24, 100)
    with pytest.raises(Refused, match="bị hỏng"):
        examine("a.docx", bytes(data))


def test_an_archive_of_very_many_members_is_refused() -> None:
    many = {f"word/p{n}.xml": "<a/>" for n in range(archives.MOST_MEMBERS)}
    with pytest.raises(Refused, match="nén quá mức"):
        examine("a.docx", made.zipped({"[Content_Types].xml": made.content_types(made.WORD), **many}))


def test_members_that_lie_within_one_another_are_refused() -> None:
    data = bytearray(made.docx(word__a_dot_xml="<a/>", word__b_dot_xml="<b/>"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        first, second = (archive.getinfo(f"word/{name}.xml") for name in "ab")
        directory = archive.start_dir
    place = data.find(b"word/b.xml", directory) - 46
    assert struct.unpack_from("<I", data, place + 42)[0] == second.header_offset
    struct.pack_into("<I", data, place + 42, first.header_offset)
    with pytest.raises(Refused, match="nén quá mức"):
        examine("a.docx", bytes(data))


def test_a_document_that_would_take_for_ever_to_read_is_refused() -> None:
    long = made.word("<w:p/>" * (markup.MOST_MARKS + 1))
    with pytest.raises(Refused, match="quá dài để kiểm tra"):
        Markup().read(long.encode(), lambda tag, about: None)


def test_an_archive_with_a_password_is_refused() -> None:
    data = bytearray(made.docx())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        found = data.find(mark)
        while found >= 0:
            data[found + place] |= 1
            found = data.find(mark, found + 1)
    with pytest.raises(Refused, match="bỏ mật khẩu"):
        examine("a.docx", bytes(data))


@pytest.mark.parametrize("where", ["behind", "between", "in the comment"])
def test_nothing_is_hidden_beside_the_members(where: str) -> None:
    data = made.docx()
    if where == "behind":
        data += b"<script>"
    elif where == "in the comment":
        data = data[:-2] + struct.pack("<H", 8) + b"<script>"
    else:
        data = data[:4] + b"\xff\xff" + data[6:] + made.docx()
    with pytest.raises(Refused, match="bị hỏng"):
        examine("a.docx", data)


COMPOUND_REFUSED = {
    "macros": (made.compound("Macros/", "VBA/", "_VBA_PROJECT"), "macro hoặc đối tượng nhúng"),
    "objects": (made.compound("ObjectPool/", "_1234567890/"), "ObjectPool"),
    "a program": (made.compound("\x01Ole10Native"), "Ole10Native"),
    "a password": (made.compound(flags=0x0100), "mật khẩu"),
    "a password around a new document": (made.compound("EncryptedPackage"), "EncryptedPackage"),
    "a field that starts a program": (made.compound(text=b"\x13 DDEAUTO cmd"), "trường"),
    "the same in wide letters": (made.compound(text="\x13 DDEAUTO cmd".encode("utf-16-le")), "trường"),
    "a book": (made.compound().replace("WordDocument".encode("utf-16-le"), "WorkbookBook".encode("utf-16-le")), "Word"),
    "half of it": (made.compound()[:700], "bị hỏng"),
}


@pytest.mark.parametrize("what", COMPOUND_REFUSED)
def test_an_old_document_with_more_than_text_is_to_be_saved_anew(what: str) -> None:
    data, says = COMPOUND_REFUSED[what]
    with pytest.raises(Refused, match=says) as refused:
        examine("a.doc", data)
    assert "lưu lại dạng .docx hoặc PDF" in refused.value.reason or "bỏ mật khẩu" in refused.value.reason


def test_an_old_document_with_text_only_is_taken() -> None:
    data = made.compound("1Table", "\x05SummaryInformation", "\x01CompObj", text=b'\x13 HYPERLINK "https://a.vn"')
    assert examine("a.doc", data).data == data
