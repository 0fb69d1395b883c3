"""Visits: how many, when, on which sections and pages."""

from __future__ import annotations

from datetime import date

from caunoi.desk.numbers import charts
from caunoi.desk.numbers.figures import Fact, Figure, Sheet
from caunoi.desk.numbers.naming import section_titles, titles_at
from caunoi.desk.numbers.periods import Period
from caunoi.desk.numbers.tables import Cell, Table
from caunoi.desk.numbers.timeline import timeline
from caunoi.reach.visits import queries

MOST_PAGES = 50
DRAWN = 12
NOTE = (
    "Một lượt xem là một lần trình duyệt nhận một trang của Cổng. Không dùng cookie, không giữ địa chỉ máy của người đọc; máy tìm kiếm và "
    "chương trình tự xưng tên được đếm riêng."
)


def sheet(period: Period) -> Sheet:
    """Four grouped queries, and two for names."""
    days = queries.by_day(period.first, period.last)
    people = sum(one for one, _ in days.values())
    machines = sum(one for _, one in days.values())
    found = Sheet([
        Fact("Lượt xem", people), Fact("Bình quân một ngày", round(people / len(period.days))),
        Fact("Lượt của máy", machines, "máy tìm kiếm, chương trình đọc tin"),
    ])  # fmt: skip
    found.figures = [when(period, days), _sections(period), _pages(period), _hours(period)]
    return found


def when(period: Period, days: dict[date, queries.Totals]) -> Figure:
    """How much was read each day or month."""
    line = timeline(period, most_days=92)
    people = line.spread((day, one) for day, (one, _) in days.items())
    machines = line.spread((day, one) for day, (_, one) in days.items())
    title = f"Lượt xem {line.each}"
    chart = charts.lines("luot-xem", f"{title}, {period.title}", line.short, [charts.Series("Lượt xem", people)])
    rows: list[list[Cell]] = [[name, *both] for name, *both in zip(line.long, people, machines, strict=True)]
    return Figure(
        "luot-xem",
        title,
        Table([line.heading, "Lượt xem của người", "Lượt của máy"], rows if days else []),
        chart,
        NOTE,
    )


def _sections(period: Period) -> Figure:
    counted = queries.by_section(period.first, period.last)
    names = section_titles(counted)
    rows: list[list[Cell]] = [[names[key], people, machines] for key, (people, machines) in counted.items()]
    top = rows[:DRAWN]
    title = "Lượt xem theo chuyên mục"
    chart = charts.bars(
        "chuyen-muc", f"{title}, {period.title}", [str(row[0]) for row in top], [charts.Series("Lượt xem", [int(row[1] or 0) for row in top])]
    )  # fmt: skip
    note = "Chuyên mục là thư mục đầu của địa chỉ trang; gồm cả trang danh sách và trang theo tháng của chuyên mục."
    return Figure("chuyen-muc", title, Table(["Chuyên mục", "Lượt xem của người", "Lượt của máy"], rows), chart, note)


def _pages(period: Period) -> Figure:
    best = queries.most_read(period.first, period.last, most=MOST_PAGES)
    titles = titles_at([path for path, _ in best])
    rows: list[list[Cell]] = [[titles.get(path) or path, path, people] for path, people in best]
    top = rows[:DRAWN]
    title = "Trang được xem nhiều nhất"
    chart = charts.bars(
        "trang", f"{title}, {period.title}", [str(row[0]) for row in top], [charts.Series("Lượt xem", [int(row[2] or 0) for row in top])]
    )  # fmt: skip
    return Figure("trang", title, Table(["Trang", "Địa chỉ", "Lượt xem"], rows), chart)


def _hours(period: Period) -> Figure:
    counted = queries.by_hour(period.first, period.last)
    title = "Lượt xem theo giờ trong ngày"
    chart = charts.columns(
        "gio", f"{title}, {period.title}", [f"{hour}h" for hour in range(24)], [charts.Series("Lượt xem", counted)]
    )
    rows: list[list[Cell]] = [[f"{hour}:00 – {hour}:59", people] for hour, people in enumerate(counted)]
    return Figure(
        "gio",
        title,
        Table(["Giờ", "Lượt xem"], rows if any(counted) else []),
        chart,
        "Giờ Việt Nam, cộng mọi ngày trong kỳ.",
    )
