"""What stands in more than one picture: trees, boats, people, houses, flags."""

# Rows of points read best as rows.
# fmt: off

import math
from itertools import pairwise

from caunoi.demo.painting.canvas import Canvas, Colour, Point, dark, light, mix, rgb

SKIN: tuple[Colour, ...] = (rgb("e3b491"), rgb("d39e78"), rgb("c48a64"))
HAT = rgb("ead7a2")
RED = rgb("c8322b")
YELLOW = rgb("ffd23f")
CLOTH: tuple[Colour, ...] = tuple(
    rgb(c) for c in ("2f6690", "b5483a", "e8e4d8", "4d7c57", "8b5a83", "d08c3f", "3a4a63", "c9657a", "5b9aa0")
)


def pine(c: Canvas, x: float, y: float, h: float, colour: Colour) -> None:
    """A conifer standing on (x, y)."""
    c.box(x - h * 0.02, y - h * 0.16, h * 0.04, h * 0.18, dark(colour, 0.3))
    for i in range(5):
        w, top = h * (0.25 - 0.04 * i), y - h * (0.1 + 0.17 * i)
        c.poly([(x - w, top), (x, top - h * 0.28), (x + w, top)], mix(colour, dark(colour, 0.25), i % 2 * 0.4))


def tree(c: Canvas, x: float, y: float, h: float, leaf: Colour, blossom: Colour | None = None) -> None:
    """A broad tree; with `blossom` it is in flower."""
    r = c.rng
    trunk = mix(dark(leaf, 0.55), rgb("5a4030"), 0.5)
    c.poly([(x - h * 0.045, y), (x - h * 0.02, y - h * 0.5), (x + h * 0.02, y - h * 0.5), (x + h * 0.05, y)], trunk)
    for side in (-1, 1):
        c.line([(x, y - h * 0.3), (x + side * h * 0.2, y - h * 0.58)], trunk, h * 0.03)
    for layer in range(4):
        tint = mix(dark(leaf, 0.3), light(leaf, 0.2), layer / 3)
        reach = 0.36 - 0.07 * layer
        for i in range(10 - layer):
            t, d = math.tau * (i + r.random()) / (10 - layer), r.uniform(0.55, 1.0)
            s = r.uniform(0.09, 0.14) * (1 - layer * 0.15)
            a, b = math.cos(t) * d * reach - 0.02 * layer, math.sin(t) * d * reach * 0.62
            c.oval(x + a * h, y - h * (0.66 + 0.03 * layer) + b * h, s * h * 1.15, s * h, tint)
        if layer < 2:
            c.oval(x, y - h * 0.66, reach * h * 0.85, reach * h * 0.6, tint)
    if blossom:
        for _ in range(42):
            t, d = r.uniform(0, math.tau), r.uniform(0, 1) ** 0.6
            tint = mix(blossom, light(blossom, 0.4), r.random())
            c.oval(x + math.cos(t) * d * h * 0.42, y - h * 0.72 + math.sin(t) * d * h * 0.24, h * 0.03, h * 0.024, tint)


def palm(c: Canvas, x: float, y: float, h: float, colour: Colour, lean: float = 0.12, wind: float = 0.0) -> None:
    """A coconut palm; `wind` (-1 to 1) drags its leaves to one side."""
    tx, ty = x + lean * h, y - h
    stem = c.curve([(x, y), (x + lean * h * 0.25, y - h * 0.5), (tx, ty)], 8)
    for (x0, y0), (x1, y1) in pairwise(stem):
        c.line([(x0, y0), (x1, y1)], dark(colour, 0.25), h * (0.045 - 0.02 * (y - y0) / h))
    for i in range(11):
        a = math.pi * (-0.08 + i * 0.116) + c.rng.uniform(-0.08, 0.08)
        dx, dy = math.cos(a) * (1 - abs(wind) * 0.45) + wind * 0.95, -math.sin(a) * (1 - abs(wind) * 0.35)
        reach, tint = h * c.rng.uniform(0.32, 0.42), mix(colour, light(colour, 0.25), (i % 3) * 0.4)
        rib = c.curve([(tx, ty), (tx + dx * reach * 0.5, ty + dy * reach * 0.6 - reach * 0.06),
                       (tx + dx * reach, ty + dy * reach * 0.6 + reach * (0.28 - 0.15 * abs(wind)))], 9)
        for j, (px, py) in enumerate(rib[1:], 1):
            leaf = reach * 0.3 * (1 - (j / len(rib) - 0.35) ** 2 * 1.7)
            drift = wind * leaf * 0.8 + dx * leaf * 0.3
            c.poly([rib[j - 1], (px, py), (px + drift, py + leaf * 0.85)], tint)
        c.line(rib, dark(tint, 0.15), h * 0.008)


