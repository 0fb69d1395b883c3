"""Scenes of the countryside and its feasts: rice, market, festival."""

# Rows of points read best as rows.
# fmt: off

import math

from caunoi.demo.painting.canvas import Canvas, Colour, Point, dark, height_at, light, mix, rgb
from caunoi.demo.painting.light import DAWN, DAY, DUSK, GOLD, MIST, NIGHT, Light, birds, clouds, sky, sun
from caunoi.demo.painting.things import CLOTH, HAT, bamboo, hat_at, person, roof, tree
from caunoi.demo.painting.wild import ranges


def rice(c: Canvas) -> None:
    hour = c.rng.choice((DAWN, DAY, GOLD, MIST))
    if c.rng.random() < 0.55:
        _terraces(c, hour)
    else:
        _plain(c, hour)


def _terraces(c: Canvas, hour: Light) -> None:
    r = c.rng
    sky(c, hour, 560)
    sun(c, hour, c.W * r.uniform(0.55, 0.85), 190, 46)
    clouds(c, hour, 3, 90, 240)
    ranges(c, hour, 280, 3, 220)
    c.mist(520, 180, hour.haze, 0.7)
    peak = c.W * r.uniform(0.2, 0.36)
    top = 400.0
    for i in range(15):
        t = i / 14
        y = top + 36 * i * (0.62 + 0.55 * t)
        spread = 300 + 95 * i
        edge = c.curve(
            [(-120, y + 150 * (1 - t)), (peak - spread * 0.62, y + 46), (peak - 60, y + r.uniform(-6, 10)), (peak + spread * 0.45, y + 30),
             (peak + spread * 0.95, y + 96 * (1.1 - t) + r.uniform(-8, 14)), (max(c.W, peak + spread * 1.3) + 160, y + 185 * (1.05 - t))], 10)
        ripe = 0.5 + 0.5 * math.sin(i * 1.25 + r.uniform(-0.4, 0.4))
        crop = mix(mix(hour.leaf, rgb("6fae4a"), 0.55), hour.field, ripe)
        crop = mix(mix(crop, hour.haze, 0.42), crop, t)
        if i % 5 == 2:
            crop = mix(hour.water[0], hour.sky[2], 0.4)
        bank = mix(dark(hour.leaf, 0.3), hour.haze, 0.35 * (1 - t))
        foot = min(1060.0, y + 330)
        c.poly([*edge, (c.W + 160, foot), (-120, foot)], bank)
        inner = [(x, b + 5 + 5 * t) for x, b in edge]
        c.poly([*inner, (c.W + 160, foot), (-120, foot)], crop)
        c.line([(x, b + 5 + 4 * t) for x, b in inner], light(crop, 0.16), 6 + 5 * t)
        c.line(inner, light(crop, 0.4), 1.5 + t, 120)
        if t > 0.25 and i % 5 != 2:
            for _ in range(60):
                x = r.uniform(0, c.W)
                b = height_at(inner, x) + r.uniform(6, 26) * (0.5 + t)
                s = 5 + 8 * t
                c.line([(x, b), (x + s * 0.3, b - s)], light(crop, r.uniform(0.05, 0.35)), 1.5 + t, 150)
        if i in (7, 10, 12):
            for _ in range(2):
                x = r.uniform(c.W * 0.12, c.W * 0.85)
                person(c, x, height_at(inner, x) + 22, 44 + 50 * t, r.choice(CLOTH), hat=True)
        if i == 4:
            x = peak + 40
            _stilt_house(c, x, height_at(inner, x) + 12, 66, hour)


def _stilt_house(c: Canvas, x: float, y: float, s: float, hour: Light) -> None:
    wood = mix(rgb("6b4a33"), hour.haze, 0.2)
    for i in range(4):
        c.box(x - s * 0.55 + i * s * 0.35, y - s * 0.3, s * 0.06, s * 0.32, dark(wood, 0.3))
    c.box(x - s * 0.62, y - s * 0.62, s * 1.24, s * 0.34, wood)
    c.box(x - s * 0.1, y - s * 0.57, s * 0.2, s * 0.24, dark(wood, 0.5))
    c.poly([(x - s * 0.9, y - s * 0.55), (x - s * 0.5, y - s * 1.1), (x + s * 0.5, y - s * 1.1), (x + s * 0.9, y - s * 0.55)],
           mix(rgb("8d7448"), hour.haze, 0.2))


