"""The colours of the style sheet, and how well they are told apart; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

TEXT, SIGN = 4.5, 3.0  # the least contrast: of text, and of what is no text (WCAG 2.2, 1.4.3 and 1.4.11)

DRESSES = {"light": "Nền sáng", "dark": "Nền tối", "high": "Tương phản cao"}
# What stands on what: ink, paper, the least contrast.
PAIRS = (
    ("ink", "paper", TEXT), ("ink", "mist", TEXT), ("ink", "notice", TEXT), ("ink-soft", "paper", TEXT), ("ink-soft", "mist", TEXT),
    ("link", "paper", TEXT), ("link", "mist", TEXT), ("seal", "paper", TEXT), ("seal", "mist", TEXT), ("on-river", "river", TEXT),
    ("on-river", "river-deep", TEXT), ("on-river-soft", "river-deep", TEXT), ("notice-ink", "notice", TEXT), ("tile-ink", "paper", TEXT),
    ("tile-ink", "mist", TEXT), ("good", "paper", SIGN), ("gold", "river-deep", SIGN),
)  # fmt: skip

_TOKEN = re.compile(r"--([a-z-]+)\s*:\s*([^;]+);")
_VARIABLE = re.compile(r"var\(--([a-z-]+)\)")


@dataclass(frozen=True)
class Pair:
    """Ink on paper in one dress, as #rrggbb, with the contrast that it has and should have."""

    ink: str
    paper: str
    ink_colour: str
    paper_colour: str
    contrast: float
    least: float

    @property
    def is_enough(self) -> bool:
        return self.contrast >= self.least


def tokens(css: str) -> dict[str, dict[str, str]]:
    """The custom properties of each dress: light ones, and what the others put in their place."""
    light = _block(css, ":root {")
    return {
        "light": light,
        "dark": light | _block(css, ':root[data-theme="dark"] {'),
        "high": light | _block(css, ':root[data-contrast="high"] {'),
    }


def system_dark(css: str) -> dict[str, str]:
    """What the system's wish for darkness puts in place of the light ones."""
    return _block(css, ":root:not([data-theme]) {")


def pairs(colours: dict[str, str]) -> list[Pair]:
    """Every pair of PAIRS in one dress."""
    found = []
    for ink, paper, least in PAIRS:
        one, other = _resolved(colours, ink), _resolved(colours, paper)
        found.append(Pair(ink, paper, one, other, contrast(one, other), least))
    return found


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two #rrggbb colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _resolved(colours: dict[str, str], name: str) -> str:
    value = colours[name]
    while (match := _VARIABLE.fullmatch(value)) is not None:
        value = colours[match[1]]
    return "#" + "".join(letter * 2 for letter in value[1:]) if len(value) == 4 else value


def _block(css: str, head: str) -> dict[str, str]:
    start = css.index(head) + len(head)
    return {name: value.strip() for name, value in _TOKEN.findall(css[start : css.index("}", start)])}
