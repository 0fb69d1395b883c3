"""A reader rates the page at its foot, with a browser that has no JavaScript and keeps no cookies."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html

from caunoi.gate.releases.tests.conftest import portal as portal
from caunoi.gate.releases.tests.steps import Portal, path_of, withdraw
from caunoi.inbound.cases.rules import GRADES
from caunoi.inbound.ratings import queries, rules
from caunoi.inbound.ratings.rules import Counts
from caunoi.web.rating import views
from caunoi.web.words import WORDS
from tests.province import Province

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _figures_of_this_test() -> None:
    views._figures.cache_clear()
    views._file.cache_clear()


def tree(text: str) -> Any:
    return html.document_fromstring(text)


def form_of(page: str) -> tuple[dict[str, str], dict[str, str]]:
    """What the form sends besides the button, and the value of each button by its words."""
    (form,) = tree(page).xpath(f"//form[@action='{rules.FORM}'][@method='post']")
    buttons = {" ".join(b.text_content().split()): b for b in form.xpath(".//button[@type='submit']")}
    assert {button.get("name") for button in buttons.values()} == {rules.GRADE}
    return dict(form.form_values()), {words: button.get("value") for words, button in buttons.items()}


def send(client: Client, page: str, words: str) -> Any:
    hidden, buttons = form_of(page)
    return client.post(rules.FORM, hidden | {rules.GRADE: buttons[words]})


def today() -> Counts:
    day = timezone.localdate()
    return queries.totals(day, day)


def test_the_three_buttons_at_the_foot_of_a_page_count(province: Province, portal: Portal, client: Client) -> None:
    article = province.released("Khởi công trường học")
    path = path_of(article)
    for words in GRADES.values():
        thanks = send(client, portal.page(path), words)
        shown = tree(thanks.content.decode())
        assert thanks.status_code == 200
        assert words in shown.xpath("string(//main)")
        assert f"Về trang vừa đọc: {article.title}" in shown.xpath("string(//main)")
        assert shown.xpath("//main//a/@href")[0] == path
        assert thanks["Cache-Control"] == "no-store"
        assert not thanks.cookies
    assert today() == Counts(1, 1, 1)
    assert [line.key for line in queries.by_address(timezone.localdate(), timezone.localdate())] == [path]


def test_every_page_that_says_something_has_the_form_and_no_other(province: Province, portal: Portal) -> None:
    gone = province.released("Sẽ gỡ")
    province.released()
    portal.page("/")
    withdraw(gone, by=province.duyen)
    portal.page("/")
    for file in portal.tree("public").rglob("*.html"):
        path = "/" + str(file.relative_to(portal.tree("public"))).removesuffix("index.html")
        if path in ("/404.html", "/500.html", "/chi-doc.html"):
            assert "<form" not in file.read_text()
        else:
            assert form_of(file.read_text())[0] == {rules.WHERE: path}
            assert queries.is_rated(path), path
    assert "<form" not in portal.page(path_of(gone), "gone")


def test_the_words_of_the_buttons_are_the_laws_grades() -> None:
    assert {grade: WORDS[f"rating_{grade}"] for grade in GRADES} == GRADES


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({}, 400),
        ({rules.WHERE: "/"}, 400),
        ({rules.WHERE: "/khong-co/", rules.GRADE: "3"}, 400),
        ({rules.WHERE: "https://casino.example/", rules.GRADE: "3"}, 400),
        ({rules.WHERE: "/kinh-te/\x00", rules.GRADE: "3"}, 400),
        ({rules.WHERE: "/" * 9000, rules.GRADE: "3"}, 400),
        ({rules.WHERE: "/", rules.GRADE: "9"}, 400),
    ],
)
def test_what_is_no_rating_is_answered_in_vietnamese_and_not_counted(
    province: Province, client: Client, fields: dict[str, str], status: int
) -> None:
    answer = client.post(rules.FORM, fields)
    assert answer.status_code == status
    assert "Chưa nhận đánh giá này" in answer.content.decode()
    assert "casino" not in answer.content.decode()
    assert today() == Counts()


def test_who_has_rated_enough_is_told_so(province: Province, client: Client) -> None:
    answers = [client.post(rules.FORM, {rules.WHERE: "/", rules.GRADE: "1"}) for _ in range(rules.A_PAGE_A_DAY + 1)]
    assert [answer.status_code for answer in answers] == [200] * rules.A_PAGE_A_DAY + [429]
    assert rules.ENOUGH_HERE in answers[-1].content.decode()
    assert today() == Counts(unsatisfied=rules.A_PAGE_A_DAY)


def test_anyone_sees_the_shares_and_takes_the_file(province: Province, client: Client) -> None:
    assert "Chưa có lượt đánh giá nào" in client.get(rules.FORM).content.decode()
    views._figures.cache_clear()
    for grade in "321":
        client.post(rules.FORM, {rules.WHERE: "/kinh-te/", rules.GRADE: grade})
    page = tree(client.get(rules.FORM).content.decode())
    assert [" ".join(cell.text_content() for cell in row) for row in page.xpath("//tbody/tr")] == [
        "Rất hài lòng 1 33%", "Hài lòng 1 33%", "Chưa hài lòng 1 33%", "Kinh tế 3 67%",
    ]  # fmt: skip
    data = client.get(page.xpath("//main//a[contains(@href, '.csv')]/@href")[0])
    assert data["Content-Type"] == "text/csv; charset=utf-8"
    (row,) = csv.DictReader(io.StringIO(data.content.decode()))
    assert row == dict(zip(rules.COLUMNS, [f"{timezone.localdate():%Y-%m}", "/kinh-te/", "1", "1", "1"], strict=True))


def test_only_these_addresses_answer(province: Province, client: Client) -> None:
    assert client.get("/danh-gia/khong-co/").status_code == 404
    assert client.put(rules.FORM).status_code == 405
    assert client.post("/danh-gia/du-lieu.csv").status_code == 405
