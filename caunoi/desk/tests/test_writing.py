"""What an editor is told while writing."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from caunoi.desk import writing
from caunoi.ground.people.models import User
from tests.province import Province


@pytest.fixture(autouse=True)
def _one_factor(settings: Any) -> None:
    settings.DEMO = True  # nobody is asked for a second factor


def ask(user: User | None, *pieces: dict[str, Any], strict: bool = False) -> Any:
    browser = Client(enforce_csrf_checks=strict)
    if user is not None:
        browser.force_login(user)
    return browser.post(reverse("desk_look"), json.dumps({"pieces": pieces}), content_type="application/json")


def test_a_finding_comes_with_its_field_and_the_words_around_it(province: Province) -> None:
    text = "Sáng nay trời đẹp.\nTheo quyết định, nhà cái uy tín nổ hũ đổi thưởng ban hành kế hoạch."
    (one,) = ask(province.mai, {"field": "lead", "text": text}, {"field": "title", "text": "Họp báo"}).json()[
        "findings"
    ]
    assert (one["field"], one["rule"], one["severity"]) == ("lead", "gambling-text", "block")
    assert one["before"] == "Theo quyết định, " and one["after"].startswith(" ban hành")
    assert one["before"] + one["stood"] + one["after"] == text.split("\n")[1]


def test_links_and_addresses_are_judged_by_the_list_of_the_shell(province: Province) -> None:
    piece = {
        "field": "body",
        "text": "Xem kimtalo.top",
        "links": ["https://kimtalo.top/", "https://cong.gov.vn/", "/tin/"],
    }
    found = ask(province.mai, piece).json()["findings"]
    assert sorted(one["rule"] for one in found) == ["address-in-text", "off-list-host"]


def test_an_honest_text_is_left_in_peace(province: Province) -> None:
    assert ask(province.mai, {"field": "lead", "text": "Chủ tịch tỉnh tiếp công dân ngày 5/12."}).json() == {
        "findings": []
    }


def test_only_the_newsroom_asks_and_only_from_its_own_form(province: Province) -> None:
    piece = {"field": "lead", "text": "nhà cái uy tín"}
    assert ask(None, piece).status_code == 302
    assert ask(province.mai, piece).status_code == 200
    assert ask(province.mai, piece, strict=True).status_code == 403


def test_what_is_too_long_or_makes_no_sense_is_turned_away(province: Province) -> None:
    assert ask(province.mai, {"field": "lead", "text": "a" * (writing.MOST + 1)}).status_code == 413
    assert ask(province.mai, {"text": "a"}).status_code == 400


def test_a_clerk_is_told_of_lures_in_what_a_citizen_sent_and_of_nothing_in_a_plain_question() -> None:
    lure = "Hỏi đất đai. Cần vốn: vay nóng không thế chấp, giải ngân 15 phút, Zalo 0901234567, vào bit.ly/vay-nong"
    assert {one.rule for one in writing.told_of_a_citizen(lure)} == {"loan-text", "address-in-text"}
    assert writing.told_of_a_citizen("Tôi nộp hồ sơ qua dichvucong.gov.vn, điện thoại 0912345678. Khi nào có sổ?") == []
