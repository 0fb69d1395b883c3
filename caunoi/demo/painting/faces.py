"""Portraits without a face: a head, hair, clothes and a quiet background, so that no one living is shown."""

# Rows of points read best as rows.
# fmt: off

from dataclasses import dataclass

from caunoi.demo.painting.canvas import Canvas, Colour, Point, dark, light, mix, rgb
from caunoi.demo.painting.things import SKIN

SUIT, TUNIC, SHIRT, UNIFORM = "suit", "tunic", "shirt", "uniform"
SHORT, PARTED, GREY, LONG, BUN, BOB = "short", "parted", "grey", "long", "bun", "bob"


@dataclass(frozen=True)
class Sitter:
    """What tells one portrait from another."""

    hair: str
    wear: str
    cloth: Colour
    ground: Colour
    glasses: bool = False


def _sitter(hair: str, wear: str, cloth: str, ground: str, glasses: bool = False) -> Sitter:
    return Sitter(hair, wear, rgb(cloth), rgb(ground), glasses)


SITTERS: tuple[Sitter, ...] = (
    _sitter(GREY, SUIT, "27364d", "b9cfd4", True),
    _sitter(PARTED, SUIT, "33404f", "d9c7a6"),
    _sitter(BOB, TUNIC, "b04a5a", "cfe0d3"),
    _sitter(SHORT, SUIT, "3b4a3f", "d5d2c4", True),
    _sitter(PARTED, SHIRT, "e9edf0", "a9c3d1"),
    _sitter(BUN, TUNIC, "2c6e7f", "ead9c2", True),
    _sitter(LONG, TUNIC, "6b4b86", "d6dfe3"),
    _sitter(SHORT, SUIT, "4a4038", "c4d5c9"),
    _sitter(LONG, SUIT, "2f4858", "e6d3cb"),
    _sitter(GREY, SHIRT, "dfe7ea", "bccbd8", True),
    _sitter(BOB, SUIT, "74303c", "d3dcc9"),
    _sitter(PARTED, SUIT, "222c3a", "cbbfae", True),
    _sitter(BUN, TUNIC, "c07a3a", "cadbe0"),
    _sitter(SHORT, UNIFORM, "4f5d3a", "d8d4bf"),
    _sitter(SHORT, UNIFORM, "39593f", "c9d6d0"),
    _sitter(LONG, SHIRT, "f1efe8", "c9b8c6"),
)


