"""What was asked and what was answered, kept as WARC (ISO 28500): the first step of the incident card is to keep it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from caunoi import __version__
from caunoi.network.watching.visitors import KEPT, Seen

FOLDER: Final = "evidence"


def kept(folder: Path, name: str, shown: Iterable[tuple[str, Seen]]) -> str:
    """Write request and response of each (visitor, answer) to a file of their own, whole before it has its name. Returns its name below `folder`."""
    plain = re.sub(r"[^a-z0-9-]+", "-", name.lower()).strip("-")[:60] or "trang"
    path = folder / FOLDER / f"{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}-{plain}.warc.gz"
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.part")
    with open(half, "wb") as file:
        writer = WARCWriter(file, gzip=True)
        about = {"software": f"caunoi {__version__}", "format": "WARC File Format 1.1"}
        writer.write_record(writer.create_warcinfo_record(path.name, about))
        for visitor, seen in shown:
            _pair(writer, visitor, seen)
        file.flush()
        os.fsync(file.fileno())
    os.replace(half, path)
    return f"{FOLDER}/{path.name}"


def _pair(writer: WARCWriter, visitor: str, seen: Seen) -> None:
    parts = urlsplit(seen.url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    asked = StatusAndHeaders(f"GET {path} HTTP/1.1", [("Host", parts.netloc), *seen.sent.items()], is_http_request=True)
    answered = StatusAndHeaders(f"{seen.status} {seen.reason}".strip(), list(seen.pairs), protocol="HTTP/1.1")
    when = datetime.fromtimestamp(seen.asked, UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    about = {"WARC-Date": when, "X-Caunoi-Visitor": visitor}
    cut = {"WARC-Truncated": "length"} if len(seen.raw) >= KEPT else {}
    response = writer.create_warc_record(
        seen.url, "response", payload=BytesIO(seen.raw), http_headers=answered, warc_headers_dict=about | cut
    )
    request = writer.create_warc_record(seen.url, "request", http_headers=asked, warc_headers_dict=dict(about))
    writer.write_request_response_pair(request, response)
