"""The suggestions learn from where people decided that cases belong."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from caunoi.inbound.cases import teaching
from caunoi.inbound.cases.models import Case
from caunoi.inbound.suggestions.models import LearnedModel
from tests.agencies import Agencies

pytestmark = pytest.mark.django_db


def decided(agencies: Agencies, count: int) -> None:
    """Cases that ended at one agency or the other."""
    at = timezone.now()
    for number in range(count):
        farm = number % 2 == 0
        title, text = (
            ("Giống lúa", "Ruộng ngập, xin hỗ trợ giống lúa.") if farm else ("Ổ gà", "Đường nhiều ổ gà, đề nghị sửa.")
        )
        case = agencies.filed(title=f"{title} {number}", text=text, topic="nong-nghiep" if farm else "giao-thong").case
        agency = agencies.farm if farm else agencies.build
        Case.objects.filter(pk=case.pk).update(state="answered", agency=agency, answered_at=at, closed_at=at)


def test_too_few_cases_teach_nothing(agencies: Agencies) -> None:
    decided(agencies, 10)
    assert teaching.teach(at=timezone.now()) == 0 and not LearnedModel.objects.exists()


def test_enough_cases_teach_agency_and_topic_once_a_day(agencies: Agencies) -> None:
    decided(agencies, 60)
    now = timezone.now()
    assert teaching.teach(at=now) == 2
    assert {model.kind: model.samples for model in LearnedModel.objects.all()} == {"agency": 60, "topic": 60}
    assert LearnedModel.objects.get(kind="agency").accuracy == 1.0
    assert teaching.teach(at=now + timedelta(hours=1)) == 0
    assert teaching.teach(at=now + timedelta(days=2)) == 0, "nothing new was decided"
