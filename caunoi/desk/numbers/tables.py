"""A table of numbers, for the page and as a file for a spreadsheet. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from caunoi.ground.vietnamese.numbers import grouped

Cell = str | int | float | None
# A spreadsheet takes what begins so for a formula (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Table:
    """Headings and rows of text and numbers; None where there is nothing to say. The first cell of a row names it."""

    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]

    @property
    def shown(self) -> list[list[str]]:
        """The cells as people read them."""
        return [[shown(cell) for cell in row] for row in self.rows]

    def as_file(self) -> str:
        """CSV, with the mark by which spreadsheets know UTF-8; no cell can begin a formula."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow([_harmless(heading) for heading in self.headings])
        writer.writerows([[_harmless(cell) for cell in row] for row in self.rows])
        return "\ufeff" + out.getvalue()


def shown(cell: Cell) -> str:
    """1234.5 → “1.234,5”; “–” for nothing."""
    if cell is None:
        return "–"
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float) and cell != int(cell):
        return grouped(Decimal(str(cell)), 1)
    return grouped(int(cell))


def _harmless(cell: Cell) -> str | int | float:
    if cell is None:
        return ""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
