"""What the finders hand in before it is settled: places in a `Reading`, not yet in the original."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from caunoi.inbound.masking.proposals import Certainty, Kind


@dataclass(frozen=True)
class Claim:
    start: int
    end: int
    kind: Kind
    certainty: Certainty
    reason: str


def settled(claims: Iterable[Claim]) -> list[Claim]:
    """In reading order, none overlapping: those that overlap become one over the whole stretch, of the kind of the
    strongest (sure before likely, longer before shorter, then the one handed in first)."""
    ordered = sorted(enumerate(claims), key=lambda one: (one[1].start, -one[1].end, one[0]))
    merged: list[Claim] = []
    for _, claim in ordered:
        if not merged or claim.start >= merged[-1].end:
            merged.append(claim)
            continue
        before = merged.pop()
        first = min((before, claim), key=lambda one: (one.certainty != "sure", one.start - one.end))
        merged.append(Claim(before.start, max(before.end, claim.end), first.kind, first.certainty, first.reason))
    return merged
