"""Mail addresses, also disguised ones, and links to a person's page on a social network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from caunoi.inbound.masking.claims import Claim
from caunoi.inbound.masking.context import Context
from caunoi.inbound.masking.reading import Reading

_OF_AGENCY: Final = " Có vẻ là của cơ quan: nếu đã công bố công khai thì để nguyên."
_NETWORKS = r"(?:facebook|fb|instagram|tiktok|twitter|x|youtube|linkedin|threads)\.com|fb\.me|m\.me|t\.me|zalo\.me|wa\.me|fb\.com"
_LINK = re.compile(rf"(?<![\w.@])(?:https?://)?(?:[a-z\-]{{1,8}}\.)?(?:{_NETWORKS})/[^\s<>\"'”)\]]{{2,400}}")
_WEB = re.compile(r"(?:https?://|www\.)[^\s<>\"”]{3,2000}")
_PUBLIC_PAGE = re.compile(
    r"ubnd|hdnd|congan|chinhquyen|chinhphu|gov|thongtin|baohiem|tinhdoan|trungtam|sotu|/groups/|/pages/|/watch|/share"
)
_STATE = re.compile(r"gov[ .]{1,3}vn|gov cham vn|(?:chinhphu|quochoi|dcs|moet|mofa)\.vn")
_NICK = re.compile(
    r"(?<![^\W_]|[/.\-])(?:facebook|fb|face|nick|zalo|telegram|instagram|tiktok|skype)(?=[ :=@])"
    r"(?: (?:cua (?:toi|em|minh)|ca nhan|la))?[ ]?[:=@]?[ ]?"
    r"(?P<nick>@?(?=[a-z0-9._]{0,30}[a-z])(?=[a-z0-9._]{0,30}[0-9._])[a-z0-9][a-z0-9._]{3,40}[a-z0-9])(?![^\W_])"
)
_AT = re.compile(
    r"[ ]?(?:@|[\[({<] ?(?:at|a cong|acong|a_cong) ?[\])}>]|(?<![^\W_])(?:a cong|a-cong|acong|a moc)(?=[ \w])|(?<= )at(?= ))[ ]?"
)
_LOCAL = re.compile(r"[a-z0-9][a-z0-9._%+\-]{0,63}$")
_LOCAL_SPELLED = re.compile(r"(?:[a-z0-9_\-]{1,32}(?: cham | dot |\(dot\)|\[dot\]| gach duoi )){1,3}[a-z0-9_\-]{1,32}$")
_DOT = r"(?:[ ]?\.[ ]?|[ ]?[\[({] ?(?:dot|cham) ?[\])}][ ]?| (?:cham|dot) )"
_ENDING = r"(?:com|vn|net|org|edu|gov|info|io|co|me|asia|biz|us|jp|kr|de|fr)"
_DOMAIN = re.compile(
    rf"[a-z0-9\-]{{1,40}}(?:{_DOT}[a-z0-9\-]{{1,40}}){{0,3}}?{_DOT}{_ENDING}(?:\.vn)?(?![^\W_])|"
    r"(?:gmail|g mail|yahoo|hotmail|outlook|icloud)(?![^\W_])"
)
_NO_AT = re.compile(
    r"(?<![\w.@/])[a-z][a-z0-9._]{3,40}[ .]?(?:gmail|yahoo|hotmail|outlook|icloud)(?: ?\. ?| cham )com(?![^\W_])"
)


def contact_claims(reading: Reading, context: Context) -> Iterator[Claim]:
    """Linear: each sign for "at" is looked at once, with bounded reach to both sides."""
    bare = reading.bare
    for found in _AT.finditer(bare):
        domain = _DOMAIN.match(bare, found.end())
        local = _before(bare, found.start()) if domain else None
        if domain is None or local is None:
            continue
        where = bare[found.end() : domain.end()]
        disguised = "@" not in found[0] or " " in found[0]
        if _STATE.search(where) or context.speaker(local) == "agency":
            yield Claim(local, domain.end(), "email", "likely", "Địa chỉ thư điện tử." + _OF_AGENCY)
        else:
            yield Claim(
                local, domain.end(), "email", "sure", "Địa chỉ thư điện tử" + (" viết tránh." if disguised else ".")
            )
    for found in _NO_AT.finditer(bare):
        yield Claim(*found.span(), "email", "likely", "Có thể là địa chỉ thư điện tử viết thiếu ký hiệu @.")
    for found in _LINK.finditer(bare):
        end = found.start() + len(found[0].rstrip(".,;:!?"))
        if _PUBLIC_PAGE.search(found[0]):
            yield Claim(found.start(), end, "profile", "likely", "Trang trên mạng xã hội." + _OF_AGENCY)
        else:
            yield Claim(found.start(), end, "profile", "sure", "Liên kết đến trang cá nhân trên mạng xã hội.")
    for found in _NICK.finditer(bare):
        if bare[found.end("nick") : found.end("nick") + 1] != "/" and not found["nick"].isdigit():
            yield Claim(*found.span("nick"), "profile", "likely", "Có thể là tên tài khoản mạng xã hội của một người.")


def web_spans(reading: Reading) -> list[tuple[int, int]]:
    """Web and mail addresses, in order: the digits in them are no numbers of their own."""
    return [found.span() for found in _WEB.finditer(reading.bare)]


def _before(bare: str, end: int) -> int | None:
    """Where the part of a mail address before the sign begins."""
    window = bare[max(0, end - 100) : end]
    found = _LOCAL_SPELLED.search(window) or _LOCAL.search(window)
    if not found:
        return None
    return end - len(window) + found.start()
