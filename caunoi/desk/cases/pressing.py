"""What a person pressed on the page of a case: done, or refused with everything they typed kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import QueryDict

from caunoi.desk.cases import doing, drafts, masked
from caunoi.desk.cases.forms import ASKS, ActForm, Choosable, DraftForm, PublicForm, errors_of
from caunoi.desk.cases.viewing import Viewer
from caunoi.desk.signing import FIELD
from caunoi.gate.releases import signatures
from caunoi.ground.refused import Refused
from caunoi.inbound.answers import actions as answers
from caunoi.inbound.cases import answering, privacy, rules
from caunoi.inbound.cases.models import Case
from caunoi.inbound.cases.submission import tidy


@dataclass
class Pressed:
    """The outcome. `done` is a sentence for the person; without it the page is shown again, with what was typed."""

    act: str
    done: str = ""
    refused: Refused | None = None
    expected: int | None = None
    form: ActForm | None = None
    draft: DraftForm | None = None
    public: PublicForm | None = None
    contact: dict[str, Any] | None = None
    accepted: set[str] | None = None
    doubtful: list[str] = field(default_factory=list)


def press(case: Case, viewer: Viewer, post: QueryDict, offered: Choosable, *, at: datetime) -> Pressed:
    """Do what was pressed."""
    act = post.get("act", "")
    pressed = Pressed(act, expected=_number(post.get("expected", "")))
    try:
        if act in ASKS:
            pressed.form = ActForm(act, offered, post)
            _act(pressed, case, viewer, at)
        elif act in _OTHERS:
            _OTHERS[act](pressed, case, viewer, post, at)
        else:
            raise Refused("Trang này không có việc đó. Tải lại trang rồi làm lại.")
    except Refused as refused:
        pressed.refused, pressed.done = refused, ""
    return pressed


def _number(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None


def _act(pressed: Pressed, case: Case, viewer: Viewer, at: datetime) -> None:
    form = pressed.form
    assert form is not None
    if not form.is_valid():
        raise Refused(" ".join(errors_of(form)))
    doing.perform(pressed.act, case, form.cleaned_data, viewer, expected=form.cleaned_data["expected"], at=at)
    pressed.done = f"Hồ sơ {case.code}: đã {rules.ACTS[pressed.act].title.lower()}."


def _typed(form: DraftForm | PublicForm) -> Mapping[str, Any]:
    if not form.is_valid():
        raise Refused(" ".join(errors_of(form)))
    return form.cleaned_data


def _look(pressed: Pressed, case: Case, viewer: Viewer, post: QueryDict, at: datetime) -> None:
    pressed.contact = privacy.look(case, by=viewer.user, at=at)


def _template(pressed: Pressed, case: Case, viewer: Viewer, post: QueryDict, at: datetime) -> None:
    """Put a template after what was typed so far. Nothing is saved."""
    pressed.draft = DraftForm(post.copy())
    found = {str(one.pk): one for one in drafts.templates_for(case)}.get(post.get("template", ""))
    if reason := viewer.why_not("draft", case):
        raise Refused(reason)
    if found is None:
        raise Refused("Chọn một mẫu trả lời.")
    typed = post.get("text", "").rstrip()
    text = drafts.filled(found, case, viewer)
    data = post.copy()
    data["text"] = f"{typed}\n\n{text}" if typed else text
    pressed.draft = DraftForm(data)


def _draft(pressed: Pressed, case: Case, viewer: Viewer, post: QueryDict, at: datetime) -> None:
    pressed.draft = DraftForm(post)
    said = _typed(pressed.draft)
    answering.draft(case.pk, text=said["text"], basis=said["basis"], by=viewer.user, at=at, expected=said["expected"])
    pressed.done = "Đã lưu dự thảo trả lời."


@transaction.atomic
def _submit(pressed: Pressed, case: Case, viewer: Viewer, post: QueryDict, at: datetime) -> None:
    """Save what was typed, if it is not what was saved last, and ask for approval: both or neither."""
    pressed.draft = DraftForm(post)
    said = _typed(pressed.draft)
    expected: int | None = said["expected"]
    last = drafts.drafts_of(case)[:1]
    if not last or (tidy(said["text"]), tidy(said["basis"])) != (last[0].text, last[0].basis):
        answering.draft(case.pk, text=said["text"], basis=said["basis"], by=viewer.user, at=at, expected=expected)
        expected = None
    answering.submit(case.pk, by=viewer.user, at=at, expected=expected)
    pressed.done = "Đã trình duyệt trả lời."


def _mask(pressed: Pressed, case: Case, viewer: Viewer, post: QueryDict, at: datetime) -> None:
    """Show the public words with the chosen places masked. Nothing is saved."""
    if reason := viewer.why_not("draft", case):
        raise Refused(reason)
    pressed.accepted = set(post.getlist("che"))


def _prepare(pressed: Pressed, case: Case, viewer: Viewer, post: QueryDict, at: datetime) -> None:
    pressed.public, pressed.accepted = PublicForm(post), set(post.getlist("che"))
    said = _typed(pressed.public)
    if not post.get("confirmed"):
        raise Refused("Đọc lại cả bốn ô rồi đánh dấu xác nhận: bản này mọi người đều đọc được.")
    masked.prepare(case, said, seen=post.get("seen", ""), expected=said["expected"], by=viewer.user, at=at)
    left = masked.doubtful(said, case)
    pressed.done = "Đã lưu bản công khai." + (
        f" Máy vẫn thấy {len(left)} chỗ giống thông tin cá nhân: xem lại bên dưới." if left else ""
    )


def _answer(pressed: Pressed, case: Case, viewer: Viewer, post: QueryDict, at: datetime) -> None:
    """Approve exactly the digests that were shown; the public text with it when that was ticked."""
    public = post.get("public", "") if post.get("publish") else ""
    with signatures.offered(post.get(FIELD, "")):
        answers.answer_and_publish(
            case.pk, digest=post.get("digest", ""), public=public, by=viewer.user, at=at, expected=pressed.expected
        )
    pressed.done = "Đã duyệt và gửi trả lời" + (", đã đăng bản công khai." if public else ".")


def _publish(pressed: Pressed, case: Case, viewer: Viewer, post: QueryDict, at: datetime) -> None:
    with signatures.offered(post.get(FIELD, "")):
        answers.publish(case.pk, public=post.get("public", ""), by=viewer.user, at=at, expected=pressed.expected)
    pressed.done = "Đã đăng bản công khai."


_OTHERS = {
    "look": _look, "template": _template, "draft": _draft, "submit": _submit, "mask": _mask, "prepare": _prepare,
    "answer": _answer, "publish": _publish,
}  # fmt: skip
