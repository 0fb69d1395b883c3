"""A refusal in words, for a message on a page of the desk."""

from __future__ import annotations

import re
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from caunoi.ground.refused import Refused

# The regions of a page, as the gate names them, in the words of the newsroom.
REGIONS: Final = {
    "main": "Nội dung trang",
    "head": "Tiêu đề trang",
    "heading": "Tiêu đề trang",
    "crumbs": "Đường dẫn vị trí",
    "header": "Đầu trang",
    "menu": "Menu",
    "footer": "Chân trang",
    "block": "Khối",
    "card": "Thẻ tin",
}
_REGION: Final = re.compile(rf"({'|'.join(REGIONS)})(?::[^,: ]+)*(?=[,:])")


def in_words(place: str) -> str:
    """A place as the guard gives it ("main, đoạn 2"), with its region in words. Also for a line that begins with a place."""
    found = _REGION.match(place + ",")
    return REGIONS[found[1]] + place[found.end() :] if found else place


def told(refused: Refused, comfort: str = "") -> SafeString:
    """The reason, then each place in a list, then a word of comfort."""
    lines = format_html_join("", "<li>{}</li>", ((in_words(line),) for line in refused.details))
    places = format_html('<ul class="desk-places">{}</ul>', lines) if refused.details else ""
    return format_html("{} {}{}", refused.reason, comfort, places)
