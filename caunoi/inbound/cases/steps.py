"""The one shape of every act: lock the case, ask the rules, write the event, move the row, all in the caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from caunoi.ground.organisations.models import Organisation
from caunoi.ground.people.models import Post, User
from caunoi.ground.refused import Refused
from caunoi.inbound.cases import clock, rights, rules, sealing
from caunoi.inbound.cases.models import Case, CaseEvent


def posts_of(user: User | None, at: datetime) -> frozenset[tuple[str, int | None]]:
    """(role, organisation) of every post held that day."""
    if user is None or not user.is_active:
        return frozenset()
    held = Post.objects.in_force(on=timezone.localdate(at)).filter(user=user)
    return frozenset(held.values_list("role", "organisation_id"))


def relations_of(user: User | None, case: Case, at: datetime) -> frozenset[str]:
    """How this person stands to this case today."""
    return rights.relations(posts_of(user, at), case.agency_id)


def must_may(act: str, case: Case, *, by: User | None, at: datetime) -> None:
    """Raise Refused unless this member of staff may do this to this case."""
    reason = rights.why_not(act, relations_of(by, case, at))
    if reason:
        raise Refused(reason)


def take(pk: int, act: str, *, by: User | None, actor: str, at: datetime, expected: int | None) -> Case:
    """Lock the case for one act. Raises Refused when the person may not, the state does not allow it, or somebody was first."""
    assert connection.in_atomic_block, "an act is one transaction with what follows from it"
    case = Case.objects.select_for_update().get(pk=pk)
    if actor == rules.STAFF:
        must_may(act, case, by=by, at=at)
    elif actor == rules.CITIZEN and rights.why_not(act, {rights.CITIZEN}):
        raise Refused(rights.why_not(act, ()) or "")
    if expected is not None and expected != case.version:
        last = case.events.order_by("-number").select_related("by").first()
        who = (last.by.get_full_name() if last.by else "người gửi") if last else ""
        what = rules.ACTS[last.act].title.lower() if last else ""
        raise Refused(
            f"Hồ sơ {case.code} vừa thay đổi: {who} đã {what}. Nội dung bạn gửi chưa được ghi. Xem lại hồ sơ rồi làm tiếp.",
        )
    reason = rules.why_not_now(act, case.state)
    if reason:
        raise Refused(reason)
    return case


def write(
    case: Case,
    act: str,
    *,
    by: User | None,
    actor: str,
    at: datetime,
    to: Organisation | None = None,
    detail: Mapping[str, Any] | None = None,
    text: str = "",
) -> CaseEvent:
    """Write the event, move the state, reckon the clock anew. The caller has set what else changes on the row; it is saved here."""
    number = case.version + 1
    before = list(case.events.order_by("number"))
    # Two machines' clocks may differ: a history never goes backwards.
    at = max(at.replace(microsecond=at.microsecond // 1000 * 1000), before[-1].at)
    event = CaseEvent(
        case=case, number=number, act=act, at=at, actor=actor, by=by, agency_id=case.agency_id, to_agency=to,
        detail=dict(detail or {}),
    )  # fmt: skip
    event.save(force_insert=True)
    sealing.write_down(case, number, text)
    was_open = case.is_open if case.state else True
    case.version, case.state = number, rules.becomes(act, case.state)
    if to is not None or act == "return":
        case.agency, case.agency_since, case.assignee = to, (at if to else None), None
    if act == "answer":
        case.answered_at = at
    if act == "reopen":
        case.answered_at = case.closed_at = None
    if was_open and not case.is_open:
        case.closed_at = at
    clock.project(case, clock.reckoning_of([*before, event], at=at))
    case.save()
    return event
