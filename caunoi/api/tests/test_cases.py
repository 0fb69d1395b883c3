"""Filing and following by the portal's own API."""

from __future__ import annotations

import base64
import io
import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from PIL import Image

from caunoi.api import door, keys, shapes
from caunoi.api.models import ApiKey
from caunoi.api.tests.conftest import Send
from caunoi.api.v1 import vocabulary
from caunoi.inbound.cases import acts, answering, receipts, sealing
from caunoi.inbound.cases.models import Case, Consent
from tests.agencies import Agencies

pytestmark = pytest.mark.django_db
BODY: dict[str, Any] = {
    "kind": "petition",
    "title": "Đèn đường hỏng",
    "text": "Đèn đường trước số nhà 12 hỏng đã ba tuần, đề nghị sửa.",
    "address": "12 Trần Phú",
    "topic": "nong-nghiep",
    "contact": {"name": "Lê Văn Tám", "phone": "0912 345 678", "email": "tam@thu.example"},
    "consents": ["handle", "publish"],
}
REPEAT = "0123456789abcdef-1"


def said(response: Any) -> Any:
    return json.loads(response.content)


def picture(colour: str = "red") -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (32, 32), colour).save(made, "PNG")
    return made.getvalue()


def test_a_case_is_filed_with_everything_that_was_said(agencies: Agencies, send: Send) -> None:
    response = send("/cases", {**BODY, "agency": agencies.farm.pk})
    filed = said(response)
    assert response.status_code == 201 and response["Location"] == f"/api/v1/cases/{filed['code']}"
    assert shapes.read(vocabulary.FILED, filed)[1] == {}
    case = Case.objects.get(code=filed["code"])
    assert (case.kind, case.topic, case.suggested_agency, case.unproved) == (
        "petition",
        "nong-nghiep",
        agencies.farm,
        True,
    )
    assert sealing.contact_of(case)["phone"] == "0912345678" and sealing.words_of(case)["address"] == "12 Trần Phú"
    assert dict(Consent.objects.values_list("purpose", "given")) == {"handle": True, "publish": True, "survey": False}


def test_the_receipt_that_comes_back_is_genuine_and_of_these_words(agencies: Agencies, send: Send) -> None:
    receipt = said(send("/cases", BODY))["receipt"]
    assert receipts.is_genuine(receipt["bien_nhan"], receipt["chu_ky"], receipt["bien_nhan"]["key"])
    assert receipts.says(receipt["bien_nhan"], receipt["muoi"], receipt["noi_dung"], receipt["tep"])


def test_sent_again_with_the_same_key_it_is_one_case(agencies: Agencies, send: Send) -> None:
    first, second = (send("/cases", BODY, Idempotency_Key=REPEAT) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 200)
    assert said(first) | {"again": True} == said(second)
    assert Case.objects.count() == 1


@pytest.mark.parametrize(
    "other",
    [
        {"text": "Một nội dung khác hẳn."},
        {"contact": {"name": "Người Khác", "phone": "0912345678"}},
        {"files": [{"name": "a.png", "content": base64.b64encode(picture()).decode()}]},
    ],
)
def test_who_guesses_the_key_but_not_the_words_learns_nothing(
    agencies: Agencies, send: Send, other: dict[str, Any]
) -> None:
    send("/cases", BODY, Idempotency_Key=REPEAT)
    response = send("/cases", BODY | other, Idempotency_Key=REPEAT)
    assert response.status_code == 409 and "secret" not in said(response)
    assert Case.objects.count() == 1


def test_a_key_that_is_easily_guessed_is_refused(agencies: Agencies, send: Send) -> None:
    assert send("/cases", BODY, Idempotency_Key="1").status_code == 400
    assert not Case.objects.exists()


def test_what_is_wrong_is_said_by_field_all_at_once(agencies: Agencies, send: Send) -> None:
    body = {
        "kind": "bay", "title": "", "text": "ngắn", "consents": ["tat_ca"], "contact": {"phone": 5, "fax": "1"}, "files": "a", "x": 1
    }  # fmt: skip
    response = send("/cases", body)
    problem = said(response)
    assert response.status_code == 422 and response["Content-Type"] == "application/problem+json; charset=utf-8"
    assert {one["pointer"] for one in problem["errors"]} == {
        "#/kind", "#/title", "#/text", "#/consents/0", "#/contact/phone", "#/contact/fax", "#/files", "#/x",
    }  # fmt: skip


