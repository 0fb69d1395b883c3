"""The colours of an hour: each picture is painted in one of these lights."""

# Rows of points read best as rows.
# fmt: off

from dataclasses import dataclass

from caunoi.demo.painting.canvas import Canvas, Colour, mix, rgb


@dataclass(frozen=True)
class Light:
    """Sky from top to horizon, the sun, and the land from far to near."""

    sky: tuple[Colour, Colour, Colour]
    sun: Colour
    haze: Colour
    far: Colour
    near: Colour
    water: tuple[Colour, Colour]
    leaf: Colour
    field: Colour

    def land(self, t: float) -> Colour:
        """Land at distance `t`: 0 on the horizon, 1 at one's feet."""
        return mix(self.far, self.near, t)


def _light(sky: str, sun: str, haze: str, far: str, near: str, water: str, leaf: str, field: str) -> Light:
    s, w = [rgb(c) for c in sky.split()], [rgb(c) for c in water.split()]
    return Light((s[0], s[1], s[2]), rgb(sun), rgb(haze), rgb(far), rgb(near), (w[0], w[1]), rgb(leaf), rgb(field))


DAWN = _light("5b8fb9 f2b79f fde3c4", "fff3d6", "fbe0cf", "b9a9b8", "2f4858", "f3c3a6 4f7f95", "3d6b5c", "a9b665")
DAY = _light("3b8fc9 8cc6e4 e3f3f2", "fffbe8", "eaf6f4", "9dc3cf", "1f5c4f", "8fcfdd 2c7da0", "2f7d57", "9cc25b")
DUSK = _light("39406f d9776b fbc687", "ffe2a8", "f8c9a0", "a9798a", "2a2b4a", "eb9f7c 4a4a75", "37543f", "b58f45")
MIST = _light("7fb0b5 bcd8d2 eef3e6", "fffdf0", "f0f5ec", "b4cfc9", "24504f", "bfdad3 4f8a8b", "356b58", "a5ba70")
GOLD = _light("6aa7b8 f6d99a fff1cd", "fff6da", "fdeecb", "cdbf92", "4a5a33", "e8d9a6 5b8c85", "5c7a3a", "dfb945")
NIGHT = _light("10203f 2b4a78 8a7aa0", "fdf3cf", "6d7ba8", "4b5f8e", "0d1a33", "47608f 152647", "1c3a4a", "46603f")

OUTDOORS = (DAWN, DAY, DUSK, MIST, GOLD)


def sky(c: Canvas, hour: Light, horizon: float) -> None:
    """The whole sky down to the horizon."""
    c.wash([(0, hour.sky[0]), (0.55, hour.sky[1]), (1, hour.sky[2])], 0, horizon)


def sun(c: Canvas, hour: Light, x: float, y: float, r: float) -> None:
    """The sun with its glow."""
    c.glow(x, y, r * 7, hour.sun, 0.75)
    c.oval(x, y, r * 1.35, r * 1.35, hour.sun, 70)
    c.oval(x, y, r, r, hour.sun)


def clouds(c: Canvas, hour: Light, count: int, y0: float, y1: float) -> None:
    """Soft fair-weather clouds."""
    r = c.rng
    for _ in range(count):
        x, y, w = r.uniform(0, c.W), r.uniform(y0, y1), r.uniform(80, 210)
        lumps = []
        for i in range(9):
            t = (i + r.uniform(0.2, 0.8)) / 9 * 2 - 1
            tall = (1 - abs(t) ** 1.4) * w * 0.2 * r.uniform(0.55, 1.1) + w * 0.04
            lumps.append((x + t * w, y - tall * 0.45, w * r.uniform(0.16, 0.26), tall))
        c.puff(lumps, mix(hour.sky[2], (255, 255, 255), 0.75), mix(hour.sky[2], hour.sky[1], 0.3), 0.85)


def birds(c: Canvas, colour: Colour, count: int, x: float, y: float, spread: float = 160) -> None:
    """A few birds far away."""
    r = c.rng
    for _ in range(count):
        a, b, s = x + r.uniform(-spread, spread), y + r.uniform(-0.35, 0.35) * spread, r.uniform(9, 17)
        c.line(c.curve([(a - s, b - s * 0.35), (a - s * 0.45, b - s * 0.42), (a, b), (a + s * 0.45, b - s * 0.42),
                        (a + s, b - s * 0.3)], 5), colour, 2.4, 200)
