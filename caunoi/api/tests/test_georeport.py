"""A client of the protocol that nobody here wrote, against our application."""

from __future__ import annotations

import io
from typing import Any

import pytest
import requests
from django.test import Client
from georeport import GeoReport
from requests.adapters import BaseAdapter

from tests.agencies import Agencies

pytestmark = pytest.mark.django_db


class Here(BaseAdapter):
    """Carries what the client sends to the application in this process, and the bytes of the answer back."""

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        """One request."""
        answered = Client().get(request.path_url)
        response = requests.Response()
        response.status_code, response.raw, response.request = (
            answered.status_code,
            io.BytesIO(answered.content),
            request,
        )
        response.headers.update(answered.headers)
        response.url = request.url or ""
        return response

    def close(self) -> None:
        """Nothing is open."""


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(requests.Session, "get_adapter", lambda self, url: Here())


@pytest.mark.parametrize("form", ["json", "xml"])
def test_a_client_of_the_protocol_reads_services_definitions_and_requests(
    here: None, stage: Agencies, form: str
) -> None:
    case = stage.answered()
    client = GeoReport("http://localhost:8000/open311/v2", jurisdiction="localhost", output_format=form)
    services = {one["service_code"]: one for one in client.get_service_list()}
    assert services["petition-nong-nghiep"]["service_name"].startswith("Phản ánh, kiến nghị: ")
    assert client.get_service_definition("petition-nong-nghiep")["service_code"] == "petition-nong-nghiep"
    listed = client.get_service_requests(service_code="question-nong-nghiep", status="closed")
    [one] = listed if form == "json" else [listed]
    assert one == client.get_service_request(case.code) and one["service_request_id"] == case.code
    with pytest.raises(requests.HTTPError, match="404"):
        client.get_service_definition("khong-co")
