"""Validity and succession, in plain values. A span of validity is half open: from its first day to, and without, its
`until`; None is "as long as we know" at the front and "still" at the back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from caunoi.ground.refused import Refused
from caunoi.ground.vietnamese.dates import short_date

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Span:
    """The days on which something stands."""

    since: date | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        if self.since and self.until and self.until <= self.since:
            raise Refused("Ngày hết hiệu lực phải sau ngày có hiệu lực.")

    def holds(self, on: date) -> bool:
        return (self.since is None or self.since <= on) and (self.until is None or on < self.until)

    def overlaps(self, other: Span) -> bool:
        return (self.since is None or other.until is None or self.since < other.until) and (
            other.since is None or self.until is None or other.since < self.until
        )

    def ended(self, on: date) -> Span:
        """The same span, ended on that day; refused unless it stood on the day before."""
        if self.until is not None:
            raise Refused(f"Đã hết hiệu lực từ ngày {short_date(self.until)}.")
        if self.since is not None and on <= self.since:
            raise Refused(
                f"Chỉ có hiệu lực từ ngày {short_date(self.since)}: không thể kết thúc vào ngày {short_date(on)}."
            )
        return Span(self.since, on)


def makes_cycle(leads_to: Mapping[K, Iterable[K]], start: K, target: K) -> bool:
    """Whether a new step from `start` to `target` would close a circle: `target` already leads to `start`, or is it."""
    seen: set[K] = set()
    waiting = [target]
    while waiting:
        step = waiting.pop()
        if step == start:
            return True
        if step not in seen:
            seen.add(step)
            waiting.extend(leads_to.get(step, ()))
    return False


def check_merge(names: Mapping[K, str], spans: Mapping[K, Span], into: K, into_span: Span, on: date) -> dict[K, Span]:
    """The spans of the organisations after they ended on `on` to be merged into one that stands on that day.

    Raises Refused, saying every reason at once.
    """
    reasons: list[str] = []
    after: dict[K, Span] = {}
    if not names:
        reasons.append("Chưa chọn cơ quan bị sáp nhập.")
    if into in names:
        reasons.append("Cơ quan nhận sáp nhập không thể đồng thời là cơ quan bị sáp nhập.")
    if not into_span.holds(on):
        reasons.append(f"Cơ quan nhận sáp nhập không có hiệu lực vào ngày {short_date(on)}.")
    for key, name in names.items():
        try:
            after[key] = spans[key].ended(on)
        except Refused as refusal:
            reasons.append(f"{name}: {refusal.reason}")
    if reasons:
        raise Refused("Không thể sáp nhập. " + " ".join(reasons), details=tuple(reasons))
    return after