def bamboo(c: Canvas, x: float, y: float, h: float, colour: Colour) -> None:
    """A leaning clump of bamboo."""
    r = c.rng
    for _ in range(8):
        lean, tall = r.uniform(-0.4, 0.4), h * r.uniform(0.75, 1.1)
        tint = mix(colour, light(colour, 0.25), r.random())
        stem = c.curve([(x + lean * 40, y), (x + lean * tall * 0.35, y - tall * 0.6), (x + lean * tall, y - tall)], 8)
        c.line(stem, tint, h * 0.013)
        for px, py in stem[6:]:
            for _ in range(3):
                a, s = r.uniform(0.1, 1.0) * (1 if lean > 0 else -1), h * r.uniform(0.07, 0.13)
                c.poly([(px, py), (px + a * s * 0.5, py - s * 0.02), (px + a * s, py + s * 0.75),
                        (px + a * s * 0.3, py + s * 0.3)], tint)


def sampan(c: Canvas, x: float, y: float, w: float, colour: Colour, hat: Colour = HAT) -> None:
    """A slender boat with one rower under a conical hat."""
    c.oval(x, y + w * 0.05, w * 0.5, w * 0.025, dark(colour, 0.4), 90)
    hull = c.curve([(x - w * 0.5, y - w * 0.09), (x - w * 0.3, y - w * 0.01), (x, y + w * 0.015),
                    (x + w * 0.3, y - w * 0.01), (x + w * 0.5, y - w * 0.1)], 6)
    c.poly([*hull, (x + w * 0.33, y - w * 0.07), (x - w * 0.33, y - w * 0.06)], colour)
    a = x + w * 0.16
    c.poly([(a - w * 0.05, y - w * 0.05), (a - w * 0.035, y - w * 0.2), (a + w * 0.03, y - w * 0.2),
            (a + w * 0.055, y - w * 0.05)], dark(colour, 0.25))
    c.line([(a + w * 0.02, y - w * 0.15), (a + w * 0.28, y + w * 0.05)], dark(colour, 0.35), w * 0.014)
    hat_at(c, a, y - w * 0.2, w * 0.085, hat)


def hat_at(c: Canvas, x: float, y: float, r: float, colour: Colour = HAT) -> None:
    """A conical hat whose brim's centre is (x, y)."""
    c.poly([(x - r, y), (x, y - r * 0.85), (x + r, y), (x + r * 0.5, y + r * 0.16), (x - r * 0.5, y + r * 0.16)], colour)
    c.poly([(x, y - r * 0.85), (x + r, y), (x + r * 0.5, y + r * 0.16)], dark(colour, 0.18))