def test_the_law_s_objections_stand_at_their_fields_too(agencies: Agencies, send: Send) -> None:
    body = {
        **BODY,
        "contact": {"phone": "12"},
        "consents": [],
        "agency": 999_999,
        "topic": "khong-co",
        "place": "99999",
    }
    pointers = {one["pointer"] for one in said(send("/cases", body))["errors"]}
    assert pointers == {"#/contact/name", "#/contact/phone", "#/consents", "#/agency", "#/topic", "#/place"}


def test_files_come_in_the_json_or_beside_it(agencies: Agencies, send: Send, client: Client) -> None:
    inside = {**BODY, "files": [{"name": "a.png", "content": base64.b64encode(picture()).decode()}]}
    first = said(send("/cases", inside))
    parts = {"data": json.dumps(BODY), "files": [io.BytesIO(picture("blue")), io.BytesIO(picture())]}
    for number, file in enumerate(parts["files"]):
        file.name = f"{number}.png"  # type: ignore[attr-defined]
    second = said(client.post("/api/v1/cases", parts))
    assert [len(one["receipt"]["tep"]) for one in (first, second)] == [1, 2]
    assert first["receipt"]["tep"][0] in second["receipt"]["tep"]


def test_a_file_that_may_not_come_in_is_named_and_nothing_is_filed(agencies: Agencies, send: Send) -> None:
    exe = base64.b64encode(b"MZ" + bytes(100)).decode()
    response = send("/cases", {**BODY, "files": [{"name": "virus.exe", "content": exe}]})
    assert response.status_code == 422 and "virus.exe" in response.content.decode()
    assert send("/cases", {**BODY, "files": [{"name": "a.png", "content": "không phải base64"}]}).status_code == 422
    assert not Case.objects.exists()


def test_without_a_key_an_address_files_five_times_an_hour_and_is_told_when_to_come_back(
    agencies: Agencies, send: Send
) -> None:
    codes = [send("/cases", BODY).status_code for _ in range(6)]
    assert codes == [201] * 5 + [429]
    response = send("/cases", BODY)
    assert int(response["Retry-After"]) > 3000 and "phút" in said(response)["detail"]


def test_a_key_lets_its_program_in_as_often_as_it_says_and_marks_nothing(agencies: Agencies, send: Send) -> None:
    key = keys.issue(ApiKey(label="Ứng dụng", per_hour=7), by=agencies.hanh, at=timezone.now())
    codes = [send("/cases", BODY, X_Api_Key=key).status_code for _ in range(8)]
    assert codes == [201] * 7 + [429]
    assert not Case.objects.filter(unproved=True).exists()
    assert key not in ApiKey.objects.values_list("digest", "begins").get()


def test_a_key_that_was_withdrawn_or_never_was_is_refused(agencies: Agencies, send: Send) -> None:
    one = ApiKey(label="Ứng dụng")
    key = keys.issue(one, by=agencies.hanh, at=timezone.now())
    one.active = False
    keys.change(one, by=agencies.hanh, at=timezone.now())
    assert [send("/cases", BODY, X_Api_Key=k).status_code for k in (key, "cn_khac", "x" * 5000)] == [403] * 3


def test_the_case_is_shown_to_whoever_has_the_secret_and_to_nobody_else(
    agencies: Agencies, send: Send, client: Client
) -> None:
    filed = said(send("/cases", BODY))
    place = f"/api/v1/cases/{filed['code']}"
    assert client.get(place).status_code == 401 and client.get(place)["WWW-Authenticate"] == 'Bearer realm="ho-so"'
    assert client.get(place, headers={"Authorization": "Bearer AAAAA-AAAAA"}).status_code == 403
    assert client.get(f"{place}?secret={filed['secret']}").status_code == 401
    response = client.get(place, headers={"Authorization": f"Bearer {filed['secret'].lower()}"})
    told = said(response)
    assert (
        response.status_code == 200
        and response["Cache-Control"] == "no-store"
        and "Access-Control-Allow-Origin" not in response
    )
    assert shapes.read(vocabulary.CASE, told)[1] == {}
    assert (told["title"], told["state"], told["may"]) == (BODY["title"], "received", ["withdraw"])


def test_guessing_secrets_comes_to_an_end(
    agencies: Agencies, send: Send, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "SECRETS_AN_HOUR", 3)
    filed = said(send("/cases", BODY))
    place = f"/api/v1/cases/{filed['code']}"
    codes = [client.get(place, headers={"Authorization": "Bearer AAAAA-AAAAA"}).status_code for _ in range(4)]
    assert codes == [403, 403, 403, 429]
    assert client.get(place, headers={"Authorization": f"Bearer {filed['secret']}"}).status_code == 429


