"""What is told to whom when something happens: posted to the outbox in the same transaction. Texts are Vietnamese and plain."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from caunoi.ground.organisations.models import Organisation
from caunoi.ground.outbox.actions import post
from caunoi.ground.people.models import Post
from caunoi.ground.vietnamese.dates import long_date, moment
from caunoi.inbound.cases import rights, sealing
from caunoi.inbound.cases.models import Case, CaseEvent
from caunoi.inbound.cases.opening import follow_token
from caunoi.inbound.cases.submission import Contact

STATUS = "/theo-doi/"


def follow_link(case: Case) -> str:
    """The address of the status page, opened by a signed link."""
    return f"{settings.BASE_URL}{STATUS}?k={follow_token(case)}"


def desk_link(case: Case) -> str:
    return f"{settings.BASE_URL}{settings.DESK_PATH}ho-so/{case.code}/"


def _to_citizen(
    case: Case, event: str, subject: str, lines: Iterable[str], *, at: datetime, email: str | None = None
) -> None:
    to = email if email is not None else sealing.contact_of(case)["email"]
    if not to:
        return
    last = "Thư này được gửi tự động; xin không trả lời vào địa chỉ này."
    text = "\n\n".join([*filter(None, lines), f"Theo dõi hồ sơ: {follow_link(case)}", last])
    _post(case, f"{event}:citizen", to, subject, text, at=at)


def _post(case: Case, key: str, to: str, subject: str, text: str, *, at: datetime) -> None:
    name = f"case:{case.code}"
    post(key=f"{name}:{key}", to=to, subject=f"[{case.code}] {subject}", text=text, about=name, at=at)


def _to_agency(
    case: Case, event: str, subject: str, lines: Iterable[str], *, at: datetime, agency: Organisation | None = None
) -> None:
    """To the agency's own mailbox and to its assigned clerk, without one word of the person."""
    agency = agency or case.agency
    if agency is None:
        return
    to = {agency.email, case.assignee.email if case.assignee else ""} - {""}
    text = "\n\n".join([*filter(None, lines), f"Mở hồ sơ: {desk_link(case)}"])
    for address in sorted(to):
        _post(case, f"{event}:agency:{_mark(address)}", address, subject, text, at=at)


def _mark(address: str) -> str:
    """Tells mailboxes apart in a key, which is kept open and names nobody."""
    return hashlib.sha256(address.casefold().encode()).hexdigest()[:12]


def due_line(case: Case) -> str:
    return f"Hạn trả lời: {long_date(timezone.localtime(case.due_at).date())}." if case.due_at else ""


def filed(case: Case, *, contact: Contact, due: str, guidance: str, at: datetime) -> None:
    """The receipt's facts, by e-mail where one was given. The secret is not in it: it was shown once, on the screen."""
    lines = [
        f"Cổng đã nhận {case.nature.noun} của bạn lúc {moment(at)}.",
        f"Mã hồ sơ: {case.code}",
        due_line(case) if due else "",
        guidance,
    ]
    _to_citizen(case, "1", "Đã tiếp nhận", lines, at=at, email=contact.email)


def moved(case: Case, event: CaseEvent, *, at: datetime) -> None:
    name = case.agency.name if case.agency else ""
    _to_agency(
        case,
        str(event.number),
        "Hồ sơ mới chuyển đến",
        [f"{case.nature.title}: hồ sơ {case.code}.", due_line(case)],
        at=at,
    )
    _to_citizen(
        case,
        str(event.number),
        f"Đã chuyển đến {name}",
        [f"Hồ sơ {case.code} đã được chuyển đến {name}.", due_line(case)],
        at=at,
    )


def asked(case: Case, event: CaseEvent, *, text: str, at: datetime) -> None:
    name = case.agency.name if case.agency else ""
    lines = [f"{name} đề nghị bạn bổ sung:", text, "Thời hạn trả lời tạm dừng cho đến khi bạn bổ sung."]
    _to_citizen(case, str(event.number), "Cần bổ sung thông tin", lines, at=at)