def _plain(c: Canvas, hour: Light) -> None:
    r = c.rng
    horizon = 520.0
    sky(c, hour, horizon)
    sun(c, hour, c.W * r.uniform(0.3, 0.7), 320, 54)
    clouds(c, hour, 5, 80, 250)
    ranges(c, hour, 380, 2, 160)
    c.mist(horizon - 10, 120, hour.haze, 0.6)
    crop = mix(hour.field, mix(hour.leaf, rgb("7fb548"), 0.5), r.uniform(0, 0.6))
    c.wash([(0, mix(crop, hour.haze, 0.45)), (0.3, crop), (1, dark(crop, 0.25))], horizon, 1000)
    eye = c.W * r.uniform(0.4, 0.6)
    for i in range(-16, 17):
        a, b = eye + i * 14, eye + i * 175
        if i % 5 == 0:
            c.poly([(a - 1, horizon), (a + 2, horizon), (b + 46, 1000), (b - 22, 1000)], mix(dark(crop, 0.35), rgb("8a7448"), 0.4))
        elif i % 5 in (2, 3):
            c.poly([(a, horizon), (a + 6, horizon), (b + 90, 1000), (b, 1000)], light(crop, 0.35), 46)
    for y in (548, 590, 665):
        c.line([(0, y), (c.W, y + r.uniform(-4, 4))], mix(dark(crop, 0.3), hour.haze, 0.2), 3 + (y - horizon) * 0.05)
    for i in range(12):
        bamboo(c, c.W * (i + r.random()) / 12, horizon + 8, r.uniform(40, 85), mix(hour.leaf, hour.haze, 0.35))
    for _ in range(420):
        t = r.random() ** 0.7
        x, y, h = r.uniform(-10, c.W + 10), 640 + 390 * t, 16 + 70 * t * t
        lean = r.uniform(0.1, 0.5)
        tint = mix(dark(crop, 0.18), light(crop, 0.3), r.random())
        c.line([(x, y), (x + lean * h * 0.3, y - h * 0.7), (x + lean * h, y - h * 0.9)], tint, 1.5 + 2 * t, 210)
        if t > 0.35:
            for j in range(3):
                c.oval(x + lean * h * (0.55 + 0.2 * j), y - h * (0.9 - 0.08 * j), 2 + 2.4 * t, 1.6 + 1.6 * t, light(hour.field, 0.35), 210)
    for a, y, h in ((0.2, 700, 110), (0.3, 720, 120), (0.68, 690, 100), (0.8, 780, 165)):
        x = c.W * a + r.uniform(-40, 40)
        person(c, x, y, h, r.choice(CLOTH), hat=True)
        for _ in range(26):
            b = x + r.uniform(-h * 0.4, h * 0.4)
            c.line([(b, y + h * 0.06), (b + h * 0.06, y - h * r.uniform(0.18, 0.36))], mix(crop, dark(crop, 0.2), r.random()), 2.4)
    birds(c, light(hour.sky[2], 0.6), 6, c.W * 0.5, 430, 240)


def market(c: Canvas) -> None:
    r = c.rng
    hour = r.choice((DAWN, DAY, GOLD))
    sky(c, hour, 560)
    clouds(c, hour, 3, 60, 200)
    ranges(c, hour, 330, 2, 200)
    ground = mix(rgb("d5b98d"), hour.haze, 0.25)
    c.wash([(0, mix(ground, hour.haze, 0.5)), (1, dark(ground, 0.35))], 520, 1000)
    for i in range(7):
        tree(c, c.W * (i + r.uniform(0.2, 0.8)) / 7, 560, r.uniform(230, 330), mix(hour.leaf, hour.haze, 0.3))
    for k in range(2):
        y0, sag = 130 + 90 * k, 110.0
        for i in range(34):
            t = i / 34
            x, y = c.W * t, y0 + sag * math.sin(math.pi * ((t * 2 + 0.4 * k) % 1))
            c.poly([(x, y), (x + 30, y + 4), (x + 14, y + 44)], mix(r.choice(FRUIT), hour.haze, 0.12))
    people: list[tuple[float, float, float]] = []
    for row, (y, s, count) in enumerate(((585, 1.0, 6), (750, 1.5, 4))):
        shift = r.uniform(-60, 60)
        for i in range(count):
            _stall(c, c.W * (i + 0.5) / count + shift + r.uniform(-12, 12), y, 230 * s, hour, 0.25 - 0.15 * row)
        people = [(y + r.uniform(26, 80), r.uniform(30, c.W - 30), 150 + 45 * row) for _ in range(12 - row * 4)]
        for b, x, h in sorted(people):
            person(c, x, b, h * r.uniform(0.92, 1.08), r.choice(CLOTH), hat=r.random() < 0.4, dress=r.random() < 0.25)
    for i in range(4):
        x = c.W * (i + 0.5) / 4 + r.uniform(-50, 50)
        _baskets(c, x, 965, 1.3)
        if i % 2 == 0:
            _seller(c, x + 160, 975, 230)


