"""Colours can be told apart in every dress, and the page of patterns shows the parts that the portal is made of."""

from __future__ import annotations

import pytest
from django.test import Client

from caunoi.web.assets import assets
from caunoi.web.patterns import colours

CSS = assets()["site.css"].data.decode()


@pytest.mark.parametrize("dress", colours.DRESSES)
def test_every_ink_can_be_read_on_its_paper(dress: str) -> None:
    found = colours.pairs(colours.tokens(CSS)[dress])
    assert [f"{one.ink} on {one.paper}: {one.contrast:.2f}" for one in found if not one.is_enough] == []


def test_the_reader_and_the_system_ask_for_the_same_darkness() -> None:
    light = colours.tokens(CSS)["light"]
    assert light | colours.system_dark(CSS) == colours.tokens(CSS)["dark"]


@pytest.mark.parametrize(("one", "other", "ratio"), [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48)])
def test_contrast_is_reckoned_as_wcag_says(one: str, other: str, ratio: float) -> None:
    assert colours.contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert colours.contrast(other, one) == colours.contrast(one, other)


@pytest.mark.django_db
def test_the_page_of_patterns_shows_every_part(client: Client) -> None:
    answer = client.get("/_mau/")
    assert answer.status_code == 200
    said = answer.content.decode()
    for part in (
        "Màu",
        "Chữ",
        "Nút",
        "Biểu mẫu",
        "Thông báo",
        "Thẻ tin",
        "Bảng",
        "Dòng thời gian",
        "Theo tháng",
        "Thẻ chuyển",
    ):
        assert f">{part}</h2>" in said, part
    assert client.get("/_mau/khac/").status_code == 404
