"""Which media type an address has; one table for the embedded server and for nginx."""

from __future__ import annotations

TEXT = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "svg": "image/svg+xml",
    "xml": "application/xml",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "webmanifest": "application/manifest+json",
    "ics": "text/calendar",
    "txt": "text/plain",
    "csv": "text/csv",
}
MEDIA = {
    "woff2": "font/woff2",
    "webp": "image/webp",
    "avif": "image/avif",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "ico": "image/x-icon",
    "pdf": "application/pdf",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "zip": "application/zip",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
# By file name: the endings alone do not tell a feed from any other XML or JSON.
NAMED = {
    "rss.xml": "application/rss+xml",
    "atom.xml": "application/atom+xml",
    "feed.json": "application/feed+json",
}
UPLOADS = "/tep/"
# The public log (C2SP tlog-tiles): its tiles and bundles are bytes, its head and its key are text.
LOG = "/.well-known/caunoi/log/"
LOG_NOTES = (LOG + "checkpoint", LOG + "vkey", LOG + "keys", LOG + "witnesses")
UNKNOWN = "application/octet-stream"
# What someone uploaded may be looked at only if no browser can run it: these never keep their own type below /tep/,
# and with `nosniff` no page can load them as script or style either.
ACTIVE = frozenset({"html", "css", "js", "svg", "xml", "json", "jsonl", "webmanifest"})


def media_type(name: str) -> str:
    """The Content-Type of the file at this path ("/a/b/index.html"), with `charset=utf-8` where it is text."""
    last = name.rpartition("/")[2]
    if name in LOG_NOTES:
        return "text/plain; charset=utf-8"
    ending = last.rpartition(".")[2].lower() if "." in last else ""
    if name.startswith(UPLOADS) and ending in ACTIVE:
        return UNKNOWN
    plain = NAMED.get(last) or TEXT.get(ending)
    if plain is not None:
        return plain + "; charset=utf-8"
    return MEDIA.get(ending, UNKNOWN)


def has_twins(content_type: str) -> bool:
    """Whether a file of this type is text, and so has compressed twins and no byte ranges."""
    return content_type.endswith("; charset=utf-8")
