"""What staff do to a case, but for answering it: each verb is one transaction, refused when somebody was first.

`expected` is the version the person was looking at. Whatever is told to the citizen or an agency goes to the outbox in the same
transaction.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from caunoi.ground.deadlines.rules import may_extend
from caunoi.ground.organisations.models import Organisation
from caunoi.ground.people.models import Post, User
from caunoi.ground.refused import Refused
from caunoi.inbound.cases import clock, kinds, messages, rights, rules
from caunoi.inbound.cases.models import Case, CaseEvent
from caunoi.inbound.cases.steps import take, write
from caunoi.inbound.cases.submission import TEXT, TOPIC, one_line, tidy


def _needs(text: str, what: str) -> str:
    text = _written(text)
    if not text:
        raise Refused(f"Ghi rõ {what}.")
    return text


def _written(text: str) -> str:
    text = tidy(text)
    if len(text) > TEXT:
        raise Refused(
            f"Nội dung dài quá {TEXT:,} ký tự; rút ngắn lại, hoặc gửi phần còn lại trong tệp.".replace(",", ".")
        )
    return text


def _stands(agency: Organisation, at: datetime) -> None:
    if not agency.span.holds(timezone.localdate(at)):
        raise Refused(f"{agency.name} không còn (hoặc chưa) hoạt động vào hôm nay. Chọn cơ quan kế thừa.")


@transaction.atomic
def route(
    pk: int, *, to: Organisation, by: User, at: datetime, expected: int | None = None, text: str = ""
) -> CaseEvent:
    """The office gives a new case to the agency whose duty it is."""
    case = take(pk, "route", by=by, actor=rules.STAFF, at=at, expected=expected)
    _stands(to, at)
    event = write(case, "route", by=by, actor=rules.STAFF, at=at, to=to, text=_written(text))
    messages.moved(case, event, at=at)
    return event


@transaction.atomic
def take_up(pk: int, *, by: User, at: datetime, expected: int | None = None) -> CaseEvent:
    """A clerk of the agency takes the case: it is theirs to answer."""
    case = take(pk, "take_up", by=by, actor=rules.STAFF, at=at, expected=expected)
    case.assignee = by
    return write(case, "take_up", by=by, actor=rules.STAFF, at=at)


@transaction.atomic
def return_(pk: int, *, text: str, by: User, at: datetime, expected: int | None = None) -> CaseEvent:
    """The agency gives the case back to the office, saying why it is not theirs."""
    case = take(pk, "return", by=by, actor=rules.STAFF, at=at, expected=expected)
    return write(
        case, "return", by=by, actor=rules.STAFF, at=at, text=_needs(text, "vì sao trả lại, việc này thuộc cơ quan nào")
    )


@transaction.atomic
def transfer(pk: int, *, to: Organisation, text: str, by: User, at: datetime, expected: int | None = None) -> CaseEvent:
    """On to the competent agency, within five working days of having got it (Decree 20/2008/NĐ-CP Art. 9); the office may later."""
    case = take(pk, "transfer", by=by, actor=rules.STAFF, at=at, expected=expected)
    _stands(to, at)
    if case.agency_id == to.pk:
        raise Refused(f"{to.name} đang giữ hồ sơ này rồi.")
    since = case.agency_since or case.filed_at
    used = clock.the_calendar(at).working_days_between(timezone.localdate(since), timezone.localdate(at))
    roles = {
        role for role, _ in Post.objects.in_force(on=timezone.localdate(at)).filter(user=by).values_list("role", "pk")
    }
    if used > rules.TRANSFER_DAYS and rights.OFFICE not in roles:
        raise Refused(
            f"Đã quá {rules.TRANSFER_DAYS} ngày làm việc kể từ khi nhận ({used} ngày): Điều 9 Nghị định 20/2008/NĐ-CP không cho chuyển nữa. "
            "Trả lời trong phạm vi của mình, hoặc đề nghị Văn phòng quyết định."
        )
    event = write(
        case, "transfer", by=by, actor=rules.STAFF, at=at, to=to, detail={"after": used},
        text=_needs(text, "lý do chuyển"),
    )  # fmt: skip
    messages.moved(case, event, at=at)
    return event


@transaction.atomic
def assign(pk: int, *, to: User, by: User, at: datetime, expected: int | None = None) -> CaseEvent:
    """Give the case to one clerk of the same agency."""
    case = take(pk, "assign", by=by, actor=rules.STAFF, at=at, expected=expected)
    held = Post.objects.in_force(on=timezone.localdate(at)).filter(user=to, role=rights.CLERK, organisation=case.agency)
    if not held.exists():
        raise Refused(f"{to} không phải cán bộ xử lý của cơ quan đang giữ hồ sơ.")
    case.assignee = to
    return write(case, "assign", by=by, actor=rules.STAFF, at=at, detail={"to": to.pk})


@transaction.atomic
def ask(pk: int, *, text: str, by: User, at: datetime, expected: int | None = None) -> CaseEvent:
    """Ask the person for more; the clock pauses until they reply."""
    case = take(pk, "ask", by=by, actor=rules.STAFF, at=at, expected=expected)
    text = _needs(text, "cần bổ sung gì")
    event = write(case, "ask", by=by, actor=rules.STAFF, at=at, text=text)
    messages.asked(case, event, text=text, at=at)
    return event


@transaction.atomic
def extend(pk: int, *, text: str, by: User, at: datetime, expected: int | None = None) -> CaseEvent:
    """Once, before the due day, with a reason, by what the article allows."""
    case = take(pk, "extend", by=by, actor=rules.STAFF, at=at, expected=expected)
    reckoning = clock.reckoning_of(case.events.order_by("number"), at=at)
    text = _needs(text, "lý do gia hạn")
    reason = may_extend(reckoning, timezone.localdate(at), reason=text)
    if reason:
        raise Refused(reason)
    event = write(case, "extend", by=by, actor=rules.STAFF, at=at, text=text)
    messages.extended(case, event, text=text, at=at)
    return event


@transaction.atomic
def reject(pk: int, *, ground: str, text: str, by: User, at: datetime, expected: int | None = None) -> CaseEvent:
    """Not dealt with, on one of the law's grounds, which the person is told."""
    case = take(pk, "reject", by=by, actor=rules.STAFF, at=at, expected=expected)
    found = kinds.ground(case.kind, ground)
    if found is None:
        raise Refused("Chọn một căn cứ pháp luật để không thụ lý.")
    detail = {"ground": found.key, "title": found.title, "article": found.article}
    text = _needs(text, "giải thích cho người gửi")
    event = write(case, "reject", by=by, actor=rules.STAFF, at=at, detail=detail, text=text)
    messages.rejected(case, event, text=text, at=at)
    return event


