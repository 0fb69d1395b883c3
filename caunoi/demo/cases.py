"""The demo province's cases: filed, routed, answered by the same actions as everything else, on working days gone by."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import Any

from django.utils import timezone

from caunoi.gate.releases.approving import Version
from caunoi.gate.releases.bulk import approve_and_release
from caunoi.ground.organisations.models import Organisation
from caunoi.ground.people.models import Post, User
from caunoi.ground.working_days.rules import Calendar
from caunoi.inbound.answers import actions as answers
from caunoi.inbound.answers.models import PublicAnswer
from caunoi.inbound.cases import acts, answering, clock, filing, following
from caunoi.inbound.cases.models import AnswerTemplate, Case, Duty
from caunoi.inbound.cases.submission import Contact, Submission
from caunoi.inbound.performance.actions import compose
from caunoi.inbound.performance.models import Board

Row = dict[str, Any]


def rows() -> list[Row]:
    """Every case of the demo, as its file says."""
    text = files(__package__).joinpath("cases.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines() if line]


class CaseBuilder:
    """One run; `agencies` by key, `office` routes, `approver` releases boards."""

    def __init__(self, agencies: dict[str, Organisation], *, office: User, approver: User, now: datetime) -> None:
        self.agencies, self.office, self.approver, self.now = agencies, office, approver, now
        self.days: Calendar = clock.the_calendar(now)
        self.versions: list[Version] = []

    def build(self, tell: Callable[..., None]) -> None:
        for key, agency in ((Duty.Key.FIRST_DESK, "vp-ubnd-tinh"), (Duty.Key.RECEPTION, "thanh-tra-tinh")):
            Duty.objects.create(key=key, organisation=self.agencies[agency], from_on=date(2025, 7, 1))
        AnswerTemplate.objects.create(
            title="Mở đầu và kết thúc", text="Kính gửi {ten}.\n{co_quan} trả lời hồ sơ {ma} như sau:\n\nTrân trọng."
        )
        found = rows()
        for number, row in enumerate(found, 1):
            tell("hỏi đáp, phản ánh", number, len(found))
            self.make(row, number)
        for agency in {version.content["agency"] for version in self.versions}:
            reviewer = self.holder("reviewer", agency)
            own = [version for version in self.versions if version.content["agency"] == agency]
            approve_and_release(own, by=reviewer, at=self.now)
        PublicAnswer.objects.filter(pk__in=[v.obj.pk for v in self.versions]).update(
            live=True, has_unpublished_changes=False
        )
        tell("bảng theo dõi trả lời")
        self.make_board()

    def holder(self, role: str, agency: int) -> User:
        return Post.objects.filter(role=role, organisation=agency).select_related("user")[0].user

    def ago(self, days: int, clock_time: time = time(9, 30)) -> datetime:
        """A moment on the n-th working day before today."""
        day = timezone.localdate(self.now)
        while days or not self.days.is_working(day):
            day -= timedelta(days=1)
            days -= days > 0 and self.days.is_working(day)
        return timezone.make_aware(datetime.combine(day, clock_time))

    def make(self, row: Row, number: int) -> None:
        contact = Contact(row["name"], row["phone"], row["email"])
        consents = {"publish"} if row["story"] != "answered_private" else set()
        if any((contact.name, contact.phone, contact.email)):
            consents.add("handle")
        one = Submission(
            nonce=f"demo-{number}", kind=row["kind"], title=row["title"], text=row["text"], address=row["place"], topic=row["topic"],
            contact=contact, consents=frozenset(consents),
        )  # fmt: skip
        case = filing.file(one, at=self.ago(row["days"], time(8 + number % 8, 7 * number % 60))).case
        story = row["story"]
        if story == "new" or story == "complaint":
            return
        if story == "rejected":
            acts.reject(case.pk, ground=row["ground"], text=row["reject"], by=self.office, at=self.ago(row["days"] - 1))
            return
        self.at_the_agency(case, row)

    def at_the_agency(self, case: Case, row: Row) -> None:
        days, story = row["days"], row["story"]
        agency = self.agencies[row["agency"]]
        clerk = self.holder("clerk", agency.pk)
        acts.route(case.pk, to=agency, by=self.office, at=self.ago(max(0, days - 1), time(10, 15)))
        if story == "routed":
            return
        acts.take_up(case.pk, by=clerk, at=self.ago(max(0, days - 1), time(14, 5)))
        if story == "transferred":
            acts.transfer(
                case.pk, to=self.agencies[row["via"]], by=clerk, at=self.ago(days - 3),
                text="Nội dung về giá nước đá và cơ sở dịch vụ chợ thuộc ngành Công Thương.",
            )  # fmt: skip
        elif story == "waiting":
            acts.ask(case.pk, text=row["ask"], by=clerk, at=self.ago(days - 3))
        elif story == "review":
            self.draft(case, row, clerk, at=self.ago(1, time(15, 20)))
            answering.submit(case.pk, by=clerk, at=self.ago(1, time(15, 40)))
        elif story in ("answered", "answered_private"):
            self.answered(case, row, clerk)

    def draft(self, case: Case, row: Row, clerk: User, *, at: datetime) -> str:
        made = answering.draft(case.pk, text=row["answer"], basis=row["basis"], by=clerk, at=at)
        if "public_title" in row:
            public = answers.prepare(
                case.pk, title=row["public_title"], question=row["public_question"], answer=row["public_answer"], basis=row["basis"],
                by=clerk, at=at,
            )  # fmt: skip
            if row["story"] == "answered":
                public.dated = self.ago(row["days"] - row["took"], time(16, 0))
                public.save()
                self.versions.append(Version(public, public.save_revision(user=clerk)))
        return made.digest

    def answered(self, case: Case, row: Row, clerk: User) -> None:
        day = row["days"] - row["took"]
        digest = self.draft(case, row, clerk, at=self.ago(day, time(14, 0)))
        answering.submit(case.pk, by=clerk, at=self.ago(day, time(14, 30)))
        reviewer = self.holder("reviewer", case.agency_id or self.agencies[row["agency"]].pk)
        answering.answer(case.pk, digest=digest, by=reviewer, at=self.ago(day, time(16, 0)))
        if row["rating"]:
            following.rate(case.pk, grade=row["rating"], at=self.ago(day, time(20, 10)))

    def make_board(self) -> None:
        """The board of the last whole month that has answers, or none."""
        today = timezone.localdate(self.now)
        last = today.replace(day=1) - timedelta(days=1)
        first = (last.replace(day=1) - timedelta(days=1)).replace(day=1)
        if not Case.objects.answered_between(first, last).exists():
            return
        board: Board = compose(first, last, by=self.office, at=self.now)
        approve_and_release([Version(board, board.get_latest_revision())], by=self.approver, at=self.now)
