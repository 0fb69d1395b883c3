"""Scenes of the town: city, school, hospital."""

# Rows of points read best as rows.
# fmt: off

from caunoi.demo.painting.canvas import WHITE, Canvas, Colour, dark, light, mix, rgb
from caunoi.demo.painting.light import DAWN, DAY, DUSK, GOLD, Light, birds, clouds, sky, sun
from caunoi.demo.painting.things import CLOTH, block, flagpole, person, ripples, tree
from caunoi.demo.painting.water import mirror
from caunoi.demo.painting.wild import ranges


def city(c: Canvas) -> None:
    r = c.rng
    hour = r.choice((DAWN, DAY, DUSK, GOLD))
    shore = 700.0
    sky(c, hour, shore)
    sun(c, hour, c.W * r.uniform(0.25, 0.75), r.uniform(280, 400), 56)
    clouds(c, hour, 5, 80, 300)
    ranges(c, hour, 470, 2, 190)
    c.mist(610, 190, hour.haze, 0.75)
    for layer in range(3):
        t = layer / 2
        count = 22 - 4 * layer
        for i in range(count):
            w = c.W / count
            centre = 1 - abs((i + 0.5) / count - 0.5) * 1.5
            h = r.uniform(70, 170) + centre * r.uniform(60, 330) * (1.05 - 0.4 * t)
            wall = mix(mix(r.choice((rgb("e9e2d2"), rgb("d8b48a"), rgb("a9bcc7"), rgb("c98f72"))), hour.near, 0.28), hour.haze, 0.78 - 0.5 * t)
            glass = light(hour.sun, 0.15) if hour is DUSK else mix(hour.sky[0], WHITE, 0.35)
            a, wide = i * w + r.uniform(-6, 6), w * r.uniform(0.62, 0.96)
            block(c, a, shore - 6, wide, h, wall, mix(glass, hour.haze, 0.5 - 0.4 * t), max(3, round(h / 30)), 3 + layer)
            top = r.random()
            if top < 0.3:
                c.poly([(a - 5, shore - 6 - h), (a + wide / 2, shore - 36 - h), (a + wide + 5, shore - 6 - h)], mix(rgb("b25a3c"), hour.haze, 0.6 - 0.5 * t))
            elif top < 0.45:
                c.line([(a + wide / 2, shore - 6 - h), (a + wide / 2, shore - 70 - h)], wall, 4)
        if layer < 2:
            c.mist(shore - 40, 150, hour.haze, 0.45)
    c.wash([(0, hour.water[0]), (1, hour.water[1])], shore + 26, 1000)
    for i in range(26):
        tree(c, c.W * (i + r.uniform(0.2, 0.8)) / 26, shore + 14, r.uniform(60, 90), mix(hour.leaf, hour.haze, 0.1))
    c.wash([(0, mix(rgb("d9d0bd"), hour.haze, 0.3)), (1, dark(rgb("b0a48d"), 0.3))], shore + 8, shore + 28)
    mirror(c, shore + 28, 0.38)
    ripples(c, shore + 34, 1000, light(hour.water[0], 0.5), 130)
    birds(c, hour.near, 5, c.W * 0.3, 190)


def yard(c: Canvas, hour: Light, y: float, tone: Colour) -> None:
    """A paved yard from `y` down, its joints running to the horizon."""
    c.wash([(0, mix(tone, hour.haze, 0.4)), (1, dark(tone, 0.22))], y, 1000)
    for i in range(-12, 13):
        c.line([(c.W / 2 + i * 70, y), (c.W / 2 + i * 190, 1000)], light(tone, 0.5), 2, 90)
    for i in range(1, 6):
        d = y + (1000 - y) * (i / 6) ** 1.6
        c.line([(0, d), (c.W, d)], light(tone, 0.5), 1.6, 90)