@transaction.atomic
def redirect(pk: int, *, text: str, by: User, at: datetime, expected: int | None = None) -> CaseEvent:
    """The person is told where this must go and why; the case ends here."""
    case = take(pk, "redirect", by=by, actor=rules.STAFF, at=at, expected=expected)
    text = _needs(text, "nơi phải gửi và căn cứ")
    event = write(case, "redirect", by=by, actor=rules.STAFF, at=at, text=text)
    messages.redirected(case, event, text=text, at=at)
    return event


@transaction.atomic
def reopen(pk: int, *, text: str, by: User, at: datetime, expected: int | None = None) -> CaseEvent:
    """The office has an ended case looked at again, whenever it ended; a new term begins."""
    case = take(pk, "reopen", by=by, actor=rules.STAFF, at=at, expected=expected)
    if case.agency_id is None:
        raise Refused("Hồ sơ này chưa từng đến một cơ quan nên không mở lại được.")
    text = _needs(text, "vì sao mở lại")
    case.rating = None
    event = write(case, "reopen", by=by, actor=rules.STAFF, at=at, text=text)
    messages.reopened(case, event, at=at)
    return event


@transaction.atomic
def merge(pk: int, *, into: Case, by: User, at: datetime, expected: int | None = None) -> CaseEvent:
    """A duplicate is followed up in another case; its person is told of both."""
    if into.pk == pk:
        raise Refused("Không thể gộp một hồ sơ vào chính nó.")
    for one in sorted(
        (pk, into.pk)
    ):  # always in the same order: two merges at once wait, they do not lock each other out
        Case.objects.select_for_update().get(pk=one)
    case = take(pk, "merge", by=by, actor=rules.STAFF, at=at, expected=expected)
    target = Case.objects.get(pk=into.pk)
    if target.state in (rules.MERGED, rules.WITHDRAWN):
        raise Refused(f"Hồ sơ {target.code} đã kết thúc, không gộp vào được.")
    if case.agency_id is not None and target.agency_id != case.agency_id:
        raise Refused("Chỉ gộp các hồ sơ do cùng một cơ quan giữ.")
    case.merged_into = target
    event = write(case, "merge", by=by, actor=rules.STAFF, at=at, detail={"into": target.code})
    messages.merged(case, event, into=target, at=at)
    return event


@transaction.atomic
def note(pk: int, *, text: str, by: User, at: datetime) -> CaseEvent:
    """A note that stays inside the house."""
    case = take(pk, "note", by=by, actor=rules.STAFF, at=at, expected=None)
    return write(case, "note", by=by, actor=rules.STAFF, at=at, text=_needs(text, "nội dung ghi chú"))


@transaction.atomic
def classify(
    pk: int, *, topic: str, by: User, at: datetime, expected: int | None = None, may_publish: bool | None = None
) -> CaseEvent:
    """Correct the topic; withhold from publication what must not be public (never the other way: that is the person's to say)."""
    case = take(pk, "classify", by=by, actor=rules.STAFF, at=at, expected=expected)
    topic = one_line(topic)
    if len(topic) > TOPIC:
        raise Refused("Chọn một lĩnh vực trong danh sách.")
    detail: dict[str, object] = {"topic": [case.topic, topic]}
    case.topic = topic
    if may_publish is False and case.may_publish:
        case.may_publish = False
        detail["may_publish"] = False
    return write(case, "classify", by=by, actor=rules.STAFF, at=at, detail=detail)


@transaction.atomic
def remind(pk: int, *, text: str, by: User, at: datetime) -> CaseEvent:
    """The office reminds the agency that has the case."""
    case = take(pk, "remind", by=by, actor=rules.STAFF, at=at, expected=None)
    text = _written(text)
    event = write(case, "remind", by=by, actor=rules.STAFF, at=at, text=text)
    messages.reminded(case, event, text=text, at=at)
    return event


@transaction.atomic
def escalate(pk: int, *, text: str, by: User | None, at: datetime) -> CaseEvent:
    """Reported above the agency, because it is late; by the office or, at the set day, by the clock itself."""
    actor = rules.STAFF if by is not None else rules.SYSTEM
    case = take(pk, "escalate", by=by, actor=actor, at=at, expected=None)
    event = write(case, "escalate", by=by, actor=actor, at=at, text=_written(text))
    messages.escalated(case, event, at=at)
    return event
