"""Data for machines in a page: JSON-LD in a `<script>` that no browser runs.

It is written in one way, and what stands in a page is compared with that letter by letter. So nothing can be said that two parsers would
read differently, and nothing that ends the element.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

TYPE: Final = "application/ld+json"
# What could end the element, or begin a comment in it, stands as an escape: the JSON is the same. The last two end a line in older scripts.
_UNSAFE: Final = tuple((c, f"\\u{ord(c):04x}") for c in "<>&\u2028\u2029")
_ADDRESS: Final = re.compile(r"(?:https?|mailto|tel):", re.I)
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def written(data: Any) -> str:
    """The text that stands in a page for `data`; "" for nothing."""
    text = _json(data) if data else ""
    for letter, escape in _UNSAFE:
        text = text.replace(letter, escape)
    return text


def words(data: Any) -> Iterator[str]:
    """Every string of some data that is words: no names of properties, no kinds and identities, no addresses."""
    if isinstance(data, dict):
        for name, value in data.items():
            if name == "@graph" or not name.startswith("@"):
                yield from words(value)
    elif isinstance(data, list):
        for value in data:
            yield from words(value)
    elif isinstance(data, str) and not _ADDRESS.match(data):
        yield data
