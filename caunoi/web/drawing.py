"""The picture that stands for a page without one where it is shared: title, section and portal in the portal's own type and colours.

Pure: the same words, typefaces and colours make the same bytes. Drawn in shades of one number: 128 is the ground, from there to 255 it turns
into the colour of the words, down to 0 into the accent. Smooth letters come of that by themselves, and no colours need to be chosen
afterwards, which would cost more than all the rest.
"""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from PIL import Image, ImageColor, ImageDraw, ImageFont

WIDTH, HEIGHT = 1200, 630
VERSION = 1  # counted up when the same words shall look otherwise
_LEFT, _RIGHT = 80, WIDTH - 80
_SIZES = (74, 66, 58, 50, 44, 40)
_LINE = 1.38
_MOST = 5  # lines; what is longer ends in "…"
_EMBLEM: Final = (80, 470, 92)  # left, top and width of its place
_GROUND, _WORDS, _SOFT, _ACCENT, _FAR, _NEAR = 128, 255, 228, 0, 139, 151
_STEP = 8  # between two shades; the numbers in between are the emblem's
_EMBLEM_COLOURS = 24


@dataclass(frozen=True)
class Look:
    """Font files and colours (#rrggbb)."""

    bold: bytes
    regular: bytes
    ground: str
    words: str
    accent: str
    seal: str


