"""Scenes on the water: river, sea, port, fishing, bridge."""

# Rows of points read best as rows.
# fmt: off

import math

from PIL import Image

from caunoi.demo.painting.canvas import Canvas, Colour, Point, dark, light, mix, rgb
from caunoi.demo.painting.light import DAWN, DAY, DUSK, GOLD, MIST, Light, birds, clouds, sky, sun
from caunoi.demo.painting.things import RED, bamboo, block, boat, grass, palm, ripples, sampan
from caunoi.demo.painting.wild import ranges


def karst(c: Canvas, hour: Light, x: float, foot: float, w: float, h: float, t: float) -> None:
    """A steep limestone peak rising out of water or field."""
    r = c.rng
    up = [(x - w * 0.5, foot), (x - w * 0.43, foot - h * r.uniform(0.45, 0.6)), (x - w * 0.22, foot - h * r.uniform(0.8, 0.95)),
          (x + w * r.uniform(-0.1, 0.1), foot - h), (x + w * 0.24, foot - h * r.uniform(0.7, 0.9)),
          (x + w * 0.4, foot - h * r.uniform(0.35, 0.55)), (x + w * 0.5, foot)]
    line = [(a + r.uniform(-1, 1) * w * 0.012, b + r.uniform(-1, 1) * w * 0.012) for a, b in c.curve(up, 7)]
    colour = hour.land(t)
    c.shade([*line, (x + w * 0.5, foot + 4), (x - w * 0.5, foot + 4)], mix(colour, hour.leaf, 0.25), mix(colour, hour.haze, 0.6 - 0.3 * t))
    lit = [(x + (a - x) * 0.9, b) for a, b in line[len(line) // 2 :]]
    c.poly([(x + w * 0.1, foot), (x, foot - h * 0.97), *lit], light(colour, 0.5), 26)


def mirror(c: Canvas, y0: float, deep: float) -> None:
    """Whatever stands above `y0` appears below it, dimmer; `deep` is how strongly (0 to 1)."""
    edge = round(y0 * c.k)
    tall = min(edge, c.image.height - edge)
    above = c.image.crop((0, edge - tall, c.image.width, edge)).reduce(4)
    turned = above.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    small = c.image.crop((0, edge, c.image.width, edge + tall)).reduce(4)
    size = (min(turned.width, small.width), min(turned.height, small.height))
    blend = Image.blend(small.crop((0, 0, *size)), turned.crop((0, 0, *size)), deep)
    c.image.paste(blend.resize((c.image.width, tall)), (0, edge))


def sea(c: Canvas) -> None:
    r = c.rng
    hour = r.choice((DAWN, DAY, DUSK, MIST))
    horizon = 520.0
    sky(c, hour, horizon)
    x = c.W * r.uniform(0.3, 0.7)
    sun(c, hour, x, r.uniform(300, 400), 52)
    clouds(c, hour, 5, 80, 300)
    c.wash([(0, hour.water[0]), (1, hour.water[1])], horizon, 1000)
    for i in range(5):
        a = c.W * (0.06 + 0.22 * i + r.uniform(-0.06, 0.06))
        karst(c, hour, a, horizon + 6, r.uniform(120, 230), r.uniform(90, 210), 0.25)
    c.mist(horizon - 6, 110, hour.haze, 0.65)
    for a in (r.uniform(0.02, 0.14), r.uniform(0.84, 0.98)):
        karst(c, hour, c.W * a, horizon + 46, r.uniform(250, 330), r.uniform(300, 380), 0.62)
    mirror(c, horizon + 46, 0.32)
    for i in range(46):
        t = (i / 45) ** 1.5
        y = horizon + 50 + 430 * t
        w = (18 + 120 * t) * r.uniform(0.4, 1.1)
        c.oval(x + r.uniform(-1, 1) * (20 + 60 * t), y, w, 1.4 + 3.4 * t, hour.sun, 120)
    ripples(c, horizon + 40, 1000, light(hour.water[0], 0.4), 110)
    for _ in range(3):
        a, s = c.W * r.uniform(0.2, 0.8), r.uniform(70, 120)
        y = horizon + 60 + s
        sail = mix(rgb("b9502f"), hour.haze, 0.15)
        for j, (dx, hh) in enumerate(((-0.28, 0.9), (0.12, 1.15))):
            c.poly(c.curve([(a + dx * s, y - s * 0.12), (a + (dx - 0.12) * s, y - s * hh * 0.6), (a + (dx + 0.1) * s, y - s * hh),
                            (a + (dx + 0.36) * s, y - s * hh * 0.7), (a + (dx + 0.34) * s, y - s * 0.12)], 4), dark(sail, 0.14 * j))
        c.poly([(a - s * 0.55, y - s * 0.14), (a + s * 0.62, y - s * 0.16), (a + s * 0.42, y), (a - s * 0.4, y)], dark(hour.near, 0.3))
        c.oval(a, y + s * 0.05, s * 0.55, s * 0.05, hour.near, 80)
    birds(c, hour.near, 6, c.W - x, 260)


def river(c: Canvas) -> None:
    r = c.rng
    hour = r.choice((MIST, DAWN, GOLD, DAY))
    sky(c, hour, 600)
    sun(c, hour, c.W * r.uniform(0.35, 0.65), 220, 46)
    ranges(c, hour, 350, 2, 200)
    for i in range(7):
        karst(c, hour, c.W * (i + r.uniform(0.1, 0.9)) / 7, 596, r.uniform(170, 270), r.uniform(120, 330), 0.35 + 0.05 * (i % 3))
    c.mist(575, 150, hour.haze, 0.85)
    c.wash([(0, hour.water[0]), (1, hour.water[1])], 596, 1000)
    mirror(c, 596, 0.42)
    ripples(c, 600, 1000, light(hour.water[0], 0.5), 120)
    s = r.choice((-1, 1))

    def flip(x: float) -> float:
        return x if s > 0 else c.W - x

    green = mix(hour.field, hour.leaf, 0.4)
    far = c.curve([(0, 618), (c.W * 0.24, 614), (c.W * 0.44, 632), (c.W * 0.3, 668), (0, 700)], 10)
    c.shade([(flip(x), y) for x, y in far], mix(green, hour.haze, 0.35), green)
    near = c.curve([(c.W, 690), (c.W * 0.84, 720), (c.W * 0.68, 800), (c.W * 0.62, 900), (c.W * 0.7, 1010)], 10)
    c.shade([(flip(x), y) for x, y in [*near, (c.W, 1010)]], green, dark(green, 0.5))
    for a, h in ((0.06, 120), (0.16, 95), (0.26, 70)):
        bamboo(c, flip(c.W * a), 650, h, mix(hour.leaf, hour.haze, 0.2))
    for a, y, h in ((0.8, 790, 300), (0.9, 800, 380), (0.98, 830, 430)):
        bamboo(c, flip(c.W * a), y, h, dark(hour.leaf, 0.2))
    for a, y, w in ((0.42, 760, 170), (0.2, 860, 260)):
        sampan(c, flip(c.W * a + r.uniform(-40, 40)), y, w, dark(hour.near, 0.35))
    grass(c, 1005, dark(hour.leaf, 0.3), 60, 80)


def port(c: Canvas) -> None:
    r = c.rng
    hour = r.choice((DAWN, DAY, DUSK))
    horizon = 560.0
    sky(c, hour, horizon)
    x = c.W * r.uniform(0.2, 0.35)
    sun(c, hour, x, 330, 50)
    clouds(c, hour, 5, 70, 280)
    ranges(c, hour, 420, 2, 120)
    c.wash([(0, hour.water[0]), (1, hour.water[1])], horizon, 1000)
    steel = mix(hour.near, rgb("b5483a"), 0.35)
    for i in range(4):
        t = 0.25 + 0.25 * i
        _crane(c, c.W * (0.98 - 0.2 * i), 640, 520 - 90 * i, mix(hour.haze, steel, 1.05 - t * 0.55))
    c.shade([(c.W * 0.3, 640), (c.W, 632), (c.W, 690), (c.W * 0.3, 668)], rgb("a8a49a"), rgb("6c6a66"))
    paints = [rgb(p) for p in ("b5483a", "2f6690", "d9a441", "4d7c57", "e8e4d8", "d0703f")]
    for i in range(26):
        stack = r.randint(1, 3)
        for j in range(stack):
            c.box(c.W * 0.36 + i * 37, 636 - (j + 1) * 20, 35, 19, mix(r.choice(paints), hour.haze, 0.25))
    _ship(c, c.W * 0.42, 800, 760, paints, dark(hour.near, 0.2))
    ripples(c, 660, 1000, light(hour.water[0], 0.4), 130)
    for _ in range(24):
        t = r.random()
        c.oval(x + r.uniform(-40, 40) * (1 + t), 580 + 400 * t, 20 + 50 * t, 2 + 2 * t, hour.sun, 110)
    birds(c, light(hour.sky[2], 0.5), 7, c.W * 0.5, 260, 260)


def _crane(c: Canvas, x: float, foot: float, h: float, colour: Colour) -> None:
    for dx in (-0.16, 0.02):
        c.line([(x + dx * h, foot), (x + dx * h, foot - h * 0.66)], colour, h * 0.026)
    c.line([(x - h * 0.16, foot - h * 0.25), (x + h * 0.02, foot - h * 0.25)], colour, h * 0.016)
    c.line([(x - h * 0.16, foot - h * 0.02), (x + h * 0.02, foot - h * 0.25)], colour, h * 0.01)
    c.line([(x - h * 0.62, foot - h * 0.66), (x + h * 0.22, foot - h * 0.66)], colour, h * 0.032)
    apex = (x - h * 0.05, foot - h)
    for tip in ((x - h * 0.6, foot - h * 0.66), (x - h * 0.34, foot - h * 0.66), (x + h * 0.2, foot - h * 0.66)):
        c.line([apex, tip], colour, h * 0.008)
    c.line([(x - h * 0.16, foot - h * 0.66), apex, (x + h * 0.02, foot - h * 0.66)], colour, h * 0.018)
    c.line([(x - h * 0.42, foot - h * 0.65), (x - h * 0.42, foot - h * 0.36)], colour, h * 0.006)
    c.box(x - h * 0.47, foot - h * 0.36, h * 0.1, h * 0.05, dark(colour, 0.15))


def _ship(c: Canvas, x: float, y: float, w: float, paints: list[Colour], hull: Colour) -> None:
    r = c.rng
    for i in range(13):
        for j in range(r.randint(2, 5)):
            a, b = x - w * 0.26 + i * w * 0.05, y - w * 0.12 - (j + 1) * w * 0.034
            c.box(a, b, w * 0.047, w * 0.031, r.choice(paints))
            c.box(a, b + w * 0.025, w * 0.047, w * 0.006, (20, 24, 30), 50)
    c.box(x - w * 0.43, y - w * 0.31, w * 0.12, w * 0.2, rgb("f1efe8"))
    c.box(x - w * 0.44, y - w * 0.33, w * 0.15, w * 0.03, rgb("d8d5cb"))
    for j in range(4):
        for i in range(5):
            c.box(x - w * 0.42 + i * w * 0.021, y - w * 0.29 + j * w * 0.042, w * 0.013, w * 0.018, rgb("3a5568"))
    c.box(x - w * 0.4, y - w * 0.38, w * 0.035, w * 0.06, RED)
    c.poly([(x - w * 0.5, y - w * 0.13), (x + w * 0.42, y - w * 0.13), (x + w * 0.53, y - w * 0.18), (x + w * 0.45, y),
            (x - w * 0.47, y)], hull)
    c.poly([(x - w * 0.482, y - w * 0.035), (x + w * 0.462, y - w * 0.035), (x + w * 0.45, y), (x - w * 0.47, y)], rgb("96392f"))
    c.line([(x - w * 0.49, y - w * 0.105), (x + w * 0.45, y - w * 0.105)], light(hull, 0.6), w * 0.006)
    c.oval(x, y + 4, w * 0.5, 9, light(hull, 0.7), 120)


def fishing(c: Canvas) -> None:
    r = c.rng
    hour = r.choice((DAWN, DUSK, GOLD, DAY))
    horizon = 470.0
    sky(c, hour, horizon)
    x = c.W * r.uniform(0.25, 0.75)
    sun(c, hour, x, 320, 56)
    clouds(c, hour, 4, 70, 240)
    c.wash([(0, hour.water[0]), (1, hour.water[1])], horizon, 1000)
    for a in (r.uniform(0, 0.2), r.uniform(0.75, 1)):
        karst(c, hour, c.W * a, horizon + 4, 360, 110, 0.3)
    for _ in range(40):
        t = r.random() ** 1.3
        c.oval(x + r.uniform(-1, 1) * (14 + 70 * t), horizon + 6 + 480 * t, 14 + 80 * t, 1.5 + 3 * t, hour.sun, 115)
    ripples(c, horizon + 6, 880, light(hour.water[0], 0.45), 110)
    hulls = [(rgb("2b5f8a"), rgb("c8452f")), (rgb("8c3b2c"), rgb("e0b04a")), (rgb("2f6f62"), rgb("e7e1cf")), (rgb("34506e"), rgb("d9903b"))]
    r.shuffle(hulls)
    for i, (a, y, w) in enumerate(((0.72, 560, 190), (0.2, 585, 220), (0.5, 680, 340), (0.84, 745, 400))):
        hull, trim = hulls[i]
        boat(c, c.W * a + r.uniform(-50, 50), y, w, mix(hull, hour.haze, 0.24 - 0.08 * i), mix(trim, hour.haze, 0.2 - 0.06 * i))
    shore = c.curve([(0, 800), (c.W * 0.25, 815), (c.W * 0.55, 880), (c.W * 0.8, 900), (c.W, 930)], 10)
    sand = mix(rgb("dcc49a"), hour.haze, 0.25)
    c.line([(a, b - 5) for a, b in shore], light(sand, 0.6), 16, 150)
    c.shade([*shore, (c.W, 1000), (0, 1000)], sand, dark(sand, 0.35))
    for a, y, s in ((0.11, 890, 78), (0.3, 940, 92)):
        _coracle(c, c.W * a, y, s)
    palm(c, c.W * 0.03, 860, 600, dark(hour.leaf, 0.35), 0.14)


def _coracle(c: Canvas, x: float, y: float, s: float) -> None:
    straw = rgb("a9793f")
    c.oval(x, y + s * 0.4, s * 1.05, s * 0.2, (30, 24, 18), 90)
    c.pen.chord([v * c.k for v in (x - s, y - s * 0.55, x + s, y + s * 0.5)], 0, 180, fill=straw)
    c.oval(x, y, s, s * 0.27, dark(straw, 0.45))
    c.oval(x, y, s * 0.86, s * 0.2, dark(straw, 0.62))
    for i in range(7):
        c.line([(x - s * 0.8 + i * s * 0.27, y + s * 0.18), (x - s * 0.6 + i * s * 0.2, y + s * 0.44)], dark(straw, 0.25), 2)


def bridge(c: Canvas) -> None:
    r = c.rng
    hour = r.choice((DUSK, DAWN, DAY, GOLD))
    shore = 640.0
    sky(c, hour, shore)
    sun(c, hour, c.W * r.uniform(0.42, 0.58), 440, 60)
    clouds(c, hour, 5, 80, 300)
    ranges(c, hour, 480, 2, 150)
    for i in range(16):
        w = c.W / 16
        block(c, i * w, shore, w * r.uniform(0.6, 0.95), r.uniform(40, 130), mix(hour.land(0.45), hour.haze, 0.3), light(hour.sun, 0.2), 4, 3)
    c.wash([(0, hour.water[0]), (1, hour.water[1])], shore, 1000)
    mirror(c, shore, 0.4)
    deck = c.curve([(-20, 640), (c.W * 0.3, 596), (c.W * 0.7, 590), (c.W + 20, 628)], 16)
    steel, wire = light(dark(hour.near, 0.1), 0.06), light(hour.haze, 0.5)
    for x in (c.W * 0.3, c.W * 0.72):
        top, foot = 230.0, 712.0
        for i in range(1, 11):
            for s in (-1, 1):
                a = x + s * i * c.W * 0.024
                c.line([(x, top + 14 * i), (a, _deck_at(deck, a))], wire, 2.4, 210)
        for s in (-1, 1):
            c.poly([(x + s * 30, foot), (x + s * 46, foot), (x + s * 8, top), (x + s * 1, top)], steel)
        c.box(x - 64, foot - 22, 128, 36, dark(steel, 0.25), r=8)
        c.box(x - 30, 470, 60, 12, steel)
    c.poly([*deck, *[(a, b + 26) for a, b in reversed(deck)]], dark(steel, 0.2))
    c.line([(a, b + 3) for a, b in deck], light(hour.sun, 0.3), 4)
    for i in range(14):
        a = c.W * (i + 0.5) / 14
        y = _deck_at(deck, a)
        c.line([(a, y), (a, y - 42), (a + 14, y - 46)], dark(steel, 0.1), 3)
        c.glow(a + 14, y - 44, 22, hour.sun, 0.9)
    ripples(c, shore + 20, 1000, light(hour.water[0], 0.45), 140)
    sampan(c, c.W * r.uniform(0.42, 0.6), 850, 210, dark(hour.near, 0.3))
    grass(c, 1005, dark(hour.leaf, 0.45), 110, 110)


def _deck_at(deck: list[Point], x: float) -> float:
    return min(deck, key=lambda p: math.fabs(p[0] - x))[1]
