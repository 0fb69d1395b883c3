"""Scenes under a roof: meeting, office, election; and the one that has no place at all: digital."""

# Rows of points read best as rows.
# fmt: off

import math

from caunoi.demo.painting.canvas import WHITE, Canvas, Colour, Point, dark, light, mix, rgb
from caunoi.demo.painting.light import DAWN, DAY
from caunoi.demo.painting.things import CLOTH, RED, SKIN, YELLOW, flag, person, star

SUITS: tuple[Colour, ...] = tuple(rgb(s) for s in ("2b3648", "3a3f4c", "44505e", "26303a", "e8e6df", "7b2d3a", "35566b", "dfe6ea"))


def _hall(c: Canvas, wall: Colour, floor: Colour, y: float) -> None:
    c.wash([(0, dark(wall, 0.12)), (1, light(wall, 0.12))], 0, y)
    c.wash([(0, light(floor, 0.1)), (1, dark(floor, 0.35))], y, 1000)


def _bust(c: Canvas, x: float, y: float, s: float, cloth: Colour, back: bool = False, woman: bool = False) -> None:
    """Someone from the chest up, seated behind an edge at y; seen from behind with `back`."""
    skin, hair = c.rng.choice(SKIN), rgb("2b2328")
    if woman and not back:
        c.box(x - s * 0.27, y - s * 1.5, s * 0.54, s * 0.85, hair, r=s * 0.24)
    c.box(x - s * 0.1, y - s * 0.9, s * 0.2, s * 0.3, dark(skin, 0.15))
    c.poly(c.curve([(x - s * 0.56, y), (x - s * 0.52, y - s * 0.5), (x - s * 0.2, y - s * 0.72), (x + s * 0.2, y - s * 0.72),
                    (x + s * 0.52, y - s * 0.5), (x + s * 0.56, y)], 5), cloth)
    if not back:
        c.poly([(x - s * 0.13, y - s * 0.74), (x, y - s * 0.36), (x + s * 0.13, y - s * 0.74)], rgb("f6f4ee"))
        if not woman:
            c.poly([(x - s * 0.035, y - s * 0.68), (x + s * 0.035, y - s * 0.68), (x + s * 0.05, y - s * 0.4), (x, y - s * 0.33),
                    (x - s * 0.05, y - s * 0.4)], RED)
    c.oval(x, y - s * 1.13, s * 0.225, s * 0.29, hair if back else skin)
    if back:
        c.oval(x, y - s * 0.9, s * 0.12, s * 0.1, skin)
        c.oval(x, y - s * 1.13, s * 0.235, s * 0.27, hair)
        if woman:
            c.box(x - s * 0.21, y - s * 1.2, s * 0.42, s * 0.5, hair, r=s * 0.16)
    else:
        c.pen.chord([v * c.k for v in (x - s * 0.25, y - s * 1.46, x + s * 0.25, y - s * 0.95)], 175, 365, fill=hair)


def _flowers(c: Canvas, x: float, y: float, s: float) -> None:
    r = c.rng
    for _ in range(14):
        a = r.uniform(-0.9, 0.9)
        c.poly([(x, y), (x + a * s * 1.3, y - s * r.uniform(0.2, 0.7)), (x + a * s * 0.9, y - s * 0.05)], rgb("3f7f4f"))
    for _ in range(18):
        t, d = r.uniform(math.pi, math.tau), r.random() ** 0.5
        tint = r.choice([rgb(f) for f in ("f2b632", "e0567a", "f6f1e4", "e2452f")])
        c.oval(x + math.cos(t) * d * s, y + math.sin(t) * d * s * 0.7 - s * 0.12, s * 0.15, s * 0.14, tint)


