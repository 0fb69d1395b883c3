"""The headers of every public answer, in one place: the embedded server and the nginx profile both take them from
here.
"""

from __future__ import annotations

from collections.abc import Iterable

from caunoi.web.serve.media_types import UPLOADS

Headers = list[tuple[str, str]]

# Video is shown in a frame from these hosts only; the players that set no cookie before the reader presses play.
VIDEO_HOSTS = ("https://www.youtube-nocookie.com", "https://player.vimeo.com")

# The name of such a file changes with its bytes, so no copy of it is ever out of date.
HASHED = ("/giao-dien/", UPLOADS)
# What no browser opens as a document: of the security headers two mean something there, and forty pictures feel the others' weight.
PARTS = (".webp", ".woff2", ".css", ".js")
IMMUTABLE = "public, max-age=31536000, immutable"
# Anyone may keep a copy but must ask each time whether it still stands (a 304 costs 200 bytes): a correction or a
# withdrawal has to reach every reader at once, and no cache between us and them can be told to forget.
REVALIDATE = "public, max-age=0, must-revalidate"

# Two years, as the preload lists ask; sent over https only (RFC 6797, 7.2).
HSTS = ("Strict-Transport-Security", "max-age=63072000; includeSubDomains")


def content_security_policy(video_hosts: Iterable[str] = VIDEO_HOSTS) -> str:
    """The policy of public pages: our own files only, nothing inline, framed by nobody."""
    return "; ".join(
        (
            "default-src 'none'",
            "style-src 'self'",
            "script-src 'self'",
            "img-src 'self'",
            "font-src 'self'",
            "media-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "frame-src " + (" ".join(video_hosts) or "'none'"),
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )


def security(path: str, *, video_hosts: Iterable[str] = VIDEO_HOSTS) -> Headers:
    """The security headers of a public answer at this path (without HSTS, which depends on the connection).

    Uploaded pictures may be shown by other sites (feed readers, other portals), everything else belongs to this
    origin alone.
    """
    shared = ("Cross-Origin-Resource-Policy", "cross-origin" if path.startswith(UPLOADS) else "same-origin")
    if path.startswith(HASHED) and path.endswith(PARTS):
        return [("X-Content-Type-Options", "nosniff"), shared]
    return [
        ("Content-Security-Policy", content_security_policy(video_hosts)),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        shared,
    ]


def cache_control(path: str) -> str:
    """How long a copy of what lies at this path may be kept."""
    return IMMUTABLE if path.startswith(HASHED) else REVALIDATE
