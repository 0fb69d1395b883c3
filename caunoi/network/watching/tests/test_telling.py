"""Alarms leave by mail and web hook: together, once, and again until they are taken."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from caunoi.ground.outbox.tests.postoffice import PostOffice
from caunoi.ground.smtp import Smtp
from caunoi.network.watching.book import Book, Trouble
from caunoi.network.watching.telling import Teller, Ways
from caunoi.network.watching.tests.stage import Reply, Stage, once, shown

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)


class Hook:
    """Takes web hooks; refuses the first `refuses` of them."""

    def __init__(self) -> None:
        self.taken: list[tuple[dict[str, str], Any]] = []
        self.refuses = 0
        hook = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                hook.taken.append((dict(self.headers.items()), body))
                self.send_response(500 if len(hook.taken) <= hook.refuses else 204)
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/bao-dong?k=1"


@pytest.fixture
def hook() -> Iterator[Hook]:
    one = Hook()
    thread = threading.Thread(target=one.server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield one
    one.server.shutdown()
    one.server.server_close()
    thread.join()


def _until(there: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not there():
        assert time.monotonic() < end
        time.sleep(0.02)


def _alarm(book: Book, *paths: str) -> None:
    for path in paths:
        book.settle(
            path, [Trouble("altered", path, ("desktop",), "x", ("chèn liên kết: “https://nhacai.example/”",))], at=NOW
        )


def _ways(**more: Any) -> Ways:
    return Ways("https://cong.example", sender="canh-gac@cong.example", **more)


def _text(mail: EmailMessage) -> str:
    body = mail.get_body()
    assert body is not None
    return str(body.get_content())


def test_alarms_of_one_moment_go_into_one_letter(tmp_path: Path) -> None:
    with PostOffice() as office:
        ways = _ways(mail_to=["kythuat@cong.example"], smtp=Smtp.read(f"smtp://127.0.0.1:{office.port}"))
        with Teller(tmp_path / "a.db", ways, lambda _: None, gather=0):
            pass
        book = Book(tmp_path / "a.db")
        _alarm(book, "/mot/", "/hai/", "/ba/")
        with Teller(tmp_path / "a.db", ways, lambda _: None, gather=0.05):
            _until(lambda: bool(office.mails))
        [mail] = office.mails
    assert mail["Subject"] == "cong.example: 3 báo động"
    text = _text(mail)
    assert all(path in text for path in ("/mot/", "/hai/", "/ba/")) and "nhacai.example" in text


def test_a_letter_that_is_not_taken_is_sent_again_under_its_identity(tmp_path: Path) -> None:
    complaints: list[str] = []
    with PostOffice() as office:
        ways = _ways(mail_to=["busy@cong.example"], smtp=Smtp.read(f"smtp://127.0.0.1:{office.port}"))
        with Teller(tmp_path / "a.db", ways, complaints.append, gather=0.02, first_wait=0.05):
            _alarm(Book(tmp_path / "a.db"), "/mot/")
            _until(lambda: len(complaints) > 1)
            assert office.mails == []
            office.forgiving = True
            _until(lambda: bool(office.mails))
        assert len(office.mails) == 1


def test_a_web_hook_is_posted_until_it_is_taken_with_one_identity_and_the_secret(tmp_path: Path, hook: Hook) -> None:
    hook.refuses = 2
    ways = _ways(hooks=[hook.url], secret="bí-mật".encode().hex())
    with Teller(tmp_path / "a.db", ways, lambda _: None, gather=0.02, first_wait=0.02):
        _alarm(Book(tmp_path / "a.db"), "/mot/")
        _until(lambda: len(hook.taken) == 3)
        time.sleep(0.3)
    assert len(hook.taken) == 3
    assert len({headers["X-Caunoi-Delivery"] for headers, _ in hook.taken}) == 1
    headers, body = hook.taken[-1]
    assert headers["X-Caunoi-Secret"] == "bí-mật".encode().hex()
    assert (body["portal"], [one["address"] for one in body["alarms"]]) == ("https://cong.example", ["/mot/"])


def test_what_was_sent_is_not_sent_again_after_a_restart(tmp_path: Path, hook: Hook) -> None:
    for _ in range(3):
        with Teller(tmp_path / "a.db", _ways(hooks=[hook.url]), lambda _: None, gather=0.02):
            _alarm(Book(tmp_path / "a.db"), "/mot/")
    assert len(hook.taken) == 1


def test_the_command_tells_those_who_are_named(tmp_path: Path, hook: Hook) -> None:
    with Stage() as stage, PostOffice() as office:
        stage.release("/", "Trang chủ")
        to = ("--guesses", "/dev/null", "--hook", hook.url, "--mail-to", "kythuat@cong.example")
        variables = {"CAUNOI_SMTP": f"smtp://127.0.0.1:{office.port}", "CAUNOI_MAIL_FROM": "canh-gac@cong.example"}
        assert once(stage.url, tmp_path, *to, **variables) == (0, [])
        stage.tricks = [shown("/", lambda _: Reply(404))]
        assert once(stage.url, tmp_path, *to, **variables)[0] == 3
        [mail] = office.mails
        assert (mail["From"], mail["To"]) == ("canh-gac@cong.example", "kythuat@cong.example")
    [(_, body)] = hook.taken
    assert [(one["state"], one["kind"]) for one in body["alarms"]] == [("begun", "missing")]


@pytest.mark.parametrize(
    ("url", "host", "port", "encrypted", "starttls"),
    [
        ("smtp://thu.example", "thu.example", 587, False, True),
        ("smtp://localhost", "localhost", 25, False, False),
        ("smtps://a:b%40c@thu.example", "thu.example", 465, True, False),
    ],
)
def test_how_the_post_office_is_named(url: str, host: str, port: int, encrypted: bool, starttls: bool) -> None:
    read = Smtp.read(url)
    assert (read.host, read.port, read.encrypted, read.starttls) == (host, port, encrypted, starttls)


@pytest.mark.parametrize(
    "url", ["", "thu.example", "http://thu.example", "smtp://a:bi-mat@h:x", "smtp://a:bi-mat@thu.example/x"]
)
def test_what_names_no_post_office_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(ValueError, match="smtp") as refused:
        Smtp.read(url)
    assert "bi-mat" not in str(refused.value)
