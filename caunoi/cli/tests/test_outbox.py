"""`caunoi outbox`, as an operator meets it."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import datetime
from typing import Any

import pytest
from django.utils import timezone

from caunoi.cli import outbox
from caunoi.cli.main import DONE, REFUSED, main
from caunoi.ground.outbox import mail
from caunoi.ground.outbox.delivering import deliver
from caunoi.ground.outbox.tests.conftest import post_office as post_office
from caunoi.ground.outbox.tests.letters import post
from caunoi.ground.outbox.tests.postoffice import PostOffice

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _the_house_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command would close the connection on which the test's transaction runs."""
    monkeypatch.setattr(outbox, "open_house", nullcontext)


@pytest.fixture
def at() -> datetime:
    return timezone.now()


def lines(capsys: pytest.CaptureFixture[str]) -> list[list[str]]:
    return [line.split("\t") for line in capsys.readouterr().out.splitlines()]


def test_it_says_what_waits_what_went_and_what_could_not_and_names_nobody(
    at: datetime, post_office: PostOffice, capsys: pytest.CaptureFixture[str]
) -> None:
    for key, to in (("one", "lan@example.vn"), ("two", "nobody.lan@example.vn"), ("three", "busy.lan@example.vn")):
        post(key, at=at, to=to)
    deliver(at=at)
    post("four", at=at)
    assert main(["outbox", "-n", "3"]) == DONE
    counts, rows = (said := lines(capsys))[:4], said[4:]
    assert counts == [["chờ gửi", "1"], ["chờ gửi lại", "1"], ["đã gửi", "1"], ["không gửi được", "1"]]
    assert [row[1:5] for row in rows] == [
        ["không gửi được", "1", "two", "case:12"],
        ["chờ gửi lại", "1", "three", "case:12"],
        ["chờ gửi", "0", "four", "case:12"],
    ]
    assert "550" in rows[0][5] and "lan" not in str(rows) and "example" not in str(rows)


def test_what_was_given_up_is_sent_after_all_one_or_all(
    at: datetime, post_office: PostOffice, capsys: pytest.CaptureFixture[str]
) -> None:
    for key in ("one", "two", "three"):
        post(key, at=at, to="nobody@example.vn")
    deliver(at=at)
    post_office.forgiving = True
    assert main(["outbox", "--retry", "two", "-n", "0"]) == DONE
    assert lines(capsys)[0] == ["gửi lại", "two"]
    assert deliver(at=timezone.now()) == 1
    assert main(["outbox", "--retry-all", "-n", "0"]) == DONE
    assert lines(capsys)[:2] == [["gửi lại", "one"], ["gửi lại", "three"]]
    assert deliver(at=timezone.now()) == 2
    assert main(["outbox", "--retry", "two"]) == REFUSED
    assert "đã gửi rồi" in capsys.readouterr().err


def test_it_says_that_mail_waits_because_nobody_said_where_it_goes(
    at: datetime, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.EMAIL_BACKEND = mail.NOWHERE
    main(["outbox"])
    assert "CAUNOI_SMTP" not in capsys.readouterr().out
    post("one", at=at)
    main(["outbox"])
    assert "CAUNOI_SMTP" in capsys.readouterr().out
