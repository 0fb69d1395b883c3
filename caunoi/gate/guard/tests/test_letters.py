import unicodedata

import pytest

from caunoi.gate.guard.letters import bare, read, unleet


@pytest.mark.parametrize(
    "text",
    [
        "nhа cái",
        "ｎｈà",
        "𝓷𝓱à",
        "🅽🅷à",
        "n\u200bhà",
        "nhä",
        "\u200b",
        "",
        "a\u200b",
        "Ⓝhà 🇻🇳",
        unicodedata.normalize("NFD", "Nhà cái ợ"),
    ],
)
def test_every_character_as_read_has_its_way_back(text: str) -> None:
    seen = read(text)
    assert len(seen.text) == len(seen.starts) == len(seen.ends)
    assert seen.starts == sorted(seen.starts)
    assert all(0 <= start < end <= len(text) for start, end in zip(seen.starts, seen.ends, strict=True))


def test_disguise_is_undone_and_remembered() -> None:
    seen = read("Xem nhа c\u200bái")
    assert seen.text == "xem nhа cái".replace("а", "a")
    assert seen.disguised(4, 7)
    assert not seen.disguised(0, 3)
    start, end = seen.back(4, 11)
    assert "Xem nhа c\u200bái"[start:end] == "nhа c\u200bái"


def test_decomposed_text_reads_as_composed_and_is_no_disguise() -> None:
    seen = read(unicodedata.normalize("NFD", "Thuế giá trị gia tăng"))
    assert seen.text == "thuế giá trị gia tăng"
    assert not seen.odd


def test_bare_and_unleeted_text_keep_their_length() -> None:
    text = "Đặt cược t4i x1u ở QL9, năm 2026"
    assert bare(text) == "dat cuoc t4i x1u o ql9, nam 2026"
    assert unleet("t4i x1u năm 2026") == "tai xiu năm 2026"
