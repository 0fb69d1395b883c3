"""Pure rules of addresses: which a standing page may have, and what lies above and below it."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Addresses that begin so are answered by programs, or belong to pictures and files: no released page would be seen there.
TAKEN = frozenset(
    "quan-tri accounts kho-luu gui-y-kien theo-doi tra-cuu danh-gia nguon-goc _mau en api open311 tep giao-dien".split()
)
_ADDRESS = re.compile(r"[a-z0-9]+(?:[-/][a-z0-9]+)*")


def why_not(slug: str) -> str:
    """Why a page cannot have this address, in Vietnamese; empty when it can."""
    if not _ADDRESS.fullmatch(slug):
        return "Chỉ dùng chữ thường không dấu, số, gạch nối, dấu / để ngăn cấp; ví dụ: gioi-thieu/lich-su."
    first = slug.partition("/")[0]
    if first in TAKEN:
        return f"Địa chỉ bắt đầu bằng “{first}” dành cho phần mềm của cổng. Chọn đường dẫn khác."
    return ""


def above(slug: str) -> list[str]:
    """The addresses above one, from the top: "a/b/c" lies below "a" and "a/b"."""
    parts = slug.split("/")
    return ["/".join(parts[:n]) for n in range(1, len(parts))]


def right_below(slug: str, others: Iterable[str]) -> list[str]:
    """Those of the addresses that lie one step below."""
    return [other for other in others if other.rpartition("/")[0] == slug]
