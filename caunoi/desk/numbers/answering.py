"""What citizens filed and what became of it, by agency and by month."""

from __future__ import annotations

from datetime import date

from django.db.models import Count
from django.db.models.functions import TruncDate
from django.utils import timezone

from caunoi.desk.numbers import charts
from caunoi.desk.numbers.charts import Series
from caunoi.desk.numbers.figures import Fact, Figure, Sheet
from caunoi.desk.numbers.periods import Period
from caunoi.desk.numbers.seeing import Sight
from caunoi.desk.numbers.tables import Cell, Table
from caunoi.desk.numbers.timeline import timeline
from caunoi.inbound.cases import queries
from caunoi.inbound.cases.models import Case, CaseQuerySet
from caunoi.inbound.performance.rules import MINIMUM, percent

DRAWN = 15
HEADINGS = (
    "Cơ quan", "Tiếp nhận", "Đã trả lời", "Đúng hạn", "Trễ hạn", "Tỷ lệ đúng hạn (%)", "Đang quá hạn", "Trung vị (ngày)", "Phân vị 90 (ngày)",
    "Số đánh giá", "Hài lòng (%)",
)  # fmt: skip
NOTE = (
    f"“Đang quá hạn” là lúc này. Số ngày theo đơn vị của thời hạn. Dưới {MINIMUM} hồ sơ đã trả lời: không nêu tỷ lệ, trung vị, phân vị; dưới "
    f"{MINIMUM} đánh giá: không nêu mức hài lòng."
)


def sheet(period: Period, sight: Sight) -> Sheet:
    """For those who see everything all agencies; for others their own."""
    lines = [one for one in queries.board(period.first, period.last, at=timezone.now())
             if sight.everything or one.agency in sight.agencies]  # fmt: skip
    cases = Case.objects.all() if sight.everything else Case.objects.at(sorted(sight.agencies))
    answered, on_time = sum(one.answered for one in lines), sum(one.on_time for one in lines)
    facts = [
        Fact("Tiếp nhận", _filed(cases, period).count()), Fact("Đã trả lời", answered),
        Fact("Đúng hạn (%)", percent(on_time, answered) if answered else None), Fact("Đang quá hạn", sum(one.late_open for one in lines)),
    ]  # fmt: skip
    return Sheet(facts, [when(period, cases), _agencies(period, lines)])


def when(period: Period, cases: CaseQuerySet) -> Figure:
    """How many came in and how many were answered each day or month."""
    line = timeline(period, most_days=92)
    received = line.spread(_days(_filed(cases, period), "filed_at"))
    answered = line.spread(
        _days(cases.filter(answered_at__gte=period.since, answered_at__lt=period.until), "answered_at")
    )
    title = f"Hồ sơ tiếp nhận và trả lời {line.each}"
    chart = charts.lines(
        "ho-so", f"{title}, {period.title}", line.short, [Series("Tiếp nhận", received), Series("Đã trả lời", answered)]
    )  # fmt: skip
    rows: list[list[Cell]] = [[name, *both] for name, *both in zip(line.long, received, answered, strict=True)]
    return Figure("ho-so", title, Table([line.heading, "Tiếp nhận", "Đã trả lời"], rows), chart)


def _filed(cases: CaseQuerySet, period: Period) -> CaseQuerySet:
    return cases.filter(filed_at__gte=period.since, filed_at__lt=period.until)


def _days(cases: CaseQuerySet, moment: str) -> list[tuple[date, int]]:
    return list(cases.order_by().annotate(on=TruncDate(moment)).values_list("on").annotate(n=Count("*")))


def _agencies(period: Period, lines: list[queries.Standing]) -> Figure:
    rows = [_row(one) for one in lines]
    top = sorted((one for one in lines if one.answered), key=lambda one: -one.answered)[:DRAWN]
    title = "Hồ sơ đã trả lời theo cơ quan"
    chart = charts.bars("co-quan", f"{title}, {period.title}", [one.name for one in top], [
        Series("Đúng hạn", [one.on_time for one in top]), Series("Trễ hạn", [one.answered - one.on_time for one in top]),
    ]) if top else ""  # fmt: skip
    return Figure("co-quan", title, Table(HEADINGS, rows), chart, NOTE)


def _row(one: queries.Standing) -> list[Cell]:
    enough, rated = one.answered >= MINIMUM, one.rated >= MINIMUM
    return [
        one.name, one.received, one.answered, one.on_time, one.answered - one.on_time, percent(one.on_time, one.answered) if enough else None,
        one.late_open, one.median_days if enough else None, one.ninetieth_days if enough else None, one.rated,
        percent(one.satisfied, one.rated) if rated else None,
    ]  # fmt: skip
