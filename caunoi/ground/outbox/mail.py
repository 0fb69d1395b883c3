"""E-mail by Django's mail backend: SMTP, or the mail folder of a demo."""

from __future__ import annotations

import smtplib
from email.charset import QP, Charset
from email.header import Header
from email.utils import format_datetime
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.core.validators import validate_email
from django.utils.timezone import localtime

from caunoi.ground.outbox.letters import Letter, NotSent
from caunoi.ground.refused import Refused

# What the settings say when nobody said where mail goes: then it waits, rather than be lost.
NOWHERE: Final = "django.core.mail.backends.dummy.EmailBackend"
# Quoted-printable: pure ASCII on the way, so that no relay has a reason to rewrite it, and still legible.
_VIETNAMESE = Charset("utf-8")
_VIETNAMESE.body_encoding = QP


class Email:
    """One connection for a batch, opened at the first letter and again after each that failed."""

    def __init__(self) -> None:
        self._connection: Any = None

    @staticmethod
    def check(to: str) -> None:
        try:
            validate_email(to)
            if '"' in to:  # a quoted local part may hold anything, and nobody has one
                raise ValidationError("")
        except ValidationError:
            raise Refused("Địa chỉ thư điện tử không hợp lệ. Hãy kiểm tra lại, ví dụ: ten@example.vn.") from None

    @staticmethod
    def leads_somewhere() -> bool:
        return bool(settings.EMAIL_BACKEND != NOWHERE)

    def send(self, letter: Letter) -> None:
        if self._connection is None:
            self._open()
        try:
            self._connection.send_messages([compose(letter)])
        except smtplib.SMTPRecipientsRefused as refusal:
            code, said = next(iter(refusal.recipients.values()))
            raise self._not_sent(code, said, for_good=code >= 500) from None
        except smtplib.SMTPDataError as refusal:
            # RFC 5321, 4.2.1: 5yz, the same message is not to be sent again.
            raise self._not_sent(refusal.smtp_code, refusal.smtp_error, for_good=refusal.smtp_code >= 500) from None
        except smtplib.SMTPResponseException as refusal:
            # Of us as the sender, or of the conversation: the operator can mend that.
            raise self._not_sent(refusal.smtp_code, refusal.smtp_error) from None
        except OSError as lost:
            self.close()
            raise NotSent(f"việc gửi bị đứt giữa chừng ({_named(lost)})") from None

    def _open(self) -> None:
        self._connection = get_connection()
        try:
            self._connection.open()
        except smtplib.SMTPResponseException as refusal:
            said = self._not_sent(refusal.smtp_code, refusal.smtp_error)
            raise NotSent(said.reason, unreachable=True) from None
        except OSError as lost:
            self.close()
            raise NotSent(f"không nối được với máy chủ thư ({_named(lost)})", unreachable=True) from None

    def _not_sent(self, code: int, said: bytes | str, *, for_good: bool = False) -> NotSent:
        self.close()
        words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
        return NotSent(f"máy chủ thư trả lời {code} {words}", for_good=for_good)

    def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            try:
                connection.close()
            except OSError:
                pass  # what was taken was taken


class _Mail(EmailMessage):
    """Django's, but a long Vietnamese subject begins on the line of its name: some readers take an empty first line for no subject."""

    def message(self, **options: Any) -> Any:
        made = super().message(**options)
        if not (subject := str(self.subject)).isascii():
            made.replace_header("Subject", Header(subject, "utf-8", header_name="Subject"))
        return made


def compose(letter: Letter) -> EmailMessage:
    """The mail, byte for byte the same at every try. Raises BadHeaderError rather than let a line end into a header."""
    mail = _Mail(
        subject=letter.subject,
        body=letter.text,
        from_email=settings.PORTAL_EMAIL,
        to=[letter.to],
        headers={
            "Message-ID": f"<{letter.name}@{settings.HOST}>",
            "Date": format_datetime(localtime(letter.at)),
            "Auto-Submitted": "auto-generated",  # RFC 3834: nobody's holiday notice answers it
            "Content-Language": "vi",
        },
    )
    mail.encoding = _VIETNAMESE
    return mail


def _named(lost: OSError) -> str:
    return lost.strerror or str(lost) or type(lost).__name__
