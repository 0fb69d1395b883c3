"""A citizen's form: files that do something when they are opened, or are not what they say."""

from __future__ import annotations

import http.client
import re
import time
from collections.abc import Iterator
from html import unescape

from caunoi.ground.uploads.tests import made
from tests.attack.payloads import SITE
from tests.attack.stage import HOST, Stage
from tests.attack.table import MISSED, PREVENTED, Row

FORM = "/gui-y-kien/"
PDF = (
    b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/%s>>>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%%%EOF\n"
)
FILES: dict[str, tuple[str, bytes]] = {
    "an HTML page that redirects, named .pdf": ("don.pdf", b"<html><script>location='https://nhacai.example/'</script></html>"),
    "a PDF that opens an address by itself": ("don.pdf", PDF % b"URI/URI(https://nhacai.example/)"),
    "a PDF that runs a script": ("don.pdf", PDF % b"JavaScript/JS(app.launchURL\\('https://nhacai.example/'\\))"),
    "an SVG with a script": ("anh.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
    "a Word file that loads a template from elsewhere": (
        "don.docx", made.docx(word___rels__settings_dot_xml_dot_rels=made.relationship("attachedTemplate", f"{SITE}t.dotm", "External")),
    ),
    "a program named as a picture": ("anh.jpg", made.PROGRAM),
    "a page inside a picture": ("anh.gif", b"GIF89a<script>location='https://nhacai.example/'</script>"),
}  # fmt: skip


def play(stage: Stage) -> Iterator[Row]:
    """Each is sent with an honest question; the form must come back with the reason and nothing be kept."""
    for n, (what, (name, data)) in enumerate(FILES.items(), 11):
        begun = time.monotonic()
        before = _kept(stage)
        page = _send(stage, name, data, f"127.0.0.{n}")
        seconds = time.monotonic() - begun
        told = re.search(rf"[^<>]*{re.escape(name)}[^<>]*", page)
        refused = told is not None and _kept(stage) == before
        yield Row("a citizen's form", f"uploads {what}", PREVENTED if refused else MISSED, _short(told), seconds)


def _short(told: re.Match[str] | None) -> str:
    said = unescape(told[0]).strip() if told else ""
    return f"uploads: {said[:100]}" + ("…" if len(said) > 100 else "")


def _kept(stage: Stage) -> int:
    return sum(1 for file in (stage.data / "quarantine").rglob("*") if file.is_file())


def _send(stage: Stage, name: str, data: bytes, sender: str) -> str:
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', stage.get(FORM)[1].decode())
    fields = [
        *hidden,
        ("kind", "question"),
        ("title", "Hỏi về đường xã"),
        ("text", "Con đường bao giờ làm xong?"),
        ("step", "review"),
    ]
    boundary = "----cau-noi"
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in fields
    ]
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\nContent-Type: application/octet-stream\r\n\r\n'
    body = b"".join(parts) + head.encode() + data + f"\r\n--{boundary}--\r\n".encode()
    connection = http.client.HTTPConnection("127.0.0.1", stage.port, timeout=20, source_address=(sender, 0))
    try:
        headers = {"Host": f"{HOST}:{stage.port}", "Content-Type": f"multipart/form-data; boundary={boundary}"}
        connection.request("POST", FORM, body, headers)
        return connection.getresponse().read().decode()
    finally:
        connection.close()
