"""Charts as SVG, made here: no script, no other machine. Pure.

They stretch to the width of the page while their letters keep their size: across they are measured in percent, down in pixels. What is of
one series is told apart by its pattern or its dashes, never by colour alone; every chart has a title and a sentence for those who do not
see it, and stands above the table that it draws.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap
from typing import Final

from caunoi.desk.numbers.tables import shown

Numbers = Sequence[int | float]
_PATTERNS: Final = (
    "",
    '<path d="M-2,2 l4,-4 M0,8 l8,-8 M6,10 l4,-4"/>',
    '<circle cx="2" cy="2" r="1.4"/><circle cx="6" cy="6" r="1.4"/>',
    '<path d="M0,4 h8 M4,0 v8"/>',
)
MOST_SERIES: Final = len(_PATTERNS)
_LINE_OF_LABEL, _BAR = 16, 18
_TOP, _PLOT, _FOOT = 26, 190, 26
_NARROW, _LETTER = 275, 7.6  # pixels: the narrowest chart, a letter of a value
_LABELS = 36  # so many characters stand beside one another on the narrowest telephone


@dataclass(frozen=True)
class Series:
    """What is counted, under a name."""

    name: str
    values: Numbers


Draw = Callable[[str, str, Sequence[str], Sequence[Series]], str]
"""Of ids, a title, labels and series a chart is made."""


def bars(uid: str, title: str, labels: Sequence[str], series: Sequence[Series]) -> str:
    """Lying bars, one for each label, the parts of a bar beside one another; what a bar counts stands at its end."""
    totals = [sum(one.values[at] for one in series) for at in range(len(labels))]
    most = max(totals, default=0) or 1
    values = [_parts(totals[at], series, at) for at in range(len(labels))]
    longest = 100 - (max(map(len, values), default=0) * _LETTER + 10) / _NARROW * 100
    drawn, top = [], 0
    for at, label in enumerate(labels):
        for line in wrap(label, _LABELS) or [""]:
            drawn.append(_text("0", top + 15, line))
            top += _LINE_OF_LABEL
        left = 0.0
        for number, one in enumerate(series):
            width = one.values[at] / most * max(30, longest)
            drawn.append(_mark(uid, number, f'x="{left:.2f}%" y="{top + 4}" width="{width:.2f}%" height="{_BAR}"'))
            left += width
        drawn.append(_text(f"{left:.2f}%", top + 18, values[at], 'class="chart-value" dx="6"'))
        top += _BAR + 12
    return _framed(uid, title, _told(labels, totals), top, series, "".join(drawn))


def columns(uid: str, title: str, labels: Sequence[str], series: Sequence[Series]) -> str:
    """Standing columns in the order of time, the parts of a column one upon another."""
    totals = [sum(one.values[at] for one in series) for at in range(len(labels))]
    top = _ceiling(max(totals, default=0))
    slot = 100 / max(1, len(labels))
    drawn = [_grid(top)]
    named = _spoken(labels, totals)
    for at, label in enumerate(labels):
        left, floor = at * slot + slot * 0.15, float(_TOP + _PLOT)
        for number, one in enumerate(series):
            height = one.values[at] / top * _PLOT
            floor -= height
            drawn.append(
                _mark(uid, number, f'x="{left:.2f}%" y="{floor:.1f}" width="{slot * 0.7:.2f}%" height="{height:.1f}"')
            )
        middle = f"{at * slot + slot / 2:.2f}%"
        if at in named:
            drawn.append(_text(middle, floor - 5, shown(totals[at]), 'class="chart-value" text-anchor="middle"'))
        if at in _ticks(labels):
            drawn.append(_text(middle, _TOP + _PLOT + 18, label, 'text-anchor="middle"'))
    return _framed(uid, title, _told(labels, totals), _TOP + _PLOT + _FOOT, series, "".join(drawn))


def lines(uid: str, title: str, labels: Sequence[str], series: Sequence[Series]) -> str:
    """A line for each series over time; its highest and its last value stand beside it."""
    top = _ceiling(max((value for one in series for value in one.values), default=0))
    wide = max(1, len(labels) - 1)
    drawn = [_grid(top)]
    for number, one in enumerate(series):
        points = " ".join(
            f"{at / wide * 1000:.1f},{_PLOT - value / top * _PLOT:.1f}" for at, value in enumerate(one.values)
        )
        drawn.append(
            f'<svg x="2%" y="{_TOP}" width="96%" height="{_PLOT}" viewBox="0 0 1000 {_PLOT}" preserveAspectRatio="none" overflow="visible">'
            f'<polyline class="chart-line chart-line-{number}" points="{points}" vector-effect="non-scaling-stroke"/></svg>'
        )
        for at in _extremes(one.values):
            across, down = 2 + at / wide * 96, _TOP + _PLOT - one.values[at] / top * _PLOT
            anchor = "start" if across < 15 else "end" if across > 85 else "middle"
            drawn.append(f'<circle class="chart-point chart-point-{number}" cx="{across:.2f}%" cy="{down:.1f}" r="4"/>')
            drawn.append(
                _text(
                    f"{across:.2f}%",
                    max(12, down - 9),
                    shown(one.values[at]),
                    f'class="chart-value" text-anchor="{anchor}"',
                )
            )
    for at in sorted(_ticks(labels)):
        across = 2 + at / wide * 96
        anchor = "start" if at == 0 else "end" if at == len(labels) - 1 else "middle"
        drawn.append(_text(f"{across:.2f}%", _TOP + _PLOT + 18, labels[at], f'text-anchor="{anchor}"'))
    told = " ".join(f"{one.name}: {_told(labels, one.values)}" for one in series)
    return _framed(uid, title, told, _TOP + _PLOT + _FOOT, series, "".join(drawn), by_line=True)


def _framed(
    uid: str, title: str, told: str, height: int, series: Sequence[Series], drawn: str, *, by_line: bool = False
) -> str:
    several = len(series) > 1
    patterns = "" if by_line else "".join(
        f'<pattern id="{uid}-p{number}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<rect class="chart-ground-{number}" width="8" height="8"/><g class="chart-ink">{_PATTERNS[number]}</g></pattern>'
        for number in range(1, len(series))
    )  # fmt: skip
    keys = "".join(f"<li>{_key(uid, number, by_line)}{escape(one.name)}</li>" for number, one in enumerate(series))
    return (
        f'<svg class="chart" width="100%" height="{height}" role="img" aria-labelledby="{uid}-t {uid}-d">'
        f'<title id="{uid}-t">{escape(title)}</title><desc id="{uid}-d">{escape(told)}</desc><defs>{patterns}</defs>{drawn}</svg>'
        + (f'<ul class="chart-keys" aria-hidden="true">{keys}</ul>' if several else "")
    )


def _key(uid: str, number: int, by_line: bool) -> str:
    inner = (
        f'<line class="chart-line chart-line-{number}" x1="0" y1="8" x2="28" y2="8"/>'
        if by_line
        else _mark(uid, number, 'x="1" y="1" width="26" height="14"')
    )
    return f'<svg width="28" height="16">{inner}</svg> '


def _mark(uid: str, number: int, where: str) -> str:
    fill = f' fill="url(#{uid}-p{number})"' if number else ""
    return f'<rect class="chart-mark chart-mark-{number}" {where}{fill}/>'


def _text(across: str, down: float, text: str, more: str = "") -> str:
    return f'<text x="{across}" y="{down:.1f}" {more}>{escape(text)}</text>'


def _grid(top: int) -> str:
    """Three lines across, each with what it stands for."""
    drawn = []
    for share in (0, 0.5, 1):
        down = _TOP + _PLOT - share * _PLOT
        drawn.append(f'<line class="chart-grid" x1="0" x2="100%" y1="{down:.1f}" y2="{down:.1f}"/>')
        if share:
            drawn.append(_text("0", down - 4, shown(top * share), 'class="chart-axis"'))
    return "".join(drawn)


def _ceiling(most: float) -> int:
    """A round number, even, not below the highest value and not far above it."""
    if most <= 2:
        return 2
    size = 10 ** (len(str(int(most))) - 1)
    step = next(step for step in (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10) if most <= step * size)
    whole = int(step * size)
    return whole + whole % 2


def _parts(total: float, series: Sequence[Series], at: int) -> str:
    if len(series) == 1:
        return shown(total)
    return f"{shown(total)} ({' + '.join(shown(one.values[at]) for one in series)})"


def _ticks(labels: Sequence[str]) -> set[int]:
    """Which labels stand below: every second, third … of them, so that they fit."""
    if not labels:
        return set()
    most = max(2, _LABELS // (max(map(len, labels)) + 1))
    return set(range(0, len(labels), -(-len(labels) // most)))


def _spoken(labels: Sequence[str], totals: Numbers) -> set[int]:
    """Which columns have their value above them: all when there is room, else the highest and the last."""
    if sum(len(shown(total)) + 1 for total in totals) <= _LABELS:
        return set(range(len(labels)))
    return set(_extremes(totals))


def _extremes(values: Numbers) -> list[int]:
    if not values:
        return []
    highest = max(range(len(values)), key=lambda at: values[at])
    last = len(values) - 1
    near = last - highest <= len(values) * 0.12
    return [highest] if near else [highest, last]


def _told(labels: Sequence[str], values: Numbers) -> str:
    """What a chart shows, in one sentence: the sum, where it is highest, and where lowest."""
    if not values:
        return "Không có số liệu."
    highest = max(range(len(values)), key=lambda at: values[at])
    lowest = min(range(len(values)), key=lambda at: values[at])
    told = f"Tổng {shown(sum(values))}; cao nhất {labels[highest]}: {shown(values[highest])}"
    return told + (f"; thấp nhất {labels[lowest]}: {shown(values[lowest])}." if lowest != highest else ".")
