from __future__ import annotations

import hashlib
import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.gate.guard.tests.shared import shared
from caunoi.ground.refused import Refused
from caunoi.ground.uploads import kinds, rules
from caunoi.ground.uploads.rules import examine, examine_all
from caunoi.ground.uploads.tests import made

HONEST = {
    "ảnh.jpg": (made.picture(), kinds.JPEG),
    "ảnh.png": (made.picture("PNG"), kinds.PNG),
    "ảnh.webp": (made.picture("WEBP"), kinds.WEBP),
    "đơn.pdf": (made.pdf(), kinds.PDF),
    "đơn.docx": (made.docx(), kinds.DOCX),
    "bảng.xlsx": (made.xlsx(), kinds.XLSX),
    "đơn.odt": (made.odt(), kinds.ODT),
    "đơn.doc": (made.compound(), kinds.DOC),
    "đơn.txt": ("\ufeffĐơn kiến nghị\r\n\tvề việc ngập nước".encode(), kinds.TEXT),
    "ghi âm.mp3": (made.mp3(), kinds.MP3),
    "ghi âm.m4a": (made.mp4(b"M4A "), kinds.M4A),
    "máy ghi.m4a": (made.mp4(b"isom"), kinds.MP4),
    "phim.mp4": (made.mp4(b"mp42"), kinds.MP4),
}


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_file_is_taken_for_what_it_is(name: str) -> None:
    data, kind = HONEST[name]
    examined = examine(name, data)
    assert (examined.name, examined.kind) == (name, kind)
    assert examined.sent_sha256 == hashlib.sha256(data).hexdigest()
    if kind not in kinds.PICTURES:
        assert examined.data == data


@pytest.mark.parametrize("name", HONEST)
def test_an_opened_file_is_examined_like_its_bytes(name: str) -> None:
    data, _ = HONEST[name]
    assert examine(name, io.BytesIO(data)) == examine(name, data)


@pytest.mark.parametrize("name", ["mau-ct01.doc", "mau-dc01.docx", "mau-dc01.pdf"])
def test_the_official_forms_pass(name: str) -> None:
    data = shared(f"data/forms/{name}").read_bytes()
    assert examine(name, data).data == data


def test_the_official_documents_pass() -> None:
    paths = sorted(shared("data/pdf").glob("*.pdf"))
    assert len(paths) == 6
    for path in paths:
        assert examine(path.name, path.read_bytes()).kind is kinds.PDF


