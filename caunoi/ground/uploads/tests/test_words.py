"""What is taken out of documents for the guard to read."""

from __future__ import annotations

import pytest

from caunoi.ground.refused import Refused
from caunoi.ground.uploads import words
from caunoi.ground.uploads.kinds import DOC, DOCX, ODT, PDF, TEXT, XLSX
from caunoi.ground.uploads.tests import made
from caunoi.ground.uploads.words import LINK, words_of


def paper(text: str, *, note: str = "", page: str = "") -> bytes:
    """A PDF of one page with a line of text, and perhaps a note on it."""
    stream = f"BT /F1 12 Tf 50 700 Td ({text}) Tj ET"
    about = f"/Contents 10 0 R /Resources << /Font << /F1 11 0 R >> >> {page} " + ("/Annots [12 0 R] " if note else "")
    file = made.pdf(
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] {note} >>",
    )
    return file.replace(b"/MediaBox", about.encode() + b"/MediaBox")


def test_a_pdf_is_read_page_by_page_with_its_links() -> None:
    file = paper("nha cai uy tin", note="/A << /S /URI /URI (https://kimtalo.top/) >>")
    assert words_of(file, PDF) == [("trang 1", "nha cai uy tin"), (LINK, "https://kimtalo.top/")]


@pytest.mark.parametrize(
    "file",
    [
        paper("a", page="/AA << /O << /S /URI /URI (https://kimtalo.top/) >> >>"),
        paper("a", note="/A << /S /GoToR /F (khac.pdf) >>"),
        paper("a", note="/A << /S /SubmitForm /F (https://kimtalo.top/) >>"),
        paper("a", note="/AA << /E << /S /URI /URI (https://kimtalo.top/) >> >>"),
    ],
)
def test_a_pdf_that_leads_away_by_itself_is_refused(file: bytes) -> None:
    with pytest.raises(Refused, match="chuyển người đọc đi nơi khác"):
        words_of(file, PDF)


def test_a_pdf_that_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "SECONDS", 0.01)
    with pytest.raises(Refused, match="quá phức tạp"):
        words_of(paper("a"), PDF)


def test_a_pdf_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(Refused, match="quá phức tạp"):
        words_of(b"%PDF-1.7\n%%EOF\n", PDF)


def test_runs_of_a_word_document_are_one_text_and_paragraphs_are_lines() -> None:
    body = "<w:p><w:r><w:t>nhà c</w:t></w:r><w:r><w:t>ái uy tín</w:t></w:r></w:p><w:p><w:r><w:t>Hai</w:t></w:r></w:p>"
    file = made.docx(
        **{
            "word/document.xml": made.word(body),
            "word/footer1.xml": made.word("<w:p><w:r><w:t>Chân trang</w:t></w:r></w:p>"),
            "word/_rels/document.xml.rels": made.relationship("hyperlink", "https://kimtalo.top/", "External"),
        }
    )
    (_, text), *links = words_of(file, DOCX)
    assert text.split("\n")[1:-1] == ["nhà cái uy tín", "Hai", "Chân trang"]
    assert links == [(LINK, "https://kimtalo.top/")]


def test_a_field_that_is_a_link_is_found_however_it_is_cut() -> None:
    runs = "".join(
        f"<w:r><w:instrText>{piece}</w:instrText></w:r>"
        for piece in (" HYPER", "LINK &quot;https://kimta", "lo.top/&quot; ")
    )
    assert (LINK, "https://kimtalo.top/") in words_of(
        made.docx(**{"word/document.xml": made.word(f"<w:p>{runs}</w:p>")}), DOCX
    )


def test_cells_and_formulas_of_a_sheet_are_read() -> None:
    file = made.xlsx(
        **{
            "xl/sharedStrings.xml": "<sst><si><t>tài xỉu</t></si><si><r><t>on</t></r><r><t>line</t></r></si></sst>",
            "xl/worksheets/sheet1.xml": '<worksheet><row><c><f>HYPERLINK("https://kimtalo.top/","x")</f></c></row></worksheet>',
        }
    )
    assert words_of(file, XLSX) == [("", "\ntài xỉu\nonline\n\n".replace("\n\n", "\n")), (LINK, "https://kimtalo.top/")]


def test_an_opendocument_text_is_read() -> None:
    file = made.odt(
        '<text:p>nhà <text:span>cái</text:span></text:p><text:p><text:a xlink:href="https://kimtalo.top/">x</text:a></text:p>'
    )
    (_, text), *links = words_of(file, ODT)
    assert text.split() == ["nhà", "cái", "x"]
    assert links == [(LINK, "https://kimtalo.top/")]


def test_an_old_word_document_is_read_roughly() -> None:
    file = made.compound(text="Kính gửi nhà cái uy tín".encode("utf-16-le"))
    assert "nhà cái uy tín" in words_of(file, DOC)[0][1]


def test_plain_text_is_read_as_it_is() -> None:
    assert words_of("Kính gửi".encode(), TEXT) == [("", "Kính gửi")]
