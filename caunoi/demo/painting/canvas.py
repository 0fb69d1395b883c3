"""The brushes: a canvas 1,000 units high, painted at twice its size and halved at the end, so that edges are smooth."""

# Rows of points read best as rows.
# fmt: off

import math
from collections.abc import Sequence
from io import BytesIO
from itertools import pairwise
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

Colour = tuple[int, int, int]
Point = tuple[float, float]
Stops = Sequence[tuple[float, Colour]]


def rgb(code: str) -> Colour:
    """`"d94f3a"` as three numbers."""
    return int(code[0:2], 16), int(code[2:4], 16), int(code[4:6], 16)


def mix(a: Colour, b: Colour, t: float) -> Colour:
    """The colour `t` (0 to 1) of the way from `a` to `b`."""
    t = min(1.0, max(0.0, t))
    return round(a[0] + (b[0] - a[0]) * t), round(a[1] + (b[1] - a[1]) * t), round(a[2] + (b[2] - a[2]) * t)


WHITE: Colour = (255, 255, 255)
BLACK: Colour = (12, 14, 22)


def light(c: Colour, t: float) -> Colour:
    """`c` mixed with white."""
    return mix(c, WHITE, t)


def dark(c: Colour, t: float) -> Colour:
    """`c` mixed with near-black."""
    return mix(c, BLACK, t)


