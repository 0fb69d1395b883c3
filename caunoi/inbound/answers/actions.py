"""Preparing, publishing and unpublishing the public text of a case. Sending an answer and publishing it is one transaction."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from caunoi.gate.releases import actions as gate
from caunoi.gate.releases import approving, kinds
from caunoi.gate.releases.approving import Version
from caunoi.ground.people.models import User
from caunoi.ground.refused import Refused
from caunoi.inbound.answers.models import PublicAnswer
from caunoi.inbound.cases import answering, privacy, rules, sealing
from caunoi.inbound.cases.models import Case, CaseEvent
from caunoi.inbound.cases.steps import must_may, take, write
from caunoi.inbound.cases.submission import tidy
from caunoi.inbound.masking.known import known_claims
from caunoi.inbound.masking.reading import read
from caunoi.inbound.suggestions.models import Topic


@transaction.atomic
def prepare(
    pk: int, *, title: str, question: str, answer: str, basis: str = "", by: User, at: datetime
) -> PublicAnswer:
    """Save the masked words for everybody, as a contribution of who saved them.

    Raises Refused when the person has not agreed to publication, or when the contact they gave still stands in the words.
    """
    case = Case.objects.select_for_update(of=("self",)).select_related("agency").get(pk=pk)
    must_may("draft", case, by=by, at=at)
    if case.state not in (rules.WORKING, rules.ANSWERED):
        raise Refused("Chỉ soạn bản công khai khi đang xử lý hoặc sau khi đã trả lời.")
    if privacy.is_withheld(case):
        raise Refused("Người gửi không đồng ý đăng công khai nội dung này.")
    words = {"title": tidy(title)[:200], "question": tidy(question), "answer": tidy(answer), "basis": tidy(basis)}
    if not (words["title"] and words["question"] and words["answer"]):
        raise Refused("Bản công khai cần đủ tiêu đề, câu hỏi và câu trả lời.")
    left = still_personal(case, " \n".join(words.values()))
    if left:
        raise Refused("Bản công khai còn thông tin của người gửi. Che rồi lưu lại.", details=tuple(left))
    public = PublicAnswer.objects.filter(case=case).first() or PublicAnswer(case=case)
    for name, value in words.items():
        setattr(public, name, value)
    assert case.agency is not None, "a case in hand is at an agency"
    topic = Topic.objects.filter(slug=case.topic).first()
    public.agency, public.topic, public.topic_title = (
        case.agency,
        topic.slug if topic else "",
        topic.title if topic else "",
    )
    public.asked_on = timezone.localdate(case.filed_at)
    public.save()
    public.save_revision(user=by)
    return public


def still_personal(case: Case, text: str) -> list[str]:
    """What of the person's own contact still stands in a text that is to be public."""
    reading = read(text)
    claims = known_claims(reading, [value for value in sealing.contact_of(case).values() if value])
    spans = sorted({reading.back(claim.start, claim.end) for claim in claims})
    return [f"Còn “{text[start:end]}”" for start, end in spans]


def prepared(case: Case) -> PublicAnswer | None:
    """The public text of a case, or None."""
    return PublicAnswer.objects.filter(case=case).first()


def public_digest(public: PublicAnswer) -> str:
    """The digest of the last version saved: what a reviewer who reads it approves."""
    return Version(public, public.get_latest_revision()).digest


@transaction.atomic
def answer_and_publish(
    pk: int, *, digest: str, public: str = "", by: User, at: datetime, expected: int | None = None
) -> CaseEvent:
    """Approve and send the answer with this digest; with `public`, the digest of the masked text, release that too, or nothing at all."""
    event = answering.answer(pk, digest=digest, by=by, at=at, expected=expected)
    return publish(pk, public=public, by=by, at=at) if public else event


@transaction.atomic
def publish(pk: int, *, public: str, by: User, at: datetime, expected: int | None = None) -> CaseEvent:
    """Release the masked text with this digest. Raises Refused to whoever wrote a character of it, and whatever the gate refuses."""
    case = take(pk, "publish", by=by, actor=rules.STAFF, at=at, expected=expected)
    if privacy.is_withheld(case):
        raise Refused("Người gửi không đồng ý đăng công khai nội dung này.")
    text = prepared(case)
    if text is None:
        raise Refused("Chưa có bản công khai đã che thông tin cá nhân.")
    version = Version(text, text.get_latest_revision())
    if version.digest != public:
        raise Refused("Bản công khai đã thay đổi sau khi bạn mở ra đọc. Đọc lại bản cuối cùng rồi duyệt.")
    approving.approve(version, by=by, at=at)
    gate.release(version, by=by, at=at)
    PublicAnswer.objects.filter(pk=text.pk).update(live=True, has_unpublished_changes=False, last_published_at=at)
    return write(case, "publish", by=by, actor=rules.STAFF, at=at, detail={"digest": version.digest})


@transaction.atomic
def unpublish(pk: int, *, reason: str, by: User | None, at: datetime) -> CaseEvent:
    """Take the public text back; its address says why. `reason` is a key of the shell's words, such as "withdrawn_privacy"."""
    case = take(pk, "unpublish", by=by, actor=rules.STAFF if by else rules.SYSTEM, at=at, expected=None)
    text = prepared(case)
    if text is None:
        raise Refused("Hồ sơ này không có bản công khai.")
    gate.withdraw(kinds.name_of(text), reason=reason, by=by, at=at)
    PublicAnswer.objects.filter(pk=text.pk).update(live=False)
    return write(case, "unpublish", by=by, actor=rules.STAFF if by else rules.SYSTEM, at=at, detail={"reason": reason})