def replied(case: Case, event: CaseEvent, *, at: datetime) -> None:
    _to_agency(
        case, str(event.number), "Người gửi đã bổ sung", [f"Hồ sơ {case.code} đã được bổ sung.", due_line(case)], at=at
    )


def extended(case: Case, event: CaseEvent, *, text: str, at: datetime) -> None:
    _to_citizen(
        case, str(event.number), "Gia hạn trả lời", ["Cơ quan gia hạn trả lời, lý do:", text, due_line(case)], at=at
    )


def rejected(case: Case, event: CaseEvent, *, text: str, at: datetime) -> None:
    ground = f"{event.detail['title']} ({event.detail['article']})."
    _to_citizen(
        case, str(event.number), "Không thụ lý", [f"Hồ sơ {case.code} không được thụ lý. Căn cứ: {ground}", text], at=at
    )


def redirected(case: Case, event: CaseEvent, *, text: str, at: datetime) -> None:
    _to_citizen(case, str(event.number), "Hướng dẫn gửi đúng nơi", [text], at=at)


def merged(case: Case, event: CaseEvent, *, into: Case, at: datetime) -> None:
    lines = [f"Hồ sơ {case.code} được gộp vào {into.code} vì cùng một việc. Kết quả sẽ có ở hồ sơ đó."]
    _to_citizen(case, str(event.number), "Đã gộp hồ sơ", lines, at=at)


def answered(case: Case, event: CaseEvent, *, text: str, at: datetime) -> None:
    name = case.agency.name if case.agency else ""
    lines = [f"{name} trả lời:", text, "Mời bạn đánh giá câu trả lời, hoặc đề nghị xem lại, ở trang theo dõi."]
    _to_citizen(case, str(event.number), "Đã có trả lời", lines, at=at)
    for twin in case.merged.select_related("agency"):
        _to_citizen(twin, f"{event.number}:{case.code}", "Đã có trả lời", lines, at=at)


def reopened(case: Case, event: CaseEvent, *, at: datetime) -> None:
    _to_agency(
        case, str(event.number), "Người gửi đề nghị xem lại", [f"Hồ sơ {case.code} được mở lại.", due_line(case)], at=at
    )


def reminded(case: Case, event: CaseEvent, *, text: str, at: datetime) -> None:
    _to_agency(
        case,
        str(event.number),
        "Văn phòng đôn đốc",
        [f"Hồ sơ {case.code} cần được xử lý.", due_line(case), text],
        at=at,
    )


def escalated(case: Case, event: CaseEvent, *, at: datetime) -> None:
    """To the body above the agency, and to the agency."""
    lines = [f"Hồ sơ {case.code} đã quá hạn.", due_line(case)]
    above = case.agency.parent if case.agency else None
    if above is not None:
        _to_agency(case, f"{event.number}:above", f"Quá hạn tại {case.agency}", lines, at=at, agency=above)
    _to_agency(case, str(event.number), "Đã báo cáo cấp trên vì quá hạn", lines, at=at)


def due(case: Case, when: str, *, at: datetime) -> None:
    """Before and at the due day, to the agency; the key carries the due day, so that an extended case is reminded again."""
    said = {"soon": "Sắp đến hạn", "today": "Hôm nay là hạn trả lời", "late": "Đã quá hạn"}[when]
    day = timezone.localtime(case.due_at).date().isoformat() if case.due_at else ""
    _to_agency(case, f"due:{when}:{day}", said, [f"Hồ sơ {case.code}: {said.lower()}.", due_line(case)], at=at)


def digest(agency: Organisation, on: str, lines: list[str], *, at: datetime) -> None:
    """The morning digest of one agency, to its mailbox and its clerks, once a day."""
    clerks = Post.objects.in_force(on=timezone.localdate(at)).filter(role=rights.CLERK, organisation=agency)
    to = {agency.email, *clerks.values_list("user__email", flat=True)} - {""}
    for address in sorted(to):
        post(
            key=f"digest:{on}:{agency.pk}:{_mark(address)}", to=address, subject=f"Việc hôm nay của {agency.short_name or agency.name}",
            text="\n".join(lines), about=f"agency:{agency.pk}", at=at,
        )  # fmt: skip
