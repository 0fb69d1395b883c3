"""What may happen to a case, and what it becomes. Pure: no database, no clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

RECEIVED: Final = "received"
ROUTED: Final = "routed"
WORKING: Final = "working"
WAITING: Final = "waiting"
REVIEW: Final = "review"
ANSWERED: Final = "answered"
REJECTED: Final = "rejected"
REDIRECTED: Final = "redirected"
MERGED: Final = "merged"
WITHDRAWN: Final = "withdrawn"

STATES: Final[dict[str, str]] = {
    RECEIVED: "Đã tiếp nhận, chờ phân công",
    ROUTED: "Đã chuyển cơ quan, chờ nhận việc",
    WORKING: "Đang xử lý",
    WAITING: "Chờ người gửi bổ sung",
    REVIEW: "Chờ duyệt trả lời",
    ANSWERED: "Đã trả lời",
    REJECTED: "Không thụ lý",
    REDIRECTED: "Đã hướng dẫn gửi đúng nơi",
    MERGED: "Đã gộp",
    WITHDRAWN: "Người gửi đã rút",
}
OPEN: Final = frozenset({RECEIVED, ROUTED, WORKING, WAITING, REVIEW})
CLOSED: Final = frozenset(STATES) - OPEN
AT_AN_AGENCY: Final = frozenset({ROUTED, WORKING, WAITING, REVIEW})

STAFF: Final = "staff"
CITIZEN: Final = "citizen"
SYSTEM: Final = "system"


@dataclass(frozen=True)
class Act:
    """One thing that can happen to a case: from which states, to which ("" leaves it as it is), and what the citizen reads of it.

    `told` is empty for what stays inside the house.
    """

    key: str
    title: str
    since: frozenset[str]
    to: str
    told: str = ""


def _of(*states: str) -> frozenset[str]:
    return frozenset(states)


ACTS: Final[dict[str, Act]] = {
    act.key: act
    for act in (
        Act("file", "Gửi", _of(), RECEIVED, "Cổng đã tiếp nhận"),
        Act("route", "Phân công", _of(RECEIVED), ROUTED, "Đã chuyển đến {to}"),
        Act("take_up", "Nhận việc", _of(ROUTED), WORKING, "{agency} đã nhận xử lý"),
        Act("return", "Trả lại đầu mối", _of(ROUTED, WORKING), RECEIVED, "{agency} trả lại đầu mối để phân công lại"),
        Act("transfer", "Chuyển cơ quan khác", _of(ROUTED, WORKING), ROUTED, "Đã chuyển từ {agency} đến {to}"),
        Act("assign", "Giao người xử lý", _of(ROUTED, WORKING, WAITING, REVIEW), ""),
        Act("ask", "Đề nghị bổ sung", _of(WORKING), WAITING, "{agency} đề nghị bổ sung thông tin"),
        Act("reply", "Bổ sung", _of(WAITING), WORKING, "Người gửi đã bổ sung"),
        Act("extend", "Gia hạn", _of(ROUTED, WORKING, REVIEW), "", "{agency} gia hạn trả lời"),
        Act("draft", "Soạn trả lời", _of(WORKING), ""),
        Act("submit", "Trình duyệt trả lời", _of(WORKING), REVIEW, "Dự thảo trả lời đang được duyệt"),
        Act("send_back", "Trả lại để sửa", _of(REVIEW), WORKING),
        Act("answer", "Duyệt và trả lời", _of(REVIEW), ANSWERED, "{agency} đã trả lời"),
        Act("publish", "Đăng công khai", _of(ANSWERED), "", "Câu trả lời đã được đăng công khai (đã che thông tin cá nhân)"),
        Act("unpublish", "Gỡ bản công khai", _of(ANSWERED), "", "Bản công khai đã được gỡ"),
        Act("rate", "Đánh giá", _of(ANSWERED), "", "Người gửi đã đánh giá"),
        Act("reopen", "Mở lại", _of(ANSWERED, REJECTED), WORKING, "Người gửi đề nghị xem lại; thời hạn tính lại"),
        Act("merge", "Gộp", _of(RECEIVED, ROUTED, WORKING), MERGED, "Được gộp vào {code} vì cùng một việc"),
        Act("reject", "Không thụ lý", _of(RECEIVED, ROUTED, WORKING), REJECTED, "Không thụ lý: {ground}"),
        Act("redirect", "Hướng dẫn gửi đúng nơi", _of(RECEIVED, ROUTED, WORKING), REDIRECTED, "Đã hướng dẫn gửi đúng nơi"),
        Act("withdraw", "Rút", OPEN, WITHDRAWN, "Người gửi đã rút"),
        Act("note", "Ghi chú nội bộ", frozenset(STATES), ""),
        Act("remind", "Đôn đốc", AT_AN_AGENCY, "", "Văn phòng đã đôn đốc {agency}"),
        Act("escalate", "Báo cáo cấp trên", AT_AN_AGENCY, "", "Đã báo cáo cấp trên vì quá hạn"),
        Act("classify", "Sửa phân loại", OPEN, ""),
    )
}  # fmt: skip

# TT 32/2017/TT-BTTTT Art. 12: three grades (LEGAL, L-19).
GRADES: Final[dict[int, str]] = {3: "Rất hài lòng", 2: "Hài lòng", 1: "Chưa hài lòng"}
REOPEN_DAYS: Final = 15
TRANSFER_DAYS: Final = 5  # Decree 20/2008/NĐ-CP Art. 9: forwarded within five working days of receipt


def why_not_now(act: str, state: str) -> str | None:
    """Why this act cannot happen to a case in this state, in Vietnamese; None when it can."""
    if state in ACTS[act].since:
        return None
    if state in CLOSED:
        return f"Hồ sơ đã kết thúc ({STATES[state].lower()}), nên không thể {ACTS[act].title.lower()}."
    return f"Hồ sơ đang ở bước “{STATES[state]}”, nên chưa thể {ACTS[act].title.lower()}."


def becomes(act: str, state: str) -> str:
    """The state after the act."""
    return ACTS[act].to or state


def state_after(acts: Sequence[str]) -> str:
    """The state that a history of acts leads to. Raises ValueError for one that the rules do not allow."""
    state = ""
    for number, act in enumerate(acts):
        if (number == 0) != (act == "file") or (number and why_not_now(act, state)):
            raise ValueError(f"act {number}: {act} from {state!r}")
        state = becomes(act, state)
    return state