def _stall(c: Canvas, x: float, y: float, w: float, hour: Light, fade: float) -> None:
    r = c.rng
    a = mix(r.choice(CLOTH), hour.haze, fade)
    b = mix(rgb("f4eddc"), hour.haze, fade)
    wood = mix(rgb("7a5336"), hour.haze, fade)
    for s in (-0.46, 0.44):
        c.box(x + s * w, y - w * 0.72, w * 0.025, w * 0.72, dark(wood, 0.2))
    c.box(x - w * 0.45, y - w * 0.66, w * 0.9, w * 0.44, (30, 26, 28), 70)
    for i in range(8):
        x0, x1 = x - w * 0.5 + i * w / 8, x - w * 0.5 + (i + 1) * w / 8
        s0, s1 = x + (x0 - x) * 0.84, x + (x1 - x) * 0.84
        tint = a if i % 2 == 0 else b
        c.poly([(s0, y - w * 0.92), (s1, y - w * 0.92), (x1, y - w * 0.66), (x0, y - w * 0.66)], tint)
        c.pen.pieslice([v * c.k for v in (x0, y - w * 0.72, x1, y - w * 0.6)], 0, 180, fill=dark(tint, 0.12))
    c.box(x - w * 0.46, y - w * 0.24, w * 0.92, w * 0.24, wood)
    c.box(x - w * 0.48, y - w * 0.26, w * 0.96, w * 0.045, light(wood, 0.25))
    for i in range(6):
        _pile(c, x - w * 0.38 + i * w * 0.153, y - w * 0.255, w * 0.066, fade, hour)


FRUIT: tuple[Colour, ...] = tuple(rgb(f) for f in ("d9482f", "e89b2c", "7fae3a", "f0c93a", "8b3f6b", "c7d36a", "e07a3f"))


def _pile(c: Canvas, x: float, y: float, s: float, fade: float, hour: Light) -> None:
    tint = mix(c.rng.choice(FRUIT), hour.haze, fade)
    for row in range(3):
        for i in range(4 - row):
            a, b = x + (i - (3 - row) / 2) * s * 0.6, y - s * 0.3 - row * s * 0.5
            c.oval(a, b, s * 0.34, s * 0.34, dark(tint, 0.08 * ((i + row) % 3)))
            c.oval(a - s * 0.1, b - s * 0.1, s * 0.1, s * 0.1, light(tint, 0.5), 150)


def _baskets(c: Canvas, x: float, y: float, s: float) -> None:
    straw = rgb("b98a4e")
    for i in range(2):
        a = x + (i - 0.5) * 120 * s
        c.oval(a, y + 4, 60 * s, 14 * s, (40, 30, 20), 80)
        tint = c.rng.choice(FRUIT)
        for row in range(3):
            for j in range(6 - row):
                c.oval(a + (j - (5 - row) / 2) * 17 * s, y - 46 * s - row * 12 * s, 11 * s, 11 * s, dark(tint, 0.09 * ((j + row) % 3)))
        c.poly([(a - 54 * s, y - 48 * s), (a + 54 * s, y - 48 * s), (a + 40 * s, y + 6 * s), (a - 40 * s, y + 6 * s)], straw)
        for j in range(4):
            c.line([(a - (52 - 4 * j) * s, y - (38 - 12 * j) * s), (a + (52 - 4 * j) * s, y - (38 - 12 * j) * s)], dark(straw, 0.25), 3)


def _seller(c: Canvas, x: float, y: float, h: float) -> None:
    """Someone squatting beside the baskets, under a hat."""
    cloth = c.rng.choice(CLOTH)
    c.oval(x, y - h * 0.12, h * 0.25, h * 0.16, dark(cloth, 0.5))
    c.poly([(x - h * 0.17, y - h * 0.1), (x - h * 0.14, y - h * 0.48), (x + h * 0.12, y - h * 0.48), (x + h * 0.18, y - h * 0.1)], cloth)
    c.line([(x - h * 0.13, y - h * 0.44), (x - h * 0.3, y - h * 0.28), (x - h * 0.36, y - h * 0.2)], dark(cloth, 0.15), h * 0.07)
    c.oval(x, y - h * 0.56, h * 0.085, h * 0.1, rgb("d39e78"))
    hat_at(c, x, y - h * 0.58, h * 0.25, HAT)


