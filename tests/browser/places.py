"""Where the kinds of public pages are, found by following links as a reader would."""

from __future__ import annotations

import re
from urllib.parse import quote

from tests.browser.portal import Portal

# Kind of page: where it is, or the page that links to one and the address that it links to.
RELEASED: dict[str, str | tuple[str, str]] = {
    "home": "/",
    "section": "/kinh-te/",
    "months": "/kinh-te/luu-tru/",
    "month": ("/kinh-te/", r"/kinh-te/luu-tru/\d{4}-\d{2}/"),
    "article": ("/kinh-te/", r"/kinh-te/[^\"]+\.html"),
    "leaders": "/lanh-dao/",
    "leader": ("/lanh-dao/", r"/lanh-dao/[^\"]+\.html"),
    "schedule": "/lich-cong-tac/",
    "special": ("/", r"/chuyen-trang/[^\"]+"),
    "answers": "/hoi-dap/",
    "answer": ("/hoi-dap/", r"/hoi-dap/[^\"/]+\.html"),
    "board": "/bang-theo-doi/",
    "missing": "/khong-co-trang-nay.html",
    "standing": "/quyen-rieng-tu/",
    "about": "/gioi-thieu/tinh-may-trang/",
    "channels": "/kenh-thong-tin/",
    "outage": ("/", r"/tam-ngung/[^\"]+\.html"),
    "map": "/so-do-trang/",
    "error": "/500.html",
    "read-only": "/chi-doc.html",
    "english": "/en/",
    "english-article": ("/en/", r"/en/[^\"]+\.html"),
}
MADE: dict[str, str | tuple[str, str]] = {
    "ask": "/gui-y-kien/",
    "follow": "/theo-doi/",
    "check": "/theo-doi/kiem-tra/",
    "privacy": "/gui-y-kien/quyen-rieng-tu/",
    "lookups": "/tra-cuu/",
    "search": "/tra-cuu/hoi-dap/?q=giay+chung+nhan",
    "due": "/tra-cuu/han-tra-loi/?so=5&don-vi=working_days&tu-ngay=26/08/2026",
    "holidays": "/tra-cuu/ngay-nghi/?nam=2026",
    "communes": "/tra-cuu/xa-phuong/?ten=Suối+Biếc",
    "wrong": "/tra-cuu/han-tra-loi/?so=x",
    "archive": "/kho-luu/?dia-chi=/",
    "origin": "/nguon-goc/?dia-chi=/",
    "patterns": "/_mau/",
    "rated": "/danh-gia/",
    "ask-in-english": "/en/gui-y-kien/",
    "login": "/accounts/login/",
}
ALL = {**RELEASED, **MADE}


def address(portal: Portal, name: str) -> str:
    """Where a page of this kind is in the demo province."""
    place = ALL[name]
    if isinstance(place, str):
        return quote(place, safe="/?=&+")
    found = re.search(f'href="({place[1]})"', portal.get(place[0])[1])
    assert found, place
    return found[1]