REFUSED = {
    "empty": ("a.pdf", b"", "không có nội dung"),
    "too big": ("a.txt", b"a" * (rules.LARGEST_FILE + 1), "lớn hơn 10 MB"),
    "a program": ("a.exe", made.PROGRAM, "chương trình máy tính"),
    "a program called otherwise": ("a.pdf", made.PROGRAM, "chương trình máy tính"),
    "a program for Linux": ("a", b"\x7fELF\x02\x01\x01", "chương trình máy tính"),
    "a picture of a kind we do not take": ("a.gif", made.picture("GIF"), "lưu lại dạng JPEG hoặc PNG"),
    "an archive": ("a.zip", made.zipped({"a.txt": "a"}), "giải nén rồi gửi từng tệp"),
    "an archive of another kind": ("a.rar", b"Rar!\x1a\x07\x01\0", "giải nén rồi gửi từng tệp"),
    "a web page": ("a.html", b"<!DOCTYPE html><p>a", "trang web"),
    "a web page called text": ("a.txt", b"\n <script>alert(1)</script>", "trang web"),
    "a drawing that is a web page": ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "trang web"),
    "a script": ("a.txt", b"#!/bin/sh\nrm -r .", "mã lệnh"),
    "text of a word processor": ("a.txt", b"{\\rtf1 Don}", "RTF"),
    "text of an old code page": ("a.txt", "Đơn".encode("utf-16"), "UTF-8"),
    "bytes of no kind": ("a.txt", b"a\0b", "không thuộc loại Cổng nhận"),
    "a film of no kind we take": ("a.mov", made.mp4(b"qt  "), "MP4"),
    "text that is called a document": ("a.docx", b"Don", "đổi đuôi tệp thành “.txt”"),
    "a document that is called a program": ("a.exe", made.pdf(), "đuôi “.exe” nhưng nội dung là PDF"),
    "a document that is called a picture": ("a.jpg", made.pdf(), "đuôi “.jpg” nhưng nội dung là PDF"),
    "a picture that is called a document": ("a.pdf", made.picture(), "đuôi “.pdf” nhưng nội dung là ảnh JPEG"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_we_do_not_take_is_refused_by_name_and_with_advice(what: str) -> None:
    name, data, says = REFUSED[what]
    with pytest.raises(Refused, match=says) as refused:
        examine(name, data)
    assert refused.value.reason.startswith(f"Tệp “{name}” ")
    assert refused.value.reason.count(". ") + refused.value.reason.count(": ") >= 1


def test_an_extension_that_is_missing_is_added_and_a_pictures_is_put_right() -> None:
    assert examine("Đơn", made.pdf()).name == "Đơn.pdf"
    assert examine("CV 12.11.2026", made.pdf()).name == "CV 12.11.2026.pdf"
    assert examine("Zalo.jpg", made.picture("WEBP")).name == "Zalo.webp"


@pytest.mark.parametrize("text", ["BMI của tôi", "MZ", "ID3 là gì", "Rar! là gì"])
def test_a_text_that_begins_like_something_else_is_a_text(text: str) -> None:
    assert examine("a.txt", text.encode()).kind is kinds.TEXT


def test_all_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(Refused) as refused:
        examine_all([("a.pdf", made.pdf()), ("b.exe", made.PROGRAM), ("c.pdf", b"")])
    assert [line.split(" ")[1] for line in refused.value.details] == ["“b.exe”", "“c.pdf”"]


def test_files_that_are_all_right_come_back_in_order() -> None:
    assert [one.name for one in examine_all([("b.pdf", made.pdf()), ("a.txt", b"a")])] == ["b.pdf", "a.txt"]


def test_there_are_not_more_than_ten_files_nor_more_than_thirty_megabytes() -> None:
    assert len(examine_all([("a.txt", b"a")] * 10)) == 10
    with pytest.raises(Refused, match="nhiều nhất 10 tệp, đang chọn 11 tệp"):
        examine_all([("a.txt", b"a")] * 11)
    large = b"a" * rules.LARGEST_FILE
    assert len(examine_all([("a.txt", large)] * 3)) == 3
    with pytest.raises(Refused, match="30 MB"):
        examine_all([("a.txt", large)] * 3 + [("b.txt", b"b")])


def test_of_a_huge_file_no_more_is_read_than_tells_that_it_is_huge() -> None:
    class Endless(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            assert 0 < size <= rules.LARGEST_FILE + 1
            return b"a" * size

    with pytest.raises(Refused, match="lớn hơn 10 MB"):
        examine("a.txt", Endless())  # type: ignore[arg-type]


@given(st.text(max_size=20), st.binary(max_size=400))
def test_whatever_the_bytes_nothing_but_a_refusal_is_raised(name: str, data: bytes) -> None:
    with suppress(Refused):
        assert examine(name, data).size > 0


@given(st.sampled_from(sorted(HONEST)), st.data())
def test_whatever_is_changed_in_an_honest_file_nothing_but_a_refusal_is_raised(name: str, draw: st.DataObject) -> None:
    data = bytearray(HONEST[name][0])
    for place in draw.draw(st.lists(st.integers(0, len(data) - 1), min_size=1, max_size=8)):
        data[place] = draw.draw(st.integers(0, 255))
    cut = draw.draw(st.integers(1, len(data)))
    with suppress(Refused):
        assert examine(name, bytes(data[:cut])).size > 0
