"""The answer to the person: drafted by a clerk, approved by somebody who wrote no character of it, sent."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction

from caunoi.ground.people.models import User
from caunoi.ground.refused import Refused
from caunoi.inbound.cases import messages, receipts, rules, sealing
from caunoi.inbound.cases.models import Answer, Case, CaseEvent
from caunoi.inbound.cases.steps import take, write
from caunoi.inbound.cases.submission import TEXT, tidy


def latest(case: Case) -> Answer | None:
    """The last version of the answer, or None."""
    return case.answers.order_by("-number").first()


def writers(case: Case) -> frozenset[int]:
    """Everyone who changed a character of the answer on the way to its last version (of the present term: a reopened case begins anew)."""
    begun = case.events.filter(act="reopen").order_by("-number").values_list("at", flat=True).first()
    rows = case.answers.order_by("number")
    found: set[int] = set()
    before = ""
    for row in rows.filter(at__gte=begun) if begun else rows:
        if row.digest != before:
            found.add(row.by_id)
        before = row.digest
    return frozenset(found)


@transaction.atomic
def draft(pk: int, *, text: str, basis: str, by: User, at: datetime, expected: int | None = None) -> Answer:
    """Keep a version of the answer. `basis` names the articles of law it rests on."""
    case = take(pk, "draft", by=by, actor=rules.STAFF, at=at, expected=expected)
    text, basis = tidy(text), tidy(basis)
    if not text:
        raise Refused("Soạn nội dung trả lời trước khi lưu.")
    if len(text) > TEXT or len(basis) > TEXT:
        raise Refused(f"Trả lời dài quá {TEXT:,} ký tự; phần còn lại gửi trong tệp.".replace(",", "."))
    number = (case.answers.order_by("-number").values_list("number", flat=True).first() or 0) + 1
    fields = {"text": text, "basis": basis}
    answer = Answer.objects.create(
        case=case, number=number, by=by, at=at, sealed=sealing.seal_answer(case.code, number, fields),
        digest=hashlib.sha256(f"{case.code}\n{receipts.canonical(fields)}".encode()).hexdigest(),
    )  # fmt: skip
    if case.assignee_id is None:
        case.assignee = by
    write(case, "draft", by=by, actor=rules.STAFF, at=at, detail={"version": number})
    return answer


@transaction.atomic
def submit(pk: int, *, by: User, at: datetime, expected: int | None = None) -> CaseEvent:
    """Ask for approval of the last version."""
    case = take(pk, "submit", by=by, actor=rules.STAFF, at=at, expected=expected)
    answer = latest(case)
    if answer is None or not writers(case):
        raise Refused("Chưa có dự thảo trả lời để trình duyệt.")
    return write(
        case, "submit", by=by, actor=rules.STAFF, at=at, detail={"version": answer.number, "digest": answer.digest}
    )


@transaction.atomic
def send_back(pk: int, *, text: str, by: User, at: datetime, expected: int | None = None) -> CaseEvent:
    """The reviewer returns the draft, saying what must change."""
    case = take(pk, "send_back", by=by, actor=rules.STAFF, at=at, expected=expected)
    text = tidy(text)[:TEXT]
    if not text:
        raise Refused("Ghi rõ cần sửa gì.")
    return write(case, "send_back", by=by, actor=rules.STAFF, at=at, text=text)


@transaction.atomic
def answer(pk: int, *, digest: str, by: User, at: datetime, expected: int | None = None) -> CaseEvent:
    """Approve exactly the version with this digest and send it. Raises Refused to whoever wrote a character of it."""
    case = take(pk, "answer", by=by, actor=rules.STAFF, at=at, expected=expected)
    last = latest(case)
    if last is None or last.digest != digest:
        raise Refused("Dự thảo đã thay đổi sau khi bạn mở ra đọc. Đọc lại bản cuối cùng rồi duyệt.")
    if by.pk in writers(case):
        raise Refused(
            "Người đã viết hoặc sửa dù chỉ một ký tự của câu trả lời không được tự duyệt. Đề nghị người khác duyệt."
        )
    event = write(case, "answer", by=by, actor=rules.STAFF, at=at, detail={"version": last.number, "digest": digest})
    messages.answered(case, event, text=str(sealing.answer_of(case, last)["text"]), at=at)
    return event
