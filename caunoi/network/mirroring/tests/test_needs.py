"""What a page loads by itself."""

from __future__ import annotations

import pytest

from caunoi.network.mirroring.needs import needed

PAGE = b"""<!doctype html><html><head><link rel="stylesheet" href="/giao-dien/a.1.css"><link href=icon.svg rel='icon'>
<link rel="canonical" href="https://cong.example/tin/1.html"><link rel="alternate" href="/rss.xml"><link rel="next" href="/2.html">
<script src="/giao-dien/b.js" defer></script><script>var src = "/no.js"</script></head><body>
<a href="/x.html">x</a><IMG SRC='/tep/\xc3\xa1nh.jpg' srcset="/tep/1.jpg 1x, /tep/2.jpg 2x"><img src="https://khac.example/3.jpg">
<img src="data:image/png;base64,AAAA"><source srcset="//khac.example/4.jpg"><video poster="../4.jpg?v=1&amp;w=2"><img src="http://[">"""


def test_what_is_loaded_counts_and_what_is_only_linked_does_not() -> None:
    assert needed("/tin/1.html", "text/html", PAGE) == {
        "/giao-dien/a.1.css", "/tin/icon.svg", "/giao-dien/b.js", "/tep/ánh.jpg", "/tep/1.jpg", "/tep/2.jpg", "/4.jpg",
    }  # fmt: skip


@pytest.mark.parametrize("media_type", ["application/json", "image/png", ""])
def test_only_pages_and_style_sheets_need_anything(media_type: str) -> None:
    assert needed("/", media_type, PAGE) == set()


def test_fonts_of_a_style_sheet_count() -> None:
    sheet = b'@font-face{src:url("/giao-dien/f.woff2") format("woff2"), url(g.woff2)} a{background:url(data:,x)}'
    assert needed("/giao-dien/a.css", "text/css; charset=utf-8", sheet) == {"/giao-dien/f.woff2", "/giao-dien/g.woff2"}