def boat(c: Canvas, x: float, y: float, w: float, hull: Colour, trim: Colour) -> None:
    """A wooden fishing boat with wheelhouse, mast and painted bow."""
    c.oval(x, y + w * 0.02, w * 0.52, w * 0.03, dark(hull, 0.5), 80)
    c.line([(x - w * 0.08, y - w * 0.1), (x - w * 0.08, y - w * 0.62)], dark(hull, 0.55), w * 0.016)
    c.line([(x - w * 0.08, y - w * 0.58), (x + w * 0.42, y - w * 0.2)], dark(hull, 0.55), w * 0.006, 180)
    c.line([(x - w * 0.08, y - w * 0.58), (x - w * 0.42, y - w * 0.16)], dark(hull, 0.55), w * 0.006, 180)
    c.box(x - w * 0.34, y - w * 0.3, w * 0.25, w * 0.2, light(trim, 0.75))
    c.box(x - w * 0.37, y - w * 0.33, w * 0.31, w * 0.045, trim)
    for i in range(3):
        c.box(x - w * (0.32 - i * 0.08), y - w * 0.26, w * 0.055, w * 0.07, dark(hull, 0.35))
    upper = c.curve([(x - w * 0.48, y - w * 0.13), (x, y - w * 0.1), (x + w * 0.3, y - w * 0.14), (x + w * 0.54, y - w * 0.27)], 6)
    lower = c.curve([(x + w * 0.54, y - w * 0.27), (x + w * 0.4, y - w * 0.03), (x + w * 0.3, y + w * 0.02),
                     (x - w * 0.36, y + w * 0.02), (x - w * 0.48, y - w * 0.13)], 6)
    c.poly([*upper, *lower], hull)
    c.line([(a, b + w * 0.03) for a, b in upper[1:-1]], trim, w * 0.022)
    c.oval(x + w * 0.4, y - w * 0.13, w * 0.028, w * 0.018, light(trim, 0.85))
    c.oval(x + w * 0.405, y - w * 0.13, w * 0.012, w * 0.012, dark(hull, 0.7))


def person(c: Canvas, x: float, y: float, h: float, cloth: Colour, hat: bool = False, dress: bool = False) -> None:
    """Someone standing on (x, y), seen from afar, without a face."""
    r = c.rng
    skin = r.choice(SKIN)
    hair = rgb("2b2328")
    if dress:
        c.box(x - h * 0.072, y - h * 0.97, h * 0.144, h * 0.24, hair, r=h * 0.05)
        # The long tunic: split skirts over pale trousers, long hair down the back.
        c.poly([(x - h * 0.085, y - h * 0.4), (x - h * 0.1, y), (x + h * 0.1, y), (x + h * 0.085, y - h * 0.4)], light(cloth, 0.82))
        c.poly([(x - h * 0.095, y - h * 0.5), (x - h * 0.12, y - h * 0.1), (x + h * 0.03, y - h * 0.07), (x + h * 0.095, y - h * 0.5)], cloth)
        body = [(-0.1, 0.8), (-0.05, 0.845), (0.05, 0.845), (0.1, 0.8), (0.07, 0.62), (0.1, 0.44), (-0.1, 0.44), (-0.07, 0.62)]
    else:
        trousers = dark(cloth, 0.62)
        c.poly([(x - h * 0.085, y - h * 0.46), (x - h * 0.085, y), (x - h * 0.015, y), (x, y - h * 0.36),
                (x + h * 0.02, y), (x + h * 0.085, y), (x + h * 0.085, y - h * 0.46)], trousers)
        body = [(-0.12, 0.8), (-0.05, 0.845), (0.05, 0.845), (0.12, 0.8), (0.095, 0.42), (-0.095, 0.42)]
    c.poly([(x + a * h, y - b * h) for a, b in body], cloth)
    for s in (-1, 1):
        c.line([(x + s * h * 0.105, y - h * 0.78), (x + s * h * 0.135, y - h * 0.6), (x + s * h * 0.11, y - h * 0.45)],
               dark(cloth, 0.14), h * 0.048)
        c.oval(x + s * h * 0.11, y - h * 0.43, h * 0.022, h * 0.026, skin)
    c.box(x - h * 0.025, y - h * 0.88, h * 0.05, h * 0.06, dark(skin, 0.12))
    c.oval(x, y - h * 0.93, h * 0.058, h * 0.072, skin)
    if hat:
        hat_at(c, x, y - h * 0.94, h * 0.15)
    else:
        c.pen.chord([v * c.k for v in (x - h * 0.067, y - h * 1.012, x + h * 0.067, y - h * 0.88)], 172, 368, fill=hair)


