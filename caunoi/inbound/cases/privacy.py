"""What is kept of a person, for how long, and what they may ask: to see, correct, delete it, or withdraw consent.

Law 91/2025/QH15; Decree 356/2025/NĐ-CP: first reply within two working days (LEGAL, DP-02), access and correction ten days (DP-04), deletion
twenty (DP-05), withdrawal fifteen (DP-03). What the law orders to be kept (that a case was filed, when, how it ended) stays, without the person.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from caunoi.ground.deadlines.queries import term_in_force
from caunoi.ground.deadlines.rules import Started, reckon
from caunoi.ground.people import audit
from caunoi.ground.people.models import User
from caunoi.ground.refused import Refused
from caunoi.ground.vietnamese.dates import moment
from caunoi.inbound.cases import clock, queries, rights, sealing
from caunoi.inbound.cases.models import Attachment, Case, Consent, DataRequest
from caunoi.inbound.cases.steps import must_may, posts_of
from caunoi.inbound.cases.submission import PURPOSES, TEXT, tidy
from caunoi.inbound.doors import throttle
from caunoi.inbound.uploads import quarantine

_TERMS = {
    DataRequest.Kind.ACCESS: "dsr_access",
    DataRequest.Kind.CORRECT: "dsr_access",
    DataRequest.Kind.DELETE: "dsr_delete",
    DataRequest.Kind.WITHDRAW: "dsr_withdraw",
}
MONTH = timedelta(days=30)


@transaction.atomic
def request(case: Case, kind: str, *, text: str = "", at: datetime) -> DataRequest:
    """The person asks; the clocks of the first reply and of the doing begin. Withdrawing consent to publication is done at once."""
    if kind not in DataRequest.Kind.values:
        raise Refused("Chọn việc cần làm với dữ liệu cá nhân của bạn.")
    if DataRequest.objects.filter(case=case, kind=kind, done_at__isnull=True).exists():
        raise Refused("Bạn đã gửi yêu cầu này rồi; cơ quan đang xử lý.")
    if case.erased_at is not None:
        raise Refused("Dữ liệu cá nhân của hồ sơ này đã được xóa.")
    text = tidy(text)[:TEXT]
    made = DataRequest.objects.create(
        case=case, kind=kind, at=at, reply_due_at=_due("dsr_first_reply", at), due_at=_due(_TERMS[DataRequest.Kind(kind)], at),
        sealed=sealing.seal_request(case.code, text),
    )  # fmt: skip
    if kind == DataRequest.Kind.WITHDRAW:
        Consent.objects.create(case=case, purpose="publish", given=False, words=PURPOSES["publish"], at=at)
        Case.objects.filter(pk=case.pk).update(may_publish=False)
    return made


def _due(key: str, at: datetime) -> datetime:
    term = term_in_force(key, on=timezone.localdate(at))
    due = reckon(term, [Started(at)], clock.the_calendar(at), at).due_at
    assert due is not None, "a clock that only started has a due moment"
    return due


def export(case: Case) -> dict[str, Any]:
    """Everything kept of the person in this case, in words that a person can read."""
    contact, words = sealing.contact_of(case), sealing.words_of(case)
    last = case.answers.order_by("-number").first() if case.answered_at else None
    return {
        "Mã hồ sơ": case.code,
        "Loại": case.nature.title,
        "Gửi lúc": moment(case.filed_at),
        "Tiêu đề": words["title"],
        "Nội dung": words["text"],
        "Địa điểm": words["address"],
        "Họ tên": contact["name"],
        "Điện thoại": contact["phone"],
        "Thư điện tử": contact["email"],
        "Địa chỉ": contact["address"],
        "Đồng ý": [f"{moment(c.at)}: {'có' if c.given else 'không'} – {c.words}" for c in case.consents.order_by("at", "pk")],
        "Tệp đính kèm": [f"{sealing.name_of(case, a)} ({a.media_type}, {a.size} byte)" for a in case.attachments.order_by("pk")],
        "Các bước": [f"{moment(s.at)}: {s.title}{': ' + s.written if s.written else ''}" for s in queries.story(case, for_citizen=True)],
        "Trả lời": sealing.answer_of(case, last)["text"] if last else "",
        "Giữ đến": (case.closed_at + MONTH * case.nature.keeps_months).strftime("%d/%m/%Y") if case.closed_at else "",
    }  # fmt: skip


def look(case: Case, *, by: User, at: datetime) -> dict[str, Any]:
    """The contact of the person, for somebody whose task needs it; the look is on record."""
    must_may("see_contact", case, by=by, at=at)
    audit.record("case_looked", subject=f"case:{case.code}", by=by, at=at)
    return sealing.contact_of(case)


@transaction.atomic
def correct(one: DataRequest, *, contact: dict[str, str], by: User, at: datetime) -> None:
    """Correct the contact as the person asked. The words that were filed stay: the receipt is of them."""
    case = _locked(one, by, at)
    fields = {name: tidy(contact.get(name, "")) for name in ("name", "phone", "email", "address")}
    case.sealed_contact = sealing.seal_contact(case.code, fields)
    case.phone_print, case.email_print = sealing.phone_print(fields["phone"]), sealing.email_print(fields["email"])
    case.save(update_fields=["sealed_contact", "phone_print", "email_print"])
    _done(one, "Đã sửa dữ liệu", by=by, at=at)


@transaction.atomic
def settle(one: DataRequest, *, outcome: str, by: User, at: datetime) -> None:
    """Close a request with its outcome; a request to delete erases what the law does not order to be kept."""
    case = _locked(one, by, at)
    if not outcome.strip():
        raise Refused("Ghi kết quả xử lý yêu cầu.")
    if one.kind == DataRequest.Kind.DELETE:
        if case.is_open:
            raise Refused("Hồ sơ đang xử lý nên chưa xóa được dữ liệu; người gửi có thể rút hồ sơ trước.")
        erase(case, by=by, at=at)
    _done(one, outcome.strip(), by=by, at=at)


def _locked(one: DataRequest, by: User, at: datetime) -> Case:
    if one.done_at is not None:
        raise Refused("Yêu cầu này đã xử lý xong.")
    case = Case.objects.select_for_update().get(pk=one.case_id)
    if rights.OFFICE not in {role for role, _ in posts_of(by, at)}:
        raise Refused("Yêu cầu về dữ liệu cá nhân do Văn phòng xử lý.")
    return case


def _done(one: DataRequest, outcome: str, *, by: User, at: datetime) -> None:
    one.done_at, one.by, one.outcome = at, by, outcome[:200]
    one.save(update_fields=["done_at", "by", "outcome"])
    audit.record(
        "case_data_request",
        subject=f"case:{one.case.code}",
        by=by,
        at=at,
        detail={"kind": one.kind, "outcome": outcome[:200]},
    )


@transaction.atomic
def erase(case: Case, *, by: User | None, at: datetime) -> None:
    """Empty everything personal of an ended case. History, dates, agency, rating and the receipt's commitment stay."""
    if case.is_open:
        raise Refused("Hồ sơ đang xử lý nên chưa xóa được dữ liệu cá nhân.")
    Case.objects.filter(pk=case.pk).update(
        sealed_words="", sealed_contact="", phone_print="", email_print="", erased_at=at, may_publish=False
    )
    case.answers.update(sealed="")
    case.writings.all().delete()
    case.attachments.all().delete()  # the files themselves go with the next sweep of quarantine
    case.data_requests.update(sealed="")
    audit.record("case_erased", subject=f"case:{case.code}", by=by, at=at)


def retain(*, at: datetime, limit: int = 100) -> int:
    """Erase what has been kept long enough, per kind. Run by the worker once an hour."""
    count = 0
    for kind in {case_kind for case_kind, _ in Case._meta.get_field("kind").choices or ()}:
        months = Case(kind=kind).nature.keeps_months
        old = Case.objects.filter(kind=kind, erased_at__isnull=True, closed_at__lt=at - MONTH * months)
        for case in old.order_by("closed_at")[:limit]:
            erase(case, by=None, at=at)
            count += 1
    return count


def sweep(*, at: datetime) -> int:
    """Take away files that no case names (any more), and counts of visits that no longer matter. Run by the worker once an hour."""
    old = at - timedelta(days=1)  # what a form keeps while it is being filled in is younger
    known = set(Attachment.objects.values_list("stored", flat=True))
    return quarantine.sweep(known, older_than=old) + throttle.sweep(at)


def is_withheld(case: Case) -> bool:
    """Whether the person has not agreed to publication, or took that back."""
    last = case.consents.filter(purpose="publish").order_by("-at", "-pk").first()
    return not case.may_publish or last is None or not last.given
