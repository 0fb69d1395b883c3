"""By real SMTP: what is taken, refused for good, refused for now, cut off, too slow; and the mail itself."""

from __future__ import annotations

from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from caunoi.ground.outbox import delivering, mail, rules
from caunoi.ground.outbox.delivering import deliver, sweep
from caunoi.ground.outbox.models import Message, State
from caunoi.ground.outbox.tests.letters import LAN, post, reload
from caunoi.ground.outbox.tests.postoffice import PostOffice

pytestmark = pytest.mark.django_db


def fails(message: Message, *, at: datetime) -> list[float]:
    """Deliver whenever it is due until it is given up; the minutes between the tries."""
    pauses: list[float] = []
    while (due := reload(message).next_at) is not None:
        assert deliver(at=due - timedelta(seconds=1)) == 0
        assert deliver(at=due) == 1
        after = reload(message).next_at
        pauses += [round((after - due) / timedelta(minutes=1))] if after else []
    return pauses


def test_a_mail_arrives_as_it_was_written(at: datetime, post_office: PostOffice, settings: Any) -> None:
    settings.PORTAL_EMAIL = "Cổng tỉnh <cong@maytrang.example>"
    text = "Kính gửi bà Lan,\n\n.Dòng có chấm đầu\n" + "chữ " * 400 + "\nHết.\n"
    message = post("case:12:received", at=at, subject="Đã tiếp nhận câu hỏi số 12 của bà về đất đai", text=text)
    assert deliver(at=at) == 1
    assert reload(message).state == State.SENT and reload(message).last_error == ""
    (got,) = post_office.mails
    assert got.get_content().replace("\r\n", "\n") == text
    assert got["Subject"] == "Đã tiếp nhận câu hỏi số 12 của bà về đất đai"
    assert got["From"].addresses[0].display_name == "Cổng tỉnh"
    assert [str(address) for address in got["To"].addresses] == [LAN]
    assert got["Message-ID"] == f"<{rules.identity('case:12:received')}@localhost>"
    assert abs(parsedate_to_datetime(got["Date"]) - at) < timedelta(seconds=1)
    assert got["Auto-Submitted"] == "auto-generated"
    assert got.get_content_type() == "text/plain" and not got.is_multipart()
    assert not [name for name in got if name.startswith("List-")]
    raw = post_office.raw[0]
    assert b"\r\nSubject: =?utf-8?" in raw
    assert raw.isascii() and max(map(len, raw.split(b"\r\n"))) <= 998
    assert b"\n" not in raw.replace(b"\r\n", b"") and not got.defects


def test_nobody_writes_a_header_into_a_mail(at: datetime, post_office: PostOffice) -> None:
    evil = "Tin\r\nBcc: ai@example.vn\r\n\r\nNội dung giả"
    post("k", at=at, subject=evil, text="Chào\r\n.\r\nMAIL FROM:<a@b.vn>\r\n", about="x\r\nBcc: ai@example.vn")
    assert deliver(at=at) == 1
    (got,) = post_office.mails
    assert got["Bcc"] is None and got["Subject"] == "Tin Bcc: ai@example.vn Nội dung giả"
    assert "MAIL FROM" in got.get_content() and post_office.visits == 1


def test_nothing_is_sent_before_its_time(at: datetime, post_office: PostOffice) -> None:
    later = at + timedelta(days=3)
    post("k", at=at, not_before=later)
    assert deliver(at=later - timedelta(seconds=1)) == 0
    assert deliver(at=later) == 1
    assert abs(parsedate_to_datetime(post_office.mails[0]["Date"]) - later) < timedelta(seconds=1)


def test_a_recipient_refused_for_good_is_given_up_at_once_and_nobodys_address_is_kept_open(
    at: datetime, post_office: PostOffice, caplog: pytest.LogCaptureFixture
) -> None:
    message = post("k", at=at, to="nobody.lan@example.vn")
    assert deliver(at=at) == 1
    message = reload(message)
    assert (message.state, message.tries) == (State.GIVEN_UP, 1)
    assert message.last_error.startswith("máy chủ thư trả lời 550 5.1.1")
    assert "lan" not in (message.last_error + caplog.text).lower().replace("lần", "")
    assert "k: thôi không gửi nữa" in caplog.text


def test_a_mail_whose_text_is_refused_for_good_is_given_up_at_once(at: datetime, post_office: PostOffice) -> None:
    message = post("k", at=at, to="spam@example.vn")
    assert deliver(at=at) == 1
    assert reload(message).state == State.GIVEN_UP and "554" in reload(message).last_error


@pytest.mark.parametrize(("to", "said"), [("busy@example.vn", "450"), ("hangs-up@example.vn", "đứt giữa chừng")])
def test_what_fails_for_now_is_tried_again_with_growing_pauses_and_then_given_up(
    at: datetime, post_office: PostOffice, to: str, said: str
) -> None:
    message = post("k", at=at, to=to)
    assert fails(message, at=at) == [1, 5, 30, 120, 720]
    message = reload(message)
    assert (message.state, message.tries) == (State.GIVEN_UP, 6) and said in message.last_error


def test_what_failed_for_now_is_sent_when_it_can_be(at: datetime, post_office: PostOffice) -> None:
    message = post("k", at=at, to="busy@example.vn")
    deliver(at=at)
    assert reload(message).state == State.RETRYING
    post_office.forgiving = True
    assert deliver(at=at + timedelta(minutes=2)) == 1
    message = reload(message)
    assert (message.state, message.tries, message.last_error) == (State.SENT, 2, "")


