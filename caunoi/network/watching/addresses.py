"""Where to look beside what was released: the portal's own dynamic addresses, and addresses at which intruders put their pages."""

from __future__ import annotations

import secrets
from functools import lru_cache
from importlib.resources import files
from typing import Final

# As the web server declares them (`caunoi.web.serve.app.DYNAMIC`; a test holds the two together): forms, the desk, the archive, the API.
DYNAMIC: Final = (
    "/quan-tri/", "/accounts/", "/kho-luu/", "/gui-y-kien/", "/theo-doi/", "/tra-cuu/", "/danh-gia/", "/api/", "/open311/", "/nguon-goc/", "/_mau/",
    "/.well-known/caunoi/witness/", "/en/gui-y-kien/", "/en/theo-doi/", "/en/tra-cuu/",
)  # fmt: skip
LOG: Final = "/.well-known/caunoi/log/"
SHOWN: Final = (
    "/gui-y-kien/",
    "/theo-doi/",
    "/theo-doi/kiem-tra/",
    "/tra-cuu/",
    "/tra-cuu/hoi-dap/",
    "/danh-gia/",
    "/en/gui-y-kien/",
    "/en/theo-doi/",
    "/en/tra-cuu/",
    "/accounts/login/",
)
"""Dynamic pages that anyone is shown: no bytes to compare, so what stands on them is read."""


def is_dynamic(path: str) -> bool:
    """Does the portal make this page at the moment it is asked for (or is it a file of the log)?"""
    plain = path.partition("?")[0]
    return plain.startswith((*DYNAMIC, LOG)) or plain + "/" in DYNAMIC


@lru_cache(maxsize=1)
def guesses() -> tuple[str, ...]:
    """Addresses at which pages of intruders were found, from `guesses.txt`."""
    return listed(files("caunoi.network.watching").joinpath("guesses.txt").read_text(encoding="utf-8"))


def listed(text: str) -> tuple[str, ...]:
    """The addresses of a list: one a line, the rest is passed over."""
    return tuple(line.strip() for line in text.splitlines() if line.startswith("/"))


def nowhere() -> str:
    """An address that cannot have been released: whatever stands there stands at every address."""
    return f"/{secrets.token_hex(6)}/{secrets.token_hex(3)}.html"
