"""From an address to the name of a file under a site's folder, and back to a `Location`; pure."""

from __future__ import annotations

from urllib.parse import quote

INDEX = "index.html"
# Released pages that are the answer to something else than their own address.
NOT_FOUND = "/404.html"
FAILED = "/500.html"
READ_ONLY = "/chi-doc.html"
TWINS = {"br": ".br", "gzip": ".gz"}
# RFC 8615: the one folder of a site whose name begins with a dot.
WELL_KNOWN = ".well-known"
_PATH = "/:@!$&'()*+,;=-._~"
_QUERY = _PATH + "?%"


def file_name(path_info: str) -> str | None:
    """The relative file name for a WSGI `PATH_INFO` (percent-decoded, bytes as Latin-1: PEP 3333), or None if no
    file can be meant.

    An address that ends in "/" names the `index.html` in that folder. Refused are bytes that are not UTF-8, control
    characters, a backslash, empty segments, and every segment that begins with a dot (`..`, hidden and half-written
    files), but for `/.well-known/`.
    """
    if not path_info.startswith("/"):
        return None
    try:
        path = path_info.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return None
    if "\\" in path or any(ord(letter) < 32 or ord(letter) == 127 for letter in path):
        return None
    first, *others = path[1:].split("/")
    segments = [first, *others]
    if first == WELL_KNOWN and others:
        segments[0] = "well-known"
    if segments[-1] == "":
        segments[-1] = INDEX
    if any(segment == "" or segment.startswith(".") for segment in segments):
        return None
    return path[1:] + (INDEX if path.endswith("/") else "")


def is_twin(name: str) -> str | None:
    """The name without its `.br` or `.gz`, if it has one: where that file exists, this one is its twin and no
    address.
    """
    for suffix in TWINS.values():
        if name.endswith(suffix):
            return name.removesuffix(suffix)
    return None


def location(path: str, query: str = "") -> str:
    """The `Location` of a (decoded) path on this site: ASCII only, as a header must be, and never another host's
    (`//…`).
    """
    return quote("/" + path.lstrip("/"), safe=_PATH) + (
        "?" + quote(query.encode("latin-1"), safe=_QUERY) if query else ""
    )


def moved_to(text: str) -> str | None:
    """The `Location` from the text of a `moved/` file (escapes in it stay); None if it is not a path of this site."""
    path = text.strip()
    if not path.startswith("/") or path.startswith("//") or "\\" in path or any(ord(letter) < 33 for letter in path):
        return None
    return quote(path, safe=_PATH + "%")