def meeting(c: Canvas) -> None:
    r = c.rng
    wood, cloth = r.choice((rgb("8a5a3a"), rgb("9b6b47"), rgb("7a4f3a"))), r.choice((rgb("8a1b25"), rgb("1f5f7a"), rgb("2b6a5b")))
    _hall(c, rgb("e9dcc4"), rgb("8d6a4d"), 640)
    for i in range(13):
        c.box(c.W * i / 13, 60, c.W / 13 - 10, 560, mix(wood, rgb("e9dcc4"), 0.35 + 0.06 * (i % 2)), r=4)
    c.box(0, 0, c.W, 66, dark(wood, 0.1))
    for i in range(9):
        x = c.W * (i + 0.5) / 9
        c.glow(x, 70, 170, rgb("fff2c4"), 0.7)
        c.oval(x, 62, 34, 7, rgb("fff8de"))
    mid, w = c.W / 2, c.W * 0.62
    for i in range(34):
        a = mid - w / 2 + w * i / 34
        c.box(a, 96, w / 34 + 1, 470, mix(cloth, dark(cloth, 0.35), 0.5 + 0.5 * math.sin(i * 1.9)))
    c.box(mid - w / 2 - 14, 86, w + 28, 20, rgb("d9b45a"), r=6)
    side = r.choice((-1, 1))
    flag(c, mid + side * w * 0.27 - 95, 150, 190)
    lotus(c, mid - side * w * 0.22, 290, 88)
    for i in range(3):
        c.box(mid - side * w * 0.22 - 150 + 26 * i, 330 + 24 * i, 300 - 52 * i, 8, rgb("f2d27a"), 210, 4)
    c.box(0, 560, c.W, 90, dark(wood, 0.3))
    c.box(0, 556, c.W, 10, light(wood, 0.3))
    count = r.choice((5, 6, 7))
    for i in range(count):
        x = mid + (i - (count - 1) / 2) * 128
        c.box(x - 48, 410, 96, 160, dark(wood, 0.45), r=16)
        _bust(c, x, 558, 104, r.choice(SUITS), woman=r.random() < 0.35)
    c.box(mid - count * 72, 548, count * 144, 96, light(wood, 0.16), r=6)
    c.box(mid - count * 72 - 8, 540, count * 144 + 16, 16, light(wood, 0.42), r=6)
    for i in range(count):
        x = mid + (i - (count - 1) / 2) * 128
        c.box(x - 34, 566, 68, 22, rgb("fbf8ee"), r=3)
        c.box(x - 24, 574, 48, 5, rgb("8d8a84"), r=2)
        c.line([(x + 48, 542), (x + 40, 512)], rgb("2b2b30"), 3)
        c.oval(x + 40, 510, 5, 8, rgb("2b2b30"))
    for i in range(count - 1):
        _flowers(c, mid + (i - (count - 2) / 2) * 128, 544, 20)
    x = mid - side * w * 0.62
    c.poly([(x - 62, 520), (x + 62, 520), (x + 50, 690), (x - 50, 690)], light(wood, 0.1))
    c.poly(star(x, 598, 26), YELLOW)
    _flowers(c, x, 520, 56)
    for row in range(3):
        s, n = 92 + 44 * row, 12 - 2 * row
        y = 765 + 118 * row
        c.box(0, y - s * 0.1, c.W, 1000 - y + s * 0.1, mix(rgb("6a4a38"), dark(wood, 0.45), row / 2))
        for i in range(n):
            a = c.W * (i + 0.5) / n + (30 if row % 2 else -10)
            _bust(c, a, y + s * 0.12, s, dark(r.choice(SUITS), 0.12 * row), back=True, woman=r.random() < 0.35)
        for i in range(n):
            a = c.W * (i + 0.5) / n + (30 if row % 2 else -10)
            c.box(a - s * 0.5, y - s * 0.12, s, s * 1.3, mix(rgb("a3453a"), dark(cloth, 0.4), 0.4 + 0.2 * row), r=s * 0.16)


def lotus(c: Canvas, x: float, y: float, s: float) -> None:
    """A lotus in flower."""
    pink = rgb("f0a3b4")
    for layer, (count, reach, tall) in enumerate(((7, 1.0, 0.85), (5, 0.72, 1.0), (3, 0.36, 1.08))):
        for i in range(count):
            a = (i - (count - 1) / 2) / max(1, (count - 1) / 2) * reach
            tip = (x + a * s, y - s * tall * (1 - 0.42 * a * a))
            c.poly(c.curve([(x + a * s * 0.1, y), (x + a * s * 0.75 - s * 0.15, y - s * tall * 0.42), tip,
                            (x + a * s * 0.75 + s * 0.15, y - s * tall * 0.42), (x + a * s * 0.1, y)], 5), light(pink, 0.2 + 0.24 * layer), 240)
    c.oval(x, y, s * 0.36, s * 0.07, rgb("e9b949"))


