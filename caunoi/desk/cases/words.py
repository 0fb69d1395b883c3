"""What lists and pages say of a case in a few words: what is left of its time, what was noticed. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from caunoi.ground.vietnamese.dates import VIETNAM, short_date
from caunoi.ground.working_days.rules import Calendar
from caunoi.inbound.cases import rules

_FLAGS: Final = {
    "khieu-nai-to-cao": "Có dấu hiệu khiếu nại, tố cáo",
    "khan-cap": "Khẩn cấp",
}
SUSPECT: Final = "Lời lẽ đáng ngờ"
UNPROVED: Final = "Chưa qua cửa chống máy tự động"


@dataclass(frozen=True)
class Due:
    """A phrase, and a word for CSS: late, today, soon, far, paused, done."""

    text: str
    mark: str


def due_words(
    state: str, due_at: datetime | None, closed_at: datetime | None, late: bool, *, at: datetime, days: Calendar
) -> Due:
    """“Còn 3 ngày làm việc”, “Quá hạn 2 ngày làm việc”; of an ended case when it ended and whether that was late."""
    if state in rules.CLOSED:
        ended = f"Xong {short_date(closed_at.astimezone(VIETNAM).date())}" if closed_at else "Xong"
        return Due(f"{ended}, quá hạn" if late else ended, "late" if late else "done")
    today = at.astimezone(VIETNAM).date()
    if due_at is None or (state == rules.WAITING and due_at >= at):
        return Due("Tạm dừng, chờ bổ sung", "paused")
    due = due_at.astimezone(VIETNAM).date()
    left = days.working_days_between(today, due)
    if due_at < at:
        return Due(f"Quá hạn {-left} ngày làm việc" if left else "Quá hạn", "late")
    if due == today:
        return Due("Hết hạn hôm nay", "today")
    return Due(f"Còn {left} ngày làm việc" if left else f"Đến {short_date(due)}", "soon" if left <= 2 else "far")


def flags_in_words(flagged: str, unproved: bool) -> list[str]:
    """What the front door noticed, each once."""
    found = [_FLAGS.get(flag, SUSPECT) for flag in flagged.split(",") if flag]
    return list(dict.fromkeys([*found, UNPROVED] if unproved else found))
