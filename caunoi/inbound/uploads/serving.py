"""Handing a file from the quarantine to staff: to take away, never to be shown as a page of ours."""

from __future__ import annotations

import hashlib

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from caunoi.ground.refused import Refused
from caunoi.ground.uploads import kinds
from caunoi.ground.uploads.names import clean_name, extension_of, with_extension
from caunoi.inbound.uploads import quarantine

_EXTENSIONS = {kind.media_type: kind.extensions for kind in kinds.KINDS}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
}


def download_response(stored: quarantine.StoredFile, name: str) -> HttpResponse:
    """The file as an attachment. The caller has made sure that this person may see the case. Refused when it is not what was stored."""
    data = quarantine.read(stored.id)
    if hashlib.sha256(data).hexdigest() != stored.sha256:
        raise Refused("Tệp trong kho cách ly không phải tệp đã nhận cùng hồ sơ này. Hãy báo quản trị viên.")
    known = _EXTENSIONS.get(stored.media_type, ())
    shown = clean_name(name)
    if known and extension_of(shown) not in known:
        shown = with_extension(shown, known[0])
    response = HttpResponse(data, content_type=stored.media_type if known else "application/octet-stream")
    disposition = content_disposition_header(as_attachment=True, filename=shown)
    response["Content-Disposition"] = disposition or "attachment"
    for header, value in HEADERS.items():
        response[header] = value
    return response
