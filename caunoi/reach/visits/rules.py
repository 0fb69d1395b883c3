"""What a line of the counting says, and to which section an address belongs. Pure."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from caunoi.ground.vietnamese.dates import VIETNAM

LONGEST: Final = 400
_INDEX: Final = "/index.html"
_EARLIEST: Final = datetime(2020, 1, 1, tzinfo=VIETNAM).timestamp()


@dataclass(frozen=True)
class Visit:
    """Somebody read a page: on which site, at which address, in which hour."""

    host: str
    path: str
    on: date
    hour: int
    machine: bool


def read_line(line: str) -> tuple[Visit, int] | None:
    """The visit of a line and how many times it happened; None for the first line of a file, and for what is no such line."""
    parts = line.split(" ", 4)
    if len(parts) != 5 or parts[2] not in ("people", "machine") or not parts[3].isdecimal():
        return None
    moment, host, reader, times, path = parts
    try:
        seconds = float(moment)
        # nginx writes a sign that could end a line, and quotes, as JSON does.
        path = json.loads(f'"{path}"') if "\\" in path else path
    except ValueError:
        return None
    if not _EARLIEST <= seconds < 1e11 or not path.startswith("/") or len(path) > LONGEST or len(host) > 120:
        return None
    if path.endswith(_INDEX):
        path = path.removesuffix(_INDEX) + "/"
    at = datetime.fromtimestamp(seconds, VIETNAM)
    return Visit(host, path, at.date(), at.hour, reader == "machine"), int(times)


def count(lines: Iterable[str]) -> Counter[Visit]:
    """The visits of many lines, added up."""
    found: Counter[Visit] = Counter()
    for line in lines:
        if read := read_line(line):
            found[read[0]] += read[1]
    return found


def section_of(path: str) -> str:
    """The first folder of an address, two where the first names a language ("en/news"); empty for the home page and what lies beside it."""
    folders = path.split("/")[1:-1]
    depth = 2 if folders and len(folders[0]) == 2 else 1
    return "/".join(folders[:depth])[:80]
