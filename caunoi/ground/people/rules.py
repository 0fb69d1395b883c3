"""Who may do what on which day, and when a door stays shut: pure questions; the day and the moment are arguments."""

from __future__ import annotations

import hashlib
import ipaddress
import unicodedata
from datetime import date, datetime, timedelta
from typing import Final

REPORTER: Final = "reporter"
EDITOR: Final = "editor"
APPROVER: Final = "approver"
TECHNICIAN: Final = "technician"
CLERK: Final = "clerk"
REVIEWER: Final = "reviewer"
OFFICE: Final = "office"
AUDITOR: Final = "auditor"
ADMINISTRATOR: Final = "administrator"

ROLES: Final[tuple[tuple[str, str], ...]] = (
    (REPORTER, "Phóng viên"),
    (EDITOR, "Biên tập viên"),
    (APPROVER, "Người duyệt"),
    (TECHNICIAN, "Kỹ thuật viên"),
    (CLERK, "Cán bộ xử lý"),
    (REVIEWER, "Lãnh đạo duyệt trả lời"),
    (OFFICE, "Văn phòng"),
    (AUDITOR, "Kiểm toán, giám sát"),
    (ADMINISTRATOR, "Quản trị"),
)
ROLE_NAMES: Final[dict[str, str]] = dict(ROLES)

# A failed login counts against the account and against the address it came from.
FAILURES_OF_AN_ACCOUNT: Final = 5
FAILURES_OF_AN_ADDRESS: Final = 20
WINDOW: Final = timedelta(minutes=15)
# A one-time code is good for its own half minute and one on each side; afterwards it may not come back.
CODE_LIVES: Final = timedelta(seconds=120)


def in_force(from_on: date, until_on: date | None, on: date) -> bool:
    """Is a post held on that day? Both its first and its last day count."""
    return from_on <= on and (until_on is None or on <= until_on)


def against_post(*, role: str, from_on: date, until_on: date | None, emergency_release: bool) -> tuple[str, ...]:
    """What speaks against such a post, in Vietnamese; nothing: it may be given."""
    objections = []
    if role not in ROLE_NAMES:
        objections.append(f"Không có vai trò “{role}”.")
    if until_on is not None and until_on < from_on:
        objections.append("Ngày kết thúc phải từ ngày bắt đầu trở đi.")
    if emergency_release and role != APPROVER:
        objections.append("Chỉ người duyệt mới được trao quyền phát hành khẩn cấp một mình.")
    return tuple(objections)


def account_key(username: str) -> str:
    """Under which failures of an account are counted: the same for every way of typing the name, known or not."""
    folded = unicodedata.normalize("NFKC", username).strip().casefold()
    return "account:" + hashlib.sha256(folded.encode()).hexdigest()


def address_key(address: str) -> str:
    """Under which failures of an address are counted; one IPv6 house (/64) is one address."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "address:" + hashlib.sha256(address.encode()).hexdigest()
    if isinstance(parsed, ipaddress.IPv6Address):
        return f"address:{ipaddress.ip_network((parsed, 64), strict=False).network_address}"
    return f"address:{parsed}"


def code_key(user_id: int, code: str) -> str:
    """Under which a spent one-time code is remembered."""
    return "code:" + hashlib.sha256(f"{user_id}:{''.join(code.split())}".encode()).hexdigest()


def is_idle(seen_at: datetime, now: datetime, minutes: int) -> bool:
    """Has the desk been left alone for that many minutes?"""
    return now - seen_at >= timedelta(minutes=minutes)


def locked_text(what: str, until: datetime) -> str:
    """The sentence shown at a shut door; `until` is in local time, rounded up so that trying then succeeds."""
    until = (until + timedelta(seconds=59)).replace(second=0, microsecond=0)
    return f"{what} tạm khóa do đăng nhập sai quá nhiều lần. Hãy thử lại sau {until:%H:%M} ngày {until:%d/%m/%Y}."
