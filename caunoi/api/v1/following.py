"""A case as its sender sees it, and what the sender may do. Every one of these needs the secret."""

from __future__ import annotations

import json
from typing import Any

from django.utils import timezone

from caunoi.api import door
from caunoi.api.problems import Problem
from caunoi.api.v1.asking import Asked
from caunoi.api.v1.filing import receipt_of, uploads_of
from caunoi.inbound.cases import answering, clock, following, queries, rules, sealing
from caunoi.inbound.cases.filing import Filed
from caunoi.inbound.cases.models import Case

_ACTS = ("reply", "rate", "reopen", "withdraw")


def case(asked: Asked) -> dict[str, Any]:
    """Where it is, who has it, until when, what was answered."""
    return _told(door.case_of(asked.request, asked.code, at=asked.at), asked)


def receipt(asked: Asked) -> dict[str, Any]:
    """The receipt once more."""
    one = door.case_of(asked.request, asked.code, at=asked.at)
    if one.erased_at is not None:
        raise Problem("conflict", "Dữ liệu cá nhân của hồ sơ này đã được xóa; biên nhận chỉ còn ở bản bạn đã lưu.")
    words = sealing.words_of(one)
    filed = Filed(one, "", json.loads(one.receipt.body), one.receipt.signature, words["salt"])
    return receipt_of(filed, words, list(one.attachments.filter(event=1).values_list("sha256", flat=True)))


def reply(asked: Asked) -> dict[str, Any]:
    """What the agency asked for; the clock runs again."""
    one = _in_time(asked, "reply")
    uploads = uploads_of(asked.said.get("files", []), asked.files)
    files = door.take_in([(name, data if isinstance(data, bytes) else data.read()) for name, data in uploads])
    following.reply(
        one.pk, text=asked.said.get("text", ""), files=files, at=asked.at, expected=asked.said.get("version")
    )
    return _again(one, asked)


def rate(asked: Asked) -> dict[str, Any]:
    """One of three grades, once."""
    one = _in_time(asked, "rate")
    following.rate(one.pk, grade=asked.said["grade"], text=asked.said.get("text", ""), at=asked.at)
    return _again(one, asked)


def reopen(asked: Asked) -> dict[str, Any]:
    """Have the same agency look again."""
    one = _in_time(asked, "reopen")
    following.reopen(one.pk, text=asked.said["text"], at=asked.at, expected=asked.said.get("version"))
    return _again(one, asked)


def withdraw(asked: Asked) -> dict[str, Any]:
    """Take the case back."""
    one = _in_time(asked, "withdraw")
    following.withdraw(one.pk, at=asked.at, expected=asked.said.get("version"))
    return _again(one, asked)


def _in_time(asked: Asked, act: str) -> Case:
    """The case, if the act can happen to it now and the sender saw its last version."""
    one = door.case_of(asked.request, asked.code, at=asked.at)
    if reason := rules.why_not_now(act, one.state):
        raise Problem("conflict", reason)
    if asked.said.get("version", one.version) != one.version:
        raise Problem("conflict", "Hồ sơ đã thay đổi sau lần bạn xem. Lấy lại hồ sơ rồi làm tiếp.")
    return one


def _again(one: Case, asked: Asked) -> dict[str, Any]:
    one.refresh_from_db()
    return _told(one, asked)


def _told(one: Case, asked: Asked) -> dict[str, Any]:
    ends_at = one.merged_into or one
    last = answering.latest(ends_at) if ends_at.answered_at else None
    said = sealing.answer_of(ends_at, last) if last else None
    reckoning = clock.reckoning_of(one.events.order_by("number"), at=asked.at)
    words = sealing.words_of(one)
    agency = one.agency
    return {
        "code": one.code, "version": one.version, "kind": one.kind, "kind_title": one.nature.title, "state": one.state,
        "state_title": one.state_title, "open": one.is_open, **{name: words[name] for name in ("title", "text", "address")},
        "filed_at": _moment(one.filed_at), "agency": {"id": agency.pk, "name": agency.name} if agency else None,
        "due_on": reckoning.due_on.isoformat() if reckoning.due_on else None, "late": reckoning.is_late,
        "merged_into": one.merged_into.code if one.merged_into else None,
        "steps": [
            {"number": step.number, "at": _moment(step.at), "act": step.act, "title": step.title, "written": step.written}
            for step in queries.story(one, for_citizen=True)
        ],
        "answer": {"at": _moment(ends_at.answered_at), "text": said["text"], "basis": said["basis"]} if said else None,
        "rating": one.rating,
        "may": [act for act in _ACTS if not rules.why_not_now(act, one.state)],
    }  # fmt: skip


def _moment(at: Any) -> str:
    return timezone.localtime(at).isoformat()
