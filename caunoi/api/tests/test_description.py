"""The OpenAPI description, held by validators that nobody here wrote against the specification and against what is really answered."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from caunoi.api.tests.conftest import Send
from caunoi.api.tests.test_cases import BODY
from caunoi.api.v1 import openapi
from caunoi.api.v1.operations import OPERATIONS
from tests.agencies import Agencies

Document = dict[str, Any]


@pytest.fixture(scope="module")
def document() -> Document:
    return openapi.description()


def agrees(document: Document, name: str, value: Any) -> None:
    """The value is as the component with that name says."""
    schema = {"$ref": f"#/components/schemas/{name}", "components": document["components"]}
    assert [error.message for error in Draft202012Validator(schema).iter_errors(value)] == []


def test_it_is_openapi_3_1_to_the_letter(document: Document) -> None:
    OpenAPIV31SpecValidator(document).validate()


def test_it_tells_every_operation_and_nothing_else(document: Document) -> None:
    told = {(method.upper(), path) for path, methods in document["paths"].items() for method in methods}
    assert told == {(one.method, one.path) for one in OPERATIONS}
    assert len({one.name for one in OPERATIONS}) == len(OPERATIONS)


@pytest.mark.django_db
def test_what_is_answered_is_as_described(stage: Agencies, client: Client, send: Send, document: Document) -> None:
    stage.answered()
    filed = json.loads(send("/cases", BODY).content)
    agrees(document, "Submission", BODY)
    agrees(document, "Filed", filed)
    mine = {"Authorization": f"Bearer {filed['secret']}"}
    for path, name in (
        (f"cases/{filed['code']}", "Case"),
        (f"cases/{filed['code']}/receipt", "Receipt"),
        ("answers", "Answers"),
    ):
        agrees(document, name, json.loads(client.get(f"/api/v1/{path}", headers=mine).content))
    for path, name in (
        ("choices", "Choices"),
        ("terms", "Terms"),
        ("boards", "Boards"),
        ("bay", "Problem"),
        ("cases/x", "Problem"),
    ):
        agrees(document, name, json.loads(client.get(f"/api/v1/{path}").content))
    agrees(document, "Problem", json.loads(send("/cases", {"kind": 1}).content))
    agrees(document, "DueDay", json.loads(send("/due-day", {"term": "qa_answer", "received_on": "2026-06-10"}).content))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "body", [{"kind": "x"}, {**BODY, "x": 1}, {**BODY, "title": ""}, {**BODY, "contact": []}, {**BODY, "agency": "1"}]
)
def test_what_the_description_forbids_is_refused(
    agencies: Agencies, send: Send, document: Document, body: Document
) -> None:
    schema = {"$ref": "#/components/schemas/Submission", "components": document["components"]}
    assert not Draft202012Validator(schema).is_valid(body)
    assert send("/cases", body).status_code == 422


@pytest.mark.django_db
def test_every_status_that_a_problem_may_have_is_described(
    agencies: Agencies, client: Client, send: Send, document: Document
) -> None:
    described = document["paths"]["/cases"]["post"]["responses"]
    for response in (
        send("/cases", {}), send("/cases", BODY, X_Api_Key="khac"), send("/cases", BODY, Idempotency_Key="1"),
        client.post("/api/v1/cases", "x", content_type="text/plain"), client.get("/api/v1/cases"),
    ):  # fmt: skip
        assert str(response.status_code) in described
