"""How the guard does on what lists miss: `bench.hard_texts` and `bench.hard_markup`, read from the bytes of a page as the gate reads them.

Run `python -m bench.hard` (part of `make bench-guard`). Aims: nothing honest is blocked; of the odd rows at least
85 of 100 are told to someone. Rules were written for the even rows; the odd ones were seen once, with the first measurement, before that.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable

from bench import hard_markup, hard_texts
from caunoi.gate.guard.findings import Finding
from caunoi.gate.guard.markup import Policy
from caunoi.gate.render import press

POLICY = Policy(
    allowed_hosts=frozenset(("gov.vn", "chinhphu.vn", "vbpl.vn", "www.facebook.com")),
    video_hosts=frozenset(("www.youtube-nocookie.com",)),
    allowed_scripts=frozenset(),
    allowed_styles=frozenset(),
    hiding_classes=frozenset(("unseen",)),
)
AIM = 0.85
Rows = Iterable[tuple[str, str]]


def page(inside: str) -> str:
    return (
        '<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Tin</title></head><body>'
        f'<main data-r="record"><h1>Ủy ban nhân dân tỉnh họp phiên thường kỳ</h1>{inside}</main></body></html>'
    )


def as_markup(text: str) -> str:
    """`|` begins another element of the line, `|||` another line."""
    return "".join(
        f"<p>{''.join(f'<span>{part}</span>' for part in line.split('|'))}</p>" for line in text.split("|||")
    )


def findings(inside: str) -> list[Finding]:
    return press.read_back(page(inside).encode(), POLICY)


def measure(title: str, rows: Rows, *, show: bool) -> tuple[int, int, int]:
    total = blocked = told = 0
    lines = []
    for how, inside in rows:
        kinds = {finding.severity for finding in findings(inside)}
        total, blocked, told = total + 1, blocked + ("block" in kinds), told + bool(kinds)
        if "block" not in kinds:
            lines.append(f"    {'told' if kinds else 'MISS'} ({how}): {inside[:150]}")
    print(f"{title:<44} {total:>5} {blocked:>8} {told:>6} {told / total:>7.3f}")
    if show:
        print("\n".join(lines))
    return total, blocked, told


def main() -> int:
    print(f"{'hard cases':<44} {'cases':>5} {'blocked':>8} {'told':>6} {'rate':>7}")
    good = True
    for name, injected, honest in (
        (
            "texts",
            [(h, as_markup(t)) for h, t in hard_texts.INJECTED],
            [(h, as_markup(t)) for h, t in hard_texts.HONEST],
        ),
        ("markup", list(hard_markup.INJECTED), list(hard_markup.HONEST)),
    ):
        measure(f"{name}, even rows", injected[::2], show=True)
        total, _, told = measure(f"{name}, odd rows", injected[1::2], show="--all" in sys.argv)
        _, wrong, _ = measure(f"{name}, honest", honest, show=False)
        for how, inside in honest:
            for found in findings(inside):
                print(f"    {found.severity} {found.rule} ({how}): {found.excerpt!r}")
        good = good and told / total >= AIM and not wrong
    print("every aim met" if good else "an aim was missed")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
