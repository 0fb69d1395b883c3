"""Who sees what the portal wrote to people."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from caunoi.ground.outbox import folder, mail
from caunoi.ground.outbox.delivering import deliver
from caunoi.ground.outbox.tests.letters import LAN, post
from caunoi.ground.people.tests.cast import Hire

LIST = "/quan-tri/thu-da-gui/"


@pytest.fixture
def demo(settings: Any) -> None:
    settings.DEMO = True


def test_in_a_demo_everybody_at_the_desk_reads_the_mails(
    client: Client, hire: Hire, demo: None, at: datetime, mail_folder: Path
) -> None:
    client.force_login(hire("reporter"))
    assert "Chưa có thư nào" in client.get(LIST).content.decode()
    post(
        "k", at=at, subject="Đã nhận <b>", text="Kính gửi bà Lan <script>\n\nXem https://maytrang.example/hoi-dap/12\n"
    )
    deliver(at=at)
    page = client.get(LIST).content.decode()
    assert "Đã nhận &lt;b&gt;" in page and LAN in page
    shown = client.get(f"{LIST}{folder.newest()[0]}/").content.decode()
    assert "Kính gửi bà Lan &lt;script&gt;" in shown and 'href="https://maytrang.example/hoi-dap/12"' in shown
    assert client.get(f"{LIST}..%2fkeys/").status_code == client.get(f"{LIST}nothing/").status_code == 404
    assert LIST in client.get("/quan-tri/").content.decode()


def test_in_a_real_portal_technicians_and_administrators_see_states_and_nobody_sees_a_mail(
    client: Client, hire: Hire, settings: Any, at: datetime, mail_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Second factors are a matter of their own (people/tests/test_doors.py).
    monkeypatch.setattr("caunoi.ground.people.middleware.SecondFactorRequired.__call__", _let_pass)
    post("k", at=at, text="Kính gửi bà Lan")
    deliver(at=at)
    name = folder.newest()[0]
    settings.EMAIL_BACKEND = mail.NOWHERE
    post("other", at=at, about="case:13")
    for role in ("technician", "administrator"):
        client.force_login(hire(role, role))
        page = client.get(LIST).content.decode()
        assert "case:12" in page and "case:13" in page and "Đã gửi" in page and "chưa khai báo máy chủ thư" in page
        assert LAN not in page and "Kính gửi" not in page
        assert client.get(f"{LIST}{name}/").status_code == 404
    for role in ("reporter", "editor", "approver", "clerk", "office", "auditor"):
        client.force_login(hire(role, role))
        answer = client.get(LIST)
        assert answer.status_code in (302, 403) and b"case:12" not in answer.content, role
        assert LIST not in client.get("/quan-tri/").content.decode(), role
    client.logout()
    assert client.get(LIST).status_code == 302


def _let_pass(self: Any, request: Any) -> Any:
    return self.get_response(request)
