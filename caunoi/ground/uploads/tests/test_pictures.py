from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import pytest
from PIL import Image

from caunoi.ground.refused import Refused
from caunoi.ground.uploads import kinds
from caunoi.ground.uploads.rules import examine
from caunoi.ground.uploads.tests import made

_GPS, _MAKE, _ORIENTATION = 0x8825, 0x010F, 0x0112


def with_position(form: str, **options: Any) -> bytes:
    exif = Image.Exif()
    exif[_MAKE] = "Telephone of Lan"
    exif[_ORIENTATION] = 6
    exif.get_ifd(_GPS)[2] = (10.0, 1.0, 55.5)
    return made.picture(form, exif=exif, **options)


def opened(data: bytes) -> Image.Image:
    one = Image.open(io.BytesIO(data))
    one.load()
    return one


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_where_and_with_what_a_picture_was_taken_is_not_kept(form: str) -> None:
    sent = with_position(
        form, icc_profile=b"profile of Lan's telephone", **({"comment": "Lan"} if form == "JPEG" else {})
    )
    assert opened(sent).getexif().get_ifd(_GPS) and b"Lan" in sent
    kept = examine("a.jpg", sent).data
    assert not opened(kept).getexif() and b"Lan" not in kept
    assert "icc_profile" not in opened(kept).info and "comment" not in opened(kept).info


def test_a_picture_stands_upright_and_shows_the_same() -> None:
    sent = with_position("JPEG", size=(64, 48), quality=95)
    kept = opened(examine("a.jpg", sent).data)
    assert kept.size == (48, 64)
    turned = opened(sent).convert("L").transpose(Image.Transpose.ROTATE_270)
    far = max(abs(a - b) for a, b in zip(turned.tobytes(), kept.convert("L").tobytes(), strict=True))
    assert far < 12


def test_a_picture_from_an_iphone_becomes_one_that_every_desk_can_show() -> None:
    import pillow_heif

    out = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (80, 64), "red")).save(out, quality=80)
    examined = examine("IMG_0001.HEIC", out.getvalue())
    assert (examined.name, examined.kind) == ("IMG_0001.jpg", kinds.JPEG)
    assert opened(examined.data).size == (80, 64)
    with pytest.raises(Refused, match="ảnh bị hỏng"):
        examine("IMG_0001.HEIC", out.getvalue()[:200])


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK"])
def test_pictures_of_every_colour_model_are_taken(mode: str) -> None:
    form = "JPEG" if mode == "CMYK" else "PNG"
    data = made.picture(form, mode=mode)
    assert opened(examine("a.png", data).data).size == (64, 48)


def test_what_is_transparent_stays_transparent() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(out, "PNG")
    assert opened(examine("a.png", out.getvalue()).data).getpixel((0, 0)) == (0, 0, 0, 0)


def test_of_a_picture_that_moves_the_first_frame_is_kept() -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:], lossless=True)
    kept = opened(examine("a.webp", out.getvalue()).data)
    assert getattr(kept, "n_frames", 1) == 1
    assert kept.getpixel((0, 0))[0] > 200  # type: ignore[index]


def empty_png(width: int, height: int) -> bytes:
    """A header that promises a picture and a handful of bytes that swell to it."""

    def chunk(what: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + what + content + struct.pack(">I", zlib.crc32(what + content))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize("side", [7_100, 10_000, 14_000, 60_000])
def test_a_picture_that_would_swell_is_refused_before_it_is_unpacked(side: int) -> None:
    with pytest.raises(Refused, match=r"hơn 50 triệu điểm ảnh. Hãy thu nhỏ ảnh"):
        examine("a.png", empty_png(side, side))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_broken_picture_is_refused(form: str) -> None:
    data = made.picture(form, size=(300, 200))
    with pytest.raises(Refused, match="ảnh bị hỏng"):
        examine("a.jpg", data[: len(data) // 2])


HIDDEN = {
    "a web page": (b"<HTML><body onload=alert(1)>", "mã lệnh hoặc trang web"),
    "a script": (b"<?php system($_GET[0]); ?>", "mã lệnh hoặc trang web"),
    "an archive": (made.zipped({"a.txt": "a" * 50}), "tệp nén"),
    "an archive whose members look odd": (
        made.zipped({"a.txt": "a" * 50}).replace(b"PK\x03\x04\x14\x00", b"PK\x03\x04\xff\xff"),
        "tệp nén",
    ),
    "half an archive": (made.zipped({"a.txt": "a" * 50})[:60], "tệp nén"),
    "another archive": (b"Rar!\x1a\x07\x01\0", "tệp nén"),
    "a program": (made.PROGRAM, "chương trình máy tính"),
}


@pytest.mark.parametrize("what", HIDDEN)
@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_a_picture_that_is_two_things_at_once_is_refused(form: str, what: str) -> None:
    hidden, says = HIDDEN[what]
    with pytest.raises(Refused, match=f"có {says} giấu bên trong"):
        examine("a.jpg", made.picture(form) + hidden)


def test_a_script_in_a_pictures_comment_is_found() -> None:
    with pytest.raises(Refused, match="giấu bên trong"):
        examine("a.jpg", made.picture("JPEG", comment=b"<script>alert(1)</script>"))


def test_a_film_behind_a_picture_is_no_harm_and_is_left_behind() -> None:
    """Telephones put one there ("motion photo"); the picture is drawn anew without it."""
    sent = made.picture() + made.mp4()
    assert b"mdat" not in examine("a.jpg", sent).data
