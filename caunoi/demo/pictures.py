"""The demo's pictures, painted by ourselves: no photograph, no model, no rights but our own.

`landscape` and `portrait` are pure: the same arguments give the same picture on every machine with the same Pillow.
"""

from collections.abc import Callable
from random import Random

from PIL import Image

from caunoi.demo.painting import faces, fields, indoors, town, water, wild
from caunoi.demo.painting.canvas import Canvas

SCENES: dict[str, Callable[[Canvas], None]] = {
    "mountain": wild.mountain,
    "river": water.river,
    "sea": water.sea,
    "port": water.port,
    "rice": fields.rice,
    "city": town.city,
    "meeting": indoors.meeting,
    "school": town.school,
    "hospital": town.hospital,
    "festival": fields.festival,
    "road": wild.road,
    "forest": wild.forest,
    "tea": wild.tea,
    "fishing": water.fishing,
    "office": indoors.office,
    "storm": wild.storm,
    "market": fields.market,
    "bridge": water.bridge,
    "digital": indoors.digital,
    "election": indoors.election,
}
SUBJECTS: tuple[str, ...] = tuple(SCENES)

# These may be turned left for right; the others hold a flag, a phone or traffic that would look wrong in a mirror.
_TURNABLE = frozenset({"mountain", "sea", "port", "rice", "fishing", "bridge", "tea", "forest", "market", "city"})


def landscape(subject: str, seed: int, size: tuple[int, int] = (1280, 853)) -> bytes:
    """A JPEG of `subject` (one of SUBJECTS; KeyError otherwise), another for each seed; banners may be wide."""
    rng = Random(f"{subject}:{seed}")
    canvas = Canvas(size, rng)
    SCENES[subject](canvas)
    if subject in _TURNABLE and rng.random() < 0.5:
        canvas.image = canvas.image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    return canvas.jpeg()


def portrait(n: int, size: tuple[int, int] = (600, 800)) -> bytes:
    """A JPEG of an invented person, without features; `n` counts from 1."""
    canvas = Canvas(size, Random(f"portrait:{n}"))
    faces.paint(canvas, n)
    return canvas.jpeg()
