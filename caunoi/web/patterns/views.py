"""/_mau/: one page with everything on it."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from caunoi.web import dynamic
from caunoi.web.assets import assets
from caunoi.web.patterns import colours

_MONTHS = [{"title": f"Tháng {month}/2026", "href": f"#thang-{month}"} for month in (11, 10, 9, 8)]
_CARD = {
    "region_id": "article:1", "href": "#the", "title": "Khánh thành cầu Suối Biếc, đường ra chợ ngắn lại chín cây số", "image": None,
    "lead": "Cầu dài 86 mét, làm trong mười một tháng; từ nay bà con ba thôn bên kia suối ra chợ Nà Hoa không phải vòng qua đèo.",
    "date": "20/11/2026", "iso": "2026-11-20T08:00:00+07:00",
}  # fmt: skip
_STEPS = (
    ("Cơ quan đã trả lời", "16:20, thứ Sáu, 20/11/2026"),
    ("Chuyển Sở Xây dựng giải quyết", "09:05, thứ Ba, 17/11/2026"),
    ("Cổng đã tiếp nhận", "20:41, thứ Hai, 16/11/2026"),
)
_WRONG = {"mau-loi": "Số điện thoại thiếu chữ số. Ghi đủ 10 số, ví dụ 0912 345 678."}


@dynamic.public
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    context: dict[str, Any] = {
        "dresses": _dresses(), "card": _CARD, "months": _MONTHS, "steps": _STEPS, "wrong": _WRONG,
        "summary": [("mau-loi", "mau-loi", _WRONG["mau-loi"])],
    }  # fmt: skip
    return dynamic.page(request, "patterns/index.html", context, title="Mẫu giao diện", findable=True)


@cache
def _dresses() -> list[tuple[str, list[colours.Pair]]]:
    found = colours.tokens(assets()["site.css"].data.decode())
    return [(said, colours.pairs(found[name])) for name, said in colours.DRESSES.items()]
