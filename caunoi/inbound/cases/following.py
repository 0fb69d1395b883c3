"""What the person does after filing: reply, rate, ask to look again, withdraw. Whoever calls has checked code and secret."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from caunoi.ground.refused import Refused
from caunoi.inbound.cases import filing, messages, rules
from caunoi.inbound.cases.models import Case, CaseEvent
from caunoi.inbound.cases.steps import take, write
from caunoi.inbound.cases.submission import TEXT, File, tidy


@transaction.atomic
def reply(pk: int, *, text: str, at: datetime, files: tuple[File, ...] = (), expected: int | None = None) -> CaseEvent:
    """Answer a request for more; the clock runs again."""
    case = take(pk, "reply", by=None, actor=rules.CITIZEN, at=at, expected=expected)
    text = tidy(text)
    if not text and not files:
        raise Refused("Viết nội dung bổ sung hoặc đính kèm tệp.")
    if len(text) > TEXT:
        raise Refused(f"Nội dung bổ sung dài quá {TEXT:,} ký tự.".replace(",", "."))
    event = write(case, "reply", by=None, actor=rules.CITIZEN, at=at, text=text, detail={"files": len(files)})
    filing.attach(case, files, event.number)
    messages.replied(case, event, at=at)
    return event


@transaction.atomic
def rate(pk: int, *, grade: int, text: str = "", at: datetime) -> CaseEvent:
    """One of the law's three grades, once, with a word if they like. Who rated stays private (Decree 224/2026/NĐ-CP Art. 10(3)(b))."""
    case = take(pk, "rate", by=None, actor=rules.CITIZEN, at=at, expected=None)
    if grade not in rules.GRADES:
        raise Refused("Chọn một trong ba mức: rất hài lòng, hài lòng, chưa hài lòng.")
    if case.rating is not None:
        raise Refused("Bạn đã đánh giá câu trả lời này rồi. Cảm ơn bạn.")
    case.rating = grade
    return write(case, "rate", by=None, actor=rules.CITIZEN, at=at, detail={"grade": grade}, text=tidy(text)[:2000])


@transaction.atomic
def reopen(pk: int, *, text: str, at: datetime, expected: int | None = None) -> CaseEvent:
    """Ask the same agency to look again, within fifteen days of its answer; a new term begins."""
    case = take(pk, "reopen", by=None, actor=rules.CITIZEN, at=at, expected=expected)
    ended = case.closed_at or case.answered_at or case.filed_at
    if timezone.localdate(at) > timezone.localdate(ended) + timedelta(days=rules.REOPEN_DAYS):
        raise Refused(
            f"Đã quá {rules.REOPEN_DAYS} ngày kể từ khi trả lời. Hãy gửi nội dung mới và nhắc đến mã {case.code}."
        )
    if case.agency_id is None:
        raise Refused("Hồ sơ này chưa từng đến một cơ quan. Hãy gửi nội dung mới.")
    text = tidy(text)
    if not text:
        raise Refused("Cho biết điểm nào chưa được trả lời, hoặc trả lời chưa đúng.")
    case.rating = None
    event = write(case, "reopen", by=None, actor=rules.CITIZEN, at=at, text=text[:TEXT])
    messages.reopened(case, event, at=at)
    return event


@transaction.atomic
def withdraw(pk: int, *, at: datetime, expected: int | None = None) -> CaseEvent:
    """The person takes the case back; nothing more is done."""
    case = take(pk, "withdraw", by=None, actor=rules.CITIZEN, at=at, expected=expected)
    return write(case, "withdraw", by=None, actor=rules.CITIZEN, at=at)


def grade_title(case: Case) -> str:
    return rules.GRADES.get(case.rating or 0, "")
