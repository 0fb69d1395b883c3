"""Addresses written as text: a reader types them, or reads one place and is led to another."""

from __future__ import annotations

import re
from collections.abc import Collection

from caunoi.gate.guard.findings import Finding
from caunoi.gate.guard.hosts import host_of, listed, looks_like_gambling
from caunoi.gate.guard.says import excerpt

_ENDINGS = (
    "com|net|org|info|biz|vn|vip|club|app|top|xyz|online|site|win|bet|casino|pro|cc|me|io|ly|id|at|gl|co|live|link|asia|dev|shop|fun|games?|poker|icu|cfd|"
    "sbs|cyou|buzz|life|tk|ml|ga|cf"
)
_SPELLED = r"\[\.\]|\(\.\)|[(\[](?:dot|cham|chấm)[)\]]|\s(?:cham|chấm|dot)\s"
_POINT = rf"(?:\.|{_SPELLED})"
_DOTTED = re.compile(rf"\.(?:{_ENDINGS}|me)(?![^\W_])")
_WORDS = (".in", ".co", ".at", ".id", ".me", ".live", ".link", ".life", ".game", ".shop")  # after "chấm" perhaps a word
_SAID = ("[.]", "(.)", "(dot", "[dot", "(chấm", "[chấm", "(cham", "[cham", " chấm ", " cham ", " dot ")
_HOST = re.compile(
    rf"(?<![\w@./-])(?:https?://)?((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9]){_POINT})+(?:{_ENDINGS})|t\.(?:me|co|ly)|s\.id)(?=$|[^\w@.-]|[.-](?!\w))(/\S*)?"
)
_SHORT = frozenset(
    "bit.ly tinyurl.com s.id t.co goo.gl is.gd cutt.ly ow.ly rb.gy shorturl.at by.com.vn rebrand.ly t.ly shorten.asia bom.so".split()
)
# Names of the state in an address that is not the state's.
_STATE = re.compile(
    r"gov|chinhphu|chinh-phu|dichvucong|dich-vu-cong|vneid|csgt|phatnguoi|phat-nguoi|bocongan|congan|trocap|tro-cap|thue(?:dientu|nhanuoc)|baohiemxahoi|vssid|cccd"
)


def hosts_in(text: str) -> list[tuple[int, int, str]]:
    """Start, end and host of every address in a text; also those with the point spelled out ("kimtalo chấm com")."""
    plain = text.lower()
    if len(plain) != len(text) or not (_DOTTED.search(plain) or any(said in plain for said in _SAID)):
        return []
    found = ((m, re.sub(_POINT, ".", m.group(1))) for m in _HOST.finditer(plain))
    return [(m.start(), m.end(), host) for m, host in found if host in m.group() or not host.endswith(_WORDS)]


def address_findings(text: str, place: str, allowed: Collection[str]) -> list[Finding]:
    """What the guard says of addresses that stand as words. Off the list is a reminder; a trap stops the release."""
    found = []
    for start, end, host in hosts_in(text):
        if listed(host, allowed):
            continue
        stood = excerpt(text, start, end)
        masked = host not in text[start:end].lower()
        if host.removeprefix("www.") in _SHORT and "/" in text[end - len(stood) : end + 1].removeprefix("https://"):
            why, severity = "là địa chỉ rút gọn, người đọc không biết sẽ tới đâu", "block"
        elif masked:
            why, severity = "viết dấu chấm thành chữ hoặc trong ngoặc để tránh bộ lọc", "block"
        elif "xn--" in host or _poses_as_the_state(host):
            why, severity = "giống địa chỉ của cơ quan nhà nước nhưng không phải", "block"
        elif looks_like_gambling(host):
            why, severity = "có dấu hiệu là trang cờ bạc", "block"
        else:
            why, severity = "không có trong danh sách được phép", "warn"
        message = f"Địa chỉ “{host}” {why}. Hãy bỏ, hoặc ghi địa chỉ đầy đủ của trang chính thống."
        found.append(Finding("address-in-text", "block" if severity == "block" else "warn", place, stood, message))
    return found


def _poses_as_the_state(host: str) -> bool:
    if host.endswith(".vn"):  # newspapers and clubs of the state have such names too; only "gov" they may not use
        return "gov" in host.removesuffix(".gov.vn")
    return _STATE.search(host) is not None


def link_says_otherwise(shown: str, href: str, place: str) -> list[Finding]:
    """A link whose words are one address and which leads to another."""
    spoken = hosts_in(shown)
    if not spoken or href.startswith("mailto:"):
        return []
    said, target = _own(spoken[0][2]), _own(host_of(href) or "")
    if target and (said == target or said.endswith("." + target) or target.endswith("." + said)):
        return []
    message = f"Liên kết ghi “{said}” nhưng dẫn tới “{target or href[:60]}”. Hãy sửa chữ hoặc địa chỉ cho khớp nhau."
    return [
        Finding("link-says-otherwise", "block" if target else "warn", place, f"{shown.strip()} → {href}"[:160], message)
    ]


def _own(host: str) -> str:
    return host.removeprefix("www.").removeprefix("m.")
