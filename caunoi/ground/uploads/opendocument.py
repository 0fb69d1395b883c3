"""ODT (ISO/IEC 26300): no macros, no password, nothing that loads by itself."""

from __future__ import annotations

import re
from collections.abc import Mapping

from caunoi.ground.refused import Refused
from caunoi.ground.uploads.archives import unpacked
from caunoi.ground.uploads.kinds import Kind
from caunoi.ground.uploads.markup import Markup, local

_HREF = "{http://www.w3.org/1999/xlink}href"
_LINKS = ("a",)  # followed when somebody clicks, not when the document is opened
_ACTING = ("script", "event-listener", "dde-source", "dde-connection-decl", "applet", "plugin", "floating-frame")
_ELSEWHERE = re.compile(r"^([a-z][a-z0-9+.-]*:|//|/|\.\./)", re.IGNORECASE)
_SAVE_PLAIN = "Hãy xuất ra PDF rồi gửi, hoặc bỏ phần đó và lưu lại."


def check(data: bytes, kind: Kind) -> None:
    """Refused at the first thing in the document that acts or loads by itself."""
    seen, markup = set(), Markup()
    for name, content in unpacked(data):
        seen.add(name)
        if name.startswith(("Basic/", "Scripts/", "Dialogs/")):
            raise Refused("có macro (chương trình nhúng) nên không nhận. Hãy bỏ macro rồi lưu lại, hoặc xuất ra PDF.")
        if name == "META-INF/manifest.xml":
            markup.read(content, _check_manifest)
        elif name.rpartition("/")[2] in ("content.xml", "styles.xml"):
            markup.read(content, _check_element)
    if "content.xml" not in seen:
        raise Refused("bị hỏng. Hãy mở bằng LibreOffice, lưu lại rồi gửi, hoặc xuất ra PDF.")


def _check_manifest(tag: str, about: Mapping[str, str]) -> None:
    if local(tag) == "encryption-data":
        raise Refused("được đặt mật khẩu. Hãy bỏ mật khẩu rồi gửi lại.")


def _check_element(tag: str, about: Mapping[str, str]) -> None:
    if local(tag) in _ACTING:
        raise Refused(f"có lệnh tự chạy bên trong nên không nhận. {_SAVE_PLAIN}")
    if local(tag) not in _LINKS and _ELSEWHERE.match(about.get(_HREF, "")):
        raise Refused(f"có nội dung tải từ nơi khác nên không nhận. {_SAVE_PLAIN}")
