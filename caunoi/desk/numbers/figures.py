"""One figure: a heading, a chart, and under it the table that the chart draws."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.safestring import SafeString, mark_safe

from caunoi.desk.numbers.tables import Cell, Table, shown


@dataclass(frozen=True)
class Figure:
    """`name` stands in addresses and ids; `note` says how the numbers were reckoned. Without a chart the table alone is shown."""

    name: str
    title: str
    table: Table
    chart: str = ""
    note: str = ""

    @property
    def drawn(self) -> SafeString:
        return mark_safe(self.chart)  # made by `charts`, which escapes every word


@dataclass(frozen=True)
class Fact:
    """One number with its name."""

    title: str
    value: Cell
    note: str = ""

    @property
    def shown(self) -> str:
        return shown(self.value)


@dataclass
class Sheet:
    """A page of numbers: first a few facts, then figures."""

    facts: list[Fact] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)

    def figure(self, name: str) -> Figure | None:
        return next((one for one in self.figures if one.name == name), None)
