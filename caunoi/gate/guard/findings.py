"""What the guard says against some bytes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["block", "warn"]


@dataclass(frozen=True)
class Finding:
    """One thing the guard has against a page.

    `rule` is a stable kebab-case name; `place` says where (a region of the page, or a line of a file);
    `excerpt` is what stood there, at most 160 characters; `message` says in Vietnamese what is wrong and what to do.
    """

    rule: str
    severity: Severity
    place: str
    excerpt: str
    message: str
