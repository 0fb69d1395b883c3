"""Scenes without a town: mountains, forest, storm, tea hills, roads."""

# Rows of points read best as rows.
# fmt: off

from caunoi.demo.painting.canvas import Canvas, Point, dark, height_at, light, mix, rgb
from caunoi.demo.painting.light import DAWN, DAY, DUSK, GOLD, MIST, Light, birds, clouds, sky, sun
from caunoi.demo.painting.things import CLOTH, RED, grass, palm, person, pine, tree


def ranges(c: Canvas, hour: Light, horizon: float, layers: int, height: float, rough: float = 0.55) -> list[Point]:
    """Range behind range, each in its own mist; gives back the nearest skyline."""
    line: list[Point] = []
    for i in range(layers):
        t = (i + 0.4) / layers
        base = horizon + (i + 1) * (1000 - horizon) / (layers + 2)
        colour = hour.land(t * 0.85)
        line = c.hills(base, height * (1 - 0.35 * t), colour, mix(colour, hour.haze, 0.72), rough)
        if i < layers - 1:
            c.mist(base + 10, 150, hour.haze, 0.6)
    return line


def mountain(c: Canvas) -> None:
    r = c.rng
    hour = r.choice((DAWN, DUSK, MIST, GOLD, DAY))
    sky(c, hour, 780)
    side = r.choice((0.28, 0.72))
    sun(c, hour, c.W * side, r.uniform(230, 330), r.uniform(42, 62))
    clouds(c, hour, 4, 90, 320)
    ranges(c, hour, 400, 5, 330)
    birds(c, hour.near, 6, c.W * (1 - side), 250)
    near = dark(hour.near, 0.25)
    line = c.hills(1010, 170, near, dark(near, 0.35), 0.45, 0.6)
    for _ in range(34):
        x = r.uniform(0, c.W)
        edge = abs(x / c.W - 0.5) * 2
        if edge > 0.25 + 0.3 * r.random():
            pine(c, x, height_at(line, x) + 14, r.uniform(70, 120) * (0.55 + edge), mix(near, hour.leaf, 0.25 * r.random()))


def forest(c: Canvas) -> None:
    r = c.rng
    hour = r.choice((MIST, GOLD, DAY))
    c.wash([(0, mix(hour.leaf, hour.haze, 0.55)), (0.45, hour.haze), (1, mix(hour.leaf, hour.haze, 0.3))])
    x0 = c.W * r.uniform(0.35, 0.65)
    c.glow(x0, 260, 620, hour.sun, 1.0)
    for layer in range(4):
        t = layer / 3
        tint = mix(mix(hour.leaf, hour.haze, 0.72), dark(hour.leaf, 0.55), t)
        ground = c.slopes(640 + 95 * layer, 40 + 20 * layer, 0.5, 0.4)
        for i in range(18 - 4 * layer):
            x = c.W * (i + r.uniform(0.1, 0.9)) / (18 - 4 * layer)
            if layer == 3 and abs(x - x0) < c.W * 0.2:
                continue
            w = 9 + 15 * layer * r.uniform(0.7, 1.2)
            foot, lean = height_at(ground, x) + 30, r.uniform(-30, 30)
            c.poly([(x - w * 0.75, foot), (x - w * 0.4 + lean, -10), (x + w * 0.4 + lean, -10), (x + w * 0.8, foot)], tint)
            for _ in range(3):
                y, s = r.uniform(120, 480), r.choice((-1, 1))
                c.line([(x + lean * (1 - y / foot), y), (x + s * w * 5, y - w * 4)], tint, w * 0.22)
        for _ in range(22):
            c.oval(r.uniform(0, c.W), r.uniform(-50, 90 + 30 * layer), r.uniform(50, 120), r.uniform(25, 60),
                   mix(tint, light(hour.leaf, 0.15), r.random() * 0.5), 235 - 30 * (3 - layer))
        c.shade([*ground, (c.W, 1000), (0, 1000)], tint, dark(tint, 0.2))
        if layer < 3:
            c.mist(650 + 80 * layer, 240, hour.haze, 0.65)
            c.glow(x0, 330, 420, hour.sun, 0.42)
    for i in range(4):
        a = x0 + (i - 1.5) * 70
        c.poly([(a, -20), (a + 34, -20), (a + (i - 1.0) * 190 + 120, 860), (a + (i - 1.0) * 190 - 10, 860)], hour.sun, 24)
    grass(c, 1005, dark(hour.leaf, 0.35), 150, 110)


