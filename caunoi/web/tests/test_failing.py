"""A view that raises: people see the released page, programs a problem, and the database is not asked."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from caunoi.gate.followers.worker import catch_up
from tests.province import Province


def raising(*_: Any, **__: Any) -> Any:
    raise RuntimeError("cơ sở dữ liệu không trả lời")


def test_a_form_that_fails_shows_the_released_page(
    province: Province, settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DATA = tmp_path
    catch_up()
    monkeypatch.setattr("caunoi.web.dynamic.frame", raising)
    answer = Client(raise_request_exception=False).get("/gui-y-kien/")
    assert answer.status_code == 500
    assert "Cổng đang gặp sự cố" in answer.content.decode()
    assert answer.content == (tmp_path / "public/localhost/500.html").read_bytes()
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_without_a_released_page_it_is_said_in_a_sentence(
    settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DATA = tmp_path
    monkeypatch.setattr("caunoi.web.dynamic.frame", raising)
    answer = Client(raise_request_exception=False).get("/gui-y-kien/")
    assert answer.status_code == 500
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert "Xin thử lại sau ít phút" in answer.content.decode()
