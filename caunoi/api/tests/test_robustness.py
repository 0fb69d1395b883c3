"""Whatever is sent: an answer that says what is wrong, never a 500 (the test client raises what would be one)."""

from __future__ import annotations

import json
import unicodedata
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from caunoi.api.tests.conftest import Send
from caunoi.api.tests.test_cases import BODY
from caunoi.api.v1.operations import OPERATIONS
from caunoi.inbound.cases import sealing
from caunoi.inbound.cases.models import Case
from tests.agencies import Agencies

pytestmark = pytest.mark.django_db
POSTS = [one.path.replace("{code}", "7K2Q-M9XD") for one in OPERATIONS if one.method == "POST"]
# One database for all examples: they only read, or are refused at the door after five.
EXAMPLES = settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)

_anything = some.recursive(
    some.none()
    | some.booleans()
    | some.integers()
    | some.floats(allow_nan=False, allow_infinity=False)
    | some.text(max_size=50),
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(some.text(max_size=20), inner, max_size=4),
    max_leaves=12,
)
_names = some.sampled_from(
    [*BODY, "files", "place", "agency", "no_complaint", "term", "received_on", "amount", "unit", "grade", "version"]
)
_form_names = some.sampled_from(
    [
        "service_code",
        "lat",
        "long",
        "address_string",
        "address_id",
        "description",
        "email",
        "phone",
        "attribute[handle]",
        "jurisdiction_id",
    ]
)


@EXAMPLES
@given(path=some.sampled_from(POSTS), body=_anything | some.dictionaries(_names, _anything))
def test_any_json(agencies: Agencies, client: Client, path: str, body: Any) -> None:
    text = json.dumps(body)  # lone surrogates and all
    response = client.post(
        f"/api/v1{path}", text, content_type="application/json", headers={"Authorization": "Bearer AAAAA-AAAAA"}
    )
    assert 200 <= response.status_code < 500 and json.loads(response.content)


@EXAMPLES
@given(change=some.dictionaries(_names, _anything, min_size=1))
def test_a_good_body_with_anything_in_some_fields(agencies: Agencies, client: Client, change: dict[str, Any]) -> None:
    response = client.post("/api/v1/cases", json.dumps(BODY | change), content_type="application/json")
    assert response.status_code in (201, 422, 429)


@EXAMPLES
@given(
    body=some.binary(max_size=200),
    kind=some.sampled_from(["application/json", "text/xml", "application/x-www-form-urlencoded", "", "x;;=,"]),
)
def test_any_bytes(agencies: Agencies, client: Client, body: bytes, kind: str) -> None:
    for path in ("/api/v1/cases", "/api/v1/due-day", "/open311/v2/requests.xml"):
        assert 400 <= client.generic("POST", path, body, content_type=kind).status_code < 500


@EXAMPLES
@given(body=some.binary(max_size=300))
def test_any_multipart(agencies: Agencies, client: Client, body: bytes) -> None:
    kind = "multipart/form-data; boundary=x"
    for sent in (body, b'--x\r\nContent-Disposition: form-data; name="data"\r\n\r\n' + body + b"\r\n--x--\r\n"):
        for path in ("/api/v1/cases", "/open311/v2/requests.json"):
            assert 400 <= client.generic("POST", path, sent, content_type=kind).status_code < 500


@EXAMPLES
@given(form=some.dictionaries(_form_names, some.text(max_size=40)))
def test_any_form(agencies: Agencies, client: Client, form: dict[str, str]) -> None:
    body = "&".join(f"{quote(name)}={quote(value.encode('utf-8', 'surrogatepass'))}" for name, value in form.items())
    full = f"service_code=question&description=Mot+noi+dung+du+dai&address_string=a&{body}"
    for sent in (body, full):
        response = client.post("/open311/v2/requests.xml", sent, content_type="application/x-www-form-urlencoded")
        assert response.status_code in (200, 400, 403, 404, 429)


@EXAMPLES
@given(text=some.text(max_size=40))
def test_anything_in_addresses_and_queries(agencies: Agencies, client: Client, text: str) -> None:
    word = quote(text.encode("utf-8", "surrogatepass"), safe="")
    for path in (
        f"cases/{word}",
        f"cases/{word}/receipt",
        f"answers?cursor={word}",
        f"answers?topic={word}",
        f"terms?on={word}",
    ):
        assert client.get(f"/api/v1/{path}", headers={"Authorization": "Bearer AAAAA-AAAAA"}).status_code < 500
    for name in ("service_request_id", "service_code", "start_date", "end_date", "status", "jurisdiction_id"):
        assert client.get(f"/open311/v2/requests.json?{name}={word}").status_code < 500
    for path in (f"services/{word}.xml", f"requests/{word}.json", f"tokens/{word}", word):
        assert client.get(f"/open311/v2/{path}").status_code < 500


def test_a_megabyte_of_words_is_an_objection_at_its_field(agencies: Agencies, send: Send, client: Client) -> None:
    assert send("/cases", {**BODY, "text": "a" * 1_000_000}).status_code == 422
    assert send("/cases", {**BODY, "text": "ă" * 5_000_000}).status_code == 413
    form = "service_code=question&address_string=a&description=" + "a" * 1_000_000
    assert (
        client.post("/open311/v2/requests.xml", form, content_type="application/x-www-form-urlencoded").status_code
        == 400
    )
    form += "a" * 3_000_000
    assert (
        client.post("/open311/v2/requests.xml", form, content_type="application/x-www-form-urlencoded").status_code
        == 413
    )


@pytest.mark.parametrize(
    "text", ["[" * 200_000, '{"a":' * 100_000, '{"kind": NaN}', "1" * 10_000, '"\\ud800"', "\ufeff{}", "nul"]
)
def test_json_that_is_none_or_too_deep(agencies: Agencies, client: Client, text: str) -> None:
    assert client.post("/api/v1/cases", text.encode(), content_type="application/json").status_code in (400, 422)


def test_words_are_kept_in_one_spelling_without_what_cannot_be_seen(agencies: Agencies, send: Send) -> None:
    body = {
        **BODY,
        "title": unicodedata.normalize("NFD", "Đèn\x00 đường\thỏng"),
        "text": "Dòng một\r\nDòng\x00\x07 hai",
    }
    code = json.loads(send("/cases", body).content)["code"]
    words = sealing.words_of(Case.objects.get(code=code))
    assert (words["title"], words["text"]) == ("Đèn đường hỏng", "Dòng một\nDòng hai")
    topic = send("/cases", {**BODY, "topic": "nong\x00-nghiep-khac"})
    assert topic.status_code == 422


@pytest.mark.parametrize("name", ["Idempotency-Key", "X-Api-Key", "Authorization"])
@pytest.mark.parametrize("value", ["é" * 20, "a" * 10_000, "\x80" * 16, "Bearer", "Bearer  "])
def test_headers_that_cannot_be(agencies: Agencies, send: Send, client: Client, name: str, value: str) -> None:
    assert send("/cases", BODY, **{name: value}).status_code in (201, 400, 403)
    assert client.get("/api/v1/cases/7K2Q-M9XD", headers={name: value}).status_code in (401, 403)
