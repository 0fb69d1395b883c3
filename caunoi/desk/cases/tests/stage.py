"""The stage of the desk's tests: cases in every state, and what a form sends for each act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from caunoi.ground.people.actions import appoint, create_user
from caunoi.ground.people.models import User
from caunoi.inbound.answers import actions as answers
from caunoi.inbound.cases import acts, answering
from caunoi.inbound.cases.models import Case
from caunoi.inbound.cases.submission import Contact
from tests.agencies import Agencies
from tests.province import PASSWORD, Province

LUA = Contact("Nguyễn Thị Lúa", "0912345678", "nguyen.thi.lua@thu.example", "Số 5 đường Bờ Sông, phường Bến Ngọc")
PUBLIC = {
    "title": "Hỗ trợ giống sau ngập", "question": "Ruộng bị ngập có được hỗ trợ giống không?",
    "answer": "Người dân được hỗ trợ giống theo quy định.", "basis": "Nghị định số 9/2025/NĐ-CP",
}  # fmt: skip


@dataclass
class Stage:
    """The province, the agencies, and a browser for anybody."""

    province: Province
    agencies: Agencies

    def browser(self, user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    def page(self, user: User, case: Case) -> str:
        return self.browser(user).get(address(case)).content.decode()

    def hired(self, username: str, role: str, organisation: Any = None) -> User:
        user = create_user(
            username=username, full_name=f"Người giữ vai {username}", password=PASSWORD, by=None, at=timezone.now()
        )
        appoint(user, role=role, organisation=organisation, from_on=date(2015, 1, 1), by=None, at=timezone.now())
        return user

    def filed(self, **fields: Any) -> Case:
        return self.agencies.filed(**{"contact": LUA} | fields).case

    def routed(self, **fields: Any) -> Case:
        return self.agencies.routed(**{"contact": LUA} | fields)

    def working(self, **fields: Any) -> Case:
        return self.agencies.working(**{"contact": LUA} | fields)

    def extensible(self) -> Case:
        """A request for information: the one kind whose term may be extended."""
        return self.working(kind="information")

    def drafted(self) -> Case:
        case = self.working()
        answering.draft(
            case.pk, text="Bà được hỗ trợ giống theo quy định.", basis="", by=self.agencies.an, at=timezone.now()
        )
        case.refresh_from_db()
        return case

    def in_review(self) -> Case:
        return self.agencies.in_review(contact=LUA)

    def waiting(self) -> Case:
        case = self.working()
        acts.ask(case.pk, text="Ruộng ở thôn nào?", by=self.agencies.an, at=timezone.now())
        case.refresh_from_db()
        return case

    def answered(self) -> Case:
        """Answered and published."""
        return self.agencies.answered(contact=LUA)

    def unpublished(self) -> Case:
        """Answered; the public text is prepared, and stands nowhere yet."""
        case = self.in_review()
        last = answering.latest(case)
        assert last is not None
        answering.answer(case.pk, digest=last.digest, by=self.agencies.dung, at=timezone.now())
        case.refresh_from_db()
        return case


def address(case: Case) -> str:
    return reverse("desk_case", args=[case.code])


# Act → from which case it is tried.
BEFORE: dict[str, Callable[[Stage], Case]] = {
    "route": Stage.filed, "take_up": Stage.routed, "return": Stage.working, "transfer": Stage.working, "assign": Stage.working,
    "ask": Stage.working, "extend": Stage.extensible, "draft": Stage.working, "prepare": Stage.drafted, "submit": Stage.drafted,
    "send_back": Stage.in_review, "answer": Stage.in_review, "publish": Stage.unpublished, "unpublish": Stage.answered,
    "merge": Stage.working, "reject": Stage.working, "redirect": Stage.working, "note": Stage.working, "remind": Stage.working,
    "escalate": Stage.working, "classify": Stage.working, "reopen": Stage.answered,
}  # fmt: skip


def said(act: str, case: Case, stage: Stage, twin: Case | None = None) -> dict[str, Any]:
    """What the page's form for this act sends when everything is filled in."""
    last, public = answering.latest(case), answers.prepared(case)
    digest = answers.public_digest(public) if public else ""
    fields: dict[str, dict[str, Any]] = {
        "route": {"to": stage.agencies.build.pk},
        "transfer": {"to": stage.agencies.build.pk},
        "assign": {"clerk": stage.agencies.chi.pk},
        "merge": {"code": twin.code if twin else ""},
        "reject": {"ground": "unclear"},
        "classify": {"topic": "dat-dai"},
        "unpublish": {"reason": "withdrawn_privacy"},
        "draft": {"basis": "Nghị định số 9/2025/NĐ-CP"},
        "submit": {"basis": "Nghị định số 9/2025/NĐ-CP"},
        "prepare": PUBLIC | {"seen": digest, "confirmed": "1"},
        "answer": {"digest": last.digest if last else "", "public": digest, "publish": "1"},
        "publish": {"public": digest},
    }
    return {"act": act, "expected": case.version, "text": f"Lời viết khi {act}.", **fields.get(act, {})}
