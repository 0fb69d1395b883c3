"""Addresses that lead out of the portal, and addresses that are themselves a danger."""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import unquote, urlsplit

from caunoi.gate.guard import brands
from caunoi.gate.guard.findings import Finding
from caunoi.gate.guard.letters import read

_PLAIN = frozenset(("http", "https"))
_HARMLESS = frozenset(("mailto", "tel", "sms"))
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.\-]*):")
_IGNORED = re.compile(r"[\x00-\x20\x7f\u00ad\u200b-\u200f\u2060\ufeff]+")
_ADDRESS = re.compile(r"(?:\d+(?:\.\d+){0,3}|0x[0-9a-f.x]+|\[.*\])\.?$", re.I)
_TRUSTED = re.compile(r"(?:^|\.)(?:gov|edu|ac|mil|int|org|health)(?:\.[a-z]{2})?$")
_STEM = re.compile(
    r"(?:^|[^a-z]|\d)(?:fb88|188bet|8xbe|fun88|kubet|shbet|soikeo|soicau|xoso|lode|sodo|jbo|jjbb|tyc|yabo|yabet|wager|mgm\d|surewin|"
    r"bwei|bty|vegas|poker|slot|sbty|banca\d)"
    r"|nohu|taixiu|nhacai|casino|kaiyun|tiyu|wanbo|gamebai|xocdia|cacuoc|88win|win88|hi88|8xbet|w88|kyty"
)
_BET = re.compile(
    r"\d\w*bets?\d*$|bets?\d+$|^(?!(?:alpha|ti|el|dia)bet)[a-z]{1,4}bet$|bet(?:on|team|club|vip)$|^(?:bet|win)[a-z]{0,4}\d+$|\d+bet"
)
_LUCKY = re.compile(r"(?:888|88|777|999|666|789|8888|668|868|988)(?!\d*(?:th|st))")
_CODED = re.compile(
    r"[a-z]{1,6}\d{3,}[a-z]{0,4}|\d{2,}[a-z]{1,4}\d*[a-z]{0,2}|[a-z]\d[a-z]{0,3}\d+[a-z\d]*|\d[a-z]\d+|\d[a-z]{1,2}\d{2,}|\d{2,}[a-z]{2,6}"
)
_COINED = re.compile(
    r"(?:win|vip|bet|fun|play|game|club|lucky|tiger|ae|uu|k8|bk8|ga|pg|vn)[a-z]{0,6}\d{1,4}|[a-z]{1,6}(?:win|vip|bet|play)\d{1,4}|\d{1,4}(?:win|vip|bet|play)"
)


def host_of(href: str) -> str | None:
    """The host an address leads to, in lower case, without port; None for an address inside the portal or a plain contact link."""
    address = _IGNORED.sub("", href).replace("\\", "/")
    scheme = _SCHEME.match(address)
    if scheme is None and not address.startswith("//"):
        return None
    if scheme is not None and scheme.group(1).lower() not in _PLAIN:
        return None
    rest = address[scheme.end() :] if scheme else address
    try:
        return (urlsplit("//" + rest.lstrip("/")).hostname or "").rstrip(".") or None
    except ValueError:
        return None


def host_findings(href: str, place: str, allowed: Collection[str]) -> list[Finding]:
    """What the guard says against a link. An entry of `allowed` means that host and all below it ("gov.vn")."""
    if href[:1] in ("/", "#", "?", "") and href[1:2] not in ("/", "\\", "\t", "\n", "\r") and href.isprintable():
        return []
    address = _IGNORED.sub("", href).replace("\\", "/")
    scheme = _SCHEME.match(address)
    name = scheme.group(1).lower() if scheme else ""
    if name in _HARMLESS:
        return []
    if name and name not in _PLAIN:
        return [_danger(href, place, f"dùng “{name}:”, có thể chạy mã trên máy người đọc hoặc mở tệp lạ")]
    host = host_of(href)
    if host is None:
        if name or address.startswith("//"):
            return [_danger(href, place, "không đọc được tên miền")]
        return []
    found = []
    authority = re.split(r"[/?#]", address[scheme.end() if scheme else 0 :].lstrip("/"), maxsplit=1)[0]
    if "@" in unquote(authority):
        found.append(_danger(href, place, f"có phần trước dấu @ để che tên miền thật là “{host}”"))
    if _ADDRESS.match(host) or ":" in host:
        found.append(_danger(href, place, "trỏ tới địa chỉ số (IP) thay vì tên miền"))
    elif "xn--" in host or not host.isascii():
        found.append(_danger(href, place, f"có tên miền dùng chữ giống chữ Latinh (người đọc thấy “{_shown(host)}”)"))
    if not found and not listed(host, allowed):
        found.append(_off_list(href, host, place))
    elif not found and speaks_of_gambling(host):
        found.append(_listed_all_the_same(href, host, place))
    return found


