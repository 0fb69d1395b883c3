"""No message without the change, no change without the message; what lies in the database names nobody."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from caunoi.ground.outbox import actions, queries, sealing
from caunoi.ground.outbox.delivering import deliver, sweep
from caunoi.ground.outbox.models import Message, State
from caunoi.ground.outbox.tests.letters import LAN, TEXT, committed, post, reload
from caunoi.ground.people import audit
from caunoi.ground.people.models import AuditEntry
from caunoi.ground.refused import Refused


@pytest.mark.django_db
def test_the_same_key_is_the_same_message_and_the_first_one_counts(at: datetime) -> None:
    first = post("case:12:received", at=at)
    second = post("case:12:received", at=at + timedelta(hours=1), text="Khác", to="khac@example.vn")
    assert first.pk == second.pk and Message.objects.count() == 1
    assert sealing.open_sealed(first.key, reload(first).sealed) == (LAN, TEXT)


@committed
def test_a_change_that_is_taken_back_takes_its_message_along(at: datetime) -> None:
    with transaction.atomic():
        audit.record("login", at=at)
        post("case:12:received", at=at)
        transaction.set_rollback(True)
    assert not Message.objects.exists() and not AuditEntry.objects.exists()


@committed
def test_posting_outside_of_a_transaction_is_a_bug(at: datetime) -> None:
    with pytest.raises(RuntimeError, match="in the transaction"):
        actions.post(key="k", to=LAN, subject="s", text="t", about="case:1", at=at)
    assert not Message.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "to",
    ["", "lan", "lan@", "@example.vn", "lan@example.vn\nBcc: ai@example.vn", "a@example.vn, b@example.vn", '"a b"@example.vn',
     "Lan <lan@example.vn>", "lan@example.vn\x00", "lân@example.vn"],
)  # fmt: skip
def test_an_address_that_cannot_be_one_is_refused(at: datetime, to: str) -> None:
    with pytest.raises(Refused, match="không hợp lệ"):
        post("k", at=at, to=to)
    assert not Message.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "k" * 201, "a\nb", " a"])
def test_a_key_that_is_none_is_a_bug(at: datetime, key: str) -> None:
    with pytest.raises(ValueError, match="not a key"):
        post(key, at=at)


@pytest.mark.django_db
def test_a_message_without_subject_is_a_bug(at: datetime) -> None:
    with pytest.raises(IntegrityError):
        post("k", at=at, subject=" \r\n")


@pytest.mark.django_db
def test_address_and_text_lie_sealed_in_the_row_and_open_in_no_other(at: datetime) -> None:
    one, other = post("one", at=at), post("other", at=at)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM outbox_message")
        row = repr(cursor.fetchall())
    assert "lan" not in row.lower() and "Nguyễn" not in row and "example.vn" not in row
    assert one.sealed != other.sealed
    with pytest.raises(Exception):  # noqa: B017, PT011 - the vault's own
        sealing.open_sealed("other", one.sealed)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [{"next_at": None}, {"sealed": ""}, {"sent_at": datetime(2026, 1, 1)}, {"given_up_at": datetime(2026, 1, 1)}],
)
def test_the_database_refuses_a_message_that_neither_waits_nor_has_ended(at: datetime, wrong: dict[str, Any]) -> None:
    post("k", at=at)
    fields = {name: value.replace(tzinfo=at.tzinfo) if value else value for name, value in wrong.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.update(**fields)


@pytest.mark.django_db
def test_what_was_sent_is_emptied_after_its_time_and_the_row_stays(
    at: datetime, settings: Any, mail_folder: Any
) -> None:
    settings.MAIL_KEPT_DAYS = 30
    sent, waits = post("sent", at=at), post("waits", at=at, not_before=at + timedelta(days=99))
    assert deliver(at=at) == 1
    assert sweep(at=at + timedelta(days=29)) == 0
    assert sweep(at=at + timedelta(days=31)) == 1
    assert sweep(at=at + timedelta(days=31)) == 0
    assert (reload(sent).sealed, reload(sent).state) == ("", State.SENT)
    assert reload(waits).sealed
    again = post("sent", at=at + timedelta(days=32))
    assert again.pk == sent.pk and deliver(at=at + timedelta(days=32)) == 0


@pytest.mark.django_db
def test_a_message_given_up_is_sent_after_all_when_asked_and_the_trail_says_so(at: datetime, post_office: Any) -> None:
    message = post("k", at=at, to="nobody@example.vn")
    deliver(at=at)
    assert reload(message).state == State.GIVEN_UP and queries.given_up_keys() == ["k"]
    post_office.forgiving = True
    assert deliver(at=at + timedelta(days=1)) == 0
    actions.retry("k", by=None, at=at)
    assert deliver(at=at) == 1 and reload(message).state == State.SENT
    assert list(AuditEntry.objects.values_list("act", "subject")) == [("message_retried", "k")]
    with pytest.raises(Refused, match="đã gửi rồi"):
        actions.retry("k", by=None, at=at)


@pytest.mark.django_db
def test_nothing_is_sent_again_that_is_not_there_or_has_been_emptied(at: datetime, post_office: Any) -> None:
    with pytest.raises(Refused, match="Không có thư"):
        actions.retry("k", by=None, at=at)
    post("k", at=at, to="nobody@example.vn")
    deliver(at=at)
    assert sweep(at=at + timedelta(days=31)) == 1
    assert queries.given_up_keys() == []
    with pytest.raises(Refused, match="đã xóa"):
        actions.retry("k", by=None, at=at)


@pytest.mark.django_db
def test_asking_again_does_not_send_before_the_time(at: datetime, mail_folder: Any) -> None:
    post("k", at=at, not_before=at + timedelta(days=1))
    actions.retry("k", by=None, at=at)
    assert deliver(at=at) == 0
    assert deliver(at=at + timedelta(days=1)) == 1
