"""Alarms leave the house: by e-mail and as web hooks, in a thread of their own, each parcel until it is taken.

A parcel keeps its identity (Message-ID, X-Caunoi-Delivery), so that who was given it twice, because we were killed in between, can tell.
"""

from __future__ import annotations

import hashlib
import http.client
import json
import smtplib
import ssl
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from caunoi.ground.smtp import Smtp
from caunoi.network.watching.book import Book, sentence
from caunoi.network.watching.visitors import CALLED

MAIL, HOOK = "mail ", "hook "
_FIRST_WAIT, _LONGEST_WAIT = 5.0, 3600.0
_TIMEOUT: Final = 10.0

Events = list[dict[str, Any]]


class Untold(Exception):
    """It could not be given to whom it is for; try again."""


@dataclass(frozen=True)
class Ways:
    """Who is told, and how. `sender`: from whom mails come; `secret` goes with each web hook."""

    portal: str
    mail_to: Sequence[str] = ()
    hooks: Sequence[str] = ()
    smtp: Smtp | None = None
    sender: str = ""
    secret: str = ""

    @property
    def targets(self) -> list[str]:
        return [MAIL + one for one in self.mail_to] + [HOOK + one for one in self.hooks]

    def tell(self, target: str, events: Events) -> None:
        """Raises Untold."""
        key = hashlib.sha256(json.dumps([target, [(one["id"], one["state"]) for one in events]]).encode()).hexdigest()[
            :32
        ]
        if target.startswith(HOOK):
            self._post(target.removeprefix(HOOK), key, events)
        else:
            self._mail(target.removeprefix(MAIL), key, events)

    def letter(self, to: str, key: str, events: Events) -> EmailMessage:
        begun = [one for one in events if one["state"] == "begun"]
        host = urlsplit(self.portal).hostname or self.portal
        mail = EmailMessage()
        mail["Subject"] = f"{host}: {len(begun)} báo động" if begun else f"{host}: {len(events)} báo động đã hết"
        mail["From"], mail["To"], mail["Message-ID"] = self.sender, to, f"<{key}@{self.sender.rpartition('@')[2]}>"
        mail["Auto-Submitted"] = "auto-generated"
        lines = [f"{sentence(one, CALLED)}\n  Chứng cứ: {one['evidence'] or '(không có)'}" for one in events]
        told = "Giữ nguyên chứng cứ, đóng đường vào, rồi mới xóa phần bị chèn. Hướng dẫn: docs/watch.md."
        mail.set_content(f"Cổng được theo dõi: {self.portal}\n\n" + "\n\n".join(lines) + f"\n\n{told}\n")
        return mail

    def _mail(self, to: str, key: str, events: Events) -> None:
        smtp = self.smtp
        if smtp is None:
            raise Untold("CAUNOI_SMTP chưa đặt")
        try:
            kind = smtplib.SMTP_SSL if smtp.encrypted else smtplib.SMTP
            with kind(smtp.host, smtp.port, timeout=_TIMEOUT) as office:
                if smtp.starttls:
                    office.starttls(context=ssl.create_default_context())
                if smtp.user:
                    office.login(smtp.user, smtp.password)
                office.send_message(self.letter(to, key, events))
        except (OSError, smtplib.SMTPException, ValueError) as reason:
            raise Untold(f"{to}: {reason}") from reason

    def _post(self, url: str, key: str, events: Events) -> None:
        parts = urlsplit(url)
        body = json.dumps({"portal": self.portal, "alarms": events}, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json; charset=utf-8", "X-Caunoi-Delivery": key}
        if self.secret:
            headers["X-Caunoi-Secret"] = self.secret
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        try:
            connection = kind(parts.hostname or "", parts.port, timeout=_TIMEOUT)
            try:
                connection.request("POST", path, body, headers)
                status = connection.getresponse().status
            finally:
                connection.close()
        except (OSError, http.client.HTTPException, ValueError) as reason:
            raise Untold(f"{url}: {reason}") from reason
        if not 200 <= status < 300:
            raise Untold(f"{url}: {status}")


class Teller:
    """From `with` to its end; then what can be sent at once is sent. `gather`: alarms of so many seconds go into one parcel."""

    def __init__(
        self,
        file: Path,
        ways: Ways,
        complain: Callable[[str], None],
        gather: float = 5.0,
        first_wait: float = _FIRST_WAIT,
    ) -> None:
        self._ways, self._complain, self._gather, self._wait = ways, complain, gather, first_wait
        self._file = file
        self._over = threading.Event()
        book = Book(file)
        for target in ways.targets:
            book.introduce(target)
        book.close()

    def __enter__(self) -> Teller:
        self._thread = threading.Thread(target=self._run, name="teller", daemon=True)
        if self._ways.targets:
            self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        if self._ways.targets:
            self._thread.join(_TIMEOUT * 2)

    def _run(self) -> None:
        book = Book(self._file)
        while not self._over.wait(min(0.5, self._gather or 0.05)):
            self._round(book, self._gather)
        self._round(book, 0)
        book.close()

    def _round(self, book: Book, gather: float) -> None:
        for target in self._ways.targets:
            book.pack(target, time.time(), gather)
        for number, target, events, tries in book.due(time.time()):
            try:
                self._ways.tell(target, events)
            except Untold as reason:
                book.later(number, time.time() + min(self._wait * 2**tries, _LONGEST_WAIT))
                self._complain(f"Chưa gửi được báo động: {reason}")
            else:
                book.sent(number)
