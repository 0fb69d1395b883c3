from __future__ import annotations

import pytest

from caunoi.ground.refused import Refused
from caunoi.ground.uploads import pdfs
from caunoi.ground.uploads.rules import examine
from caunoi.ground.uploads.tests import made
from caunoi.ground.uploads.tests.made import object_stream, pdf

JS = "<< /S /JavaScript /JS (app.alert(1)) >>"

REFUSED = {
    "a script": (pdf(JS), "JavaScript"),
    "a script spelled with numbers": (pdf("<< /S /J#61v#61#53cript /JS (a) >>"), "JavaScript"),
    "a script in an object stream": (pdf(object_stream("<< >>", JS)), "JavaScript"),
    "a script in a stream that does not say what it is": (
        pdf(object_stream(JS).replace(b"/Type /ObjStm", b"            ")),
        "JavaScript",
    ),
    "a command": (pdf("<< /S /Launch /F (cmd.exe) >>"), "mở chương trình"),
    "a file": (pdf("<< /Type /EmbeddedFile >>"), "đính kèm"),
    "names of files": (pdf(catalog="/Names << /EmbeddedFiles 9 0 R >>"), "đính kèm"),
    "a form with scripts": (pdf(catalog="/AcroForm << /XFA [ (a) 9 0 R ] >>"), "XFA"),
    "a film": (pdf("<< /Subtype /RichMedia >>"), "đa phương tiện"),
    "an act on opening": (pdf("<< /S /URI /URI (https://a.vn) >>", catalog="/OpenAction 10 0 R"), "OpenAction"),
    "the same at once": (pdf(catalog="/OpenAction << /S /URI /URI (https://a.vn) >>"), "OpenAction"),
    "the same out of sight": (
        pdf(object_stream("<< /S /URI /URI (https://a.vn) >>"), catalog="/OpenAction 50 0 R"),
        "OpenAction",
    ),
    "an act beside one that turns to a page": (
        pdf("<< /S /URI /URI (a) >>", "<< /S /GoTo /D [3 0 R /Fit] >>", catalog="/OpenAction 10 0 R"),
        "OpenAction",
    ),
    "an act after one that turns to a page": (
        pdf("<< /S /GoTo /D [3 0 R /Fit] /Next 11 0 R >>", catalog="/OpenAction 10 0 R"),
        "OpenAction",
    ),
    "acts without end": (pdf(catalog="".join(f"/OpenAction {n} 0 R " for n in range(100))), "OpenAction"),
    "streams without end": (pdf("stream\n" * (pdfs.MOST_STREAMS + 1)), "không kiểm tra được"),
    "an act that is nowhere": (pdf(catalog="/OpenAction 99 0 R"), "OpenAction"),
    "a password": (pdf(trailer="/Encrypt 9 0 R"), "mật khẩu"),
    "a packing that we do not follow": (
        pdf(object_stream(JS, rows=8)),
        "không kiểm tra được",
    ),
    "objects that begin nowhere": (
        pdf(object_stream("<< >>").replace(b"/First ", b"/First " + b"1" * 5000)),
        "không kiểm tra được",
    ),
    "objects that cannot be unpacked": (pdf(object_stream("<< >>" * 40, broken=True)), "không kiểm tra được"),
    "objects that swell": (pdf(object_stream(" " * (pdfs.LARGEST_STREAM + 1))), "không kiểm tra được"),
    "a program behind it": (pdf(tail=b"%%EOF\n" + made.PROGRAM), "nối vào cuối"),
    "an archive behind it": (pdf(tail=b"%%EOF\n" + made.zipped({"a.exe": "a"})), "nối vào cuối"),
    "an archive before its end": (pdf(tail=made.zipped({"a.exe": "a"}) + b"\n%%EOF\n"), "giấu bên trong"),
    "a program before its end": (pdf(tail=made.PROGRAM + b"\n%%EOF\n"), "giấu bên trong"),
    "a web page": (pdf("(<html><script>a</script>)"), "giấu bên trong"),
    "half of it": (pdf()[:150], "cắt cụt"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_file_that_does_something_by_itself_is_refused(what: str) -> None:
    data, says = REFUSED[what]
    with pytest.raises(Refused, match=says):
        examine("a.pdf", data)


TAKEN = {
    "plain": pdf(),
    "packed": pdf(object_stream("<< /Type /Annot >>", "[1 2 3]")),
    "turning to a page": pdf(catalog="/OpenAction [3 0 R /Fit]"),
    "turning to a page by an action": pdf("<< /S /GoTo /D [3 0 R /Fit] >>", catalog="/OpenAction 10 0 R"),
    "turning to a page, with a link next to it": pdf(
        "<< /S /GoTo /D [3 0 R /Fit] >>", "<< /S /URI /URI (https://a.vn) >>", catalog="/OpenAction 10 0 R"
    ),
    "turning to a page by a packed action": pdf(object_stream("<< >>", "[3 0 R /Fit]"), catalog="/OpenAction 51 0 R"),
    "with a link": pdf("<< /S /URI /URI (https://a.vn) >>"),
    "with names that only begin alike": pdf("<< /LaunchPad 1 /JavaScripts 2 >>"),
    "signed": pdf("<< /Type /Sig /ByteRange [0 1 2 3] >>"),
    "with a blank end": pdf(tail=b"%%EOF\r\n\0\0\n"),
}


@pytest.mark.parametrize("what", TAKEN)
def test_a_file_that_waits_for_its_reader_is_taken(what: str) -> None:
    assert examine("a.pdf", TAKEN[what]).data == TAKEN[what]
