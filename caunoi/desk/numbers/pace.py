"""How fast: from the first draft of an article over its submission to its release."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, Min, OuterRef, Subquery
from django.utils import timezone
from wagtail.models import WorkflowState

from caunoi.desk.numbers import charts
from caunoi.desk.numbers.charts import Series
from caunoi.desk.numbers.figures import Fact, Figure, Sheet
from caunoi.desk.numbers.periods import Period
from caunoi.desk.numbers.tables import Cell, Table
from caunoi.desk.numbers.timeline import Timeline
from caunoi.gate.releases.models import Contribution, Release
from caunoi.gate.releases.spans import before, released_between
from caunoi.outbound.articles.models import Article

NOTE = (
    "Tin, bài phát hành lần đầu trong kỳ, theo nhật ký phát hành. Thời gian tính theo giờ đồng hồ, cả ngày nghỉ; bài không qua bước trình "
    "(nhập hàng loạt, phát hành khẩn) chỉ có dòng cuối. Trung vị: một nửa số bài nhanh hơn."
)
# An article may lie for so long before it is submitted a last time.
_BEFORE = timedelta(days=365)
STAGES = ("Từ bản nháp đầu đến trình duyệt", "Từ trình duyệt đến phát hành", "Từ bản nháp đầu đến phát hành")


@dataclass(frozen=True)
class Way:
    """The moments of one article. `submitted` is None when it never was, or only after its release."""

    drafted: datetime
    submitted: datetime | None
    released: datetime

    @property
    def hours(self) -> tuple[float | None, float | None, float]:
        """Of each stage."""
        whole = _hours(self.drafted, self.released)
        if self.submitted is None or not self.drafted <= self.submitted <= self.released:
            return None, None, whole
        return _hours(self.drafted, self.submitted), _hours(self.submitted, self.released), whole


def _hours(since: datetime, until: datetime) -> float:
    return max(0.0, (until - since).total_seconds() / 3600)


def ways(period: Period) -> list[Way]:
    """Every article that was first released in the period. Three queries, and the halving of the log."""
    pages = {"kind": Release.Kind.RELEASE, "media_type": "text/html"}
    earlier = before(period.since).filter(record=OuterRef("record"), **pages)
    drafted = Contribution.objects.filter(record=OuterRef("record")).order_by("revision").values("at")[:1]
    found = (
        released_between(period.since, period.until)
        .filter(record__startswith="article:", path__endswith=".html", **pages)
        .order_by()
        .values("record")
        .annotate(first=Min("at"))
        .filter(~Exists(earlier))
        .annotate(drafted=Subquery(drafted))
        .values_list("record", "first", "drafted")
    )
    submitted = _submitted(period)
    return [
        Way(drafted, submitted.get(record.partition(":")[2]), released)
        for record, released, drafted in found
        if drafted is not None
    ]


def _submitted(period: Period) -> dict[str, datetime]:
    states = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Article),
        created_at__gte=period.since - _BEFORE,
        created_at__lt=period.until,
    )
    return dict(states.order_by().values_list("object_id").annotate(first=Min("created_at")))


def sheet(period: Period) -> Sheet:
    found = ways(period)
    stages = [[hours for way in found if (hours := way.hours[at]) is not None] for at in range(3)]
    middle = [quantile(hours, 0.5) for hours in stages]
    ninetieth = [quantile(hours, 0.9) for hours in stages]
    rows: list[list[Cell]] = [
        [name, len(hours), one, other]
        for name, hours, one, other in zip(STAGES, stages, middle, ninetieth, strict=True)
    ]
    title = "Thời gian của từng bước (giờ)"
    labels, values = [], []
    for name, one, other in zip(STAGES, middle, ninetieth, strict=True):
        if one is not None and other is not None:
            labels += [f"{name}, trung vị", f"{name}, phân vị 90"]
            values += [one, other]
    chart = charts.bars("buoc", f"{title}, {period.title}", labels, [Series("Giờ", values)])
    steps = Figure(
        "buoc",
        title,
        Table(["Bước", "Số bài", "Trung vị (giờ)", "Phân vị 90 (giờ)"], rows if found else []),
        chart,
        NOTE,
    )
    facts = [
        Fact("Tin, bài phát hành lần đầu", len(found)),
        Fact("Trung vị cả quá trình (giờ)", middle[2]),
        Fact("Phân vị 90 cả quá trình (giờ)", ninetieth[2]),
    ]
    return Sheet(facts, [steps, _months(period, found)])


def _months(period: Period, found: Sequence[Way]) -> Figure:
    line = Timeline(period, daily=False)
    by_month: dict[object, list[float]] = {}
    for way in found:
        by_month.setdefault(timezone.localtime(way.released).date().replace(day=1), []).append(way.hours[2])
    rows: list[list[Cell]] = []
    values = []
    for slot, name in zip(line.slots, line.long, strict=True):
        hours = by_month.get(slot, [])
        rows.append([name, len(hours), quantile(hours, 0.5), quantile(hours, 0.9)])
        values.append(quantile(hours, 0.5) or 0)
    title = "Trung vị từ bản nháp đầu đến phát hành, theo tháng (giờ)"
    chart = charts.columns("thang", f"{title}, {period.title}", line.short, [Series("Giờ", values)])
    return Figure(
        "thang", title, Table(["Tháng", "Số bài", "Trung vị (giờ)", "Phân vị 90 (giờ)"], rows if found else []), chart
    )


def quantile(values: Sequence[float], share: float) -> float | None:
    """By nearest rank; the mean of the two in the middle for an even median; to a tenth. None of nothing."""
    ordered, n = sorted(values), len(values)
    if not n:
        return None
    if share == 0.5 and n % 2 == 0:
        return round((ordered[n // 2 - 1] + ordered[n // 2]) / 2, 1)
    return round(ordered[max(0, -(-int(share * 100) * n // 100) - 1)], 1)