def office(c: Canvas) -> None:
    r = c.rng
    hour = r.choice((DAY, DAWN, DAY))
    accent = r.choice((rgb("1f6f8b"), rgb("2b7a64"), rgb("a8453a")))
    _hall(c, rgb("f0ede4"), rgb("c9bfae"), 660)
    for i in range(4):
        x, w = c.W * (0.04 + 0.24 * i), c.W * 0.2
        c.box(x - 8, 132, w + 16, 306, rgb("d3cec2"), r=4)
        c.box(x, 140, w, 290, mix(hour.sky[0], WHITE, 0.35))
        c.box(x, 290, w, 140, hour.sky[2])
        ridge = [(x + w * j / 8, 380 - 70 * abs(math.sin(i * 2.1 + j * 0.55)) * r.uniform(0.7, 1)) for j in range(9)]
        c.poly([*ridge, (x + w, 430), (x, 430)], hour.land(0.35))
        c.poly([(x, 430), (x, 410), (x + w * 0.5, 396), (x + w, 414), (x + w, 430)], mix(hour.leaf, hour.haze, 0.2))
        c.box(x + w / 2 - 4, 140, 8, 290, rgb("f4f1e9"))
        c.poly([(x, 140), (x + w * 0.3, 140), (x - w * 0.1, 430), (x, 430)], WHITE, 40)
    c.box(0, 36, c.W, 62, accent)
    for i in range(5):
        c.oval(c.W * (i + 0.5) / 5, 118, 60, 7, rgb("fffbe8"))
        c.glow(c.W * (i + 0.5) / 5, 120, 150, rgb("fff6d0"), 0.5)
    n = 5
    for i in range(n):
        x = c.W * (i + 0.5) / n
        c.box(x - 46, 46, 92, 42, rgb("fbfaf4"), r=8)
        for j in range(i + 1):
            c.oval(x + (j - i / 2) * 15, 67, 5.5, 5.5, accent)
        c.box(x - 50, 440, 100, 140, dark(accent, 0.35), r=18)
        _bust(c, x, 600, 118, rgb("f4f4f0") if r.random() < 0.6 else r.choice(SUITS), woman=r.random() < 0.55)
        side = r.choice((-1, 1))
        c.box(x + side * 84 - 48, 508, 96, 66, rgb("2f353d"), r=5)
        c.box(x + side * 84 - 42, 514, 84, 54, mix(accent, WHITE, 0.62))
        c.box(x + side * 84 - 7, 574, 14, 24, rgb("2f353d"))
    c.box(0, 592, c.W, 20, rgb("fbf8f0"))
    c.shade([(0, 612), (c.W, 612), (c.W, 770), (0, 770)], rgb("d8b48a"), rgb("b48a62"))
    for i in range(n + 1):
        c.box(c.W * i / n - 5, 480, 10, 290, mix(rgb("b48a62"), WHITE, 0.45))
    for i in range(n):
        x = c.W * (i + 0.5) / n
        c.box(x - 80, 650, 160, 76, light(accent, 0.1), 210, 8)
        c.box(x - 56, 674, 112, 9, rgb("fbf8f0"), r=4)
        c.box(x - 56, 694, 74, 9, rgb("fbf8f0"), 180, 4)
        for j in range(3):
            c.box(x - 52 + r.uniform(-6, 6), 588 - j * 5, 62, 6, (rgb("fdfcf7"), rgb("e9c46a"), rgb("8fb8c9"))[j])
    spots = sorted((r.uniform(860, 985), c.W * (i + r.uniform(0.25, 0.75)) / 6) for i in range(6))
    for y, x in spots:
        c.oval(x, y, 66, 12, (40, 36, 32), 60)
        person(c, x, y, 290 + (y - 860) * 0.5, r.choice(CLOTH), dress=r.random() < 0.3)
    for x in (c.W * 0.02, c.W * 0.975):
        for i in range(13):
            a = math.pi * (0.1 + 0.8 * i / 12)
            tip = (x + math.cos(a) * 120, 800 - math.sin(a) * 210 - r.uniform(0, 50))
            c.poly(c.curve([(x, 850), ((x + tip[0]) / 2 - 22, (850 + tip[1]) / 2), tip, ((x + tip[0]) / 2 + 22, (850 + tip[1]) / 2), (x, 850)], 4),
                   mix(rgb("2f7a4f"), rgb("7fbf6a"), r.random()))
        c.poly([(x - 52, 840), (x + 52, 840), (x + 38, 960), (x - 38, 960)], rgb("e8e2d4"))