def storm(c: Canvas) -> None:
    r = c.rng
    top, low = rgb("27323f"), rgb("8b9aa3")
    c.wash([(0, top), (0.6, rgb("566673")), (1, low)], 0, 640)
    c.glow(c.W * r.uniform(0.3, 0.7), 560, 520, rgb("d9d3bd"), 0.5, 0.4)
    for layer in range(3):
        for _ in range(7):
            x, y, w = r.uniform(0, c.W), 40 + layer * 105 + r.uniform(-40, 40), r.uniform(150, 300)
            lumps = [(x + r.uniform(-1, 1) * w, y + r.uniform(-28, 22), w * r.uniform(0.25, 0.5), w * r.uniform(0.12, 0.24))
                     for _ in range(7)]
            tint = mix(rgb("1c2530"), rgb("5f6f7b"), layer / 3 + r.uniform(-0.1, 0.15))
            c.puff(lumps, light(tint, 0.22), dark(tint, 0.25), 0.95)
    if r.random() < 0.6:
        x, y = c.W * r.uniform(0.35, 0.65), 330.0
        c.glow(x, y, 420, rgb("dfe6f2"), 0.5)
        bolt = [(x, y)]
        while bolt[-1][1] < 590:
            bolt.append((bolt[-1][0] + r.uniform(-34, 34), bolt[-1][1] + r.uniform(18, 42)))
        c.line(bolt, rgb("fbfaf0"), 4, 230)
        c.line([bolt[3], (bolt[3][0] + 60, bolt[3][1] + 50), (bolt[3][0] + 74, bolt[3][1] + 110)], rgb("fbfaf0"), 2, 190)
    c.mist(560, 220, rgb("aab6ba"), 0.6)
    for i in range(7):
        t = i / 6
        tint = mix(rgb("71878f"), rgb("1d3a45"), t)
        crest: list[Point] = []
        x = -r.uniform(0, 200)
        while x < c.W + 200:
            run, rise = r.uniform(60, 130) * (0.5 + t), r.uniform(14, 38) * (0.45 + 1.2 * t)
            y = 596 + 58 * i
            crest += [(x, y), (x + run * 0.55, y - rise), (x + run * 0.72, y - rise * 0.55)]
            x += run
        smooth = c.curve(crest, 4)
        c.shade([*smooth, (c.W + 200, 1000), (-200, 1000)], light(tint, 0.06), dark(tint, 0.35))
        c.line(smooth, light(tint, 0.5), 1.5 + 2 * t, 80)
        for a, b in crest[1::3]:
            for _ in range(round(2 + 5 * t)):
                c.oval(a + r.uniform(-8, 34) * (0.5 + t), b + r.uniform(-12, 14), 2 + 4 * t, 1.5 + 2.4 * t, rgb("e4ecee"), 120)
    wind, right = 0.9, r.random() < 0.5
    bank = [(c.W, 760), (c.W * 0.86, 790), (c.W * 0.66, 900), (c.W * 0.55, 1000), (c.W, 1000)]
    trees = [(a + r.uniform(-0.03, 0.03), y, h * r.uniform(0.8, 1.1))
             for a, y, h in ((0.93, 790, 520), (0.82, 850, 430), (0.985, 820, 380))]
    if not right:
        bank, trees, wind = [(c.W - x, y) for x, y in bank], [(1 - a, y, h) for a, y, h in trees], -0.9
    c.shade(bank, rgb("26343a"), rgb("131d22"))
    for a, y, h in trees:
        palm(c, c.W * a, y, h, rgb("20302f"), 0.2 * -wind, -wind)
    for _ in range(230):
        x, y, n = r.uniform(-100, c.W + 100), r.uniform(-50, 1000), r.uniform(30, 75)
        c.line([(x, y), (x - wind * n * 0.42, y + n)], rgb("dfe8ea"), 1.2, r.randint(35, 95))


def tea(c: Canvas) -> None:
    r = c.rng
    hour = r.choice((DAWN, DAY, MIST, GOLD))
    sky(c, hour, 620)
    sun(c, hour, c.W * r.uniform(0.2, 0.8), r.uniform(170, 260), 44)
    ranges(c, hour, 330, 3, 220)
    c.mist(600, 170, hour.haze, 0.75)
    green = mix(hour.leaf, rgb("5aa04a"), 0.6)
    swing = r.choice((-1, 1))
    for i in range(4):
        t = i / 3
        top = 560 + 105 * i
        peak = c.W * (0.5 + swing * (0.32 if i % 2 else -0.3))
        crown = c.curve([(-60, top + 80 + 20 * t), (peak - 420, top + 45), (peak, top - 60 * (0.6 + t)),
                         (peak + 420, top + 45), (c.W + 60, top + 95)], 12)
        shade = mix(mix(green, hour.haze, 0.45), dark(green, 0.12), t)
        c.shade([*crown, (c.W + 60, 1050), (-60, 1050)], light(shade, 0.12), dark(shade, 0.32))
        gap, d = 16 + 15 * t, 14.0
        while d < 330:
            row = [(x, y + d * (1 + 0.22 * abs(x - peak) / c.W)) for x, y in crown]
            c.line([(x, y + gap * 0.34) for x, y in row], dark(shade, 0.42), gap * 0.42)
            c.line(row, mix(light(shade, 0.16), dark(shade, 0.12), d / 330), gap * 0.5)
            for x, y in row[:: 2]:
                c.oval(x + r.uniform(-9, 9), y - gap * 0.2, gap * 0.62, gap * 0.3, light(shade, r.uniform(0.05, 0.22)))
            gap, d = gap * 1.09, d + gap * 1.3
        if i in (1, 2):
            for _ in range(2 + i):
                x = r.uniform(peak - 330, peak + 330)
                person(c, x, height_at(crown, x) + 60 * i, 48 + 34 * i, r.choice(CLOTH), hat=True)
        elif i == 0:
            c.mist(top + 30, 120, hour.haze, 0.4)


