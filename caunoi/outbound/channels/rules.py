"""Pure rules of channels: where one is reached, and how that is written."""

from __future__ import annotations

import re


def why_not_reached(address: str, phone: str, place: str) -> str:
    """Why nobody could find this channel, in Vietnamese; empty when they can."""
    if not (address or phone or place):
        return "Ghi ít nhất một cách liên hệ: địa chỉ trên mạng, số điện thoại hoặc nơi đến."
    if address and not re.match(r"https?://[^\s/]|[^@\s]+@[^@\s]+\.[^@\s]+$", address):
        return "Địa chỉ trên mạng bắt đầu bằng https://, hoặc là một địa chỉ thư điện tử."
    return ""


def link(address: str) -> str:
    """What to follow: the address itself, or for mail a link that opens a letter."""
    return f"mailto:{address}" if address and "://" not in address else address


def shown(address: str) -> str:
    """An address as people read it aloud: without "https://" and the last "/"."""
    return re.sub(r"^https?://(www\.)?", "", address).rstrip("/")


def call(phone: str) -> str:
    """The link that calls a number: digits and a leading "+" only; empty when there is none."""
    digits = re.sub(r"(?!^\+)\D", "", phone.strip())
    return f"tel:{digits}" if digits else ""
