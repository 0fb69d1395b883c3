"""The stage: the small province and its agencies, whose answers can be released."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.agencies import Agencies
from tests.province import Province

Send = Callable[..., HttpResponse]


@pytest.fixture
def stage(province: Province, agencies: Agencies) -> Agencies:
    """The agencies beside the province that a release needs."""
    return agencies


@pytest.fixture
def send(client: Client) -> Send:
    """POST a JSON body below /api/v1, with headers by their names."""

    def sent(path: str, body: Any, **headers: str) -> HttpResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return client.post(f"/api/v1{path}", body, content_type="application/json", headers=named)  # type: ignore[return-value]

    return sent