def listed(host: str, allowed: Collection[str]) -> bool:
    """Whether a host is on the list, itself or by a domain above it."""
    name = host.lower().rstrip(".")
    while name:
        if name in allowed:
            return True
        name = name.partition(".")[2]
    return False


def looks_like_gambling(host: str) -> bool:
    """Whether a host is named as gambling sites are: by their brands and words, or by digits where a name should be.

    For the wording of a message and for measuring; the list of allowed hosts decides, not this (123doc.net is honest).
    """
    if speaks_of_gambling(host):
        return True
    name = host.lower().rstrip(".")
    if _TRUSTED.search(name) or name.endswith(".vn"):
        return False
    for label in name.split(".")[:-1]:
        word = label.replace("-", "")
        digits = sum(c.isdigit() for c in word)
        if (word.isdigit() and len(word) >= 4) or _BET.search(word) or _COINED.fullmatch(word):
            return True
        if digits >= 2 and len(word) <= 14 and (_LUCKY.search(word) or _CODED.fullmatch(word)):
            return True
        if digits >= 3 and digits >= len(word) / 2:
            return True
    return False


def speaks_of_gambling(host: str) -> bool:
    """Whether a host bears a gambling brand or word; false for addresses of state and school (…gov.vn, …edu.vn)."""
    name = host.lower().rstrip(".")
    if name.endswith((".gov.vn", ".edu.vn")):
        return False
    *labels, last = name.split(".")
    if last in ("casino", "bet", "poker"):
        return True
    words = [word for label in labels for word in (*label.split("-"), label.replace("-", ""))]
    return any(_STEM.search(label) for label in labels) or any(brands.certain(w) or brands.glued(w) for w in words)


def _shown(host: str) -> str:
    try:
        shown = host.encode("ascii").decode("idna") if host.isascii() else host
    except UnicodeError:
        shown = host
    return read(shown).text


def _danger(href: str, place: str, why: str) -> Finding:
    message = (
        f"Liên kết nguy hiểm: {why}. Hãy xoá liên kết; nếu không ai ở tòa soạn đặt nó thì báo ngay bộ phận kỹ thuật."
    )
    return Finding("dangerous-link", "block", place, href[:160], message)


def _listed_all_the_same(href: str, host: str, place: str) -> Finding:
    message = (
        f"Liên kết ra “{host}”: tên miền này mang tên của trang cờ bạc, dù có trong danh sách được phép. Hãy bỏ liên kết và xem ai đã thêm "
        "tên miền ấy vào danh sách. Nếu đúng là trang chính thống (ví dụ xổ số kiến thiết) thì cần hai người duyệt và nêu lý do."
    )
    return Finding("gambling-host", "block", place, href[:160], message)


def _off_list(href: str, host: str, place: str) -> Finding:
    kind = "có dấu hiệu là trang cờ bạc và " if looks_like_gambling(host) else ""
    message = (
        f"Liên kết ra “{host}”: tên miền này {kind}không có trong danh sách được phép. Hãy bỏ liên kết, "
        "hoặc đề nghị người quản trị thêm tên miền vào danh sách nếu đây là trang chính thống."
    )
    return Finding("off-list-host", "block", place, href[:160], message)
