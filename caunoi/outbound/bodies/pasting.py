"""What is pasted from Word or Google Docs, made clean. The editor keeps bold, italics, lists and links; what is left over goes here."""

from __future__ import annotations

import re
from typing import Final

_SPACE: Final = re.compile(r"(?:&nbsp;|&#160;|&#xa0;|[\u00a0\u2007\u202f \t])+", re.IGNORECASE)
_UNSEEN: Final = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
_INLINE: Final = r"b|i|strong|em|sup|sub|a"
_NOTHING: Final = re.compile(rf"<({_INLINE})(?:\s[^>]*)?>(\s*)</\1>", re.IGNORECASE)
_BLANK: Final = r"(?:\s|<br\s*/?>)*"
_EMPTY: Final = re.compile(rf"<(p|h[2-6]|li)(?:\s[^>]*)?>{_BLANK}</\1>", re.IGNORECASE)
_EMPTY_LIST: Final = re.compile(r"<(ul|ol)(?:\s[^>]*)?>\s*</\1>", re.IGNORECASE)
_EDGES: Final = re.compile(rf"(<(?:p|h[2-6]|li)(?:\s[^>]*)?>){_BLANK}|{_BLANK}(</(?:p|h[2-6]|li)>)", re.IGNORECASE)
# Word writes the items of a list as paragraphs that begin with a sign.
_ITEM: Final = re.compile(r"<p((?:\s[^>]*)?)>\s*[·•▪▫◦●○\uf0b7\uf0a7\uf0d8]\s*(.*?)</p>", re.IGNORECASE | re.DOTALL)
_ITEMS: Final = re.compile(r"(?:<li(?:\s[^>]*)? data-was-p>.*?</li>\s*)+", re.DOTALL)


def tidy(html: str) -> str:
    """Rich text without empty paragraphs, doubled and no-break spaces, letters that nobody sees; signs of a list become a list. Idempotent.

    >>> tidy('<p>Một&nbsp;&nbsp; hai</p><p>&nbsp;</p><p>·  ba</p><p>· bốn</p>')
    '<p>Một hai</p><ul><li>ba</li><li>bốn</li></ul>'
    """
    before = None
    while before != html:
        before = html
        html = _SPACE.sub(" ", _UNSEEN.sub("", html))
        html = _ITEM.sub(r"<li\1 data-was-p>\2</li>", html)
        html = _ITEMS.sub(lambda found: f"<ul>{found[0].strip().replace(' data-was-p', '')}</ul>", html)
        html = _EDGES.sub(lambda found: found[1] or found[2], html)
        html = _NOTHING.sub(r"\2", html)
        html = _EMPTY_LIST.sub("", _EMPTY.sub("", html))
    return html
