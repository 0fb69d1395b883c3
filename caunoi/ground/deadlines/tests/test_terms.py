"""The terms as data: what is shipped, what staff make of it, which version holds."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from caunoi.ground.deadlines import actions
from caunoi.ground.deadlines.actions import Loaded, load_terms
from caunoi.ground.deadlines.models import DeadlineTerm
from caunoi.ground.deadlines.queries import calculate, term_in_force
from caunoi.ground.deadlines.rules import Status, Unit
from caunoi.ground.refused import Refused
from caunoi.ground.working_days.rules import Calendar

TODAY = date(2026, 11, 24)


def rows() -> list[Any]:
    return list(DeadlineTerm.objects.order_by("pk").values())


def test_loading_twice_changes_nothing(shipped: Loaded) -> None:
    before = rows()
    assert shipped == Loaded(len(before), 0, 0)
    assert load_terms() == Loaded(0, 0, 0)
    assert rows() == before


def test_what_staff_corrected_survives_whatever_is_shipped_later(
    shipped: Loaded, monkeypatch: pytest.MonkeyPatch
) -> None:
    DeadlineTerm.objects.filter(key="qa_answer").update(amount=12, article="Quyết định 5/2026/QĐ-UBND")
    edited = rows()
    assert load_terms() == Loaded(0, 0, 1)
    assert rows() == edited
    later = [{**row, "amount": 9} if row["key"] in ("qa_answer", "science") else row for row in actions._shipped()]
    monkeypatch.setattr(actions, "_shipped", lambda: later)
    assert load_terms() == Loaded(0, 1, 1)
    assert load_terms() == Loaded(0, 0, 1)
    assert (term_in_force("qa_answer", on=TODAY).amount, term_in_force("science", on=TODAY).amount) == (12, 9)


def test_every_shipped_row_would_pass_the_desk_and_cites_its_law(shipped: Loaded) -> None:
    for row in DeadlineTerm.objects.all():
        row.full_clean()
        assert row.source and row.note.strip() == row.note


def test_of_two_versions_the_day_decides(shipped: Loaded) -> None:
    old, new = (term_in_force("complaint_accept", on=date(2026, *day)) for day in ((6, 30), (7, 1)))
    assert (old.amount, old.unit, old.status) == (10, Unit.DAYS, Status.EXPIRED)
    assert (new.amount, new.unit, new.status) == (7, Unit.WORKING_DAYS, Status.IN_FORCE)
    assert term_in_force("ati_online_complex", on=date(2026, 8, 31)).status is Status.EXPIRED
    after = term_in_force("ati_online_complex", on=date(2026, 9, 1))
    assert (after.status, after.extension, after.extension_unit) == (Status.LEGACY_DEFAULT, 15, Unit.DAYS)


@pytest.mark.parametrize(
    ("key", "on", "said"),
    [
        ("nothing", TODAY, "Chưa có thời hạn nào mang mã “nothing”."),
        ("royalty_pay", TODAY, "Thời hạn “Trả nhuận bút” không áp dụng vào ngày 24/11/2026."),
        (
            "gazette_post",
            TODAY,
            "Thời hạn “Đăng công báo kể từ ngày nhận văn bản” (Nghị định 78/2025/NĐ-CP, Thông tư 02/2025/TT-VPCP) "
            "chưa xác minh được là bao lâu: hãy nhập tại mục “Thời hạn”.",
        ),
    ],
)
def test_a_term_that_does_not_hold_is_refused_in_words(shipped: Loaded, key: str, on: date, said: str) -> None:
    with pytest.raises(Refused) as refusal:
        term_in_force(key, on=on)
    assert str(refusal.value) == said


def test_finding_a_term_costs_one_query(shipped: Loaded, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        term_in_force("qa_answer", on=TODAY)


def test_the_calculator_takes_a_key_or_an_amount(shipped: Loaded, known: Calendar) -> None:
    by_key = calculate("petition_forward", date(2026, 11, 23), known, TODAY)
    by_amount = calculate((5, Unit.WORKING_DAYS), date(2026, 11, 23), known, TODAY)
    assert by_key.due_on == by_amount.due_on == date(2026, 12, 1)
    assert (by_key.term.article, by_amount.term.title) == ("Điều 9 Nghị định 20/2008/NĐ-CP", "5 ngày làm việc")
    assert by_key.days[1].reason == "Ngày Văn hóa Việt Nam"
    assert by_key.remaining == 5 and calculate("petition_forward", date(2026, 11, 30), known, TODAY).used == 0
    hours = calculate((24, Unit.HOURS), date(2026, 11, 23), known, TODAY, at=time(8, 30))
    assert hours.due_at is not None and f"{hours.due_at:%d/%m/%Y %H:%M}" == "24/11/2026 08:30"


def test_the_calculator_refuses_what_is_counted_backwards(shipped: Loaded, known: Calendar) -> None:
    with pytest.raises(Refused, match="tính lùi từ ngày diễn ra"):
        calculate("outage_notice", TODAY, known, TODAY)


def test_the_calculator_takes_the_version_of_the_day_of_receipt(shipped: Loaded, known: Calendar) -> None:
    assert calculate("complaint_accept", date(2026, 6, 25), known, TODAY).term.amount == 10


@pytest.mark.parametrize(
    ("values", "field", "said"),
    [
        ({"key": "my-own"}, "key", "Chương trình không dùng mã này"),
        ({"key": "qa_answer"}, "valid_from", "đã có bản khác (Trả lời câu hỏi của công dân: 15 ngày làm việc)"),
        ({"key": "royalty_pay", "valid_from": date(2026, 8, 31)}, "valid_from", "đã có bản khác"),
        ({"key": "royalty_pay", "valid_from": date(2026, 9, 1), "amount": None}, "__all__", "Phải nhập thời hạn"),
        (
            {"key": "royalty_pay", "valid_from": date(2026, 9, 1), "extension": 5},
            "__all__",
            "Gia hạn cần cả số và đơn vị",
        ),
    ],
)
def test_a_wrong_version_is_refused_at_the_desk(shipped: Loaded, values: dict[str, Any], field: str, said: str) -> None:
    row = DeadlineTerm(**{"title": "Trả nhuận bút", "amount": 30, "unit": "days", "article": "Điều 1", **values})
    with pytest.raises(ValidationError) as refusal:
        row.full_clean()
    assert said in " ".join(refusal.value.message_dict[field])


def test_a_new_version_after_the_old_one_holds_from_its_day(shipped: Loaded) -> None:
    row = DeadlineTerm(key="royalty_pay", title="Trả tiền bản quyền", amount=30, unit="days", article="Quyết định 1")
    row.valid_from = date(2026, 9, 1)
    row.full_clean()
    row.save()
    assert term_in_force("royalty_pay", on=date(2026, 8, 31)).amount == 60
    assert term_in_force("royalty_pay", on=date(2026, 9, 1)).amount == 30
    row.key = "science"
    with pytest.raises(ValidationError, match="không đổi được"):
        row.full_clean()


@pytest.mark.parametrize(
    "wrong",
    [
        {"unit": "weeks"},
        {"direction": "sideways"},
        {"status": "perhaps"},
        {"amount": None},
        {"title": ""},
        {"article": ""},
        {"valid_from": date(2026, 1, 2), "valid_until": date(2026, 1, 2)},
        {"extension": 5},
        {"extension": 5, "extension_unit": "hours"},
        {"extension": 0, "extension_unit": "days"},
    ],
)
def test_nonsense_cannot_be_stored(db: Any, wrong: dict[str, Any]) -> None:
    sound = {"key": "sound", "title": "Thử", "amount": 5, "unit": "days", "article": "Điều 1"}
    with pytest.raises(IntegrityError), transaction.atomic():
        DeadlineTerm.objects.create(**{**sound, **wrong})
    DeadlineTerm.objects.create(**sound)
    with pytest.raises(IntegrityError), transaction.atomic():
        DeadlineTerm.objects.create(**sound)