def school(c: Canvas) -> None:
    r = c.rng
    hour = r.choice((DAY, DAWN, GOLD))
    sky(c, hour, 620)
    sun(c, hour, c.W * r.uniform(0.1, 0.25), 170, 46)
    clouds(c, hour, 5, 60, 260)
    ranges(c, hour, 430, 2, 200)
    yard(c, hour, 670, rgb("c9a98a"))
    x, w, floors = c.W * 0.5, c.W * 0.74, 3
    wall, tile = r.choice((rgb("f1cf7f"), rgb("f3dcb0"), rgb("eec39a"))), rgb("b5523b")
    top = 690 - floors * 105
    c.box(x - w / 2, top, w, 690 - top, wall)
    for floor in range(floors):
        y = 690 - (floor + 1) * 105
        c.box(x - w / 2, y + 14, w, 74, dark(wall, 0.25))
        for i in range(14):
            a = x - w / 2 + w * (i + 0.14) / 14
            c.box(a, y + 26, w / 14 * 0.72, 62, rgb("6d97a8") if i % 4 else rgb("8a5a3c"))
            c.box(a + w / 14 * 0.34, y + 26, 3, 62, rgb("e8e4d8"))
            c.box(a - w / 14 * 0.12, y + 10, 9, 95, light(wall, 0.35))
        c.box(x - w / 2 - 6, y + 88, w + 12, 17, light(wall, 0.45))
        if floor:
            for i in range(70):
                c.box(x - w / 2 + i * w / 70, y + 66, 3, 24, light(wall, 0.55))
    c.poly([(x - w * 0.54, top + 4), (x - w * 0.47, top - 74), (x + w * 0.47, top - 74), (x + w * 0.54, top + 4)], tile)
    for i in range(40):
        a = (i - 20) / 20
        c.line([(x + a * w * 0.47, top - 74), (x + a * w * 0.54, top + 2)], dark(tile, 0.2), 2, 110)
    c.box(x - 100, top - 74, 200, 764 - top, light(wall, 0.3))
    c.poly([(x - 124, top - 70), (x, top - 140), (x + 124, top - 70)], dark(tile, 0.12))
    c.oval(x, top - 30, 30, 30, rgb("fbf7ea"))
    c.line([(x, top - 30), (x, top - 50)], rgb("3a4a63"), 4)
    c.line([(x, top - 30), (x + 14, top - 24)], rgb("3a4a63"), 4)
    for j in range(3):
        c.box(x - 64, top + 26 + 86 * j, 128, 50, rgb("6d97a8"), r=5)
        for i in range(1, 4):
            c.box(x - 64 + i * 32 - 2, top + 26 + 86 * j, 4, 50, rgb("f4efe2"))
    c.box(x - 60, 618, 120, 76, rgb("7a4a30"))
    blossom = rgb("e2452f")
    for a, h in ((0.04, 420), (0.95, 470), (0.86, 330)):
        tree(c, c.W * a, 745, h, mix(hour.leaf, rgb("5b9a4a"), 0.4), blossom)
    side = r.choice((0.24, 0.7))
    flagpole(c, c.W * side, 800, 430)
    c.box(c.W * side - 60, 792, 120, 18, rgb("d9d0bd"))
    for row in range(3):
        for i in range(9 - 2 * row):
            a = c.W * (0.1 + 0.82 * (i + r.uniform(0.15, 0.85)) / (9 - 2 * row))
            girl = r.random() < 0.5
            person(c, a, 800 + 75 * row + r.uniform(-10, 10), 112 + 34 * row, rgb("f6f4ee") if girl or r.random() < 0.6 else r.choice(CLOTH), dress=girl)


