from __future__ import annotations

import pytest

from caunoi.gate.guard.addresses import address_findings, link_says_otherwise

ALLOWED = frozenset(("gov.vn", "chinhphu.vn", "vbpl.vn"))


@pytest.mark.parametrize(
    "text",
    [
        "Nhận quà tại bit.ly/qua-tang",
        "vào kimtalo chấm com nhận thưởng",
        "xem moonbay[.]club và moonbay(dot)vip",
        "Cập nhật tại vneid-capnhat.top",
        "Nộp phạt: https://csgt-tracuu.vip/nop",
        "vào dichvucong-gov.vn",
        "Tra cứu tại https://xn--dchvucong-gov-m9a.com",
        "đăng ký nohu88.com",
    ],
)
def test_a_trap_written_as_words_is_blocked(text: str) -> None:
    assert "block" in {one.severity for one in address_findings(text, "main", ALLOWED)}


@pytest.mark.parametrize(
    "text", ["Theo vnexpress.net đưa tin", "Không dùng bit.ly trong văn bản", "Báo congan.com.vn đưa tin"]
)
def test_another_address_off_the_list_is_a_reminder(text: str) -> None:
    assert {one.severity for one in address_findings(text, "main", ALLOWED)} == {"warn"}


@pytest.mark.parametrize(
    "text",
    [
        "Tra cứu tại https://vbpl.vn hoặc congbao.chinhphu.vn; thư vanphong@maytrang.gov.vn; tệp mau-01.docx.",
        "TP.Hồ Chí Minh, TT.Yên Bình, 1.200.000 đồng, v.v. và giám khảo chấm in lại bài.",
    ],
)
def test_honest_words_are_no_addresses(text: str) -> None:
    assert address_findings(text, "main", ALLOWED) == []


@pytest.mark.parametrize(
    ("shown", "href", "severity"),
    [
        ("dichvucong.gov.vn", "https://vidu.gov.vn/x", ["block"]),
        ("https://kimtalo.top", "/tin/x", ["warn"]),
        ("dichvucong.gov.vn", "https://www.dichvucong.gov.vn/p", []),
        ("ubnd@maytrang.gov.vn", "mailto:ubnd@maytrang.gov.vn", []),
        ("Cổng dịch vụ công", "https://dichvucong.gov.vn/", []),
    ],
)
def test_a_link_leads_where_its_words_say(shown: str, href: str, severity: list[str]) -> None:
    assert [one.severity for one in link_says_otherwise(shown, href, "main")] == severity