def draw(title: str, above: str, portal: str, owner: str, look: Look) -> bytes:
    """A PNG of 1200 × 630 pixels. `above` is a line over the title, may be empty."""
    shades = Image.new("L", (WIDTH, HEIGHT), _GROUND)
    pen = ImageDraw.Draw(shades)
    pen.polygon(
        [(0, 612), (170, 590), (330, 604), (560, 578), (760, 606), (930, 582), (1200, 610), (1200, 630), (0, 630)],
        fill=_FAR,
    )
    pen.polygon([(0, 622), (420, 608), (700, 620), (1000, 604), (1200, 616), (1200, 630), (0, 630)], fill=_NEAR)
    pen.rectangle((0, 0, WIDTH, 13), fill=_ACCENT)
    top = 72
    if above:
        _line(pen, (_LEFT, top), above, _font(look.regular, 34), _ACCENT)
        top += 66
    font, lines = _fitted(title, look.bold, room=_EMBLEM[1] - 24 - top)
    for number, line in enumerate(lines):
        pen.text((_LEFT, top + round(number * font.size * _LINE)), line, font=font, fill=_WORDS)
    left = _EMBLEM[0] + _EMBLEM[2] + 28
    _line(pen, (left, 478), portal, _font(look.bold, 32), _WORDS)
    _line(pen, (left, 524), owner, _font(look.regular, 26), _SOFT)
    image = shades.point([min(255, round(shade / _STEP) * _STEP) // _STEP * _STEP for shade in range(256)])
    emblem, palette = _emblem(look)
    image.paste(emblem, _EMBLEM[:2])
    image.putpalette(palette)
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=4)
    return out.getvalue()


def _line(pen: ImageDraw.ImageDraw, at: tuple[int, int], text: str, font: ImageFont.FreeTypeFont, shade: int) -> None:
    pen.text(at, _cut(text, font, _RIGHT - at[0]), font=font, fill=shade)


@lru_cache(maxsize=32)
def _font(data: bytes, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(io.BytesIO(data), size, layout_engine=ImageFont.Layout.BASIC)


def _fitted(title: str, bold: bytes, *, room: int) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """The largest letters in which a title has its place, and its lines; the last one cut when even the smallest are too large."""
    for size in _SIZES:
        font, most = _font(bold, size), min(_MOST, int(room / (size * _LINE)))
        words = [_cut(word, font, _RIGHT - _LEFT) for word in title.split()]
        lengths = [font.getlength(word) for word in words]
        space = font.getlength(" ")
        breaks = _breaks(lengths, space, _RIGHT - _LEFT)
        if len(breaks) <= most:
            breaks = _balanced(lengths, space, breaks)
            break
    lines = [" ".join(words[first:past]) for first, past in pairwise([*breaks, len(words)])]
    if len(lines) > most:
        lines = [*lines[: most - 1], _cut(" ".join(lines[most - 1 :]), font, _RIGHT - _LEFT)]
    return font, lines


def _balanced(lengths: list[float], space: float, breaks: list[int]) -> list[int]:
    """The same number of lines, none much shorter than the others: no word stands alone at the end."""
    narrow, wide = max(lengths, default=0.0), float(_RIGHT - _LEFT)
    while len(breaks) > 1 and wide - narrow > 8:
        middle = (narrow + wide) / 2
        tried = _breaks(lengths, space, middle)
        if len(tried) == len(breaks):
            breaks, wide = tried, middle
        else:
            narrow = middle
    return breaks


def _breaks(lengths: list[float], space: float, width: float) -> list[int]:
    """With which words lines begin, when each takes as many as have their place."""
    breaks: list[int] = []
    used = 0.0
    for number, length in enumerate(lengths):
        if breaks and used + space + length <= width:
            used += space + length
        else:
            breaks.append(number)
            used = length
    return breaks


def _cut(text: str, font: ImageFont.FreeTypeFont, width: int) -> str:
    """The text, or as much of its beginning as has its place, with "…"."""
    if font.getlength(text) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if font.getlength(text[:middle].rstrip() + "…") <= width else (low, middle - 1)
    return text[:low].rstrip() + "…"


@lru_cache(maxsize=4)
def _emblem(look: Look) -> tuple[Image.Image, bytes]:
    """The emblem in the numbers of its colours, and the palette of the whole picture.

    It is the shipped `emblem.svg` (a bridge over water), drawn four times as large and made smaller, for smooth edges.
    """
    size = _EMBLEM[2] * 4
    seal, unit = Image.new("RGB", (size, size), look.seal), size / 96
    pen = ImageDraw.Draw(seal)

    def at(*numbers: float) -> list[tuple[float, float]]:
        return [(x * unit, y * unit) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]

    pen.polygon(at(6, 54, 24, 33, 33, 43, 48, 23, 65, 45, 73, 36, 92, 54, 92, 66, 4, 66), fill="#b8363a")
    pen.rectangle(at(4, 66, 92, 96), fill=look.ground)
    pen.line(at(8, 61, 88, 61), fill=look.accent, width=round(4.5 * unit))
    pen.arc(at(13, 28, 83, 96), 180, 360, fill=look.accent, width=round(4.5 * unit))
    for x, y in ((25, 42), (36.5, 33), (48, 30), (59.5, 33), (71, 42)):
        pen.line(at(x, y, x, 60), fill="#f0cf86", width=round(2.2 * unit))
    for y in (75, 84):
        curve = [n for x in range(4, 93) for n in (x, y + 2.6 * math.sin((x - 4) * math.pi / 11))]
        pen.line(at(*curve), fill="#ffffff", width=round(2.6 * unit), joint="curve")
    pen.ellipse(at(5.5, 5.5, 90.5, 90.5), outline=look.accent, width=round(2 * unit))
    mask = Image.new("L", (size, size), 0)
    ImageDraw.Draw(mask).ellipse(at(1, 1, 95, 95), fill=255)
    whole = Image.composite(seal, Image.new("RGB", (size, size), look.ground), mask)
    small = whole.resize((_EMBLEM[2], _EMBLEM[2]), Image.Resampling.LANCZOS)
    few = small.quantize(_EMBLEM_COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    own = few.getpalette() or []
    palette = _shades(look)
    for number in range(_EMBLEM_COLOURS):
        palette[number * _STEP + 1] = tuple(own[number * 3 : number * 3 + 3]) or palette[0]  # type: ignore[assignment]
    numbers = few.point([min(number, _EMBLEM_COLOURS - 1) * _STEP + 1 for number in range(256)])
    return numbers.convert("L") if numbers.mode == "L" else _plain(numbers), bytes(
        part for colour in palette for part in colour
    )


def _plain(image: Image.Image) -> Image.Image:
    """The numbers of an image with a palette, as they are."""
    return Image.frombytes("L", image.size, image.tobytes())


def _shades(look: Look) -> list[tuple[int, int, int]]:
    ground, words, accent = (ImageColor.getcolor(colour, "RGB") for colour in (look.ground, look.words, look.accent))
    assert isinstance(ground, tuple) and isinstance(words, tuple) and isinstance(accent, tuple)
    found = []
    for shade in range(256):
        to, part = (
            (words, (shade - _GROUND) / (_WORDS - _STEP + 1 - _GROUND))
            if shade > _GROUND
            else (accent, (_GROUND - shade) / _GROUND)
        )
        red, green, blue = (round(a + (b - a) * min(1, part)) for a, b in zip(ground[:3], to[:3], strict=True))
        found.append((red, green, blue))
    return found
