"""Ways round approval, 9: the log, the bytes and the archive in the database."""

from __future__ import annotations

import gzip
import hashlib
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from caunoi.gate.followers.models import Cursor
from caunoi.gate.followers.worker import catch_up
from caunoi.gate.releases.log import Broken
from caunoi.gate.releases.models import Blob, Release
from caunoi.gate.releases.tests.steps import Portal, change, end, path_of, sql
from caunoi.ground.refused import Refused
from caunoi.reach.archive.models import Memento
from tests.province import Province

EVIL = "Nạp tiền nhận thưởng ngay"


def test_released_bytes_changed_in_the_database_are_not_put_before_the_public(
    province: Province, portal: Portal
) -> None:
    article = province.released()
    page = Release.objects.filter(path=path_of(article)).latest("position")
    Blob.objects.filter(pk=page.sha256).update(data=gzip.compress(EVIL.encode()))
    with pytest.raises(Refused):
        catch_up()
    assert EVIL not in "".join(file.read_text() for file in portal.root.rglob("*.html"))


def test_a_cursor_set_back_puts_nothing_old_in_the_place_of_the_new(province: Province, portal: Portal) -> None:
    article = province.released(lead="Bản thứ nhất của bài.")
    change(article, by=province.mai, lead="Bản thứ hai của bài.").publish(user=province.duyen)
    before = portal.everything()
    Cursor.objects.filter(pk="public").update(position=0)
    assert portal.everything() == before


def test_an_entry_repeated_at_the_end_of_the_log_is_refused(province: Province, portal: Portal) -> None:
    article = province.released(lead="Bản thứ nhất của bài.")
    old = Release.objects.filter(path=path_of(article)).latest("position")
    change(article, by=province.mai, lead="Bản thứ hai của bài.").publish(user=province.duyen)
    assert "Bản thứ hai" in portal.page(path_of(article))
    old.position = end() + 1
    old.save(force_insert=True)
    sql("UPDATE releases_head SET position = %s", old.position)
    with pytest.raises(Broken):
        catch_up()
    assert "Bản thứ hai" in (portal.tree("public") / path_of(article).lstrip("/")).read_text()


def test_the_archive_shows_no_bytes_that_the_log_does_not_know(province: Province, portal: Portal, client: Any) -> None:
    article = province.released()
    catch_up()
    stamp = (timezone.now() + timedelta(minutes=1)).strftime("%Y%m%d%H%M%S")
    address = f"/kho-luu/{stamp}{path_of(article)}"
    assert client.get(address).status_code == 200
    data = EVIL.encode()
    sha256 = hashlib.sha256(data).hexdigest()
    Blob.objects.create(sha256=sha256, size=len(data), data=data)
    Memento.objects.filter(path=path_of(article)).update(sha256=sha256)
    client.raise_request_exception = False
    answer = client.get(address)
    assert answer.status_code != 200
    assert EVIL not in answer.content.decode()
