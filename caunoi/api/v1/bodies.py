"""From the bytes of a request to what it says: JSON, alone or beside files."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from caunoi.api.problems import TOO_LARGE, Problem
from caunoi.api.shapes import Thing, from_query, read
from caunoi.api.v1.asking import Operation
from caunoi.ground.uploads.rules import LARGEST_TOTAL

LARGEST_JSON = 4 * 1024**2
_LARGEST_FORM = LARGEST_TOTAL + 3 * 1024**2


def said_by(request: HttpRequest, operation: Operation) -> tuple[dict[str, Any], tuple[UploadedFile[bytes], ...]]:
    """What the body says, and the files beside it. Raises Problem for what cannot be read or is not as it should be."""
    if operation.takes is None:
        return {}, ()
    if operation.files and request.content_type == "multipart/form-data":
        return _form(request, operation.takes)
    if request.content_type != "application/json":
        taken = "application/json hoặc multipart/form-data" if operation.files else "application/json"
        raise Problem("media-type", f"Gửi nội dung với Content-Type {taken}.")
    return _checked(operation.takes, parsed(_bytes(request))), ()


def query_of(request: HttpRequest, operation: Operation) -> dict[str, Any]:
    """What stands behind the question mark."""
    if operation.query is None:
        return {}
    said, wrong = from_query(operation.query, request.GET.dict())
    if wrong:
        raise Problem("invalid", "Tham số chưa đúng.", wrong=wrong)
    return said


def parsed(text: bytes) -> Any:
    """The value of a JSON text in UTF-8, by the letter of RFC 8259."""
    try:
        return json.loads(text.decode("utf-8"), parse_constant=_no_number)
    except RecursionError:
        raise Problem("unreadable", "JSON lồng nhau quá sâu.") from None
    except ValueError:
        raise Problem("unreadable", "Nội dung không phải JSON hợp lệ, mã UTF-8.") from None


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def _bytes(request: HttpRequest) -> bytes:
    text = request.read(LARGEST_JSON + 1)
    if len(text) > LARGEST_JSON:
        raise Problem("too-large", TOO_LARGE)
    return text


def _form(request: HttpRequest, takes: Thing) -> tuple[dict[str, Any], tuple[UploadedFile[bytes], ...]]:
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > _LARGEST_FORM:
        raise Problem("too-large", TOO_LARGE)
    beside = request.FILES.getlist("data")  # a client may well give the part a file name
    text = beside[0].read() if beside else request.POST.get("data", "").encode("utf-8", "replace")
    return _checked(takes, parsed(text)), tuple(request.FILES.getlist("files"))


def _checked(takes: Thing, value: Any) -> dict[str, Any]:
    said, wrong = read(takes, value)
    if wrong:
        raise Problem("invalid", "Có trường chưa đúng; xem errors.", wrong=wrong)
    return dict(said)
