"""The office's board: how every agency stood in a period, as a page and as a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils import timezone

from caunoi.desk.cases.viewing import Viewer
from caunoi.ground.refused import Refused
from caunoi.ground.vietnamese.dates import parse_date, short_date
from caunoi.inbound.cases import queries
from caunoi.inbound.cases.queries import Standing
from caunoi.inbound.performance.rules import MINIMUM, percent

LONGEST: Final = timedelta(days=366 * 2)
HEADINGS: Final = (
    "Cơ quan", "Tiếp nhận", "Đã trả lời", "Đúng hạn", "Tỷ lệ đúng hạn (%)", "Đang quá hạn", "Trung vị (ngày)", "Phân vị 90 (ngày)",
    "Số đánh giá", "Hài lòng (%)",
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """An agency's line: shares in whole percent, None where there are fewer than MINIMUM to speak of."""

    standing: Standing
    on_time_share: int | None
    satisfied_share: int | None
    enough: bool


@dataclass(frozen=True)
class Period:
    """From the first day to the last, both included. `wrong` says what was not understood of what was asked."""

    first: date
    last: date
    wrong: str = ""

    @property
    def title(self) -> str:
        return f"từ {short_date(self.first)} đến {short_date(self.last)}"


def period_of(query: Mapping[str, str], viewer: Viewer) -> Period:
    """The period asked for; this month, up to today, when none is, or when it cannot be."""
    today = timezone.localdate(viewer.at)
    usual = Period(today.replace(day=1), today)
    try:
        first = parse_date(query["tu"]) if query.get("tu") else usual.first
        last = parse_date(query["den"]) if query.get("den") else max(first, usual.last)
    except Refused as refused:
        return Period(usual.first, usual.last, refused.reason)
    if last < first:
        return Period(usual.first, usual.last, "Ngày cuối kỳ phải từ ngày đầu kỳ trở đi.")
    if last - first > LONGEST:
        return Period(usual.first, usual.last, "Chọn một kỳ không quá hai năm.")
    return Period(first, last)


def lines_of(period: Period, viewer: Viewer) -> list[Line]:
    """Every agency that had cases in the period or has late ones now."""
    found = []
    for one in queries.board(period.first, period.last, at=viewer.at):
        enough = one.answered >= MINIMUM
        satisfied = percent(one.satisfied, one.rated) if one.rated >= MINIMUM else None
        found.append(Line(one, percent(one.on_time, one.answered) if enough else None, satisfied, enough))
    return found


def table_of(lines: list[Line]) -> str:
    """The board as CSV, with the mark by which spreadsheets know UTF-8. No cell can begin a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    for line in lines:
        one = line.standing
        cells = (
            one.name.lstrip("=+-@\t\r"), one.received, one.answered, one.on_time, line.on_time_share, one.late_open,
            one.median_days if line.enough else None, one.ninetieth_days if line.enough else None, one.rated, line.satisfied_share,
        )  # fmt: skip
        writer.writerow(["" if cell is None else cell for cell in cells])
    return "﻿" + out.getvalue()
