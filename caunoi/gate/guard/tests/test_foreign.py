from __future__ import annotations

import pytest

from caunoi.gate.guard.text import text_findings


@pytest.mark.parametrize(
    "text",
    [
        "线上赌场 注册送彩金",
        "슬롯 카지노 가입",
        "เว็บตรง สล็อต แตกง่าย",
        "situs slot gacor hari ini",
        "Cheap Viagra without prescription",
    ],
)
def test_trades_in_other_languages_are_blocked(text: str) -> None:
    assert "block" in {one.severity for one in text_findings(text, "") if one.rule == "foreign-advertising"}


def test_a_report_about_them_is_a_reminder() -> None:
    found = text_findings("Công an thu giữ 2.000 viên Viagra giả.", "")
    assert [(one.rule, one.severity) for one in found] == [("foreign-advertising", "warn")]


@pytest.mark.parametrize(
    "text",
    ["云南省代表团 thăm tỉnh", "Đoàn 경상북도", "Slot of the meeting: 9 a.m.; bonus points", "Hoạt động đối ngoại"],
)
def test_other_languages_as_such_are_no_finding(text: str) -> None:
    assert text_findings(text, "") == []
