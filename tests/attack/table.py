"""An attack, what became of it, and the table of all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

PREVENTED, HEALED, DETECTED, MISSED = "prevented", "put right", "detected", "MISSED"


@dataclass(frozen=True)
class Row:
    """`holds`: what the attacker has in hand. `seconds`: until it was refused, put right, or said."""

    holds: str
    what: str
    outcome: str
    by: str
    seconds: float = 0.0


def rule_of(refused: str) -> str:
    """By what something was refused: the guard's rule if it was the guard, else the sentence's beginning."""
    rule = re.search(r"\[([a-z0-9-]+)\]", refused)
    if rule:
        return f"guard: {rule[1]}"
    if "append-only" in refused:
        return f"database trigger: {refused}"
    first = refused.split(". ")[0].split("\n")[0].rstrip(".")
    return f"gate: {first[:90]}" + ("…" if len(first) > 90 else "")


def written(rows: Iterable[Row]) -> str:
    """Markdown."""
    lines = ["| # | the attacker holds | does | outcome | by | after |", "|---|---|---|---|---|---|"]
    lines += [
        f"| {n} | {one.holds} | {one.what} | {one.outcome} | {one.by} | {one.seconds:.2f} s |"
        for n, one in enumerate(rows, 1)
    ]
    return "\n".join(lines)
