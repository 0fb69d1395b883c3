"""Answers are found by words typed with or without marks; only what stands is shown."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from caunoi.inbound.answers import actions, queries
from tests.agencies import Agencies
from tests.province import Province

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("words", ["giống lúa", "giong lua", "LÚA ngập", "nong nghiep"])
def test_an_answer_is_found_by_all_its_words(province: Province, agencies: Agencies, words: str) -> None:
    agencies.answered()
    assert [one.content["title"] for one in queries.search(words)] == ["Hỗ trợ giống lúa sau ngập"]


@pytest.mark.parametrize("words", ["", "  ", "sổ đỏ", "giống lúa karaoke", "%", "Nguyễn Thị Lúa"])
def test_nothing_is_found_by_others(province: Province, agencies: Agencies, words: str) -> None:
    agencies.answered()
    assert queries.search(words) == []


def test_what_was_taken_back_or_waits_is_not_found(province: Province, agencies: Agencies) -> None:
    case = agencies.answered()
    agencies.in_review(nonce="another")
    assert len(queries.search("giong lua")) == 1
    actions.unpublish(case.pk, reason="withdrawn_privacy", by=agencies.hanh, at=timezone.now())
    assert queries.search("giong lua") == []


def test_the_page_shows_what_was_approved_and_says_what_to_do_otherwise(
    province: Province, agencies: Agencies, client: Client
) -> None:
    agencies.answered()
    found = client.get("/tra-cuu/hoi-dap/", {"q": "giong lua"}).content.decode()
    assert "/hoi-dap/ho-tro-giong-lua-sau-ngap-" in found
    assert "gửi câu hỏi của bạn" in client.get("/tra-cuu/hoi-dap/", {"q": "<script>"}).content.decode()
    assert client.get("/tra-cuu/hoi-dap/", {"q": "x" * 500}).status_code == 422