def election(c: Canvas) -> None:
    r = c.rng
    _hall(c, rgb("f3e7cf"), rgb("b98a64"), 640)
    cloth = r.choice((rgb("7d1722"), rgb("1d5c63"), rgb("8a1b25")))
    mid, w = c.W / 2, c.W * r.uniform(0.74, 0.84)
    for i in range(40):
        a = mid - w / 2 + w * i / 40
        c.box(a, 50, w / 40 + 1, 560, mix(cloth, dark(cloth, 0.3), 0.5 + 0.5 * math.sin(i * 1.7)))
    c.glow(mid, 300, 420, rgb("ff9a6a"), 0.45)
    flag(c, mid - 150, 90, 300)
    for s in (-1, 1):
        lotus(c, mid + s * w * 0.33, 330, 92)
        for i in range(3):
            c.box(mid + s * w * 0.33 - 120 + 24 * i, 372 + 26 * i, 240 - 48 * i, 8, rgb("f2d27a"), 220, 4)
    for i in range(15):
        x = c.W * (i + 0.5) / 15
        c.poly([(x - 34, 0), (x + 34, 0), (x, 60)], RED if i % 2 else YELLOW)
    c.shade([(0, 640), (c.W, 640), (c.W, 680), (0, 680)], dark(rgb("b98a64"), 0.2), rgb("b98a64"))
    s = r.choice((-1, 1))
    for i in range(6):
        x = mid - s * (230 + 108 * i) + r.uniform(-12, 12)
        if 30 < x < c.W - 30:
            person(c, x, 790 + r.uniform(-8, 18), 270 * r.uniform(0.94, 1.04), r.choice(CLOTH), dress=i % 2 == 0)
            c.poly([(x + s * 30, 660), (x + s * 62, 654), (x + s * 66, 686), (x + s * 34, 692)], rgb("fffdf4"))
    for i in range(3):
        x = mid + s * (380 + 130 * i)
        _bust(c, x, 720, 118, rgb("f2f0e8") if i else rgb("2b3648"), woman=i != 1)
    x0 = mid + s * 500
    c.box(x0 - 260, 704, 520, 150, light(RED, 0.05), r=6)
    c.box(x0 - 270, 696, 540, 20, rgb("fbf3dd"), r=6)
    _flowers(c, x0, 700, 44)
    _ballot_box(c, mid, 940, 300)


def _ballot_box(c: Canvas, x: float, y: float, w: float) -> None:
    c.oval(x, y + 6, w * 0.72, w * 0.07, (40, 26, 20), 90)
    c.poly([(x - w * 0.5, y - w * 0.86), (x + w * 0.5, y - w * 0.86), (x + w * 0.47, y), (x - w * 0.47, y)], rgb("d32f2f"))
    c.poly([(x + w * 0.16, y - w * 0.86), (x + w * 0.5, y - w * 0.86), (x + w * 0.47, y), (x + w * 0.16, y)], (80, 0, 0), 46)
    c.poly([(x - w * 0.5, y - w * 0.86), (x - w * 0.38, y - w * 1.04), (x + w * 0.38, y - w * 1.04), (x + w * 0.5, y - w * 0.86)], rgb("ef5350"))
    c.poly([(x - w * 0.2, y - w * 0.93), (x - w * 0.18, y - w * 0.98), (x + w * 0.18, y - w * 0.98), (x + w * 0.2, y - w * 0.93)], rgb("3a0c0c"))
    c.poly([(x - w * 0.17, y - w * 0.95), (x - w * 0.1, y - w * 1.4), (x + w * 0.22, y - w * 1.36), (x + w * 0.17, y - w * 0.95)], rgb("fffdf4"))
    for i in range(3):
        c.line([(x - w * 0.06, y - w * (1.28 - 0.09 * i)), (x + w * 0.15, y - w * (1.255 - 0.09 * i))], rgb("b9b4a6"), 4)
    c.poly([(x - w * 0.49, y - w * 0.78), (x + w * 0.49, y - w * 0.78), (x + w * 0.487, y - w * 0.74), (x - w * 0.487, y - w * 0.74)], YELLOW)
    c.poly(star(x, y - w * 0.38, w * 0.2), YELLOW)


