"""A refusal in words, for a message on a page of the desk."""

from __future__ import annotations

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from caunoi.ground.refused import Refused


def told(refused: Refused, comfort: str = "") -> SafeString:
    """The reason, then each place in a list, then a word of comfort."""
    lines = format_html_join("", "<li>{}</li>", ((line,) for line in refused.details))
    places = format_html('<ul class="desk-places">{}</ul>', lines) if refused.details else ""
    return format_html("{} {}{}", refused.reason, comfort, places)
