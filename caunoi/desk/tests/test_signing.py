"""Where the browser learns what to sign, and that the desk takes what it signed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from caunoi.gate.releases.models import Approval
from caunoi.gate.releases.tests.steps import version
from caunoi.outbound.articles.models import Article
from tests.passkey import Passkey
from tests.province import Province

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(province: Province) -> Client:
    """Duyên is logged in, with her key as second factor."""
    client = Client()
    client.force_login(province.duyen)
    return client


def test_the_question_is_over_the_last_version_and_names_her_keys(province: Province, desk: Client) -> None:
    key, article = Passkey(province.duyen), province.draft()
    answer = desk.get(f"/quan-tri/chu-ky/article:{article.pk}/", {"viec": "ordinary"})
    asked = answer.json()
    assert asked["keys"] == [json.loads(key.answer(version(article).digest))["credential"]]
    assert (asked["rp"], asked["required"], asked["act"]) == ("testserver", False, "ordinary")
    for path, act in (
        (f"article:{article.pk}", "everything"),
        ("article:999", "ordinary"),
        ("nothing:1", "ordinary"),
        ("article:x", "ordinary"),
    ):
        assert desk.get(f"/quan-tri/chu-ky/{path}/", {"viec": act}).status_code == 404
    assert Client().get(f"/quan-tri/chu-ky/article:{article.pk}/").status_code == 302


def test_what_the_browser_signed_goes_with_the_approval(province: Province, desk: Client, settings: Any) -> None:
    settings.SIGNED_APPROVALS = True
    key, article = Passkey(province.duyen), province.draft()
    state = article.get_workflow().start(article, user=province.mai).current_task_state
    name = Article.snippet_viewset.get_url_name("workflow_action")
    url = reverse(name, args=[article.pk, "approve", state.pk])
    assert "xác nhận bằng khóa" in str(desk.post(url, follow=True).content.decode())
    assert not Approval.objects.filter(record=f"article:{article.pk}").exists()
    desk.post(url, {"chu_ky": key.answer(version(article).digest)})
    assert json.loads(Approval.objects.get(record=f"article:{article.pk}").signature)["key"] == key.fingerprint
    article.refresh_from_db()
    assert article.live