def digital(c: Canvas) -> None:
    r = c.rng
    a, b = r.choice(((rgb("0d2b52"), rgb("1f7a8c")), (rgb("14274e"), rgb("3b6fb5")), (rgb("0f3443"), rgb("34a08c"))))
    c.wash([(0, a), (0.7, mix(a, b, 0.6)), (1, b)])
    c.glow(c.W * 0.5, 480, 760, light(b, 0.3), 0.55)
    glow = light(b, 0.65)
    for i in range(5):
        line = c.slopes(860 + 36 * i, 150, 0.5)
        c.line(line, glow, 2, 46 + 26 * i)
        c.poly([*line, (c.W, 1000), (0, 1000)], mix(b, a, 0.25 + 0.15 * i), 120)
    nodes: list[Point] = [(r.uniform(40, c.W - 40), r.uniform(60, 780)) for _ in range(46)]
    for i, node in enumerate(nodes):
        for other in sorted(nodes[i + 1 :], key=lambda n: math.dist(node, n))[:2]:
            if math.dist(node, other) < 330:
                c.line([node, other], glow, 1.6, 80)
    for x, y in nodes:
        s = r.uniform(3, 8)
        c.glow(x, y, s * 5, glow, 0.7)
        c.oval(x, y, s, s, light(glow, 0.5))
    x, w, h = c.W * r.choice((0.4, 0.5, 0.6)), 330.0, 640.0
    c.box(x - w / 2 - 14, 176, w + 28, h + 28, (6, 12, 26), 90, 56)
    c.box(x - w / 2, 164, w, h, rgb("10182a"), r=46)
    c.box(x - w / 2 + 14, 178, w - 28, h - 28, rgb("f5f8fa"), r=34)
    c.box(x - w / 2 + 14, 178, w - 28, 150, RED, r=34)
    c.box(x - w / 2 + 14, 260, w - 28, 70, RED)
    c.poly(star(x - w * 0.3, 262, 27), YELLOW)
    c.box(x - w * 0.17, 246, 150, 13, WHITE, r=6)
    c.box(x - w * 0.17, 270, 100, 9, WHITE, 170, 4)
    tints = [rgb(t) for t in ("2f8fb0", "e0904a", "4f9a6a", "8b5a9b", "d0556a", "3f5f9a")]
    for i in range(6):
        p, q = x - w * 0.3 + (i % 3) * w * 0.3, 392 + (i // 3) * 112
        c.box(p - 37, q - 37, 74, 74, light(tints[i], 0.78), r=18)
        _icon(c, i, p, q, tints[i])
    for i in range(3):
        y = 590 + 62 * i
        c.box(x - w * 0.4, y, w * 0.8, 50, rgb("e6edf1"), r=12)
        c.oval(x - w * 0.32, y + 25, 14, 14, tints[(i + 2) % 6])
        c.box(x - w * 0.24, y + 14, 120 + 30 * (i % 2), 8, rgb("90a0ac"), r=4)
        c.box(x - w * 0.24, y + 29, 84, 6, rgb("b9c5cd"), r=3)
    for i, (dx, y) in enumerate(((-410, 230), (400, 300), (-380, 560), (420, 600))):
        p = x + dx
        if not 140 < p < c.W - 140:
            continue
        c.line([(x + math.copysign(w / 2, dx), y + 60), (p, y + 45)], glow, 2.4, 120)
        c.box(p - 120, y - 4, 240, 118, (6, 14, 30), 60, 20)
        c.box(p - 124, y - 10, 240, 118, rgb("f7fafb"), 238, 18)
        _icon(c, i, p - 76, y + 48, tints[i], 1.3)
        c.box(p - 26, y + 26, 116, 11, rgb("8496a4"), r=5)
        c.box(p - 26, y + 48, 86, 8, rgb("b4c2cb"), r=4)
        c.box(p - 26, y + 66, 104, 8, rgb("cbd6dc"), r=4)


def _icon(c: Canvas, kind: int, x: float, y: float, tint: Colour, s: float = 1.0) -> None:
    """A small sign: paper, house, tick, chart, person, cloud."""
    if kind == 0:
        c.box(x - 15 * s, y - 20 * s, 30 * s, 40 * s, tint, r=4)
        for i in range(3):
            c.box(x - 9 * s, y - (10 - 9 * i) * s, 18 * s, 3 * s, WHITE)
    elif kind == 1:
        c.poly([(x - 22 * s, y), (x, y - 20 * s), (x + 22 * s, y)], tint)
        c.box(x - 15 * s, y - 1, 30 * s, 19 * s, tint)
    elif kind == 2:
        c.oval(x, y, 21 * s, 21 * s, tint)
        c.line([(x - 10 * s, y), (x - 2 * s, y + 8 * s), (x + 11 * s, y - 8 * s)], WHITE, 5 * s)
    elif kind == 3:
        for i in range(3):
            c.box(x - (19 - 14 * i) * s, y + (18 - 14 - 11 * i) * s, 10 * s, (14 + 11 * i) * s, tint, r=2)
    elif kind == 4:
        c.oval(x, y - 9 * s, 10 * s, 10 * s, tint)
        c.pen.pieslice([v * c.k for v in (x - 20 * s, y + 3 * s, x + 20 * s, y + 37 * s)], 180, 360, fill=tint)
    else:
        for dx, dy, q in ((-11, 4, 10), (0, -5, 13), (12, 4, 10)):
            c.oval(x + dx * s, y + dy * s, q * s, q * s, tint)
        c.box(x - 18 * s, y + 2 * s, 37 * s, 12 * s, tint, r=6)
