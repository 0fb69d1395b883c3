"""What is public by the portal's own API: answers, boards, terms and due days; and the page and headers."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from caunoi.api import shapes
from caunoi.api.tests.conftest import Send
from caunoi.api.v1 import vocabulary
from caunoi.gate.releases import actions as gate
from caunoi.gate.releases import approving
from caunoi.gate.releases.approving import Version
from caunoi.gate.releases.models import Standing
from caunoi.ground.people.actions import appoint
from caunoi.inbound.answers import actions as answers
from caunoi.inbound.performance import actions as performance
from tests.agencies import Agencies

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def told(client: Client, path: str) -> Any:
    response = client.get(f"/api/v1{path}")
    assert response.status_code == 200, response.content
    return json.loads(response.content)


def test_answers_come_masked_from_what_the_gate_released(stage: Agencies, client: Client) -> None:
    case = stage.answered()
    stage.answered(public=False, nonce="private")
    found = told(client, "/answers")
    assert shapes.read(vocabulary.ANSWERS, found)[1] == {} and found["next"] is None
    [one] = found["items"]
    assert one["agency"]["name"] == stage.farm.name and one["topic"]["slug"] == "nong-nghiep"
    text = json.dumps(found, ensure_ascii=False)
    assert case.code not in text and "0912" not in text and 'Lúa"' not in text
    assert one["url"].startswith("http://localhost:8000/hoi-dap/")


def test_an_answer_written_into_the_database_is_not_told(stage: Agencies, client: Client) -> None:
    stage.answered()
    Standing.objects.filter(kind="answer").update(content=json.dumps({"answer": "Cá cược"}))
    response = client.get("/api/v1/answers")
    assert response.status_code == 422 and "dấu niêm" in json.loads(response.content)["detail"]


def test_paging_shows_each_once_also_when_something_new_comes_in_between(stage: Agencies, client: Client) -> None:
    for number in range(5):
        stage.answered(nonce=f"n{number}", at=NOW - timedelta(hours=5 - number))
    seen: list[int] = []
    page = told(client, "/answers?limit=2")
    stage.answered(nonce="new")
    while True:
        seen += [one["id"] for one in page["items"]]
        if page["next"] is None:
            break
        page = told(client, f"/answers?limit=2&cursor={page['next']}")
    assert len(seen) == len(set(seen)) == 5


def test_answers_of_a_topic_or_an_agency(stage: Agencies, client: Client) -> None:
    stage.answered(nonce="a")
    stage.answered(nonce="b", topic="")
    assert [len(told(client, f"/answers{query}")["items"]) for query in (
        "?topic=nong-nghiep", f"?agency={stage.farm.pk}", f"?agency={stage.farm.pk}&topic=nong-nghiep", f"?agency={stage.build.pk}", "?topic=khac"
    )] == [1, 2, 1, 0, 0]  # fmt: skip


@pytest.mark.parametrize(
    "query",
    ["cursor=abc", "cursor=MjAyNi0wMS0wMQ", "limit=0", "limit=101", "limit=x", "agency=x", "bay=1", "cursor=%00"],
)
def test_a_query_that_cannot_be_is_refused(agencies: Agencies, client: Client, query: str) -> None:
    response = client.get(f"/api/v1/answers?{query}")
    assert response.status_code == 422 and json.loads(response.content)["errors"]


def test_an_answer_taken_back_is_told_no_more(stage: Agencies, client: Client) -> None:
    case = stage.answered()
    answers.unpublish(case.pk, reason="withdrawn_privacy", by=stage.hanh, at=NOW)
    assert told(client, "/answers")["items"] == []


def test_boards_have_the_figures_of_their_file(stage: Agencies, client: Client) -> None:
    at = timezone.make_aware(datetime(2026, 6, 10, 9))
    for number in range(5):
        stage.answered(nonce=f"n{number}", at=at, public=False)
    board = performance.compose(date(2026, 6, 1), date(2026, 6, 30), by=stage.hanh, at=NOW)
    appoint(stage.giang, role="approver", organisation=None, from_on=date(2015, 1, 1), by=None, at=NOW)
    version = Version(board, board.get_latest_revision())
    approving.approve(version, by=stage.giang, at=NOW)
    gate.release(version, by=stage.giang, at=NOW)
    found = told(client, "/boards")
    assert shapes.read(vocabulary.BOARDS, found)[1] == {} and len(found["recipe"]) > 3
    [one] = found["items"]
    assert (one["first_on"], one["last_on"]) == ("2026-06-01", "2026-06-30") and one["data_url"].endswith(
        "/du-lieu.csv"
    )
    assert one["lines"] == [
        {"agency": stage.farm.name, "rank": 1, "rows": 5, "answered": 5, "late_open": 0, "on_time_share": 100, "median": 0.0,
         "ninetieth": 0, "rated": 0, "satisfied_share": None}
    ]  # fmt: skip


def test_terms_are_told_with_their_articles_as_they_held_on_a_day(agencies: Agencies, client: Client) -> None:
    now, then = told(client, "/terms"), told(client, "/terms?on=2016-01-01")
    assert shapes.read(vocabulary.TERMS, now)[1] == {} == shapes.read(vocabulary.TERMS, then)[1]
    answer = next(one for one in now["items"] if one["key"] == "qa_answer")
    assert (answer["amount"], answer["unit"], answer["text"]) == (15, "working_days", "15 ngày làm việc") and answer[
        "article"
    ]
    assert len({one["key"] for one in now["items"]}) == len(now["items"]) > 5


def test_a_due_day_is_told_day_by_day(agencies: Agencies, send: Send) -> None:
    response = send("/due-day", {"amount": 5, "unit": "working_days", "received_on": "2026-08-28"})
    found = json.loads(response.content)
    assert response.status_code == 200 and shapes.read(vocabulary.DUE_DAY, found)[1] == {}
    counted = [one["day"] for one in found["days"] if one["number"]]
    assert counted[0] > "2026-08-28" and found["due_on"] == next(d["day"] for d in found["days"] if d["number"] == 5)
    assert any("Quốc khánh" in one["reason"] for one in found["days"])
    by_key = json.loads(send("/due-day", {"term": "qa_answer", "received_on": "2026-06-10"}).content)
    assert by_key["text"] == "15 ngày làm việc" and by_key["article"]


@pytest.mark.parametrize(
    "body",
    [{}, {"received_on": "2026-06-10"}, {"received_on": "2026-02-30", "term": "qa_answer"}, {"received_on": "2014-12-31", "term": "qa_answer"},
     {"received_on": "2026-06-10", "term": "khong-co"}, {"received_on": "2026-06-10", "amount": 731, "unit": "days"},
     {"received_on": "2026-06-10", "amount": True, "unit": "days"}, {"received_on": "20260610", "term": "qa_answer"},
     {"received_on": "2026-06-10", "term": "qa_answer", "received_at": "25:00"}, {"received_on": "9999-12-31", "amount": 1, "unit": "hours"}],
)  # fmt: skip
def test_a_due_day_that_cannot_be_reckoned_is_refused_at_its_field(
    agencies: Agencies, send: Send, body: dict[str, Any]
) -> None:
    response = send("/due-day", body)
    assert response.status_code == 422 and json.loads(response.content)["errors"]


def test_the_page_tells_every_operation_and_loads_nothing_from_elsewhere(agencies: Agencies, client: Client) -> None:
    response = client.get("/api/v1/")
    page = response.content.decode()
    assert (
        response.status_code == 200
        and "script" not in page
        and "http" not in page.replace("http-equiv", "").split("</head>")[0]
    )
    for name in ("fileCase", "reckonDueDay", "too-many", "Idempotency-Key"):
        assert name in page
    style = client.get("/quan-tri/static/api/api.css")
    style.close()
    assert style.status_code == 200


@pytest.mark.parametrize("path", ["", "openapi.json", "answers", "terms", "boards", "choices"])
def test_what_is_public_is_open_to_scripts_of_any_site(agencies: Agencies, client: Client, path: str) -> None:
    response = client.get(f"/api/v1/{path}", headers={"Origin": "https://khac.example"})
    assert response["Access-Control-Allow-Origin"] == "*" and response["Cache-Control"] == "public, max-age=60"
    assert (not response.cookies and "Vary" not in response) or "Cookie" not in response["Vary"]
    assert client.head(f"/api/v1/{path}").status_code == 200
    assert client.options(f"/api/v1/{path}")["Access-Control-Allow-Methods"] == "GET, HEAD"


@pytest.mark.parametrize("path", ["cases", "cases/7K2Q-M9XD", "cases/7K2Q-M9XD/reply", "due-day"])
def test_nothing_else_is(agencies: Agencies, client: Client, path: str) -> None:
    response = client.options(
        f"/api/v1/{path}", headers={"Origin": "https://khac.example", "Access-Control-Request-Method": "POST"}
    )
    assert response.status_code == 204 and not [name for name in response.headers if name.startswith("Access-Control")]
    assert not client.get(f"/api/v1/{path}").cookies


@pytest.mark.parametrize(
    ("method", "path"), [("put", "cases"), ("delete", "cases/7K2Q-M9XD"), ("post", "answers"), ("post", "openapi.json")]
)
def test_a_method_that_is_not_there_is_told_which_are(
    agencies: Agencies, client: Client, method: str, path: str
) -> None:
    response = getattr(client, method)(f"/api/v1/{path}")
    assert (
        response.status_code == 405
        and response["Allow"]
        and json.loads(response.content)["type"].endswith("/api/v1/#method")
    )


def test_an_address_that_leads_nowhere_is_a_problem_like_any(agencies: Agencies, client: Client) -> None:
    response = client.get("/api/v1/bay/nhay")
    assert response.status_code == 404 and response["Content-Type"] == "application/problem+json; charset=utf-8"


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/api/v1/due-day", "application/json"), ("/open311/v2/requests.xml", "application/x-www-form-urlencoded")],
)
def test_a_page_elsewhere_cannot_make_its_reader_s_browser_file(
    agencies: Agencies, client: Client, path: str, kind: str
) -> None:
    response = client.post(path, "{}", content_type=kind, headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 403 and "trình duyệt" in response.content.decode()
    assert client.post(path, "{}", content_type=kind, headers={"Sec-Fetch-Site": "same-origin"}).status_code != 403
