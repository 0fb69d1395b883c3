"""What is answered in place of a dynamic address: when the program behind it fails, and while the portal can only be read.

People get a released page (approved words, in the log like every other), programs a problem of RFC 9457. Before the first release, or
when the page is missing, one plain sentence.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final

from caunoi.web.serve.addresses import FAILED, READ_ONLY
from caunoi.web.serve.headers import Headers

# Asked by programs, which read no pages.
MACHINES: Final = ("/api/", "/open311/")
# The file in the data folder that closes everything but released pages, for as long as it is there.
FLAG: Final = "read-only"
PROBLEM: Final = "application/problem+json; charset=utf-8"
PLAIN: Final = "text/plain; charset=utf-8"
HTML: Final = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Closed:
    """One way of not answering: the status, the released page for it, the same in a sentence."""

    status: str
    page: str
    sentence: str
    headers: Headers

    def answer(self, path: str, page: bytes | None) -> tuple[bytes, str]:
        """Body and content type for an address. `page` is the released page, None when there is none."""
        if path.startswith(MACHINES):
            number, _, title = self.status.partition(" ")
            told = {"type": "about:blank", "title": title, "status": int(number), "detail": self.sentence}
            return json.dumps(told, ensure_ascii=False).encode(), PROBLEM
        if page is None:
            return f"{self.sentence}\n".encode(), PLAIN
        return page, HTML


_KEPT_BY_NOBODY: Final = ("Cache-Control", "no-store")
BROKEN: Final = Closed(
    "500 Internal Server Error",
    FAILED,
    "Cổng đang gặp sự cố, chưa trả lời được yêu cầu này. Xin thử lại sau ít phút. Các trang đã đăng vẫn đọc được.",
    [_KEPT_BY_NOBODY],
)
# RFC 9110, 15.6.4: when to come back, in seconds.
ONLY_READ: Final = Closed(
    "503 Service Unavailable",
    READ_ONLY,
    "Cổng tạm thời chỉ đọc được: gửi ý kiến, theo dõi hồ sơ, tra cứu và đăng nhập chưa dùng được. Xin thử lại sau.",
    [_KEPT_BY_NOBODY, ("Retry-After", "600")],
)
