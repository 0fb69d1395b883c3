"""The assets that ship with the product, each at an address that carries its hash; a stylesheet names the fonts by those addresses."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "assets"
TYPES = {".css": "text/css", ".js": "text/javascript", ".woff2": "font/woff2", ".svg": "image/svg+xml"}
# What templates call by a name of their own.
NAMES = {
    "css": "site.css", "js": "site.js", "favicon": "favicon.svg", "font_regular": "be-vietnam-pro-400.woff2",
    "draft": "draft.js", "proof": "proof.js",
}  # fmt: skip
_URL = re.compile(r"url\(\s*[\"']?([A-Za-z0-9_.-]+)[\"']?\s*\)")


@dataclass(frozen=True)
class Asset:
    name: str
    data: bytes
    sha256: str
    address: str
    media_type: str


def address(name: str, sha256: str) -> str:
    """Where an asset with these bytes is, or was, released."""
    path = Path(name)
    return f"/giao-dien/{path.stem}.{sha256[:16]}{path.suffix}"


def _asset(name: str, data: bytes) -> Asset:
    sha256 = hashlib.sha256(data).hexdigest()
    return Asset(name, data, sha256, address(name, sha256), TYPES[Path(name).suffix])


def read_assets(folder: Path) -> dict[str, Asset]:
    """Every asset of a folder, by its file name; stylesheets last, with the names in url(…) replaced by addresses."""
    files = sorted(
        (path for path in folder.iterdir() if path.suffix in TYPES), key=lambda path: (path.suffix == ".css", path.name)
    )
    found: dict[str, Asset] = {}
    for path in files:
        data = path.read_bytes()
        if path.suffix == ".css":
            data = _URL.sub(lambda match: f'url("{found[match.group(1)].address}")', data.decode()).encode()
        found[path.name] = _asset(path.name, data)
    return found


@cache
def assets() -> dict[str, Asset]:
    """The assets of this version of the product."""
    return read_assets(FOLDER)
