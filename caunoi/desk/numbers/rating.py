"""Ratings of pages in the law's three grades: how satisfied readers are, month by month, by section and by page."""

from __future__ import annotations

from caunoi.desk.numbers import charts
from caunoi.desk.numbers.figures import Fact, Figure, Sheet
from caunoi.desk.numbers.periods import Period
from caunoi.desk.numbers.tables import Cell, Table
from caunoi.inbound.cases.rules import GRADES
from caunoi.inbound.ratings import queries
from caunoi.inbound.ratings.rules import Counts, Line

MOST_PAGES = 50
DRAWN = 12
NOTE = "Người đọc chọn một trong ba mức ở cuối trang; Cổng chỉ giữ số lượt theo địa chỉ, ngày và mức, không giữ gì về người đánh giá."


def sheet(period: Period) -> Sheet:
    counts = queries.totals(period.first, period.last)
    facts = [Fact("Lượt đánh giá", counts.total), satisfied(counts), Fact(GRADES[1], counts.of(1), "lượt")]
    figures = [
        _figure("thang", "Đánh giá theo tháng", "Tháng", queries.by_month(period.first, period.last), period, NOTE),
        _figure("chuyen-muc", "Đánh giá theo chuyên mục", "Chuyên mục", queries.by_section(period.first, period.last), period),
        _figure("trang", "Trang được đánh giá nhiều nhất", "Trang", queries.by_address(period.first, period.last, MOST_PAGES), period),
    ]  # fmt: skip
    return Sheet(facts, figures)


def satisfied(counts: Counts) -> Fact:
    """How many of a hundred were satisfied or more."""
    share = counts.satisfied_share
    return Fact("Hài lòng với trang", "–" if share is None else f"{share}%", f"{counts.total} lượt đánh giá")


def _figure(name: str, title: str, heading: str, lines: list[Line], period: Period, note: str = "") -> Figure:
    """One table of three grades, and its bars, stacked."""
    drawn = lines[:DRAWN]
    series = [charts.Series(said, [line.counts.of(grade) for line in drawn]) for grade, said in GRADES.items()]
    chart = charts.bars(name, f"{title}, {period.title}", [line.title for line in drawn], series) if drawn else ""
    rows: list[list[Cell]] = [
        [line.title, *(line.counts.of(grade) for grade in GRADES), line.counts.satisfied_share] for line in lines
    ]
    return Figure(name, title, Table([heading, *GRADES.values(), "Hài lòng trở lên (%)"], rows), chart, note)
