"""The inbox: tabs, filters, searches, pages, acts on several at once; and what it costs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from caunoi.desk.cases import inbox
from caunoi.desk.cases.inbox import Asked
from caunoi.desk.cases.tests.stage import Stage
from caunoi.ground.people.models import User
from caunoi.inbound.cases import acts, privacy
from caunoi.inbound.cases.models import Case
from caunoi.inbound.cases.submission import Contact

pytestmark = pytest.mark.django_db
LONG_AGO = timedelta(days=60)


def shown(stage: Stage, user: User, **query: Any) -> str:
    return stage.browser(user).get(reverse("desk_cases"), query).content.decode()


def listed(stage: Stage, user: User, **query: Any) -> set[str]:
    page = shown(stage, user, **query)
    return {code for code in Case.objects.values_list("code", flat=True) if f"<code>{code}</code>" in page}


def test_each_tab_has_its_cases_and_its_number(stage: Stage) -> None:
    new, mine, late = stage.routed(), stage.working(), stage.working(at=timezone.now() - LONG_AGO)
    waiting, review, done = stage.waiting(), stage.in_review(), stage.answered()
    stage.filed()  # at no agency yet: the office's
    an = stage.agencies.an
    of = {tab: listed(stage, an, muc=tab) for tab in inbox.LETTERS}
    assert of["new"] == {new.code}
    assert of["mine"] == {case.code for case in (mine, late, waiting, review)}
    assert of["overdue"] == {late.code} and of["waiting"] == {waiting.code} and of["review"] == {review.code}
    assert of["open"] == {case.code for case in (new, mine, late, waiting, review)} and of["closed"] == {done.code}
    page = shown(stage, an)
    assert 'cases-count--late">1<' in page and "Tạm dừng, chờ bổ sung" in page
    assert len(listed(stage, stage.agencies.hanh, muc="new")) == 2
    assert listed(stage, stage.agencies.em, muc="open") == set()


def test_what_is_due_first_stands_first_and_a_paused_clock_last(stage: Stage) -> None:
    waiting, fresh, late = stage.waiting(), stage.working(), stage.working(at=timezone.now() - LONG_AGO)
    page = shown(stage, stage.agencies.an, muc="open")
    places = [page.index(f"<code>{case.code}</code>") for case in (late, fresh, waiting)]
    assert places == sorted(places)


def test_filters_narrow_and_nonsense_in_the_address_is_as_nothing(stage: Stage) -> None:
    question, information = stage.working(), stage.working(kind="information", topic="dat-dai")
    hanh = stage.agencies.hanh
    assert listed(stage, hanh, loai="information") == {information.code}
    assert listed(stage, hanh, **{"linh-vuc": "dat-dai"}) == {information.code}
    assert listed(stage, hanh, **{"co-quan": stage.agencies.build.pk}) == set()
    both = {question.code, information.code}
    nonsense = {"muc": "…", "loai": "'", "co-quan": "9" * 40, "trang": "²", "linh-vuc": ""}
    assert listed(stage, hanh, **nonsense) == both
    # A clerk of one agency does not get at another's by its number.
    assert listed(stage, stage.agencies.em, **{"co-quan": stage.agencies.farm.pk}) == set()


@pytest.mark.parametrize("words", ["ngap giong", "NGẬP", "giống   lúa"])
def test_words_are_found_with_or_without_accents(stage: Stage, words: str) -> None:
    wet, road = stage.working(), stage.working(title="Đường thôn hỏng", text="Đường vào thôn hỏng đã ba tháng.")
    assert listed(stage, stage.agencies.an, q=words) == {wet.code}
    assert listed(stage, stage.agencies.an, q="đường thôn") == {road.code}
    assert listed(stage, stage.agencies.an, q="đường thôn", muc="waiting") == set()


def test_a_code_a_telephone_and_an_address_find_exactly_in_whatever_state(stage: Stage) -> None:
    done, other = stage.answered(), stage.working()
    Case.objects.filter(pk=other.pk).update(phone_print="", email_print="")
    an = stage.agencies.an
    for words in (
        done.code,
        done.code.lower().replace("-", ""),
        "0912 345 678",
        "+84912345678",
        "Nguyen.Thi.Lua@thu.example",
    ):
        assert listed(stage, an, q=words, muc="waiting") == {done.code}, words
    assert listed(stage, stage.agencies.em, q=done.code) == set()
    assert listed(stage, stage.agencies.em, q="0912345678") == set()
    # The auditor, who may not see a contact, cannot ask whose it is either.
    assert listed(stage, stage.province.son, q="0912345678") == set()
    assert listed(stage, stage.province.son, q=done.code) == {done.code}


def test_fifty_stand_on_a_page(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox, "PER_PAGE", 2)
    codes = {stage.working().code for _ in range(5)}
    an = stage.agencies.an
    pages = [listed(stage, an, trang=number) for number in (1, 2, 3)]
    assert [len(page) for page in pages] == [2, 2, 1] and set.union(*pages) == codes
    assert 'rel="next"' in shown(stage, an) and 'rel="next"' not in shown(stage, an, trang=3)
    assert 'rel="prev"' in shown(stage, an, trang=3) and 'rel="prev"' not in shown(stage, an)
    by_words = [listed(stage, an, q="ngập", trang=number) for number in (1, 2, 3)]
    assert [len(page) for page in by_words] == [2, 2, 1] and set.union(*by_words) == codes


def test_an_address_leads_to_the_first_page_of_something_else() -> None:
    asked = Asked.read({"muc": "mine", "q": "ruộng & bờ", "trang": "4"})
    assert asked.page == 4 and Asked.read({"trang": "-3"}).page == 1
    assert asked.address(muc="soon") == "?muc=soon&q=ru%E1%BB%99ng+%26+b%E1%BB%9D"


def queries_of(stage: Stage, user: User, **query: Any) -> int:
    browser = stage.browser(user)
    browser.get(reverse("desk_cases"), query)
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(reverse("desk_cases"), query).status_code == 200
    return len(seen)


def test_the_inbox_costs_the_same_queries_however_many_cases_there_are(stage: Stage) -> None:
    stage.working()
    questions: list[dict[str, str]] = [{"muc": "open"}, {"muc": "closed"}, {"q": "ngập"}, {"q": "0912345678"}]
    users = (stage.agencies.an, stage.agencies.hanh)
    before = [queries_of(stage, user, **query) for user in users for query in questions]
    for _ in range(6):
        stage.working()
    assert [queries_of(stage, user, **query) for user in users for query in questions] == before
    assert max(before) <= 22, before


def test_several_are_assigned_to_me_and_what_was_refused_is_named(stage: Stage) -> None:
    free, elsewhere, done = stage.routed(), stage.working(), stage.answered()
    acts.transfer(elsewhere.pk, to=stage.agencies.build, text="Việc xây dựng.", by=stage.agencies.an, at=timezone.now())
    chosen = [
        f"{free.code}:{free.version}",
        f"{elsewhere.code}:{elsewhere.version}",
        f"{done.code}:{done.version}",
        "x",
    ]
    page = (
        stage.browser(stage.agencies.chi)
        .post(reverse("desk_several"), {"act": "assign", "chosen": chosen})
        .content.decode()
    )
    for case in (free, elsewhere, done):
        case.refresh_from_db()
    assert free.assignee == stage.agencies.chi and elsewhere.assignee is None and done.assignee != stage.agencies.chi
    assert "Đã làm: 1 hồ sơ" in page and "Chưa làm được: 3 hồ sơ" in page and "Hồ sơ đã kết thúc" in page
    assert stage.agencies.build.name not in page  # where it went is not theirs to see any more


def test_who_was_first_is_named_when_several_are_taken(stage: Stage) -> None:
    case = stage.routed()
    acts.take_up(case.pk, by=stage.agencies.an, at=timezone.now())
    page = stage.browser(stage.agencies.chi).post(
        reverse("desk_several"), {"act": "assign", "chosen": [f"{case.code}:{case.version}"]}
    )
    assert page.status_code == 409 and "Phan Thị An đã nhận việc" in page.content.decode()
    case.refresh_from_db()
    assert case.assignee == stage.agencies.an


def test_the_office_routes_and_reminds_several(stage: Stage) -> None:
    first, second, there = stage.filed(), stage.filed(), stage.working()
    names = [f"{case.code}:{case.version}" for case in (first, second, there)]
    office = stage.browser(stage.agencies.hanh)
    page = office.post(
        reverse("desk_several"), {"act": "route", "to": stage.agencies.build.pk, "chosen": names}
    ).content.decode()
    assert "Đã làm: 2 hồ sơ" in page and there.code in page
    assert list(Case.objects.filter(agency=stage.agencies.build).order_by("pk")) == [first, second]
    page = office.post(reverse("desk_several"), {"act": "remind", "text": "Gấp", "chosen": names}).content.decode()
    assert "Đã làm: 3 hồ sơ" in page and there.events.filter(act="remind", by=stage.agencies.hanh).count() == 1


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"act": "assign"}, "Chọn ít nhất một hồ sơ"),
        ({"act": "reject", "chosen": ["x:1"]}, "Chọn một việc"),
        ({"act": "route", "chosen": ["x:1"]}, "Chọn cơ quan"),
        ({"act": "assign", "chosen": [f"{n}:1" for n in range(201)]}, "tối đa 200"),
    ],
)
def test_a_bulk_act_that_means_nothing_is_refused_in_words(stage: Stage, fields: dict[str, Any], why: str) -> None:
    answer = stage.browser(stage.agencies.hanh).post(reverse("desk_several"), fields, follow=True)
    assert why in answer.content.decode()


def test_a_case_without_its_person_is_listed_without_words(stage: Stage) -> None:
    case = stage.answered()
    privacy.erase(case, by=stage.agencies.hanh, at=timezone.now())
    assert inbox.ERASED in shown(stage, stage.agencies.an, muc="closed")
    assert listed(stage, stage.agencies.an, muc="closed", q="ngập") == set()
    assert stage.browser(stage.agencies.an).get(reverse("desk_case", args=[case.code])).status_code == 200


def test_words_typed_by_a_citizen_are_text_and_nothing_else(stage: Stage) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    case = stage.working(title=evil, text=evil * 2, contact=Contact(evil, "0912345678", ""), address=evil)
    an = stage.agencies.an
    look = stage.browser(an).post(reverse("desk_case", args=[case.code]), {"act": "look"}).content.decode()
    for page in (shown(stage, an), stage.page(an, case), look, stage.browser(an).get("/quan-tri/").content.decode()):
        assert "<script>alert" not in page and "<img src=x" not in page and "&lt;script&gt;" in page
