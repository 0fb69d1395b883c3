"""What people looked for, and did not find."""

from __future__ import annotations

from caunoi.desk.numbers import charts
from caunoi.desk.numbers.charts import Series
from caunoi.desk.numbers.figures import Fact, Figure, Sheet
from caunoi.desk.numbers.periods import Period
from caunoi.desk.numbers.tables import Cell, Table
from caunoi.desk.numbers.timeline import timeline
from caunoi.inbound.performance.rules import percent
from caunoi.inbound.searches import queries
from caunoi.inbound.searches.rules import FEW

MOST, DRAWN = 100, 12
NOTE = f"Không ghi ai tìm. Từ khóa có thông tin cá nhân không được lưu; từ khóa được tìm dưới {FEW} lần trong kỳ không nêu."


def sheet(period: Period) -> Sheet:
    asked, missed = queries.totals(period.first, period.last)
    share = percent(missed, asked) if asked else None
    facts = [Fact("Lượt tìm", asked), Fact("Không có kết quả", missed), Fact("Không có kết quả (%)", share)]
    words = queries.asked_for(period.first, period.last)
    figures = [_words(period, queries.in_vain(words), missed=True), _words(period, words, missed=False), _when(period)]
    return Sheet(facts, figures)


def _when(period: Period) -> Figure:
    line = timeline(period)
    days = queries.by_day(period.first, period.last)
    missed = line.spread((day, missed) for day, (_, missed) in days.items())
    found = line.spread((day, asked - missed) for day, (asked, missed) in days.items())
    title = f"Lượt tìm {line.each}"
    series = [Series("Có kết quả", found), Series("Không có kết quả", missed)]
    chart = charts.columns("luot-tim", f"{title}, {period.title}", line.short, series)
    rows: list[list[Cell]] = [[name, *both] for name, *both in zip(line.long, found, missed, strict=True)]
    return Figure(
        "luot-tim", title, Table([line.heading, "Có kết quả", "Không có kết quả"], rows if days else []), chart
    )


def _words(period: Period, found: list[queries.Asked], *, missed: bool) -> Figure:
    name, title = ("khong-thay", "Tìm mà không thấy") if missed else ("tu-khoa", "Được tìm nhiều nhất")
    top = found[:DRAWN]
    chart = charts.bars(
        name, f"{title}, {period.title}", [one.words for one in top],
        [Series("Lượt không có kết quả", [one.missed for one in top])] if missed
        else [Series("Có kết quả", [one.asked - one.missed for one in top]), Series("Không có kết quả", [one.missed for one in top])],
    )  # fmt: skip
    rows: list[list[Cell]] = [[one.words, one.place, one.asked, one.missed] for one in found[:MOST]]
    return Figure(name, title, Table(["Từ khóa", "Tìm ở", "Lượt tìm", "Không có kết quả"], rows), chart, NOTE)