def hospital(c: Canvas) -> None:
    r = c.rng
    hour = r.choice((DAY, DAWN, DAY))
    sky(c, hour, 640)
    sun(c, hour, c.W * r.uniform(0.72, 0.9), 180, 44)
    clouds(c, hour, 5, 60, 280)
    ranges(c, hour, 470, 2, 160)
    yard(c, hour, 690, rgb("b9c0bd"))
    wall, glass, teal = rgb("f4f5f0"), rgb("7fb4c4"), rgb("23817a")
    s = r.choice((-1, 1))
    mid = c.W * 0.5
    for dx, w, h, rows in ((-s * 0.27, 520, 300, 6), (s * 0.25, 560, 250, 5)):
        a = mid + dx * c.W - w / 2
        c.box(a, 705 - h, w, h, dark(wall, 0.06))
        for i in range(rows):
            y = 705 - h + 24 + i * (h - 30) / rows
            c.box(a + 20, y, w - 40, 24, glass)
            for j in range(1, 13):
                c.box(a + 20 + j * (w - 40) / 13, y, 4, 24, wall)
        c.box(a - 8, 697 - h, w + 16, 16, teal)
    c.box(mid - 190, 255, 380, 452, wall)
    c.box(mid - 190, 255, 60, 452, light(teal, 0.12))
    c.box(mid - 205, 243, 410, 18, teal)
    for i in range(7):
        for j in range(5):
            c.box(mid - 104 + j * 56, 360 + i * 42, 42, 26, light(glass, 0.12 * ((i + j) % 3)))
    c.oval(mid + 32, 306, 42, 42, light(teal, 0.86))
    c.box(mid + 22, 280, 20, 52, teal, r=3)
    c.box(mid + 6, 296, 52, 20, teal, r=3)
    c.box(mid - 240, 640, 480, 18, teal, r=6)
    for i in range(4):
        c.box(mid - 224 + i * 144, 656, 14, 66, light(teal, 0.6))
    c.box(mid - 110, 660, 220, 60, dark(glass, 0.2))
    c.box(mid - 3, 660, 6, 60, wall)
    for a, h in ((0.03, 300), (0.15, 220), (0.9, 250), (0.985, 330)):
        tree(c, c.W * a, 745, h, mix(hour.leaf, rgb("4f9a5a"), 0.5))
    for i in range(30):
        a = c.W * i / 29
        if abs(a - mid) > 260:
            c.oval(a, 738, 36, 20, mix(hour.leaf, rgb("5aa35a"), r.random()))
    _ambulance(c, mid + s * c.W * 0.23, 850, 300, teal)
    for i in range(6):
        coat = r.random() < 0.5
        person(c, mid - s * c.W * (0.36 - 0.1 * i) + r.uniform(-20, 20), 800 + r.uniform(-20, 90), 150, rgb("fbfbf7") if coat else r.choice(CLOTH), dress=coat and r.random() < 0.3)


def _ambulance(c: Canvas, x: float, y: float, w: float, mark: Colour) -> None:
    body = rgb("fbfaf4")
    c.oval(x, y + 4, w * 0.54, w * 0.045, (30, 34, 40), 90)
    c.box(x - w * 0.5, y - w * 0.46, w * 0.68, w * 0.4, body, r=w * 0.03)
    c.poly([(x + w * 0.14, y - w * 0.4), (x + w * 0.33, y - w * 0.4), (x + w * 0.42, y - w * 0.22), (x + w * 0.5, y - w * 0.19),
            (x + w * 0.5, y - w * 0.06), (x + w * 0.14, y - w * 0.06)], body)
    c.poly([(x + w * 0.21, y - w * 0.36), (x + w * 0.31, y - w * 0.36), (x + w * 0.38, y - w * 0.22), (x + w * 0.21, y - w * 0.22)], rgb("7fa9b8"))
    c.box(x - w * 0.5, y - w * 0.17, w, w * 0.05, mark)
    c.box(x - w * 0.2, y - w * 0.4, w * 0.06, w * 0.18, mark)
    c.box(x - w * 0.26, y - w * 0.34, w * 0.18, w * 0.06, mark)
    c.box(x + w * 0.04, y - w * 0.5, w * 0.12, w * 0.05, rgb("2f6fb0"), r=w * 0.02)
    for a in (-0.3, 0.3):
        c.oval(x + a * w, y - w * 0.05, w * 0.075, w * 0.075, rgb("24272e"))
        c.oval(x + a * w, y - w * 0.05, w * 0.035, w * 0.035, rgb("b9bdc2"))
