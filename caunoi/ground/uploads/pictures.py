"""Pictures are drawn anew: what is kept is what was seen, without the place, the day and the telephone it was taken with."""

from __future__ import annotations

import io
import threading

from PIL import Image, ImageOps
from pillow_heif import open_heif

from caunoi.ground.refused import Refused
from caunoi.ground.uploads.kinds import HEIC, JPEG, PNG, WEBP, Kind
from caunoi.ground.uploads.polyglots import nothing_hides_in

# A telephone's best camera makes 50 megapixels; unpacked that is 150 to 200 MB.
MOST_PIXELS = 50_000_000
_QUALITY = 88
_OPENED_AS = {JPEG: ("JPEG", "MPO"), PNG: ("PNG",), WEBP: ("WEBP",)}
_DRAWN_AS = {JPEG: ("JPEG", JPEG), PNG: ("PNG", PNG), WEBP: ("WEBP", WEBP), HEIC: ("JPEG", JPEG)}
# As many pictures at a time as memory is sure to hold.
_one_at_a_time = threading.Lock()


def redrawn(data: bytes, kind: Kind) -> tuple[bytes, Kind]:
    """The picture as it is kept, upright, its first frame only; HEIC becomes JPEG, which every desk can show."""
    nothing_hides_in(data)
    with _one_at_a_time:
        try:
            picture = _opened(data, kind)
            return _drawn(picture, kind)
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            raise Refused(_too_many()) from None
        except Refused:
            raise
        except Exception:
            # Decoders raise whatever they like at broken bytes: all of it means one thing.
            raise Refused("là ảnh bị hỏng. Hãy mở ảnh, lưu lại (hoặc chụp màn hình) rồi gửi.") from None


def _opened(data: bytes, kind: Kind) -> Image.Image:
    if kind is HEIC:
        heif = open_heif(io.BytesIO(data))
        _check_size(heif.size)
        picture: Image.Image = heif.to_pillow()
        return picture
    picture = Image.open(io.BytesIO(data), formats=_OPENED_AS[kind])
    _check_size(picture.size)
    picture.load()
    return ImageOps.exif_transpose(picture)


def _drawn(picture: Image.Image, kind: Kind) -> tuple[bytes, Kind]:
    name, drawn_kind = _DRAWN_AS[kind]
    clear = picture.has_transparency_data and name != "JPEG"
    mode = "RGBA" if clear else picture.mode if picture.mode in ("L", "RGB") else "RGB"
    canvas = picture.convert(mode)
    canvas.info.clear()  # profiles, comments and positions would be written with it
    out = io.BytesIO()
    options = {} if name == "PNG" else {"quality": _QUALITY}
    canvas.save(out, name, **options)
    return out.getvalue(), drawn_kind


def _check_size(size: tuple[int, int]) -> None:
    if size[0] * size[1] > MOST_PIXELS:
        raise Refused(_too_many())


def _too_many() -> str:
    return f"là ảnh quá lớn: hơn {MOST_PIXELS // 1_000_000} triệu điểm ảnh. Hãy thu nhỏ ảnh rồi gửi."
