"""Keys and signed approvals in the log: before what rests on them, once, and without a name."""

from __future__ import annotations

import base64
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from caunoi.gate.followers.worker import catch_up
from caunoi.gate.public_log import sequencer
from caunoi.gate.public_log.models import ApproverKey, Entry
from caunoi.gate.releases import signatures
from caunoi.gate.releases.models import Approval, Release
from caunoi.gate.releases.tests.steps import change, latest, version
from caunoi.ground.people.actions import appoint, forget_second_factor
from tests.passkey import Passkey
from tests.province import Province

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def data(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path


def said() -> list[dict[str, Any]]:
    return [json.loads(bytes(one.data)) for one in Entry.objects.order_by("pk")]


def of(kind: str) -> list[dict[str, Any]]:
    return [one for one in said() if one["type"] == kind]


def release_signed(article: Any, key: Passkey) -> None:
    with signatures.offered(key.answer(version(article).digest)):
        latest(article).publish(user=key.user)


def test_an_approvers_key_is_introduced_when_it_is_registered_and_its_end_is_said(province: Province) -> None:
    key = Passkey(province.duyen)
    Passkey(province.mai)  # who approves nothing is not in the log
    catch_up()
    (added,) = of("key")
    assert (added["use"], added["change"]) == ("approval", "added")
    assert base64.b64decode(added["key"]) == key.public
    forget_second_factor(province.duyen, by=None, at=timezone.now())
    catch_up()
    catch_up()
    assert [(one["change"], one["key"]) for one in of("key")] == [("added", added["key"]), ("removed", added["key"])]
    assert ApproverKey.objects.get().removed_at


def test_a_key_that_came_and_went_before_the_sequencer_looked_is_said_in_order(province: Province) -> None:
    key = Passkey(province.duyen)
    key.row.delete()
    catch_up()
    assert [one["change"] for one in of("key")] == ["added", "removed"]


def test_key_approval_and_releases_stand_in_this_order_once(province: Province) -> None:
    key, article = Passkey(province.duyen), province.draft()
    release_signed(article, key)
    catch_up()
    change(article, by=province.mai, lead="Sapo mới.")
    release_signed(article, key)
    catch_up()
    entries = said()
    (key_at,) = [n for n, one in enumerate(entries) if one["type"] == "key"]
    approvals = [n for n, one in enumerate(entries) if one["type"] == "approval"]
    assert len(approvals) == 2 and entries[approvals[0]]["key_entry"] == key_at < approvals[0]
    rested = [(n, one) for n, one in enumerate(entries) if "approval" in one]
    assert len(rested) > 2
    for n, one in rested:
        assert one["approval"] < n and one["approver_key"] == key.fingerprint
        assert entries[one["approval"]]["content"] == one["content"]
    assert "Duyên" not in json.dumps(entries, ensure_ascii=False) and "duyen" not in json.dumps(entries)
    assert len(entries) == Release.objects.count() + 3


def test_a_key_registered_before_its_owner_approved_is_introduced_with_its_first_signature(province: Province) -> None:
    key = Passkey(province.binh)
    catch_up()
    assert not of("key")
    appoint(province.binh, role="approver", from_on=date(2026, 1, 1), by=None, at=timezone.now() - timedelta(days=1))
    release_signed(province.draft(), key)
    catch_up()
    kinds = [one["type"] for one in said()]
    assert kinds.index("key") < kinds.index("approval") and kinds.count("key") == 1


def test_a_signature_that_was_altered_in_the_database_is_not_put_in_the_log(province: Province) -> None:
    key, article = Passkey(province.duyen), province.draft()
    release_signed(article, key)
    for row in Approval.objects.exclude(signature=""):
        Approval.objects.filter(pk=row.pk).update(signature=row.signature.replace("key", "kex", 1))
    sequencer.step()
    assert not of("approval")
