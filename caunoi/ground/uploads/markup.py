"""Reading the XML of office documents element by element, without a tree, without entities, without the network."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from lxml import etree

from caunoi.ground.refused import Refused

# Tags and entities: a report of 300 pages has a million; reading two takes some seconds.
MOST_MARKS = 2_000_000
Element = Callable[[str, Mapping[str, str]], None]
Text = Callable[[str, str], None]
_BROKEN = "bị hỏng. Hãy mở bằng phần mềm văn phòng, lưu lại rồi gửi, hoặc xuất ra PDF."


class _Reader:
    def __init__(self, element: Element, text: Text | None) -> None:
        self._element, self._text, self._inside = element, text, [""]

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._inside.append(tag)
        self._element(tag, attributes)

    def end(self, tag: str) -> None:
        self._inside.pop()

    def data(self, text: str) -> None:
        if self._text:
            self._text(self._inside[-1], text)

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        raise Refused(_BROKEN)  # office documents have none; attacks on their readers do

    def close(self) -> None:
        """Nothing is built, so nothing is handed over."""


class Markup:
    """Reads the parts of one document, which together may not be longer than patience."""

    def __init__(self) -> None:
        self._left = MOST_MARKS

    def read(self, xml: bytes, element: Element, text: Text | None = None) -> None:
        """Calls `element(tag, attributes)` for each element and `text(tag, piece)` for text in it; tags as "{namespace}name"."""
        self._left -= xml.count(b"<") + xml.count(b"&")
        if self._left < 0:
            raise Refused("quá dài để kiểm tra. Hãy xuất ra PDF rồi gửi.")
        reader: Any = _Reader(element, text)  # the stubs ask for methods that lxml does not need
        parser = etree.XMLParser(target=reader, resolve_entities=False, no_network=True, huge_tree=False)
        try:
            etree.fromstring(xml, parser)
        except (etree.XMLSyntaxError, ValueError):
            raise Refused(_BROKEN) from None


def local(tag: str) -> str:
    """`Relationship` of `{http://…}Relationship`."""
    return tag.rpartition("}")[2]