def festival(c: Canvas) -> None:
    r = c.rng
    hour = r.choice((NIGHT, DUSK, NIGHT))
    sky(c, hour, 680)
    if hour is NIGHT:
        for _ in range(90):
            c.oval(r.uniform(0, c.W), r.uniform(0, 420), 1.6, 1.6, rgb("fff6d8"), r.randint(60, 200))
        for i in range(3):
            _firework(c, c.W * (0.2 + 0.3 * i) + r.uniform(-60, 60), r.uniform(130, 260), r.uniform(90, 150))
    ranges(c, hour, 420, 2, 180)
    ground = mix(hour.near, rgb("6b3f2f"), 0.4)
    c.wash([(0, mix(ground, rgb("d98b4a"), 0.5)), (1, dark(ground, 0.4))], 690, 1000)
    mid = c.W * r.uniform(0.42, 0.58)
    c.glow(mid, 640, 520, rgb("ffb45a"), 0.8, 0.7)
    _gate(c, mid, 740, 620)
    tints = [rgb(t) for t in ("e2452f", "f2b632", "e86f3c", "d63a63", "f4d35e")]
    for k in range(3):
        y0, sag = 90 + 95 * k, 90 + 30 * k
        string: list[Point] = [(c.W * i / 40, y0 + sag * math.sin(math.pi * ((i * (1.6 + 0.3 * k) / 40 + 0.2 * k) % 1))) for i in range(41)]
        c.line(string, rgb("3a2a2a"), 2, 160)
        for i in range(2 + k, 41, 5):
            x, y = string[i]
            s = 22 + 9 * k * r.uniform(0.8, 1.1)
            _lantern(c, x, y, s, r.choice(tints))
    for row in range(3):
        h = 130 + 55 * row
        for i in range(17 - 4 * row):
            x = c.W * (i + r.uniform(0.1, 0.9)) / (17 - 4 * row)
            if row == 0 and abs(x - mid) < 120:
                continue
            cloth = mix(r.choice([*CLOTH, *tints]), hour.near, 0.25 + 0.2 * row)
            person(c, x, 800 + 105 * row + r.uniform(-14, 14), h * r.uniform(0.92, 1.06), cloth, hat=r.random() < 0.12, dress=r.random() < 0.45)


def _lantern(c: Canvas, x: float, y: float, s: float, tint: Colour) -> None:
    c.glow(x, y + s * 1.1, s * 3.2, tint, 0.6)
    c.line([(x, y), (x, y + s * 2.7)], rgb("f2c14e"), 2)
    c.oval(x, y + s * 1.1, s, s * 0.86, tint)
    c.oval(x, y + s * 1.1, s * 0.62, s * 0.86, light(tint, 0.2))
    c.oval(x, y + s * 1.1, s * 0.24, s * 0.86, light(tint, 0.45))
    for b in (0.2, 1.84):
        c.box(x - s * 0.42, y + s * b, s * 0.84, s * 0.18, rgb("e9b949"), r=s * 0.06)
    for i in (-1, 0, 1):
        c.line([(x + i * s * 0.2, y + s * 2), (x + i * s * 0.24, y + s * 2.9)], tint, s * 0.09)


def _gate(c: Canvas, x: float, y: float, w: float) -> None:
    pillar, wall = rgb("a8352b"), rgb("e4c48c")
    for s in (-0.44, -0.18, 0.18, 0.44):
        c.box(x + s * w - w * 0.03, y - w * 0.46, w * 0.06, w * 0.48, pillar)
        c.box(x + s * w - w * 0.045, y - w * 0.02, w * 0.09, w * 0.05, rgb("8b8378"))
    c.box(x - w * 0.47, y - w * 0.5, w * 0.94, w * 0.09, wall)
    c.box(x - w * 0.17, y - w * 0.49, w * 0.34, w * 0.07, rgb("7e1f1c"))
    for i in range(5):
        c.oval(x + (i - 2) * w * 0.06, y - w * 0.455, w * 0.016, w * 0.016, rgb("f2c14e"))
    roof(c, x, y - w * 0.47, w * 1.06, w * 0.15, rgb("8a4a35"))
    c.box(x - w * 0.2, y - w * 0.72, w * 0.4, w * 0.12, wall)
    roof(c, x, y - w * 0.69, w * 0.6, w * 0.13, rgb("9a5138"))


def _firework(c: Canvas, x: float, y: float, s: float) -> None:
    tint = c.rng.choice([rgb(t) for t in ("ffd166", "ff8fa3", "9be7ff", "ffe8b0")])
    c.glow(x, y, s * 1.2, tint, 0.5)
    for i in range(26):
        a = math.tau * i / 26
        for j in range(5):
            d = s * (0.35 + 0.16 * j)
            c.oval(x + math.cos(a) * d, y + math.sin(a) * d + j * j * 1.3, 3.4 - 0.4 * j, 3.4 - 0.4 * j, tint, 230 - 36 * j)