def test_the_whole_life_of_a_case(agencies: Agencies, send: Send, client: Client) -> None:
    filed = said(send("/cases", BODY))
    place, mine = f"/cases/{filed['code']}", {"Authorization": f"Bearer {filed['secret']}"}
    case, now = Case.objects.get(code=filed["code"]), timezone.now()
    assert send(f"{place}/rating", {"grade": 3}, **mine).status_code == 409
    acts.route(case.pk, to=agencies.farm, by=agencies.hanh, at=now)
    acts.take_up(case.pk, by=agencies.an, at=now)
    acts.ask(case.pk, text="Xin cho biết số cột đèn.", by=agencies.an, at=now)
    waiting = said(client.get(f"/api/v1{place}", headers=mine))
    assert waiting["may"] == ["reply", "withdraw"] and waiting["steps"][-1]["written"] == "Xin cho biết số cột đèn."
    assert waiting["due_on"] is None
    assert send(f"{place}/reply", {"text": "Cột 17", "version": waiting["version"] - 1}, **mine).status_code == 409
    replied = said(send(f"{place}/reply", {"text": "Cột 17", "version": waiting["version"]}, **mine))
    assert replied["state"] == "working" and replied["agency"]["name"] == agencies.farm.name
    _answer(agencies, case)
    answered = said(client.get(f"/api/v1{place}", headers=mine))
    assert answered["answer"]["text"] == "Bà được hỗ trợ giống theo quy định." and answered["may"] == ["rate", "reopen"]
    assert said(send(f"{place}/rating", {"grade": 1, "text": "Chưa rõ"}, **mine))["rating"] == 1
    assert send(f"{place}/rating", {"grade": 1}, **mine).status_code == 422
    reopened = said(send(f"{place}/reopen", {"text": "Chưa nói khi nào sửa."}, **mine))
    assert (reopened["state"], reopened["rating"], reopened["answer"]) == ("working", None, None)
    assert said(send(f"{place}/withdrawal", {}, **mine))["state"] == "withdrawn"
    receipt = said(client.get(f"/api/v1{place}/receipt", headers=mine))
    assert receipt == filed["receipt"]


def test_names_of_clerks_and_inner_notes_stay_in_the_house(agencies: Agencies, send: Send, client: Client) -> None:
    filed = said(send("/cases", BODY))
    case, now = Case.objects.get(code=filed["code"]), timezone.now()
    acts.route(case.pk, to=agencies.farm, by=agencies.hanh, at=now, text="Giao Sở xử lý gấp.")
    acts.take_up(case.pk, by=agencies.an, at=now)
    acts.note(case.pk, text="Người này hay gửi.", by=agencies.an, at=now)
    text = client.get(
        f"/api/v1/cases/{filed['code']}", headers={"Authorization": f"Bearer {filed['secret']}"}
    ).content.decode()
    assert "Phan Thị An" not in text and "hay gửi" not in text and "Giao Sở" not in text and "đã nhận xử lý" in text


def test_a_complaint_comes_back_as_what_it_is(agencies: Agencies, send: Send) -> None:
    words = (
        "Tôi khiếu nại Quyết định số 12/QĐ-UBND ngày 01/02/2026 thu hồi đất của gia đình tôi, đề nghị hủy quyết định."
    )
    body = {**BODY, "kind": "question", "title": "Đơn khiếu nại", "text": words}
    assert said(send("/cases", body))["kind"] == "complaint"
    assert said(send("/cases", {**body, "no_complaint": True}))["kind"] == "question"


def test_what_may_be_chosen_is_told(agencies: Agencies, client: Client) -> None:
    told = said(client.get("/api/v1/choices"))
    assert shapes.read(vocabulary.CHOICES, told)[1] == {}
    assert agencies.farm.name in {one["name"] for one in told["agencies"]} and "nong-nghiep" in {
        one["slug"] for one in told["topics"]
    }
    assert [one["key"] for one in told["kinds"]] == ["question", "petition", "information"]


def test_an_old_visit_does_not_count_for_ever(agencies: Agencies, send: Send, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(6):
        send("/cases", BODY)
    later = timezone.now() + timedelta(hours=1, minutes=1)
    monkeypatch.setattr("caunoi.api.v1.views.timezone.now", lambda: later)
    assert send("/cases", BODY).status_code == 201


def _answer(agencies: Agencies, case: Case) -> None:
    now = timezone.now()
    answering.draft(case.pk, text="Bà được hỗ trợ giống theo quy định.", basis="", by=agencies.an, at=now)
    answering.submit(case.pk, by=agencies.an, at=now)
    last = answering.latest(case)
    assert last is not None
    answering.answer(case.pk, digest=last.digest, by=agencies.dung, at=now)