def road(c: Canvas) -> None:
    r = c.rng
    hour = r.choice((DAWN, DAY, DUSK, GOLD))
    sky(c, hour, 600)
    sun(c, hour, c.W * r.uniform(0.3, 0.7), 300, 46)
    clouds(c, hour, 5, 80, 300)
    ranges(c, hour, 380, 3, 250)
    grassy = mix(hour.field, hour.leaf, 0.45)
    c.wash([(0, mix(grassy, hour.haze, 0.5)), (0.25, grassy), (1, dark(grassy, 0.35))], 610, 1000)
    for i in range(-20, 21):
        a, b = c.W * 0.5 + i * 26, c.W * 0.5 + i * 230
        if i % 4 < 2:
            c.poly([(a, 612), (a + 13, 612), (b + 115, 1000), (b, 1000)], light(grassy, 0.25) if i % 4 else dark(grassy, 0.3), 40)
    s = r.choice((-1, 1))

    def across(t: float, side: float) -> Point:
        """A point of the road: t runs from one's feet (0) to the horizon (1)."""
        mid = c.W * 0.5 + s * (-170 * (1 - t) ** 2 + 250 * t * (1 - t) * 2 - 30 * t)
        half = 330 * (1 - t) ** 2.1 + 7
        return mid + side * half, 1010 - 396 * (1 - (1 - t) ** 1.75)

    steps = [i / 40 for i in range(41)]

    def band(a: float, b: float) -> list[Point]:
        return [across(t, a) for t in steps] + [across(t, b) for t in reversed(steps)]

    c.poly(band(-1.22, 1.22), mix(grassy, rgb("b9a98a"), 0.65))
    c.shade(band(-1, 1), rgb("8e9399"), rgb("43484f"))
    for edge in (-0.93, 0.93):
        c.poly(band(edge - 0.02, edge + 0.02), rgb("f4f1e6"), 220)
    for i in range(13):
        t0, t1 = 1 - 0.78**i, 1 - 0.78 ** (i + 0.5)
        c.poly([across(t0, -0.025), across(t1, -0.025), across(t1, 0.025), across(t0, 0.025)], rgb("ffe08a"))
    for side in (-1.3, 1.3):
        for i in range(16):
            x, y = across(1 - 0.82**i * 0.96, side)
            h = 64 * 0.82**i * 0.96
            c.box(x - h * 0.06, y - h, h * 0.12, h, rgb("e9e6da"))
            c.box(x - h * 0.06, y - h * 0.9, h * 0.12, h * 0.22, RED)
    for t, lane, paint in ((0.2, 0.48, RED), (0.42, -0.45, rgb("f2f0ea")), (0.62, 0.4, rgb("2f6690"))):
        x, y = across(t, lane)
        w = 165 * (1 - t) ** 2.1 + 4
        c.oval(x, y, w * 0.62, w * 0.09, (20, 22, 28), 90)
        c.box(x - w * 0.5, y - w * 0.52, w, w * 0.46, paint, r=w * 0.1)
        c.poly([(x - w * 0.4, y - w * 0.5), (x - w * 0.31, y - w * 0.82), (x + w * 0.31, y - w * 0.82),
                (x + w * 0.4, y - w * 0.5)], dark(paint, 0.2))
        c.poly([(x - w * 0.33, y - w * 0.53), (x - w * 0.27, y - w * 0.76), (x + w * 0.27, y - w * 0.76),
                (x + w * 0.33, y - w * 0.53)], rgb("bcd8e4"))
        for e in (-1, 1):
            c.box(x + e * w * 0.4 - w * 0.08, y - w * 0.38, w * 0.16, w * 0.09, rgb("ffe9b0"), r=w * 0.03)
            c.box(x + e * w * 0.36 - w * 0.09, y - w * 0.08, w * 0.18, w * 0.12, rgb("1d2026"), r=w * 0.03)
    far = [(1 - 0.8**i * 0.9) for i in range(9, 0, -1)]
    for t in far:
        for side in (-1, 1):
            x, y = across(t, side * (1.9 + r.random()))
            tree(c, x, y, 330 * (1 - t) + 26, mix(hour.leaf, hour.haze, t * 0.45))
