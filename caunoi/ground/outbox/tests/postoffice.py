"""A post office on this machine that speaks SMTP, and whose manners depend on to whom a letter is addressed."""

from __future__ import annotations

import socketserver
import threading
import time
from collections import Counter
from email import message_from_bytes, policy
from email.message import EmailMessage
from types import TracebackType
from typing import Any, cast


class _Counter(socketserver.StreamRequestHandler):
    """One conversation: RFC 5321 as far as smtplib goes."""

    def handle(self) -> None:
        office = cast(PostOffice, self.server)
        office.visits += 1
        to = ""
        self._say("220 post office")
        while line := self.rfile.readline().decode().strip():
            verb, rest = line[:4].upper(), line[5:]
            if verb == "EHLO":
                self._say("250-here", "250-AUTH PLAIN", "250 8BITMIME")
            elif verb == "AUTH":
                self._say("535 5.7.8 who are you?")
            elif verb == "RCPT":
                to = rest.partition(":")[2].strip("<>")
                if to.startswith("hangs-up"):
                    return
                if to.startswith("slow"):
                    time.sleep(office.slow)
                self._say(office.at_the_name(to))
            elif verb == "DATA":
                self._say("354 go on")
                lines = iter(self.rfile.readline, b".\r\n")
                data = b"".join(line[1:] if line.startswith(b"..") else line for line in lines)
                if to.startswith("spam"):
                    self._say("554 5.7.1 we do not like this")
                    continue
                office.take(data)
                if to.startswith("taken") and not office.forgiving:
                    return
                self._say("250 taken")
            elif verb == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _say(self, *lines: str) -> None:
        self.wfile.write("".join(f"{line}\r\n" for line in lines).encode())


class PostOffice(socketserver.ThreadingTCPServer):
    """Open from `with` to the end of it. `forgiving`: nobody is refused or cut off any more."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Counter)
        self.port: int = self.server_address[1]
        self.raw: list[bytes] = []
        self.visits = 0
        self.slow = 1.0
        self.forgiving = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever comes may be killed in the middle of a word."""

    def at_the_name(self, to: str) -> str:
        if to.startswith("nobody") and not self.forgiving:
            return f"550 5.1.1 <{to}>: Recipient address rejected: no mailbox {to.partition('@')[0]} here"
        if to.startswith("busy") and not self.forgiving:
            return f"450 4.2.1 {to} has too much mail"
        return "250 ok"

    def take(self, data: bytes) -> None:
        self.raw.append(data)

    @property
    def mails(self) -> list[EmailMessage]:
        return [message_from_bytes(data, policy=policy.default) for data in list(self.raw)]

    @property
    def identities(self) -> Counter[str]:
        """How often each Message-ID came."""
        return Counter(str(mail["Message-ID"]) for mail in self.mails)

    def __enter__(self) -> PostOffice:
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None = None, error: Any = None, trace: TracebackType | None = None
    ) -> None:
        self.shutdown()
        self.server_close()
        self._thread.join()
