"""Data for machines in a page: JSON-LD in a `<script>` that no browser runs. How it is written, and how it is read back.

Only one way of writing is taken: what two parsers could read differently (a name twice in one object, `NaN`) is refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

TYPE: Final = "application/ld+json"
# What could end the element, or begin a comment in it, stands as an escape: the JSON is the same. The last two end a line in older scripts.
_ESCAPES: Final = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}
_ADDRESS: Final = re.compile(r"(?:https?|mailto|tel):", re.I)


class Unclear(ValueError):
    """The text is no JSON, or JSON that not everyone reads alike."""


def written(data: Any) -> str:
    """The text that stands in the page for `data`."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False).translate(_ESCAPES)


def canonical(data: Any) -> str:
    """One spelling for everything that says the same."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


@lru_cache(maxsize=16)
def read(text: str) -> str:
    """The canonical spelling of a text that stands in a page. Raises Unclear."""
    try:
        return canonical(json.loads(text, object_pairs_hook=_once, parse_constant=_no_number))
    except (ValueError, RecursionError) as error:
        raise Unclear(str(error)) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Unclear("a name stands twice in one object")
    return found


def _no_number(name: str) -> Any:
    raise Unclear(name)


def words(data: Any) -> Iterator[str]:
    """Every string of some data that is words: no names of properties, no addresses."""
    if isinstance(data, dict):
        for name, value in data.items():
            if not name.startswith("@"):
                yield from words(value)
    elif isinstance(data, list):
        for value in data:
            yield from words(value)
    elif isinstance(data, str) and not _ADDRESS.match(data):
        yield data
