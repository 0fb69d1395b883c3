"""What people look for is counted, and nothing of them is stored."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from caunoi.inbound.searches import actions, queries, rules
from caunoi.inbound.searches.models import Search
from caunoi.inbound.searches.queries import Asked

AT = datetime.fromisoformat("2026-11-20T23:30:00+07:00")
DAY = AT.date()


@pytest.mark.parametrize(
    ("query", "folded"),
    [
        ("  Hỗ trợ   giống LÚA? ", "ho tro giong lua"),
        ("ho tro giong lua", "ho tro giong lua"),
        ("lệ phí trước bạ", "le phi truoc ba"),
        ("42/2022/NĐ-CP", "42/2022/nd-cp"),
        ("nghỉ lễ 30/4/2026", "nghi le 30/4/2026"),
        ("xã Tân Lập, huyện Vũ Thư", "xa tan lap huyen vu thu"),
    ],
)
def test_a_search_is_counted_by_its_words_without_marks(query: str, folded: str) -> None:
    words = rules.countable(query)
    assert words is not None and words.folded == folded


@pytest.mark.parametrize(
    "query",
    [
        "", " ? ", "a", "0912 345 678", "số 091.234.5678", "001099012345", "lua@thu.example", "Nguyễn Văn Hùng", "nguyễn văn hùng",
        "nguyen van hung", "tran thi lua", "đơn của bà Trần Thị Lúa", "số nhà 12 đường Trần Phú", "hồ sơ K7F3-9QTZ", "29A-123.45",
        "tôi muốn hỏi vì sao đơn của gia đình tôi gửi từ tháng trước đến nay vẫn chưa có ai trả lời", "x" * 81,
    ],
)  # fmt: skip
def test_what_may_tell_of_a_person_is_not_counted(query: str) -> None:
    assert rules.countable(query) is None


@pytest.mark.django_db
def test_words_are_shown_once_a_few_have_asked_for_them_spelled_as_people_spell() -> None:
    for query, found in (("Hỗ trợ giống lúa", 0), ("ho tro giong lua", 0), ("giá đất", 4)):
        assert actions.note(query, found, AT)
    assert queries.asked_for(DAY, DAY) == []
    assert actions.note("hỗ trợ giống lúa", 1, AT)
    actions.note("0912 345 678", 0, AT)
    assert queries.asked_for(DAY, DAY) == [Asked("hỗ trợ giống lúa", "Câu hỏi đã trả lời", 3, 2)]
    assert queries.in_vain(queries.asked_for(DAY, DAY)) == []
    actions.note("hỗ trợ giống lúa", 0, AT)
    assert [one.missed for one in queries.in_vain(queries.asked_for(DAY, DAY))] == [3]
    assert queries.totals(DAY, DAY) == (5, 3) and queries.by_day(DAY, DAY) == {DAY: (5, 3)}


@pytest.mark.django_db
def test_a_day_takes_in_so_many_new_words_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "MOST_A_DAY", 2)
    assert [actions.note(words, 1, AT) for words in ("mot", "hai", "ba", "hai")] == [True, True, False, True]
    assert actions.note("ba", 1, AT + timedelta(days=1))


@pytest.mark.django_db
def test_what_few_asked_for_is_forgotten_after_a_month() -> None:
    for _ in range(rules.FEW):
        actions.note("giá đất", 1, AT)
    actions.note("chuyện riêng", 0, AT)
    assert actions.sweep(at=AT + timedelta(days=30)) == 0
    assert actions.sweep(at=AT + timedelta(days=33)) == 1
    assert [one.words for one in Search.objects.all()] == ["gia dat"]


@pytest.mark.django_db
def test_whoever_asks_is_answered_also_when_nothing_can_be_counted() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE searches_search RENAME TO elsewhere")
    assert actions.note("giá đất", 1, AT) is False
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE elsewhere RENAME TO searches_search")


@pytest.mark.django_db
def test_the_look_ups_count_what_they_are_asked(client: Client) -> None:
    client.get("/tra-cuu/hoi-dap/", {"q": "hỗ trợ giống"})
    client.get("/tra-cuu/xa-phuong/", {"ten": "Xã Không Có Đâu"})
    client.get("/tra-cuu/hoi-dap/", {"q": "0912 345 678"})
    client.get("/tra-cuu/hoi-dap/")
    rows = Search.objects.order_by("place").values_list("place", "words", "asked", "missed", "on")
    today = timezone.localdate()
    assert list(rows) == [
        ("answers", "ho tro giong", 1, 1, today),
        ("communes", "xa khong co dau", 1, 1, today),
    ]
