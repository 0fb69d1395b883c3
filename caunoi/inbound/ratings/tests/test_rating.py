from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import serializers
from django.db import connection
from django.utils import timezone

from caunoi.gate.releases.models import Page
from caunoi.gate.releases.tests.steps import path_of, withdraw
from caunoi.ground.refused import Refused
from caunoi.inbound.ratings import actions, queries, rules
from caunoi.inbound.ratings.models import Mark, Tally
from caunoi.inbound.ratings.rules import Counts
from tests.province import Province

AT = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)
TODAY = date(2026, 11, 24)
HOME, NEIGHBOUR = "203.113.1.7", "203.113.1.8"


def rated(path: str, grade: int = 3, *, times: int = 1, address: str = HOME, at: datetime = AT) -> int:
    """How many of so many tries were counted."""
    counted = 0
    for _ in range(times):
        try:
            actions.rate(path, grade, address=address, at=at)
            counted += 1
        except Refused:
            pass
    return counted


def test_one_address_counts_a_few_times_a_day_for_a_page(province: Province) -> None:
    assert rated("/", times=6) == rules.A_PAGE_A_DAY
    assert rated("/kinh-te/") == rated("/", address=NEIGHBOUR) == rated("/", at=AT + timedelta(days=1)) == 1
    assert queries.totals(TODAY, TODAY) == Counts(very=rules.A_PAGE_A_DAY + 2)


def test_one_address_counts_so_often_a_day_for_all_pages(province: Province) -> None:
    paths = [f"/tam/{number}/" for number in range(rules.A_DAY)]
    Page.objects.bulk_create(Page(host="localhost", path=path, kind="section", key=path, sha256="x") for path in paths)
    assert sum(rated(path, times=2) for path in paths) == rules.A_DAY


def test_only_released_pages_of_words_are_rated(province: Province) -> None:
    article = province.released("Khởi công trường học")
    path = path_of(article)
    assert rated(path) == 1
    css = Page.objects.filter(path__endswith=".css").get().path
    unknown = (
        "/khong-co/",
        "/404.html",
        css,
        "/rss.xml",
        "kinh-te/",
        "",
        "//kinh-te/",
        "/kinh-te/?a=1",
        "/" + "a" * 500 + "/",
    )
    assert [one for one in unknown if rated(one)] == []
    withdraw(article, by=province.duyen)
    assert rated(path) == 0
    with pytest.raises(Refused):
        actions.rate("/", 4, address=HOME, at=AT)


def test_nothing_is_kept_of_who_rated_and_the_marks_go_with_the_day(province: Province) -> None:
    rated("/", 1)
    rated("/kinh-te/", 2, address="2001:ee0:1:2::1")
    kept = str(serializers.serialize("python", [*Tally.objects.all(), *Mark.objects.all()]))
    assert "203.113" not in kept and "2001:ee0" not in kept
    assert actions.forget(at=AT) == 0
    assert actions.forget(at=AT + timedelta(days=1)) == Mark.objects.count() + 4 == 4
    assert {field.name for field in Tally._meta.fields} == {"id", "path", "rated_on", "grade", "ratings"}


def test_the_figures_are_by_address_section_and_month(province: Province) -> None:
    article = province.released("Khởi công trường học")
    path = path_of(article)
    rated(path, 3, times=2)
    rated(path, 1, address=NEIGHBOUR)
    rated("/kinh-te/", 2)
    rated("/", 2, at=AT - timedelta(days=40))
    since = TODAY - timedelta(days=60)
    assert queries.totals(TODAY, TODAY) == Counts(2, 1, 1)
    assert queries.totals(since, TODAY) == Counts(2, 2, 1)
    lines = queries.by_address(since, TODAY)
    assert [(line.key, line.title, line.counts.total) for line in lines] == [
        (path, "Khởi công trường học", 3),
        ("/", "Trang chủ", 1),
        ("/kinh-te/", "Kinh tế", 1),
    ]
    assert queries.by_address(since, TODAY, most=1) == lines[:1]
    sections = queries.by_section(TODAY, TODAY)
    assert sum(line.counts.total for line in sections) == 4
    assert {line.key for line in sections} == {"/kinh-te/"}
    assert sections[0].title == "Kinh tế"
    assert [(line.key, line.title, line.counts.total) for line in queries.by_month(since, TODAY)] == [
        ("2026-10", "10/2026", 1),
        ("2026-11", "11/2026", 4),
    ]
    assert [row[:2] for row in queries.open_data(since, TODAY)] == [
        ("2026-10", "/"),
        ("2026-11", "/kinh-te/"),
        ("2026-11", path),
    ]


@pytest.mark.django_db(transaction=True)
def test_many_at_once_do_not_pass_the_limit_and_none_is_lost() -> None:
    Page.objects.create(host="localhost", path="/", kind="home", key="1", sha256="x")
    came: list[int] = []

    def come(number: int) -> None:
        try:
            came.append(rated("/", times=5))
            came.append(rated("/", times=1, address=f"203.113.2.{number}"))
        finally:
            connection.close()

    threads = [threading.Thread(target=come, args=[number]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(came) == rules.A_PAGE_A_DAY + 4
    day = timezone.localdate(AT)
    assert queries.totals(day, day) == Counts(very=sum(came))
