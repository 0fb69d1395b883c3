"""Pure rules of announcing an outage: in time or not at all, unless nobody could foresee it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from caunoi.ground.vietnamese.dates import VIETNAM, long_date


@dataclass(frozen=True)
class Plan:
    """What an announcement says: from when, until when, and why it could not be said earlier (empty: it could)."""

    from_at: datetime
    until_at: datetime
    unforeseen: str

    @property
    def begins_on(self) -> date:
        return self.from_at.astimezone(VIETNAM).date()


def why_not(
    plan: Plan, before: Plan | None, at: datetime, *, latest_on: date, earliest_on: date, amount: int, law: str
) -> str:
    """Why the plan may not be announced at that moment, in Vietnamese; empty when it may.

    `before` is what was announced already: an outage may then be put off or take longer, but not begin earlier without the
    term. `latest_on` is the last day on which this plan can be announced, `earliest_on` the first day on which one that is
    announced now may begin.
    """
    if plan.until_at <= at:
        return "Thời gian dự kiến khôi phục đã qua. Sửa lại thời gian, hoặc không cần thông báo nữa."
    if plan.unforeseen or (before is not None and plan.from_at >= before.from_at):
        return ""
    today = at.astimezone(VIETNAM).date()
    if today <= latest_on:  # Art. 13(1)(a)
        return ""
    return (
        f"Việc tạm ngừng có kế hoạch phải được thông báo trước ít nhất {amount} ngày làm việc ({law}). "
        f"Tạm ngừng từ {long_date(plan.begins_on)} thì chậm nhất phải đăng {long_date(latest_on)}. "
        f"Đăng hôm nay thì sớm nhất được tạm ngừng từ {long_date(earliest_on)}: dời thời gian, "
        "hoặc nếu là bất khả kháng thì ghi rõ lý do ở ô “Lý do bất khả kháng”."
    )
