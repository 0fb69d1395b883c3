"""What speaks against what a visitor is shown at a released address. Pure: the log's word comes as arguments."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from urllib.parse import unquote, urlsplit

from caunoi.ledger.verifying import HANOI
from caunoi.network.known import MOVE, RELEASE, WITHDRAWAL, Standing
from caunoi.network.watching.visitors import Seen

ALTERED, REDIRECT, CLOAKED, MISSING, ROLLED_BACK = "altered", "redirect", "cloaked", "missing", "rolled-back"
SWAPPED, UNRELEASED, HEADERS, UNREACHABLE, FINDINGS = "swapped", "unreleased", "headers", "unreachable", "findings"
BUSY: Final = (429, 503)
_EXPECTED: Final = {RELEASE: 200, WITHDRAWAL: 410, MOVE: 301}
_OWN_SOURCES: Final = frozenset(("'self'", "'none'"))
_GUARDED: Final = ("default-src", "script-src", "script-src-elem", "object-src", "form-action", "base-uri")


@dataclass(frozen=True)
class Fault:
    """Something is wrong at an address, for one visitor. `what` says it in Vietnamese; `mark` tells one such thing from another of its kind."""

    kind: str
    mark: str
    what: tuple[str, ...] = ()


def fault(
    seen: Seen,
    standing: Standing,
    stood: Callable[[str], str | None],
    holds: Callable[[str], bool],
    *,
    policy_expected: bool = False,
) -> Fault | None:
    """`stood`: digest → when these bytes were last released here; `holds`: do these bytes stand at some address?
    `policy_expected`: this portal is known to send a content security policy with its pages.
    """
    if standing.kind == MOVE:
        return _of_a_move(seen, standing, stood)
    if 300 <= seen.status < 400:
        return Fault(REDIRECT, seen.leads_to, (f"chuyển hướng {seen.status} đến {seen.leads_to or '(không rõ)'}",))
    if seen.status != _EXPECTED[standing.kind] and not (standing.kind == WITHDRAWAL and seen.status == 200):
        return Fault(MISSING, str(seen.status), (f"máy chủ trả lời {seen.status}, theo nhật ký {_state(standing)}",))
    if seen.sha256 != standing.sha256:
        return _other_bytes(seen, standing, stood, holds)
    if seen.status != _EXPECTED[standing.kind]:
        return Fault(MISSING, str(seen.status), (f"máy chủ trả lời {seen.status}, theo nhật ký {_state(standing)}",))
    said = alien_headers(seen, policy_expected=policy_expected) + _other_type(seen, standing)
    return Fault(HEADERS, "|".join(sorted(said)), tuple(said)) if said else None


def alien_headers(seen: Seen, *, policy_expected: bool = False) -> list[str]:
    """Headers that lead a reader away, follow them, or let foreign code run; no portal of ours sends them with a page."""
    said = [f"đầu trang Refresh: {seen.headers['refresh'][:160]}"] if "refresh" in seen.headers else []
    if "location" in seen.headers and not 300 <= seen.status < 400:
        said.append(f"đầu trang Location: {seen.headers['location'][:160]}")
    if "set-cookie" in seen.headers:
        said.append(f"đặt cookie {seen.headers['set-cookie'].partition('=')[0][:60]}")
    if "x-robots-tag" in seen.headers:
        said.append(f"đầu trang X-Robots-Tag: {seen.headers['x-robots-tag'][:160]}")
    own = urlsplit(seen.url).hostname
    for part in seen.headers.get("link", "").split(","):
        target = part.strip().partition(">")[0].removeprefix("<")
        if "//" in target and _host(target) != own:
            said.append(f"đầu trang Link: {part.strip()[:160]}")
    return said + _weak_policy(seen, policy_expected=policy_expected)


def _weak_policy(seen: Seen, *, policy_expected: bool) -> list[str]:
    policy = seen.headers.get("content-security-policy")
    if policy is None:
        return ["thiếu chính sách nội dung (Content-Security-Policy)"] if policy_expected and seen.is_html else []
    for directive in policy.split(";"):
        name, *sources = directive.split() or [""]
        foreign = [one for one in sources if one not in _OWN_SOURCES]
        if name.lower() in _GUARDED and foreign:
            return [f"chính sách nội dung cho phép {name} {' '.join(foreign)[:120]}"]
    return []


def _other_type(seen: Seen, standing: Standing) -> list[str]:
    shown, released = (one.partition(";")[0].strip().lower() for one in (seen.media_type, standing.media_type))
    active = ("text/html", "application/xhtml+xml", "image/svg+xml", "text/javascript", "application/javascript")
    if released and shown in active and shown != released and not (shown.endswith("script") and "script" in released):
        return [f"gửi dưới dạng {shown}, bản phát hành là {released}"]
    return []


def _of_a_move(seen: Seen, standing: Standing, stood: Callable[[str], str | None]) -> Fault | None:
    if 300 <= seen.status < 400:
        there = urlsplit(seen.leads_to)
        if not seen.leads_out and unquote(there.path) == unquote(standing.target):
            said = alien_headers(seen)
            return Fault(HEADERS, "|".join(sorted(said)), tuple(said)) if said else None
        return Fault(
            REDIRECT,
            seen.leads_to,
            (f"chuyển hướng đến {seen.leads_to or '(không rõ)'}, theo nhật ký phải đến {standing.target}",),
        )
    if seen.status == 200:
        at = stood(seen.sha256)
        if at:
            return Fault(ROLLED_BACK, seen.sha256, (f"hiện lại bản phát hành lúc {moment(at)}, trang đã chuyển đi",))
        return Fault(ALTERED, seen.sha256, (f"có nội dung, theo nhật ký trang đã chuyển đến {standing.target}",))
    return Fault(MISSING, str(seen.status), (f"máy chủ trả lời {seen.status}, theo nhật ký {_state(standing)}",))


def _other_bytes(
    seen: Seen, standing: Standing, stood: Callable[[str], str | None], holds: Callable[[str], bool]
) -> Fault:
    at = stood(seen.sha256)
    if at and standing.kind == WITHDRAWAL:
        return Fault(ROLLED_BACK, seen.sha256, (f"trang đã gỡ hiện lại như bản phát hành lúc {moment(at)}",))
    if at:
        return Fault(
            ROLLED_BACK,
            seen.sha256,
            (f"hiện lại bản cũ phát hành lúc {moment(at)}, bản đúng là bản lúc {moment(standing.at)}",),
        )
    if holds(seen.sha256):
        return Fault(SWAPPED, seen.sha256, ("hiện nội dung đã phát hành ở một địa chỉ khác",))
    return Fault(ALTERED, seen.sha256, ())


def _state(standing: Standing) -> str:
    told = {RELEASE: "đang có trang", WITHDRAWAL: "trang đã gỡ", MOVE: f"trang đã chuyển đến {standing.target}"}
    return told[standing.kind]


def _host(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


def moment(at: str) -> str:
    """A moment in Hanoi, from ISO 8601."""
    try:
        read = datetime.fromisoformat(at)
    except ValueError:
        return "(không rõ)"
    return f"{read.replace(tzinfo=read.tzinfo or UTC).astimezone(HANOI):%H:%M:%S ngày %d/%m/%Y}"
