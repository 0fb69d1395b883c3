"""The inbound lane's stage for tests: an office, two departments and a reception office, with their people; cases made through actions."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from caunoi.ground.deadlines.actions import load_terms
from caunoi.ground.organisations.models import Organisation
from caunoi.ground.people.actions import appoint, create_user
from caunoi.ground.people.models import User
from caunoi.inbound.answers import actions as answers
from caunoi.inbound.cases import acts, answering, filing
from caunoi.inbound.cases.filing import Filed
from caunoi.inbound.cases.models import Case, Duty
from caunoi.inbound.cases.submission import Contact, Submission
from caunoi.inbound.suggestions.actions import load_topics
from tests.province import PASSWORD

TEXT = "Ruộng nhà tôi bị ngập, xin hỏi có được hỗ trợ giống lúa không? Điện thoại của tôi là 0912 345 678."


@dataclass
class Agencies:
    """Hạnh is the office's; An and Chi are clerks of the farm department, Dũng its reviewer; Em and Giang are the same of the building department."""

    farm: Organisation
    build: Organisation
    reception: Organisation
    hanh: User
    an: User
    chi: User
    dung: User
    em: User
    giang: User

    def filed(self, *, at: datetime | None = None, **fields: Any) -> Filed:
        """A question as a citizen files it, with contact and consent to publication unless `fields` say otherwise."""
        values: dict[str, Any] = {
            "nonce": secrets.token_hex(16), "kind": "question", "title": "Hỗ trợ giống lúa sau ngập", "text": TEXT, "topic": "nong-nghiep",
            "contact": Contact("Nguyễn Thị Lúa", "0912345678", "lua@thu.example"), "consents": frozenset({"handle", "publish"}),
        }  # fmt: skip
        return filing.file(Submission(**values | fields), at=at or timezone.now())

    def routed(self, *, at: datetime | None = None, **fields: Any) -> Case:
        """Filed and given to the farm department."""
        case = self.filed(at=at, **fields).case
        acts.route(case.pk, to=self.farm, by=self.hanh, at=at or timezone.now())
        case.refresh_from_db()
        return case

    def working(self, *, at: datetime | None = None, **fields: Any) -> Case:
        """… and taken up by An."""
        case = self.routed(at=at, **fields)
        acts.take_up(case.pk, by=self.an, at=at or timezone.now())
        case.refresh_from_db()
        return case

    def in_review(self, *, at: datetime | None = None, public: bool = True, **fields: Any) -> Case:
        """… and answered by An, with a masked public text, waiting for Dũng."""
        at = at or timezone.now()
        case = self.working(at=at, **fields)
        answering.draft(
            case.pk, text="Bà được hỗ trợ giống theo quy định.", basis="Nghị định số 9/2025/NĐ-CP", by=self.an, at=at
        )
        if public:
            answers.prepare(
                case.pk, title="Hỗ trợ giống lúa sau ngập", question="Ruộng bị ngập có được hỗ trợ giống lúa không?",
                answer="Người dân được hỗ trợ giống theo quy định.", basis="Nghị định số 9/2025/NĐ-CP", by=self.an, at=at,
            )  # fmt: skip
        answering.submit(case.pk, by=self.an, at=at)
        case.refresh_from_db()
        return case

    def answered(self, *, at: datetime | None = None, public: bool = True, **fields: Any) -> Case:
        """… and approved and sent by Dũng, the masked text released."""
        at = at or timezone.now()
        case = self.in_review(at=at, public=public, **fields)
        last = answering.latest(case)
        text = answers.prepared(case)
        assert last is not None
        answers.answer_and_publish(
            case.pk,
            digest=last.digest,
            public=answers.public_digest(text) if text and public else "",
            by=self.dung,
            at=at,
        )
        case.refresh_from_db()
        return case


def make_agencies() -> Agencies:
    """Build it beside the small province of tests/province.py (which a release needs)."""
    now = timezone.now()
    load_terms()
    load_topics()
    of: dict[str, Organisation] = {}
    for key, name, kind in (
        ("office", "Văn phòng Ủy ban nhân dân tỉnh Thử Nghiệm", "office"),
        ("farm", "Sở Nông nghiệp và Môi trường tỉnh Thử Nghiệm", "department"),
        ("build", "Sở Xây dựng tỉnh Thử Nghiệm", "department"),
        ("reception", "Ban Tiếp công dân tỉnh Thử Nghiệm", "unit"),
    ):
        of[key] = Organisation.objects.create(
            name=name,
            short_name=name.removesuffix(" tỉnh Thử Nghiệm"),
            kind=kind,
            valid_from=date(2015, 1, 1),
            email=f"{key}@thu.example",
        )
    people: dict[str, User] = {}
    for name, full_name, role, organisation in (
        ("hanh", "Lê Hồng Hạnh", "office", "office"),
        ("an", "Phan Thị An", "clerk", "farm"),
        ("chi", "Đỗ Quỳnh Chi", "clerk", "farm"),
        ("dung", "Ngô Tiến Dũng", "reviewer", "farm"),
        ("em", "Trịnh Văn Em", "clerk", "build"),
        ("giang", "Bùi Trường Giang", "reviewer", "build"),
    ):
        user = create_user(username=name, full_name=full_name, password=PASSWORD, by=None, at=now)
        appoint(user, role=role, organisation=of[organisation], from_on=date(2015, 1, 1), by=None, at=now)
        people[name] = user
    Duty.objects.create(key=Duty.Key.FIRST_DESK, organisation=of["office"], from_on=date(2015, 1, 1))
    Duty.objects.create(key=Duty.Key.RECEPTION, organisation=of["reception"], from_on=date(2015, 1, 1))
    return Agencies(farm=of["farm"], build=of["build"], reception=of["reception"], **people)