def paint(c: Canvas, n: int) -> None:
    """Portrait number `n` (from 1); beyond the sixteenth the sitters come again on another ground."""
    who = SITTERS[(n - 1) % len(SITTERS)]
    ground = mix(who.ground, rgb("a9b8a0"), 0.5 * (((n - 1) // len(SITTERS)) % 2))
    skin = SKIN[n % 2]
    hair = rgb("7d7f84") if who.hair == GREY else (rgb("241d22"), rgb("33272a"))[n % 2]
    c.wash([(0, light(ground, 0.35)), (1, dark(ground, 0.18))])
    c.glow(c.W * 0.5, 400, 620, light(ground, 0.7), 0.8)
    for i in range(4):
        line = c.slopes(700 + 80 * i, 150, 0.5)
        c.poly([*line, (c.W, 1000), (0, 1000)], dark(ground, 0.06 + 0.05 * i), 70)
    x, y = c.W / 2, 400.0
    _hair_behind(c, who.hair, x, y, hair)
    _clothes(c, who, x, skin)
    _head(c, x, y, skin)
    _hair_before(c, who.hair, x, y, hair)
    if who.glasses:
        for s in (-1, 1):
            c.arc(x + s * 62, y + 12, 46, 38, 0, 360, rgb("3a3438"), 7)
        c.line([(x - 17, y + 8), (x, y + 2), (x + 17, y + 8)], rgb("3a3438"), 6)
        for s in (-1, 1):
            c.line([(x + s * 107, y + 6), (x + s * 138, y - 4)], rgb("3a3438"), 6)


def _head(c: Canvas, x: float, y: float, skin: Colour) -> None:
    c.oval(x - 146, y + 26, 24, 40, dark(skin, 0.1))
    c.oval(x + 146, y + 26, 24, 40, dark(skin, 0.16))
    face = c.curve([(x - 148, y - 40), (x - 142, y + 70), (x - 96, y + 162), (x, y + 208), (x + 96, y + 162), (x + 142, y + 70),
                    (x + 148, y - 40), (x + 96, y - 170), (x, y - 200), (x - 96, y - 170), (x - 148, y - 40)], 10)
    c.shade(face, light(skin, 0.14), skin)
    c.poly([(a if a > x + 30 else x + 30 + (b - y) * 0.06, b) for a, b in face], dark(skin, 0.5), 22)
    for s in (-1, 1):
        c.glow(x + s * 84, y + 84, 60, rgb("e58a78"), 0.4)


def _hair_behind(c: Canvas, kind: str, x: float, y: float, hair: Colour) -> None:
    if kind == LONG:
        c.poly(c.curve([(x - 150, y - 130), (x - 192, y + 60), (x - 206, y + 330), (x - 120, y + 420), (x + 120, y + 420),
                        (x + 206, y + 330), (x + 192, y + 60), (x + 150, y - 130), (x, y - 230), (x - 150, y - 130)], 10), dark(hair, 0.15))
    elif kind == BOB:
        c.poly(c.curve([(x - 150, y - 130), (x - 194, y + 40), (x - 184, y + 190), (x - 110, y + 214), (x + 110, y + 214),
                        (x + 184, y + 190), (x + 194, y + 40), (x + 150, y - 130), (x, y - 230), (x - 150, y - 130)], 10), dark(hair, 0.15))
    elif kind == BUN:
        c.oval(x + 10, y - 232, 84, 68, dark(hair, 0.1))
        c.oval(x, y - 60, 168, 170, dark(hair, 0.15))


def _hair_before(c: Canvas, kind: str, x: float, y: float, hair: Colour) -> None:
    shine = light(hair, 0.16)
    if kind in (SHORT, GREY):
        cap: list[Point] = [(x - 158, y + 10), (x - 168, y - 90), (x - 120, y - 196), (x, y - 236), (x + 120, y - 196), (x + 168, y - 90),
                            (x + 158, y + 10), (x + 136, y - 66), (x + 104, y - 112), (x, y - 128), (x - 104, y - 112), (x - 136, y - 66),
                            (x - 158, y + 10)]
    elif kind == PARTED:
        cap = [(x - 156, y + 14), (x - 170, y - 90), (x - 116, y - 206), (x + 10, y - 244), (x + 126, y - 200), (x + 170, y - 90),
               (x + 156, y + 14), (x + 138, y - 70), (x + 84, y - 104), (x - 20, y - 116), (x - 88, y - 152), (x - 132, y - 74), (x - 156, y + 14)]
    else:
        low = 60 if kind == BUN else 150
        cap = [(x - 160, y + low * 0.6), (x - 180, y - 40), (x - 136, y - 190), (x, y - 240), (x + 136, y - 190), (x + 180, y - 40),
               (x + 160, y + low * 0.6), (x + 140, y - 20), (x + 92, y - 108), (x - 34, y - 168), (x - 112, y - 84), (x - 142, y - 6),
               (x - 160, y + low * 0.6)]
    line = c.curve(cap, 9)
    c.poly(line, hair)
    for i in range(4):
        a = x - 96 + 26 * i
        c.line(c.curve([(a, y - 168 - 10 * i), (a + 40, y - 200 - 6 * i), (a + 90, y - 206 - 3 * i)], 6), shine, 5, 90)


def _clothes(c: Canvas, who: Sitter, x: float, skin: Colour) -> None:
    c.poly(c.curve([(x - 66, 540), (x - 70, 660), (x - 120, 720), (x, 800), (x + 120, 720), (x + 70, 660), (x + 66, 540)], 8), dark(skin, 0.13))
    body = c.curve([(x - 380, 1010), (x - 352, 850), (x - 270, 750), (x - 112, 690), (x, 752), (x + 112, 690), (x + 270, 750),
                    (x + 352, 850), (x + 380, 1010)], 10)
    c.shade(body, light(who.cloth, 0.1), dark(who.cloth, 0.22))
    if who.wear == SUIT:
        c.poly([(x - 108, 688), (x, 1000), (x + 108, 688), (x + 60, 720), (x, 770), (x - 60, 720)], rgb("f7f5ef"))
        if who.hair in (LONG, BOB, BUN):
            c.poly([(x - 66, 716), (x, 900), (x + 66, 716), (x, 764)], rgb("f0d9d2"))
        else:
            tie = rgb("a83232") if who.cloth[2] > 65 else rgb("2f5f8a")
            c.poly([(x - 26, 762), (x + 26, 762), (x + 18, 806), (x - 18, 806)], dark(tie, 0.15))
            c.poly([(x - 18, 806), (x + 18, 806), (x + 36, 950), (x, 1000), (x - 36, 950)], tie)
        for s in (-1, 1):
            c.poly([(x + s * 106, 690), (x + s * 64, 716), (x + s * 2, 778), (x + s * 62, 806)], rgb("ffffff"))
            c.poly([(x + s * 112, 690), (x + s * 184, 722), (x + s * 176, 800), (x + s * 208, 814), (x + s * 14, 1010), (x + s * 4, 1010)],
                   light(who.cloth, 0.08 if s < 0 else 0.03))
    elif who.wear == TUNIC:
        c.poly(c.curve([(x - 92, 640), (x - 102, 700), (x, 756), (x + 102, 700), (x + 92, 640), (x, 690), (x - 92, 640)], 7), light(who.cloth, 0.16))
        c.line(c.curve([(x + 8, 748), (x + 96, 800), (x + 190, 840)], 8), dark(who.cloth, 0.25), 4)
        for i in range(3):
            c.oval(x + 40 + 56 * i, 772 + 30 * i, 8, 8, rgb("f0d487"))
        for i in range(9):
            a, b = x - 190 + (i % 3) * 60 + c.rng.uniform(-8, 8), 830 + (i // 3) * 62
            for j in range(5):
                c.oval(a + (9, 3, -7, -7, 3)[j], b + (0, 9, 5, -5, -9)[j], 6, 6, light(who.cloth, 0.5), 130)
    elif who.wear == SHIRT:
        for s in (-1, 1):
            c.poly([(x + s * 110, 688), (x + s * 40, 724), (x, 764), (x + s * 74, 838), (x + s * 136, 730)], light(who.cloth, 0.6))
        c.line([(x, 766), (x, 1000)], dark(who.cloth, 0.2), 4)
        for i in range(3):
            c.oval(x + 14, 830 + 66 * i, 7, 7, dark(who.cloth, 0.25))
    else:
        for s in (-1, 1):
            c.poly([(x + s * 110, 688), (x + s * 36, 726), (x, 766), (x + s * 70, 850), (x + s * 150, 738)], light(who.cloth, 0.14))
            c.poly([(x + s * 80, 752), (x + s * 110, 740), (x + s * 118, 786), (x + s * 88, 800)], rgb("c8322b"))
            c.poly([(x + s * 190, 722), (x + s * 310, 788), (x + s * 296, 822), (x + s * 180, 756)], rgb("d9b45a"))
        c.line([(x, 768), (x, 1000)], dark(who.cloth, 0.35), 5)
        for i in range(3):
            c.oval(x, 850 + 60 * i, 11, 11, rgb("e2bd62"))
