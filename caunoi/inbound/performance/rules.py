"""From the rows of a board's file to its figures. Pure: anyone with the file can do the same."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from caunoi.ground.refused import Refused
from caunoi.ground.vietnamese.text import collate_key

COLUMNS = ("loai", "co_quan", "ngay_gui", "han_tra_loi", "ngay_tra_loi", "so_ngay", "dung_han", "danh_gia")
MINIMUM = 5  # under so many answers a median or a share says nothing about an agency
VERSION = "1"
RECIPE = (
    "Mỗi dòng của tệp dữ liệu là một hồ sơ đã trả lời trong kỳ, hoặc đến cuối kỳ chưa trả lời mà đã quá hạn.",
    "Tỷ lệ đúng hạn = số hồ sơ trả lời không muộn hơn hạn, chia cho tổng số dòng của cơ quan (cả hồ sơ quá hạn chưa trả lời).",
    "Số ngày là số ngày theo đơn vị của thời hạn (ngày làm việc hoặc ngày), không tính ngày nhận và thời gian chờ người gửi bổ sung.",
    "Trung vị và phân vị 90 tính trên các hồ sơ đã trả lời, theo cách hạng gần nhất; số chẵn thì trung vị là trung bình của hai giá trị giữa.",
    "Hài lòng = số đánh giá “rất hài lòng” và “hài lòng” chia cho tổng số đánh giá.",
    f"Cơ quan có dưới {MINIMUM} hồ sơ đã trả lời không xếp hạng; dưới {MINIMUM} đánh giá không công bố tỷ lệ hài lòng.",
    "Xếp hạng theo tỷ lệ đúng hạn, rồi đến trung vị số ngày; bằng nhau thì cùng hạng.",
)


@dataclass(frozen=True)
class Row:
    """One case in the file. Days are ISO dates, "" for none; `days` None while not answered; `grade` 3, 2, 1 or None."""

    kind: str
    agency: str
    filed_on: str
    due_on: str
    answered_on: str
    days: int | None
    on_time: bool
    grade: int | None


@dataclass(frozen=True)
class Line:
    """An agency's line. Shares in whole percent, None where there is too little to say."""

    agency: str
    rows: int
    answered: int
    late_open: int
    on_time_share: int
    median: float | None
    ninetieth: int | None
    rated: int
    satisfied_share: int | None
    rank: int | None


def median(values: Sequence[int]) -> float | None:
    """The middle value, or the mean of the two in the middle; None of nothing."""
    ordered, n = sorted(values), len(values)
    if not n:
        return None
    return float(ordered[n // 2]) if n % 2 else (ordered[n // 2 - 1] + ordered[n // 2]) / 2


def ninetieth(values: Sequence[int]) -> int | None:
    """The nearest-rank 90th percentile; None of nothing."""
    return sorted(values)[-(-9 * len(values) // 10) - 1] if values else None


def percent(part: int, whole: int) -> int:
    """A share in whole percent, half rounded up."""
    return (200 * part + whole) // (2 * whole) if whole else 0


def lines(rows: Iterable[Row]) -> list[Line]:
    """The board: ranked agencies first, by rank, then those with too little to rank, by the alphabet."""
    by_agency: dict[str, list[Row]] = {}
    for row in rows:
        by_agency.setdefault(row.agency, []).append(row)
    found = [_line(agency, own) for agency, own in by_agency.items()]
    ranked = sorted((one for one in found if one.answered >= MINIMUM), key=_merit)
    placed, rank = [], 0
    for number, one in enumerate(ranked, 1):
        if number == 1 or _merit(one)[:2] != _merit(ranked[number - 2])[:2]:
            rank = number
        placed.append(Line(**{**one.__dict__, "rank": rank}))
    return placed + sorted((one for one in found if one.answered < MINIMUM), key=lambda one: collate_key(one.agency))


def _line(agency: str, rows: list[Row]) -> Line:
    answered = [row for row in rows if row.answered_on]
    days = [row.days for row in answered if row.days is not None]
    grades = [row.grade for row in rows if row.grade]
    satisfied = percent(sum(grade >= 2 for grade in grades), len(grades)) if len(grades) >= MINIMUM else None
    return Line(
        agency, len(rows), len(answered), len(rows) - len(answered), percent(sum(row.on_time for row in rows), len(rows)), median(days),
        ninetieth(days), len(grades), satisfied, None,
    )  # fmt: skip


def _merit(line: Line) -> tuple[int, float, tuple[object, ...]]:
    return -line.on_time_share, line.median or 0.0, collate_key(line.agency)


def write(rows: Iterable[Row]) -> str:
    """The file: CSV in UTF-8 with a heading line. No cell can begin a formula: agencies' names do not begin with = + - @."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow(_cells(row))
    return out.getvalue()


def _cells(row: Row) -> tuple[object, ...]:
    agency, days = row.agency.lstrip("=+-@"), "" if row.days is None else row.days
    return row.kind, agency, row.filed_on, row.due_on, row.answered_on, days, int(row.on_time), row.grade or ""


def read(text: str) -> list[Row]:
    """The rows of a file as `write` makes it. Raises Refused, naming the line."""
    found = list(csv.reader(io.StringIO(text)))
    if not found or tuple(found[0]) != COLUMNS:
        raise Refused("Tệp dữ liệu phải có dòng tiêu đề: " + ", ".join(COLUMNS) + ".")
    rows = []
    for number, cells in enumerate(found[1:], 2):
        try:
            kind, agency, filed_on, due_on, answered_on, days, on_time, grade = cells
            rows.append(
                Row(
                    kind,
                    agency,
                    filed_on,
                    due_on,
                    answered_on,
                    int(days) if days else None,
                    on_time == "1",
                    int(grade) if grade else None,
                )
            )
        except ValueError:
            raise Refused(f"Dòng {number} của tệp dữ liệu không đúng mẫu: {','.join(cells)[:120]}") from None
    return rows
