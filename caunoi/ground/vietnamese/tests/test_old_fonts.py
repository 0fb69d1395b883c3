"""Letters of old fonts are known for what they are, and Vietnamese in Unicode never is taken for them."""

from __future__ import annotations

import pytest

from caunoi.demo.data import articles
from caunoi.ground.vietnamese.old_fonts import old_font

TCVN3 = (
    "Céng hßa x· héi chñ nghÜa ViÖt Nam",
    "§éc lËp - Tù do - H¹nh phóc",
    "Uû ban nh©n d©n tØnh th«ng b¸o kÕt luËn cña Chñ tÞch tØnh t¹i cuéc häp",
    "Së N«ng nghiÖp vµ M«i tr­êng",
)
VNI = (
    "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam",
    "Ñoäc laäp - Töï do - Haïnh phuùc",
    "Uûy ban nhaân daân tænh thoâng baùo keát luaän cuûa Chuû tòch tænh",
)
UNICODE = (
    "Cộng hòa xã hội chủ nghĩa Việt Nam",
    "Hoà bình, xoá đói, khoẻ mạnh, thuý, quý, ngoài ra oà oá",
    "El Niño, señor, Café, Dvořák, Müller, naïve, São Paulo, Ðà Nẵng",
    "Diện tích 25 m², nhiệt độ 30°C, giá 5·10³ đồng, © 2026, 20±1",
    "Größe, Übermut, façade, coöperation",
    "",
)


@pytest.mark.parametrize("text", TCVN3)
def test_tcvn3_is_known(text: str) -> None:
    assert (old_font(f"Một dòng đúng.\n{text}\nMột dòng đúng.") or ("",))[0] == "TCVN3"


@pytest.mark.parametrize("text", VNI)
def test_vni_is_known(text: str) -> None:
    assert (old_font(text) or ("",))[0] == "VNI"


@pytest.mark.parametrize("text", UNICODE)
def test_unicode_is_left_in_peace(text: str) -> None:
    assert old_font(text) is None


def test_no_text_of_the_demo_is_taken_for_one() -> None:
    for row in articles():
        for text in (row["title"], row["lead"], *(str(block) for block in row["body"])):
            assert old_font(text) is None, text
