"""What goes wrong, told as RFC 9457 (problem+json), with a Vietnamese `detail` that says what to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import (
    BadRequest,
    ImproperlyConfigured,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
)
from django.http import HttpResponse, JsonResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError

from caunoi.ground.refused import Refused

MEDIA_TYPE: Final = "application/problem+json; charset=utf-8"
# key → status and title; the key is the fragment of the problem's type, under which the page /api/v1/ explains it.
KINDS: Final[dict[str, tuple[int, str]]] = {
    "unreadable": (400, "Không đọc được yêu cầu"),
    "invalid": (422, "Có trường chưa đúng"),
    "refused": (422, "Quy định không cho phép"),
    "secret-needed": (401, "Cần mã bí mật của hồ sơ"),
    "secret-wrong": (403, "Mã hồ sơ hoặc mã bí mật không đúng"),
    "key-wrong": (403, "Khóa API không đúng"),
    "other-site": (403, "Trang web khác không được gửi thay người đọc"),
    "not-found": (404, "Không có địa chỉ này"),
    "method": (405, "Địa chỉ này không nhận phương thức đó"),
    "conflict": (409, "Hồ sơ không còn ở bước đó"),
    "too-large": (413, "Nội dung gửi lên quá lớn"),
    "media-type": (415, "Không nhận kiểu nội dung này"),
    "too-many": (429, "Gửi quá nhiều lần"),
}
TOO_LARGE: Final = "Nội dung gửi lên quá lớn hoặc quá nhiều phần. Rút ngắn, hoặc gửi tệp bằng multipart/form-data."
CUT_SHORT: Final = "Kết nối bị ngắt khi đang gửi nên Cổng chưa nhận được gì. Gửi lại với cùng Idempotency-Key."
NOT_READ: Final = "Cổng không đọc được nội dung vừa gửi. Xem lại kiểu nội dung, bảng mã (UTF-8) và cú pháp."


class Problem(Exception):
    """One problem of one request; `wrong` is what is wrong by field."""

    def __init__(
        self, kind: str, detail: str, *, wrong: Mapping[str, str] | None = None, details: tuple[str, ...] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(detail)
        self.kind, self.detail, self.details = kind, detail, details
        self.status, self.title = KINDS[kind]
        self.wrong, self.headers = dict(wrong or {}), dict(headers or {})

    def response(self) -> HttpResponse:
        """As the RFC has it; `errors` is an array of {pointer, detail} as in its own example."""
        body: dict[str, Any] = {
            "type": f"{settings.BASE_URL}/api/v1/#{self.kind}", "title": self.title, "status": self.status, "detail": self.detail,
        }  # fmt: skip
        errors = [{"pointer": f"#{place}", "detail": said} for place, said in self.wrong.items()]
        errors += [{"detail": said} for said in self.details]
        if errors:
            body["errors"] = errors
        return JsonResponse(
            body,
            status=self.status,
            content_type=MEDIA_TYPE,
            headers=self.headers,
            json_dumps_params={"ensure_ascii": False},
        )


View = Callable[[], HttpResponse]


def caught(view: View) -> HttpResponse | Problem:
    """What the view answers, or what kept it from it: nothing that a client sends is a bug of ours."""
    try:
        return view()
    except Problem as problem:
        return problem
    except Refused as reason:
        return Problem("refused", reason.reason, details=reason.details)
    except RequestDataTooBig:
        return Problem("too-large", TOO_LARGE)
    except UnreadablePostError:
        return Problem("unreadable", CUT_SHORT)
    except SuspiciousOperation:
        return Problem("too-large", TOO_LARGE)
    except (BadRequest, MultiPartParserError):
        return Problem("unreadable", NOT_READ)
    except (PermissionDenied, ImproperlyConfigured):  # an X-Forwarded-For that no proxy of ours wrote
        return Problem("unreadable", "Không xác định được địa chỉ của máy gửi.")
