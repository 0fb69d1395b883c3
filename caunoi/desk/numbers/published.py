"""What was published: when, in which sections, by whom; what was corrected, taken back, or let out in an emergency."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone

from caunoi.desk.numbers import charts
from caunoi.desk.numbers.charts import Series
from caunoi.desk.numbers.figures import Fact, Figure, Sheet
from caunoi.desk.numbers.periods import Period
from caunoi.desk.numbers.tables import Cell, Table
from caunoi.desk.numbers.timeline import timeline
from caunoi.gate.releases.models import Approval, Release
from caunoi.gate.releases.spans import released_between
from caunoi.outbound.articles import queries

DRAWN = 12
NOTE = "Tin, bài đang đứng trên Cổng, theo ngày hiện trên bài. Bài đã gỡ không tính ở đây."


def sheet(period: Period) -> Sheet:
    days = queries.by_day(period.since, period.until)
    total = sum(days.values())
    amended = _amended(period)
    corrected, withdrawn, urgent = (sum(row[at] for row in amended) for at in range(3))
    found = Sheet([
        Fact("Tin, bài đã đăng", total), Fact("Đính chính", corrected), Fact("Gỡ", withdrawn), Fact("Phát hành khẩn", urgent)
    ])  # fmt: skip
    found.figures = [when(period, days), _sections(period), _authors(period), _amendments(period, amended)]
    return found


def when(period: Period, days: dict[date, int]) -> Figure:
    """How many articles each day or month."""
    line = timeline(period)
    counts = line.spread(days.items())
    title = f"Tin, bài {line.each}"
    chart = charts.columns("tin-bai", f"{title}, {period.title}", line.short, [Series("Tin, bài", counts)])
    return Figure(
        "tin-bai", title, Table([line.heading, "Tin, bài"], list(zip(line.long, counts, strict=True))), chart, NOTE
    )


def _sections(period: Period) -> Figure:
    found = queries.by_section(period.since, period.until)
    rows: list[list[Cell]] = [["– " * depth + one.title, count] for one, depth, count in found]
    above = {one.parent_id for one, _, _ in found}
    leaves = sorted(((one.title, count) for one, _, count in found if one.pk not in above), key=lambda row: -row[1])
    title = "Tin, bài theo chuyên mục"
    chart = charts.bars(
        "theo-chuyen-muc", f"{title}, {period.title}", [name for name, _ in leaves[:DRAWN]],
        [Series("Tin, bài", [count for _, count in leaves[:DRAWN]])],
    )  # fmt: skip
    note = "Bảng: chuyên mục lớn gồm cả tin, bài của chuyên mục con. Biểu đồ: chuyên mục không có chuyên mục con."
    return Figure("theo-chuyen-muc", title, Table(["Chuyên mục", "Tin, bài"], rows), chart, note)


def _authors(period: Period) -> Figure:
    found, without = queries.by_author(period.since, period.until)
    rows: list[list[Cell]] = [[name, wrote, helped] for name, wrote, helped in found]
    top = [row for row in found if row[1]][:DRAWN]
    title = "Tin, bài theo tác giả"
    chart = charts.bars(
        "theo-tac-gia", f"{title}, {period.title}", [name for name, _, _ in top], [Series("Tin, bài", [wrote for _, wrote, _ in top])]
    )  # fmt: skip
    note = "Theo tên ghi trên bài; bài nhiều tác giả tính cho từng người." + (
        f" {without} bài không ghi tác giả." if without else ""
    )
    table = Table(["Tên trên bài", "Là tác giả", "Phần việc khác (ảnh, biên tập …)"], rows)
    return Figure("theo-tac-gia", title, table, chart, note)


def _amended(period: Period) -> list[tuple[int, int, int]]:
    """Of each day or month: corrections, withdrawals, emergency releases."""
    line = timeline(period)
    corrected = line.spread(queries.corrections(period.first, period.last).items())
    gone = released_between(period.since, period.until).filter(
        kind=Release.Kind.WITHDRAWAL, record__startswith="article:"
    )
    withdrawn = {(record, _day(at)) for record, at in gone.filter(path__endswith=".html").values_list("record", "at")}
    urgent = Approval.objects.filter(kind=Approval.Kind.EMERGENCY, at__gte=period.since, at__lt=period.until)
    days = Counter(map(_day, urgent.values_list("at", flat=True)))
    return list(zip(corrected, line.spread(_each(withdrawn)), line.spread(days.items()), strict=True))


def _amendments(period: Period, amended: list[tuple[int, int, int]]) -> Figure:
    line = timeline(period)
    names = ("Đính chính", "Gỡ", "Phát hành khẩn")
    title = f"Đính chính, gỡ, phát hành khẩn {line.each}"
    series = [Series(name, [row[at] for row in amended]) for at, name in enumerate(names)]
    rows: list[list[Cell]] = [[name, *counts] for name, counts in zip(line.long, amended, strict=True)]
    chart = charts.columns("sua-go", f"{title}, {period.title}", line.short, series) if any(map(any, amended)) else ""
    note = (
        "Đính chính: tin, bài đang đứng có mục đính chính, theo ngày đính chính. Gỡ: tin, bài bị gỡ. "
        "Phát hành khẩn: mọi nội dung một người tự phát hành."
    )
    return Figure("sua-go", title, Table([line.heading, *names], rows), chart, note)


def _day(at: datetime) -> date:
    return timezone.localtime(at).date()


def _each(withdrawn: Iterable[tuple[str, date]]) -> Iterable[tuple[date, int]]:
    return ((day, 1) for _, day in withdrawn)
