"""Numbers as Vietnamese readers expect them: a dot between thousands, a comma before decimals."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

_SIZES = ("KB", "MB", "GB", "TB")


def grouped(number: int | Decimal, places: int = 0) -> str:
    """1234567 → "1.234.567"; with `places` decimals after a comma, half rounded up."""
    rounded = Decimal(number).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return f"{rounded:,.{places}f}".translate(str.maketrans(",.", ".,"))


def size_text(size: int) -> str:
    """The size of a file in bytes, for people: "512 byte", "340 KB", "1,2 MB" (1 KB is 1.024 bytes)."""
    if size < 1024:
        return f"{size} byte"
    amount = Decimal(size)
    for unit in _SIZES:
        amount /= 1024
        if amount.quantize(Decimal(1), rounding=ROUND_HALF_UP) < 1024 or unit == _SIZES[-1]:
            break
    text = grouped(amount, 1) if amount < 10 else grouped(amount)
    return f"{text.removesuffix(',0')} {unit}"