def star(x: float, y: float, r: float) -> list[Point]:
    """The ten corners of an upright five-pointed star."""
    return [
        (x + math.sin(i * math.pi / 5) * r * (1 if i % 2 == 0 else 0.382),
         y - math.cos(i * math.pi / 5) * r * (1 if i % 2 == 0 else 0.382))
        for i in range(10)
    ]


def flag(c: Canvas, x: float, y: float, w: float) -> None:
    """The national flag, two by three, flying to the right of (x, y)."""
    h = w * 2 / 3
    wave = [(x + w * i / 12, math.sin(i / 12 * math.tau) * w * 0.03) for i in range(13)]
    c.poly([*[(a, y + b) for a, b in wave], *[(a, y + h + b) for a, b in reversed(wave)]], RED)
    c.poly(star(x + w / 2, y + h / 2, h * 0.3), YELLOW)
    c.poly([(a, y + b) for a, b in wave[6:]] + [(a, y + h + b) for a, b in reversed(wave[6:])], dark(RED, 0.5), 26)


def flagpole(c: Canvas, x: float, y: float, h: float) -> None:
    """A pole with the flag."""
    c.line([(x, y), (x, y - h)], rgb("d9d6cc"), h * 0.016)
    flag(c, x + h * 0.008, y - h * 0.98, h * 0.3)


def block(c: Canvas, x: float, y: float, w: float, h: float, wall: Colour, pane: Colour, rows: int, cols: int) -> None:
    """A building of glass and wall whose foot is at y."""
    c.box(x, y - h, w, h, wall)
    c.box(x + w * 0.78, y - h, w * 0.22, h, dark(wall, 0.5), 40)
    cw, ch = w / (cols * 2 + 1), h / (rows * 1.7 + 1)
    for i in range(rows):
        for j in range(cols):
            lit = c.rng.random()
            tint = pane if lit > 0.35 else mix(pane, wall, 0.55)
            c.box(x + cw * (1 + 2 * j), y - h + ch * (0.7 + i * 1.7), cw * 1.25, ch, tint)


def roof(c: Canvas, x: float, y: float, w: float, h: float, tile: Colour) -> None:
    """A swept temple roof, its eaves' line centred on (x, y)."""
    left = c.curve([(x - w * 0.58, y - h * 0.22), (x - w * 0.5, y), (x - w * 0.36, y - h * 0.42), (x - w * 0.26, y - h)], 6)
    right = [(2 * x - a, b) for a, b in reversed(left)]
    c.poly([*left, *right, (x, y + h * 0.05)], tile)
    for i in range(9):
        t = (i - 4) / 4
        c.line([(x + t * w * 0.24, y - h * 0.95), (x + t * w * 0.42, y - h * 0.1)], dark(tile, 0.3), w * 0.005, 150)
    c.box(x - w * 0.28, y - h * 1.06, w * 0.56, h * 0.12, dark(tile, 0.25), r=h * 0.05)


def ripples(c: Canvas, y0: float, y1: float, colour: Colour, count: int, x0: float = 0, x1: float | None = None) -> None:
    """Glints on water, finer towards the far shore."""
    r, right = c.rng, c.W if x1 is None else x1
    for _ in range(count):
        t = r.random() ** 1.4
        y, w = y0 + (y1 - y0) * t, 12 + 110 * t * r.random()
        x = r.uniform(x0, right)
        c.oval(x, y, w, 1 + 2.4 * t, colour, r.randint(30, 90))


def grass(c: Canvas, y: float, colour: Colour, count: int, tall: float) -> None:
    """Blades along the lower edge."""
    r = c.rng
    for _ in range(count):
        x, h, lean = r.uniform(-20, c.W + 20), tall * r.uniform(0.4, 1), r.uniform(-0.5, 0.5)
        tint = mix(colour, light(colour, 0.25), r.random())
        c.poly([(x - tall * 0.03, y), (x + lean * h * 0.4, y - h * 0.6), (x + lean * h, y - h), (x + tall * 0.04, y)], tint)
