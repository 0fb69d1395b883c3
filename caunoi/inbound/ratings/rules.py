"""Grades, marks and figures: pure functions; keys and days are arguments."""

from __future__ import annotations

import csv
import hashlib
import hmac
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from caunoi.ground.refused import Refused
from caunoi.inbound.cases.rules import GRADES
from caunoi.inbound.doors.rules import source

# The form at the foot of every page, and where it leads.
FORM, WHERE, GRADE = "/danh-gia/", "dia-chi", "muc"
# Behind one network address may live a household or a village: what these want, not what a robot wants.
A_PAGE_A_DAY = 3
A_DAY = 40
COLUMNS = ("thang", "dia_chi", "rat_hai_long", "hai_long", "chua_hai_long")

NO_GRADE = "Chọn một trong ba mức: rất hài lòng, hài lòng, chưa hài lòng."
NO_PAGE = "Địa chỉ này hiện không có trang nào để đánh giá. Mở lại trang bạn vừa đọc rồi chọn một mức ở cuối trang."
ENOUGH_HERE = (
    "Hôm nay Cổng đã nhận đủ số đánh giá cho trang này từ địa chỉ mạng của bạn. Lượt vừa rồi không được cộng thêm."
)
ENOUGH_TODAY = "Hôm nay từ địa chỉ mạng của bạn đã có rất nhiều đánh giá. Lượt vừa rồi không được cộng thêm; mời bạn quay lại ngày mai."


@dataclass(frozen=True)
class Counts:
    """How often each grade was given."""

    very: int = 0
    satisfied: int = 0
    unsatisfied: int = 0

    @property
    def total(self) -> int:
        return self.very + self.satisfied + self.unsatisfied

    def of(self, grade: int) -> int:
        return {3: self.very, 2: self.satisfied, 1: self.unsatisfied}[grade]

    def share(self, grade: int) -> int | None:
        """In whole percent, half rounded up; None of nothing."""
        return percent(self.of(grade), self.total)

    @property
    def satisfied_share(self) -> int | None:
        """Those very satisfied or satisfied, in whole percent; None of nothing."""
        return percent(self.very + self.satisfied, self.total)


@dataclass(frozen=True)
class Line:
    """The counts of something: an address, a section or a month (`key`), by its title."""

    key: str
    title: str
    counts: Counts


def percent(part: int, whole: int) -> int | None:
    return (200 * part + whole) // (2 * whole) if whole else None


def grade_of(text: str) -> int:
    """The grade that a form brings. Raises Refused."""
    for grade in GRADES:
        if text == str(grade):
            return grade
    raise Refused(NO_GRADE)


def counted(ratings: Mapping[int, int]) -> Counts:
    """Of ratings by grade."""
    return Counts(ratings.get(3, 0), ratings.get(2, 0), ratings.get(1, 0))


def mark(address: str, on: date, path: str, *, key: bytes) -> str:
    """Under what a network address is counted on that day, for one page or (path "") for all. Leads back to neither without the key."""
    of_the_day = hmac.new(key, on.isoformat().encode(), hashlib.sha256).digest()
    return hmac.new(of_the_day, f"{source(address)} {path}".encode(), hashlib.sha256).hexdigest()[:40]


def section_of(path: str) -> str:
    """The first part of an address: "/kinh-te/" of "/kinh-te/cau-12.html", "/" of the home page."""
    return f"/{path.split('/')[1]}/" if path.count("/") > 1 else "/"


def as_csv(rows: Iterable[tuple[str, str, Counts]]) -> str:
    """The open data: (month, address, counts) of each row."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for month, path, counts in rows:
        writer.writerow((month, path, counts.very, counts.satisfied, counts.unsatisfied))
    return out.getvalue()
