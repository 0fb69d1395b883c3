"""The mail folder of a demo: once, whole, by name."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.mail import EmailMessage

from caunoi.ground.outbox import folder, rules
from caunoi.ground.outbox.delivering import deliver
from caunoi.ground.outbox.models import Message, State
from caunoi.ground.outbox.tests.letters import LAN, TEXT, post, reload


@pytest.mark.django_db
def test_a_mail_sent_twice_lies_there_once_and_can_be_read(at: datetime, mail_folder: Path) -> None:
    message = post("case:12:received", at=at)
    deliver(at=at)
    # As if the machine had stopped before it was noted down.
    Message.objects.update(sent_at=None, next_at=at)
    deliver(at=at + timedelta(days=1))
    assert reload(message).state == State.SENT and reload(message).tries == 2
    assert [file.name for file in mail_folder.iterdir()] == [f"{rules.identity('case:12:received')}.eml"]
    (name,) = folder.newest()
    mail = folder.read(name)
    assert mail is not None and mail.date is not None
    assert (mail.to, mail.subject, mail.text) == (LAN, "Đã tiếp nhận câu hỏi", TEXT)


@pytest.mark.django_db
def test_a_folder_that_cannot_be_written_is_tried_again(at: datetime, mail_folder: Path) -> None:
    mail_folder.touch()
    message = post("k", at=at)
    deliver(at=at)
    assert reload(message).state == State.RETRYING and "đứt giữa chừng" in reload(message).last_error
    mail_folder.unlink()
    deliver(at=at + timedelta(minutes=2))
    assert reload(message).state == State.SENT


@pytest.mark.parametrize("name", ["..", "../../etc/passwd", ".hidden", "", "a/b", "a\x00", "nothing"])
def test_nothing_but_mails_of_the_folder_is_read(mail_folder: Path, name: str) -> None:
    (mail_folder.parent / "secret.eml").write_text("Subject: x\n\nx")
    assert folder.read(name) is None and folder.newest() == []


@pytest.mark.parametrize("identity", ["<../../x@localhost>", "<.x@localhost>", "x", "<a/b@localhost>", "<@localhost>"])
def test_no_message_id_leads_out_of_the_folder(mail_folder: Path, settings: Any, identity: str) -> None:
    with pytest.raises(ValueError, match="no Message-ID"):
        folder.FolderBackend().send_messages([EmailMessage("s", "t", to=[LAN], headers={"Message-ID": identity})])
    assert not mail_folder.exists()