def test_a_mail_that_was_taken_without_a_word_is_sent_again_under_the_same_identity_and_byte_for_byte(
    at: datetime, post_office: PostOffice
) -> None:
    message = post("k", at=at, to="taken@example.vn")
    deliver(at=at)
    assert reload(message).state == State.RETRYING
    post_office.forgiving = True
    deliver(at=at + timedelta(minutes=2))
    assert reload(message).state == State.SENT
    one, two = post_office.raw
    assert one == two


def test_a_post_office_that_does_not_answer_in_time_is_left(
    at: datetime, post_office: PostOffice, settings: Any
) -> None:
    settings.EMAIL_TIMEOUT, post_office.slow = 0.2, 1.0
    slow, quick = post("slow", at=at, to="slow@example.vn"), post("quick", at=at)
    assert deliver(at=at) == 2
    assert reload(slow).state == State.RETRYING and "timed out" in reload(slow).last_error
    assert reload(quick).state == State.SENT


def test_messages_that_fail_do_not_stop_the_others(
    at: datetime, post_office: PostOffice, caplog: pytest.LogCaptureFixture
) -> None:
    names = ["busy", "good1", "hangs-up", "good2", "nobody", "good3", "spam", "broken", "good4"]
    made = {name: post(name, at=at, to=f"{name}@example.vn") for name in names}
    Message.objects.filter(key="broken").update(sealed="not a seal")
    assert deliver(at=at) == len(names)
    states = {name: reload(message).state for name, message in made.items()}
    assert [name for name, state in states.items() if state == State.SENT] == ["good1", "good2", "good3", "good4"]
    assert [name for name, state in states.items() if state == State.GIVEN_UP] == ["nobody", "spam"]
    assert "lỗi khi soạn hoặc gửi" in reload(made["broken"]).last_error
    assert len(post_office.mails) == 4 and "@" not in caplog.text


def test_one_connection_carries_a_whole_batch_and_a_batch_has_a_limit(at: datetime, post_office: PostOffice) -> None:
    for n in range(7):
        post(f"k{n}", at=at + timedelta(seconds=n))
    later = at + timedelta(minutes=1)
    assert [deliver(at=later, limit=5), deliver(at=later, limit=5), deliver(at=later, limit=5)] == [5, 2, 0]
    assert post_office.visits == 2
    assert list(post_office.identities) == [f"<{rules.identity(f'k{n}')}@localhost>" for n in range(7)]


def test_where_nobody_opens_one_message_knocks_and_the_others_wait(
    at: datetime, post_office: PostOffice, settings: Any
) -> None:
    with PostOffice() as closed:
        settings.EMAIL_PORT = closed.port
    one, two = post("one", at=at), post("two", at=at + timedelta(seconds=1))
    assert deliver(at=at + timedelta(seconds=2)) == 1
    assert "không nối được" in reload(one).last_error
    assert (reload(two).state, reload(two).tries) == (State.WAITING, 0)


def test_a_wrong_password_is_for_the_operator_to_mend(at: datetime, post_office: PostOffice, settings: Any) -> None:
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "cong", "sai"
    one, two = post("one", at=at), post("two", at=at + timedelta(seconds=1))
    assert deliver(at=at + timedelta(seconds=2)) == 1
    assert reload(one).state == State.RETRYING and "535" in reload(one).last_error
    assert reload(two).tries == 0


def test_mail_waits_while_nobody_said_where_it_goes(at: datetime, settings: Any) -> None:
    settings.EMAIL_BACKEND = mail.NOWHERE
    message = post("k", at=at)
    assert deliver(at=at + timedelta(days=1)) == 0
    assert (reload(message).state, reload(message).tries) == (State.WAITING, 0)


def test_a_message_that_ends_whoever_touches_it_is_given_up(
    at: datetime, post_office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Death(BaseException):
        pass

    def die(*_: object) -> None:
        raise Death

    message, other = post("k", at=at), post("other", at=at + timedelta(days=9))
    with monkeypatch.context() as patch:
        patch.setattr(mail.Email, "send", die)
        for n in range(rules.TRIES):
            assert deliver(at=at + n * rules.LEASE - timedelta(seconds=1)) == 0
            with pytest.raises(Death):
                deliver(at=at + n * rules.LEASE + timedelta(seconds=n))
    assert deliver(at=at + timedelta(days=9)) == 1
    assert reload(message).state == State.GIVEN_UP and "ngắt giữa chừng" in reload(message).last_error
    assert reload(other).state == State.SENT


def test_who_has_nothing_to_do_takes_no_lock(at: datetime, post_office: PostOffice) -> None:
    post("later", at=at, not_before=at + timedelta(days=1))
    with CaptureQueriesContext(connection) as done:
        assert deliver(at=at) == sweep(at=at) == 0
    assert {query["sql"].split()[0] for query in done.captured_queries} == {"SELECT"}
    assert len(done.captured_queries) == 2


def test_what_is_sent_is_noted_although_somebody_else_took_it_over_meanwhile(
    at: datetime, post_office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = post("k", at=at)
    send = mail.Email.send

    def slowly(self: mail.Email, letter: Any) -> None:
        send(self, letter)
        monkeypatch.setattr(mail.Email, "send", send)
        assert delivering._claim(at + rules.LEASE + timedelta(seconds=9), ["email"]) is not None

    monkeypatch.setattr(mail.Email, "send", slowly)
    deliver(at=at)
    assert reload(message).state == State.SENT
    assert deliver(at=at + timedelta(days=1)) == 0
    assert sum(post_office.identities.values()) == 1
