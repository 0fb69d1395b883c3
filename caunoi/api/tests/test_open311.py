"""Open311 GeoReport v2: elements, order, types, errors and encodings as the specification has them."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from lxml import etree

from caunoi.api import keys
from caunoi.api.models import ApiKey
from caunoi.inbound.answers import actions as answers
from caunoi.inbound.cases import following, opening, sealing
from caunoi.inbound.cases.models import Case
from tests.agencies import TEXT, Agencies

pytestmark = pytest.mark.django_db
BASE = "/open311/v2"
# The specification's tables, in their order.
SERVICE = ["service_code", "service_name", "description", "metadata", "type", "keywords", "group"]
ATTRIBUTE = ["variable", "code", "datatype", "required", "datatype_description", "order", "description", "values"]
REQUEST = (
    "service_request_id status status_notes service_name service_code description agency_responsible service_notice requested_datetime "
    "updated_datetime expected_datetime address address_id zipcode lat long media_url"
).split()
DATATYPES = {"string", "number", "datetime", "text", "singlevaluelist", "multivaluelist"}
W3C = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")
# The specification's own example of POST Service Request, for one of our services and without the picture.
EXAMPLE = (
    "api_key=&jurisdiction_id=localhost&service_code=question-nong-nghiep&lat=37.76524078&long=-122.4212043&address_string=1234+5th+street"
    "&email=smit333%40sfgov.edu&device_id=tt222111&account_id=123456&first_name=john&last_name=smith&phone=0911111111"
    "&description=A+large+sinkhole+is+destroying+the+street&attribute[handle]=yes"
)
FORM = "application/x-www-form-urlencoded; charset=utf-8"


def xml(response: Any) -> Any:
    """The root of a response that is XML in UTF-8, declared so."""
    assert response["Content-Type"] == "text/xml; charset=utf-8"
    assert response.content.startswith(b'<?xml version="1.0" encoding="UTF-8"?>')
    return etree.fromstring(response.content)


def spark(element: Any) -> Any:
    """XML to JSON by the Spark convention: lists lose the names of their items, emptiness is null."""
    lists = {"services", "attributes", "values", "service_requests", "errors", "endpoints", "formats"}
    if element.tag in lists:
        return [spark(one) for one in element]
    return {one.tag: spark(one) for one in element} if len(element) else element.text


def post(client: Client, body: str = EXAMPLE, form: str = "xml", **headers: str) -> Any:
    return client.post(f"{BASE}/requests.{form}", body, content_type=FORM, headers=headers)


def published(stage: Agencies, **fields: Any) -> Case:
    return stage.answered(**fields)


@pytest.mark.parametrize("path", ["discovery", "services", "services/petition-nong-nghiep", "requests"])
def test_json_is_the_spark_mapping_of_the_xml(stage: Agencies, client: Client, path: str) -> None:
    published(stage)
    as_json = client.get(f"{BASE}/{path}.json")
    assert as_json["Content-Type"] == "application/json; charset=utf-8"
    plain = json.loads(as_json.content, parse_int=str, parse_constant=str)
    assert spark(xml(client.get(f"{BASE}/{path}.xml"))) == _spelt(plain)


def _spelt(value: Any) -> Any:
    """As text: true, 1 and "" are spelt "true", "1" and nothing in XML."""
    if isinstance(value, dict):
        return {name: _spelt(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_spelt(one) for one in value]
    return {True: "true", False: "false", "": None}.get(value, value) if isinstance(value, bool | str) else value


def test_xml_is_what_comes_where_no_format_is_named(agencies: Agencies, client: Client) -> None:
    assert xml(client.get(f"{BASE}/services")).tag == "services"


def test_discovery_names_this_endpoint_with_all_its_fields(agencies: Agencies, client: Client) -> None:
    found = json.loads(client.get(f"{BASE}/discovery.json").content)
    assert list(found) == ["changeset", "contact", "key_service", "endpoints"]
    [endpoint] = found["endpoints"]
    assert list(endpoint) == ["specification", "url", "changeset", "type", "formats"]
    assert endpoint["specification"] == "http://wiki.open311.org/GeoReport_v2"
    assert endpoint["url"] == "http://localhost:8000/open311/v2" and endpoint["formats"] == [
        "text/xml",
        "application/json",
    ]


def test_each_service_is_a_kind_in_a_field_with_every_element_in_order(agencies: Agencies, client: Client) -> None:
    services = xml(client.get(f"{BASE}/services.xml"))
    assert {tuple(one.tag for one in service) for service in services} == {tuple(SERVICE)}
    assert {service.findtext("type") for service in services} == {"realtime"}
    assert {service.findtext("metadata") for service in services} == {"true"}
    names = {service.findtext("service_code"): service.findtext("service_name") for service in services}
    assert names["petition-nong-nghiep"].startswith("Phản ánh, kiến nghị: ") and names["petition"].endswith(
        "lĩnh vực khác"
    )
    assert len(names) == len(services) and {s.findtext("group") for s in services} >= {"Hỏi đáp", "Phản ánh, kiến nghị"}


def test_a_definition_asks_for_each_consent_in_its_words(agencies: Agencies, client: Client) -> None:
    root = xml(client.get(f"{BASE}/services/petition-nong-nghiep.xml"))
    assert [one.tag for one in root] == ["service_code", "attributes"]
    attributes = root.find("attributes")
    assert {tuple(one.tag for one in attribute) for attribute in attributes} == {tuple(ATTRIBUTE)}
    assert {one.findtext("datatype") for one in attributes} <= DATATYPES
    assert [one.findtext("order") for one in attributes] == ["1", "2", "3", "4"]
    assert [(one.findtext("code"), one.findtext("required")) for one in attributes] == [
        ("title", "false"), ("handle", "true"), ("publish", "false"), ("survey", "false"),
    ]  # fmt: skip
    assert "Tôi đồng ý" in attributes[1].findtext("description") and attributes[1].findtext("values/value/key") == "yes"


def test_the_specification_s_own_example_is_filed(agencies: Agencies, client: Client) -> None:
    root = xml(post(client))
    assert root.tag == "service_requests" and [one.tag for one in root[0]] == [
        "service_request_id",
        "service_notice",
        "account_id",
    ]
    case = Case.objects.get(code=root.findtext("request/service_request_id"))
    words, contact = sealing.words_of(case), sealing.contact_of(case)
    assert (case.kind, case.topic, case.unproved) == ("question", "nong-nghiep", True)
    assert words["text"] == words["title"] == "A large sinkhole is destroying the street"
    assert words["address"] == "1234 5th street, 37.765241, -122.421204 (WGS84)"
    assert (contact["name"], contact["email"]) == ("smith john", "smit333@sfgov.edu")
    secret = re.search(r"[0-9A-Z]{5}-[0-9A-Z]{5}", root.findtext("request/service_notice"))
    assert secret and opening.case_for(case.code, secret.group()) == case


def test_sent_again_with_an_idempotency_key_it_is_one_case(agencies: Agencies, client: Client) -> None:
    first, second = (post(client, form="json", **{"Idempotency-Key": "a" * 20}) for _ in range(2))
    assert json.loads(first.content) == json.loads(second.content) and Case.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "status", "says"),
    [
        ("service_code=question-nong-nghiep>", 400, "service_code"),
        ("service_code=question-nong-nghiep>service_code=xyz", 404, "service_code"),
        ("jurisdiction_id=localhost>jurisdiction_id=city.gov", 404, "jurisdiction_id"),
        ("api_key=>api_key=sai", 403, "Khóa API"),
        ("lat=37.76524078>lat=97", 400, "lat"),
        ("&long=-122.4212043>", 400, "long"),
        ("&lat=37.76524078&long=-122.4212043&address_string=1234+5th+street>", 400, "lat, long"),
        ("&account_id=123456>&media_url=http%3A%2F%2Fa.example%2F1.jpg", 400, "media_url"),
        ("&account_id=123456>&address_id=99999", 400, "address_id"),
        ("&attribute[handle]=yes>", 400, "attribute[handle]"),
        ("A+large+sinkhole+is+destroying+the+street>x", 400, "description"),
        ("A+large>" + "A" * 4001, 400, "description"),
        ("question-nong-nghiep&>petition-nong-nghiep&first_name=&last_name=&", 400, "first_name, last_name"),
    ],
)
def test_each_error_has_its_status_and_says_what_to_mend(
    agencies: Agencies, client: Client, change: str, status: int, says: str
) -> None:
    old, _, new = change.partition(">")
    body = EXAMPLE.replace(old, new)
    if "petition" in new:
        body = body.replace("&first_name=john&last_name=smith", "")
    assert body != EXAMPLE
    response = post(client, body)
    root = xml(response)
    assert response.status_code == status
    assert root.tag == "errors" and [one.tag for one in root[0]] == ["code", "description"]
    assert any(says in one.findtext("description") for one in root) and {one.findtext("code") for one in root} == {
        str(status)
    }
    assert not Case.objects.exists()
    told = json.loads(post(client, body, form="json").content)
    assert told[0]["code"] == status and isinstance(told[0]["code"], int)


def test_empty_arguments_are_as_if_they_were_not_there(agencies: Agencies, client: Client) -> None:
    assert post(client, EXAMPLE + "&media_url=&address_id=&attribute[title]=").status_code == 200
    assert client.get(f"{BASE}/requests.xml?status=&service_code=&start_date=&jurisdiction_id=").status_code == 200


def test_a_key_files_in_its_own_name(agencies: Agencies, client: Client) -> None:
    key = keys.issue(ApiKey(label="Ứng dụng 311"), by=agencies.hanh, at=timezone.now())
    assert post(client, EXAMPLE.replace("api_key=", f"api_key={key}")).status_code == 200
    assert not Case.objects.get().unproved


def test_too_many_at_a_time_are_told_when_to_come_back(agencies: Agencies, client: Client) -> None:
    responses = [post(client) for _ in range(6)]
    assert [one.status_code for one in responses] == [200] * 5 + [429] and "Retry-After" in responses[-1]


def test_a_request_shows_the_masked_answer_in_every_element_in_order(stage: Agencies, client: Client) -> None:
    case = published(stage)
    [request] = xml(client.get(f"{BASE}/requests/{case.code}.xml"))
    assert [one.tag for one in request] == REQUEST
    told = {one.tag: one.text for one in request}
    assert (told["service_request_id"], told["status"], told["service_code"]) == (
        case.code,
        "closed",
        "question-nong-nghiep",
    )
    assert (
        told["agency_responsible"] == stage.farm.name
        and told["service_notice"] == "Người dân được hỗ trợ giống theo quy định."
    )
    assert all(W3C.fullmatch(str(told[name])) for name in ("requested_datetime", "updated_datetime"))
    assert str(told["requested_datetime"]).endswith("T00:00:00+07:00")


def test_no_word_of_a_person_and_no_unpublished_case_is_shown(stage: Agencies, client: Client) -> None:
    case = published(stage)
    private = stage.answered(public=False, nonce="private")
    working = stage.working(nonce="working")
    text = client.get(f"{BASE}/requests.json").content.decode()
    assert case.code in text and private.code not in text and working.code not in text
    for personal in ("0912", "Nguyễn Thị Lúa", "lua@thu.example", TEXT[:30]):
        assert personal not in text
    assert client.get(f"{BASE}/requests/{private.code}.xml").status_code == 404


def test_an_answer_taken_back_is_shown_no_more(stage: Agencies, client: Client) -> None:
    case = published(stage)
    answers.unpublish(case.pk, reason="withdrawn_privacy", by=stage.hanh, at=timezone.now())
    assert client.get(f"{BASE}/requests/{case.code}.json").status_code == 404
    assert json.loads(client.get(f"{BASE}/requests.json").content) == []


def test_lists_can_be_narrowed(stage: Agencies, client: Client) -> None:
    first = published(stage)
    second = published(stage, nonce="second", topic="")
    following.reopen(second.pk, text="Xem lại", at=timezone.now())
    day = timezone.localdate()

    def codes(query: str) -> list[str]:
        response = client.get(f"{BASE}/requests.json?{query}")
        assert response.status_code == 200, response.content
        return sorted(one["service_request_id"] for one in json.loads(response.content))

    both = sorted([first.code, second.code])
    assert codes("") == codes(f"service_request_id={first.code},{second.code}&status=closed") == both
    assert (
        codes("status=open") == [second.code]
        and codes("status=closed") == [first.code]
        and codes("status=open,closed") == both
    )
    assert codes("service_code=question-nong-nghiep") == [first.code] and codes("service_code=question") == [
        second.code
    ]
    assert codes("service_code=question&service_code=question-nong-nghiep") == both and codes("service_code=khac") == []
    assert codes(f"start_date={day}T00:00:00%2B07:00") == both == codes(f"end_date={day}T23:00:00%2B07:00")
    assert codes(f"start_date={day + timedelta(days=1)}T00:00:00Z") == []
    assert codes(f"end_date={day - timedelta(days=1)}T12:00:00Z") == []


@pytest.mark.parametrize(
    "query",
    ["start_date=hom-qua", "start_date=2026-01-01", "start_date=2026-13-01T00:00:00Z", "end_date=0001-01-01T00:00:00Z", "status=done",
     "start_date=2026-01-01T00:00:00Z&end_date=2026-06-01T00:00:00Z", "start_date=2026-02-01T00:00:00Z&end_date=2026-01-01T00:00:00Z"],
)  # fmt: skip
def test_filters_that_cannot_be_are_refused(agencies: Agencies, client: Client, query: str) -> None:
    response = client.get(f"{BASE}/requests.xml?{query}")
    assert response.status_code == 400 and xml(response).findtext("error/code") == "400"


def test_a_token_of_a_follow_link_leads_to_the_id(agencies: Agencies, client: Client) -> None:
    case = agencies.filed().case
    token = opening.follow_token(case)
    told = json.loads(client.get(f"{BASE}/tokens/{token}.json").content)
    assert told == [{"service_request_id": case.code, "token": token}]
    assert client.get(f"{BASE}/tokens/{token[:-1]}.json").status_code == 404


@pytest.mark.parametrize(
    "path", ["", "bay", "services/khong-co.xml", "requests/0000-0000.xml", "tokens/1.xml", "services/a.b.c.xml"]
)
def test_what_is_not_there_is_a_404_in_the_protocol_s_form(agencies: Agencies, client: Client, path: str) -> None:
    response = client.get(f"{BASE}/{path}")
    assert response.status_code == 404 and xml(response).findtext("error/code") == "404"


def test_services_change_with_the_office_s_fields_and_say_so(agencies: Agencies, client: Client) -> None:
    from wagtail.log_actions import log

    from caunoi.inbound.suggestions.models import Topic

    before = json.loads(client.get(f"{BASE}/discovery.json").content)["changeset"]
    topic = Topic.objects.get(slug="nong-nghiep")
    log(topic, "wagtail.edit", user=agencies.hanh, timestamp=timezone.now() + timedelta(days=400))
    assert json.loads(client.get(f"{BASE}/discovery.json").content)["changeset"] > before


def test_reading_is_open_to_scripts_of_any_site_and_filing_is_not(agencies: Agencies, client: Client) -> None:
    assert client.get(f"{BASE}/services.json")["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in post(client)
    preflight = client.options(f"{BASE}/requests.json", headers={"Access-Control-Request-Method": "POST"})
    assert preflight["Access-Control-Allow-Methods"] == "GET, HEAD"
    wrong = client.put(f"{BASE}/requests.json")
    assert wrong.status_code == 405 and wrong["Allow"] == "GET, POST, HEAD"
