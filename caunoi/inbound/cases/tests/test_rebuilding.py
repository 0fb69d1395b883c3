"""The columns of a case against its history."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from caunoi.ground.working_days.models import DayOverride
from caunoi.inbound.cases import acts, following, rebuilding
from caunoi.inbound.cases.models import Case
from tests.agencies import Agencies

pytestmark = pytest.mark.django_db
WEDNESDAY = timezone.make_aware(datetime(2026, 6, 10, 9, 0))


def mended() -> dict[str, list[str]]:
    found = {case.code: [one.column for one in wrong] for case, wrong in rebuilding.rebuild(at=timezone.now())}
    return {code: columns for code, columns in found.items() if columns}


def many(agencies: Agencies) -> list[Case]:
    """Cases in all walks of life."""
    at = WEDNESDAY
    asked = agencies.working(nonce="asked", at=at)
    acts.ask(asked.pk, text="Thửa nào?", by=agencies.an, at=at + timedelta(days=1))
    replied = agencies.working(nonce="replied", at=at)
    acts.ask(replied.pk, text="Thửa nào?", by=agencies.an, at=at)
    following.reply(replied.pk, text="Thửa 12", at=at + timedelta(days=3))
    acts.assign(replied.pk, to=agencies.chi, by=agencies.an, at=at + timedelta(days=3))
    transferred = agencies.working(nonce="transferred", at=at)
    acts.transfer(transferred.pk, to=agencies.build, text="Việc xây dựng", by=agencies.an, at=at + timedelta(days=1))
    returned = agencies.working(nonce="returned", at=at)
    acts.return_(returned.pk, text="Không phải việc của Sở", by=agencies.an, at=at)
    rated = agencies.answered(nonce="rated", at=at, public=False)
    following.rate(rated.pk, grade=2, at=at + timedelta(days=1))
    reopened = agencies.answered(nonce="reopened", at=at, public=False)
    following.rate(reopened.pk, grade=1, at=at)
    following.reopen(reopened.pk, text="Chưa rõ", at=at + timedelta(days=2))
    late = agencies.answered(nonce="late", at=at, public=False)
    acts.note(late.pk, text="x", by=agencies.an, at=at + timedelta(days=90))
    withdrawn = agencies.routed(nonce="withdrawn", at=at)
    following.withdraw(withdrawn.pk, at=at)
    merged = agencies.routed(nonce="merged", at=at)
    acts.merge(merged.pk, into=rated, by=agencies.an, at=at)
    complaint = agencies.filed(
        nonce="complaint", at=at, title="Đơn khiếu nại",
        text="Tôi khiếu nại Quyết định số 12/QĐ-UBND ngày 01/02/2026 thu hồi đất của gia đình tôi, đề nghị hủy quyết định.",
    ).case  # fmt: skip
    return [asked, replied, transferred, returned, rated, reopened, late, withdrawn, merged, complaint]


def test_what_the_acts_left_is_what_the_histories_say(agencies: Agencies) -> None:
    assert len({case.code for case in many(agencies)}) == 10
    assert mended() == {}


def test_whatever_was_changed_by_hand_is_mended_and_told(agencies: Agencies) -> None:
    case = agencies.answered(at=WEDNESDAY, public=False)
    before = Case.objects.filter(pk=case.pk).values(*rebuilding.COLUMNS).get()
    Case.objects.filter(pk=case.pk).update(
        state="working", version=99, agency=agencies.build, agency_since=None, assignee=agencies.em, answered_at=None, closed_at=None, rating=3,
        due_at=None, used_days=77, late=True,
    )  # fmt: skip
    assert mended() == {case.code: list(rebuilding.COLUMNS)}
    assert Case.objects.filter(pk=case.pk).values(*rebuilding.COLUMNS).get() == before
    assert mended() == {}


def test_a_day_swapped_later_moves_the_due_day(agencies: Agencies) -> None:
    case = agencies.routed(at=WEDNESDAY)
    DayOverride.objects.create(
        on=WEDNESDAY.date() + timedelta(days=1), kind=DayOverride.Kind.HOLIDAY, title="Nghỉ bù", source="Quyết định"
    )
    due_at = case.due_at
    assert mended() == {case.code: ["due_at"]} and due_at is not None
    case.refresh_from_db()
    assert case.due_at is not None and case.due_at > due_at
