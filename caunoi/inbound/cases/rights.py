"""Who may do what to a case: one table. Pure.

A person's relation to a case is made of the posts held that day: `office` (for all agencies), `clerk` and `reviewer` of the agency that
has the case, `auditor`. Everybody else has no relation, and sees nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

OFFICE: Final = "office"
CLERK: Final = "clerk"
REVIEWER: Final = "reviewer"
AUDITOR: Final = "auditor"
CITIZEN: Final = "citizen"

# act → relations that may do it. What no staff may do is the citizen's, or the system's.
TABLE: Final[dict[str, frozenset[str]]] = {
    "file": frozenset({CITIZEN}),
    "route": frozenset({OFFICE}),
    "take_up": frozenset({CLERK}),
    "return": frozenset({CLERK, REVIEWER}),
    "transfer": frozenset({CLERK, REVIEWER, OFFICE}),
    "assign": frozenset({CLERK, REVIEWER}),
    "ask": frozenset({CLERK}),
    "reply": frozenset({CITIZEN}),
    "extend": frozenset({CLERK, REVIEWER}),
    "draft": frozenset({CLERK}),
    "submit": frozenset({CLERK}),
    "send_back": frozenset({REVIEWER}),
    "answer": frozenset({REVIEWER}),
    "publish": frozenset({REVIEWER}),
    "unpublish": frozenset({REVIEWER, OFFICE}),
    "rate": frozenset({CITIZEN}),
    "reopen": frozenset({CITIZEN, OFFICE}),
    "merge": frozenset({CLERK, OFFICE}),
    "reject": frozenset({REVIEWER, OFFICE}),
    "redirect": frozenset({CLERK, REVIEWER, OFFICE}),
    "withdraw": frozenset({CITIZEN}),
    "note": frozenset({CLERK, REVIEWER, OFFICE}),
    "remind": frozenset({OFFICE}),
    "escalate": frozenset({OFFICE}),
    "classify": frozenset({CLERK, OFFICE}),
    # Not acts of the history, but rights all the same:
    "see": frozenset({CLERK, REVIEWER, OFFICE, AUDITOR, CITIZEN}),
    "see_contact": frozenset({CLERK, REVIEWER, OFFICE}),
    "see_files": frozenset({CLERK, REVIEWER, OFFICE}),
}
_NAMES: Final = {
    OFFICE: "Văn phòng",
    CLERK: "cán bộ xử lý của cơ quan đang giữ hồ sơ",
    REVIEWER: "người duyệt trả lời của cơ quan đang giữ hồ sơ",
    AUDITOR: "người giám sát",
    CITIZEN: "người gửi",
}


def relations(posts: Iterable[tuple[str, int | None]], agency: int | None) -> frozenset[str]:
    """The relations to a case at `agency` (None: not at one yet) that follow from (role, organisation) posts held today."""
    found = set()
    for role, organisation in posts:
        if role in (OFFICE, AUDITOR) or (role in (CLERK, REVIEWER) and agency is not None and organisation == agency):
            found.add(role)
    return frozenset(found)


def why_not(act: str, held: Iterable[str]) -> str | None:
    """Why someone with these relations may not do this, in Vietnamese; None when they may."""
    if TABLE[act] & set(held):
        return None
    who = " hoặc ".join(_NAMES[name] for name in sorted(TABLE[act], key=list(_NAMES).index))
    return f"Việc này chỉ dành cho {who}."
