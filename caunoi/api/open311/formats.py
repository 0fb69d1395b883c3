"""Writing answers of the protocol: XML, and JSON by the Spark convention, from the same values. Pure.

Names and order of elements are those of the specification. What is nothing is an empty element, or null.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final
from xml.sax.saxutils import escape

XML: Final = "text/xml; charset=utf-8"
JSON: Final = "application/json; charset=utf-8"
DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
# The element of one item in each list of the specification.
ONE: Final = {
    "services": "service", "attributes": "attribute", "values": "value", "service_requests": "request", "errors": "error",
    "endpoints": "endpoint", "formats": "format",
}  # fmt: skip
# What XML 1.0 cannot hold at all (2.2 Characters).
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Value = Mapping[str, Any] | Sequence[Any] | str | int | float | bool | None


def as_xml(root: str, value: Value) -> bytes:
    """The document with that root."""
    return (DECLARATION + _element(root, value) + "\n").encode()


def as_json(value: Value) -> bytes:
    """The same: the root has no name, a list no element between."""
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")


def _element(name: str, value: Value) -> str:
    if value is None or value == "":
        return f"<{name}/>"
    return f"<{name}>{_inside(name, value)}</{name}>"


def _inside(name: str, value: Value) -> str:
    if isinstance(value, Mapping):
        return "".join(_element(key, each) for key, each in value.items())
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return escape(_NOT_XML.sub("", value))
    if isinstance(value, Sequence):
        return "".join(_element(ONE[name], each) for each in value)
    return str(value)