class Canvas:
    """A picture being painted. Units: the height is `H` = 1,000, the width `W` follows from the shape; y grows downwards."""

    H = 1000.0

    def __init__(self, size: tuple[int, int], rng: Random) -> None:
        self.size = size
        self.rng = rng
        self.k = size[1] * 2 / 1000.0
        self.W = size[0] * 1000.0 / size[1]
        self.image = Image.new("RGB", (size[0] * 2, size[1] * 2))
        self.pen = ImageDraw.Draw(self.image, "RGBA")

    def _px(self, points: Sequence[Point]) -> list[Point]:
        k = self.k
        return [(x * k, y * k) for x, y in points]

    def poly(self, points: Sequence[Point], colour: Colour, alpha: int = 255) -> None:
        self.pen.polygon(self._px(points), fill=(*colour, alpha))

    def line(self, points: Sequence[Point], colour: Colour, width: float = 2, alpha: int = 255) -> None:
        self.pen.line(self._px(points), fill=(*colour, alpha), width=max(1, round(width * self.k)), joint="curve")

    def box(self, x: float, y: float, w: float, h: float, colour: Colour, alpha: int = 255, r: float = 0) -> None:
        """A rectangle with its top left corner at (x, y), its corners rounded by `r`."""
        k = self.k
        edge = (x * k, y * k, (x + w) * k - 1, (y + h) * k - 1)
        if edge[2] <= edge[0] or edge[3] <= edge[1]:
            return
        if r:
            self.pen.rounded_rectangle(edge, r * k, fill=(*colour, alpha))
        else:
            self.pen.rectangle(edge, fill=(*colour, alpha))

    def oval(self, x: float, y: float, rx: float, ry: float, colour: Colour, alpha: int = 255) -> None:
        """An ellipse about its centre."""
        k = self.k
        self.pen.ellipse(((x - rx) * k, (y - ry) * k, (x + rx) * k, (y + ry) * k), fill=(*colour, alpha))

    def arc(self, x: float, y: float, rx: float, ry: float, start: float, end: float, colour: Colour, width: float) -> None:
        k = self.k
        edge = ((x - rx) * k, (y - ry) * k, (x + rx) * k, (y + ry) * k)
        self.pen.arc(edge, start, end, fill=colour, width=max(1, round(width * k)))

    def _ramp(self, stops: Stops, w: int, h: int) -> Image.Image:
        """A vertical run of colours, w by h pixels."""
        column = Image.new("RGB", (1, max(2, min(h, 256))))
        n = column.height
        for i in range(n):
            t, previous = i / (n - 1), stops[0]
            colour = stops[-1][1]
            for stop in stops:
                if stop[0] >= t:
                    span = stop[0] - previous[0]
                    colour = mix(previous[1], stop[1], (t - previous[0]) / span if span else 0.0)
                    break
                previous = stop
            column.putpixel((0, i), colour)
        return column.resize((1, h), Image.Resampling.BICUBIC).resize((w, h), Image.Resampling.NEAREST)

    def wash(self, stops: Stops, y0: float = 0.0, y1: float = 1000.0) -> None:
        """A vertical gradient across the whole width."""
        top, bottom = round(y0 * self.k), round(y1 * self.k)
        if bottom > top:
            self.image.paste(self._ramp(stops, self.image.width, bottom - top), (0, top))

    def shade(self, points: Sequence[Point], top: Colour, bottom: Colour, alpha: int = 255) -> None:
        """A polygon filled with a vertical gradient from its highest to its lowest point."""
        px = self._px(points)
        left = max(0, math.floor(min(x for x, _ in px)))
        right = min(self.image.width, math.ceil(max(x for x, _ in px)) + 1)
        high = math.floor(min(y for _, y in px))
        low = min(self.image.height, math.ceil(max(y for _, y in px)) + 1)
        high = max(0, high)
        if right <= left or low <= high:
            return
        mask = Image.new("L", (right - left, low - high))
        ImageDraw.Draw(mask).polygon([(x - left, y - high) for x, y in px], fill=alpha)
        self.image.paste(self._ramp([(0, top), (1, bottom)], right - left, low - high), (left, high), mask)

    def glow(self, x: float, y: float, r: float, colour: Colour, strength: float = 1.0, flat: float = 1.0) -> None:
        """Light that fades outwards from a centre; `flat` squeezes it vertically."""
        k = self.k
        w, h = max(2, round(2 * r * k)), max(2, round(2 * r * k * flat))
        lut = [round(255 * strength * max(0.0, 1 - i / 181) ** 2.2) for i in range(256)]
        mask = Image.radial_gradient("L").point(lut).resize((w, h), Image.Resampling.BILINEAR)
        self.image.paste(colour, (round(x * k) - w // 2, round(y * k) - h // 2), mask)

    def mist(self, y: float, height: float, colour: Colour, strength: float = 0.7) -> None:
        """A band of drifting mist centred on `y`."""
        n, m = 14, 16
        veil = Image.new("L", (n, m))
        drift = [self.rng.uniform(0.45, 1.0) for _ in range(n)]
        sway = [self.rng.uniform(-0.16, 0.16) for _ in range(n)]
        for i in range(n):
            for j in range(m):
                d = abs((j + 0.5) / m - 0.5 - sway[i]) * 2
                veil.putpixel((i, j), round(255 * strength * drift[i] * max(0.0, 1 - d * 1.5) ** 1.5))
        box = (self.image.width, round(height * self.k))
        wide = veil.resize((box[0] // 4, max(2, box[1] // 4)), Image.Resampling.BICUBIC)
        self.image.paste(colour, (0, round((y - height / 2) * self.k)), wide.resize(box, Image.Resampling.BILINEAR))

    def puff(self, ovals: Sequence[tuple[float, float, float, float]], top: Colour, bottom: Colour, strength: float) -> None:
        """Ellipses (x, y, rx, ry) melted into one soft shape: a cloud, lit from above."""
        left, right = min(o[0] - o[2] for o in ovals) - 30, max(o[0] + o[2] for o in ovals) + 30
        high, low = min(o[1] - o[3] for o in ovals) - 30, max(o[1] + o[3] for o in ovals) + 30
        k, size = self.k, (round((right - left) * self.k), round((low - high) * self.k))
        q = k / 4
        mask = Image.new("L", (max(2, size[0] // 4), max(2, size[1] // 4)))
        pen = ImageDraw.Draw(mask)
        for x, y, rx, ry in ovals:
            pen.ellipse(((x - rx - left) * q, (y - ry - high) * q, (x + rx - left) * q, (y + ry - high) * q), fill=255)
        fade = Image.linear_gradient("L").resize(mask.size).point([round((255 - i * 0.62) * strength) for i in range(256)])
        veil = ImageChops.multiply(mask.filter(ImageFilter.GaussianBlur(3.2 * q)), fade).resize(size, Image.Resampling.BILINEAR)
        self.image.paste(self._ramp([(0.1, top), (0.9, bottom)], *size), (round(left * k), round(high * k)), veil)

    def slopes(self, base: float, height: float, rough: float = 0.5, bend: float = 0.0) -> list[Point]:
        """A skyline of hills from left to right, by midpoint displacement; `bend` > 0 lifts the sides, < 0 the middle."""
        heights = [self.rng.uniform(-0.5, 0.5), self.rng.uniform(-0.5, 0.5)]
        step = 1.0
        for _ in range(7):
            finer = [heights[0]]
            for a, b in pairwise(heights):
                finer += [(a + b) / 2 + self.rng.uniform(-step, step) * 0.5, b]
            heights, step = finer, step * rough
        low, high = min(heights), max(heights)
        last = len(heights) - 1
        return [
            (
                self.W * i / last,
                base - height * (v - low) / (high - low or 1) - bend * height * (2 * i / last - 1) ** 2,
            )
            for i, v in enumerate(heights)
        ]

    def hills(
        self, base: float, height: float, top: Colour, bottom: Colour, rough: float = 0.5, bend: float = 0.0
    ) -> list[Point]:
        """Slopes filled down to the lower edge; gives back the skyline, so that things can stand on it."""
        line = self.slopes(base, height, rough, bend)
        self.shade([*line, (self.W, self.H), (0, self.H)], top, bottom)
        return line

    def curve(self, points: Sequence[Point], steps: int = 14) -> list[Point]:
        """A smooth line (Catmull-Rom) through `points`."""
        p = [points[0], *points, points[-1]]
        out: list[Point] = []
        for a, b, c, d in zip(p, p[1:], p[2:], p[3:], strict=False):
            for i in range(steps):
                t = i / steps
                out.append((_spline(a[0], b[0], c[0], d[0], t), _spline(a[1], b[1], c[1], d[1], t)))
        return [*out, points[-1]]

    def jpeg(self) -> bytes:
        """The finished picture."""
        out = BytesIO()
        self.image.reduce(2).save(out, "JPEG", quality=82, optimize=True, progressive=True)
        return out.getvalue()


def _spline(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3)


def height_at(line: Sequence[Point], x: float) -> float:
    """The y of a skyline at `x`."""
    for (x0, y0), (x1, y1) in pairwise(line):
        if x0 <= x <= x1:
            return y0 + (y1 - y0) * ((x - x0) / (x1 - x0) if x1 > x0 else 0.0)
    return line[-1][1]
