"""What stands in the public folder and was not released is put aside, put right and told; what is just being published is not."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from caunoi.gate.followers import following
from caunoi.gate.followers import healing as healing_module
from caunoi.gate.followers.healing import Healing
from caunoi.gate.followers.healing_log import HealingLog
from caunoi.gate.followers.worker import catch_up
from caunoi.gate.incidents.models import Incident
from caunoi.gate.public_log import folder, sequencer
from caunoi.gate.public_log.models import Entry, Tile
from caunoi.gate.public_log.sequencer import Forgetful
from caunoi.gate.releases.log import Broken
from caunoi.gate.releases.models import Release
from caunoi.gate.releases.queries import released_bytes
from caunoi.gate.releases.tests.steps import unguard
from caunoi.ground.outbox.models import Message
from caunoi.ledger.asking import Known
from caunoi.ledger.notes import COSIGNATURE, Signer
from tests.province import Province

pytestmark = pytest.mark.django_db
CASINO = b"<p>Nha cai uy tin</p>"


@pytest.fixture
def healing(province: Province, settings: object, monkeypatch: pytest.MonkeyPatch) -> Healing:
    monkeypatch.setattr(healing_module, "BUDGET", 60.0)  # however busy the machine is, a look reads all
    settings.ALARM_TO = ["kythuat@tinh.test"]  # type: ignore[attr-defined]
    province.released()
    catch_up()
    return Healing()


def look(healing: Healing | HealingLog) -> int:
    healing._not_before = 0.0
    return sum(healing.look(at=timezone.now()) for _ in range(3))


def public(path: str) -> Path:
    return Path(settings.DATA / "public" / settings.HOST / path)


def files() -> dict[str, bytes]:
    return {
        str(file.relative_to(settings.DATA)): file.read_bytes()
        for tree in ("public", "gone", "moved")
        for file in (settings.DATA / tree).rglob("*")
        if file.is_file()
    }


def append(file: Path) -> None:
    file.write_bytes(file.read_bytes() + CASINO)


def twin(file: Path) -> None:
    """Only those whose browser takes gzip see it."""
    file.with_name(file.name + ".gz").write_bytes(gzip.compress(file.read_bytes() + CASINO))


def broken_twin(file: Path) -> None:
    file.with_name(file.name + ".br").write_bytes(b"\x00\x01")


def link(file: Path) -> None:
    file.unlink()
    file.symlink_to("/etc/hostname")


def same_times(file: Path) -> None:
    """The times of its content as they were."""
    before = file.stat()
    file.write_bytes(CASINO + file.read_bytes()[len(CASINO) :])
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def older(file: Path) -> None:
    """Bytes that were released there once."""
    release = Release.objects.filter(path="/").earliest("position")
    file.write_bytes(released_bytes(release))


@pytest.mark.parametrize("attack", [append, twin, broken_twin, link, same_times, older, Path.unlink])
def test_a_page_that_was_touched_stands_again_as_it_was_released(
    healing: Healing, attack: Callable[[Path], None]
) -> None:
    before, file = files(), public("index.html")
    assert look(healing) == 0
    attack(file)
    assert files() != before
    assert look(healing) == 1
    assert files() == before
    assert look(healing) == 0
    one = Incident.objects.get()
    assert (one.host, one.path, one.mended) == (settings.HOST, "/", True)
    assert one.kind == ("missing" if attack is Path.unlink else "altered")


@pytest.mark.parametrize(
    "name", ["casino.html", "tep/2026/nha-cai.pdf", "kinh-te/nha-cai/index.html", ".htaccess", "index.html.bak"]
)
def test_what_was_never_released_is_put_aside_as_evidence(healing: Healing, name: str) -> None:
    before, file = files(), public(name)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(CASINO)
    assert look(healing) == 1
    assert files() == before
    one = Incident.objects.get()
    assert one.kind == "foreign"
    assert (settings.DATA / one.evidence).read_bytes() == CASINO


def test_it_is_told_by_mail_and_stands_in_the_public_log_once(healing: Healing) -> None:
    for _ in range(3):
        public("casino.html").write_bytes(CASINO)
        assert look(healing) == 1
    assert Incident.objects.get().times == 3
    assert Message.objects.filter(key__startswith="incident:").count() == 1
    catch_up()
    said = [json.loads(bytes(one)) for one in Entry.objects.values_list("data", flat=True)]
    verdicts = [one for one in said if one["type"] == "verdict" and one["finding"] != "none"]
    assert [(one["finding"], one["path"], one["mended"]) for one in verdicts] == [("foreign", "/casino.html", "yes")]


def test_all_is_whole_is_said_once_an_hour(healing: Healing) -> None:
    now = timezone.now()
    for minutes in (0, 1, 59, 61, 119, 122):
        healing._not_before = 0.0
        healing.look(at=now + timedelta(minutes=minutes))
    catch_up()
    said = [json.loads(bytes(one)) for one in Entry.objects.values_list("data", flat=True)]
    assert [one["finding"] for one in said if one["type"] == "verdict"] == ["none"] * 3


def test_what_is_just_being_published_is_no_incident(healing: Healing, province: Province) -> None:
    look(healing)
    article = province.released("Bài nữa")
    assert look(healing) == 0
    sequencer.step()
    follower = next(one for one in following.followers() if one.name == "public")
    released = list(Release.objects.order_by("position"))
    follower.follow(released, at=timezone.now())  # killed before it could say how far it came
    assert look(healing) == 0
    catch_up()
    assert look(healing) == 0
    article.unpublish()
    catch_up()
    assert look(healing) == 0
    assert not Incident.objects.exists()


def test_a_file_that_was_lost_before_the_worker_began_is_found_too(healing: Healing) -> None:
    before = files()
    public("index.html").unlink()
    assert look(Healing()) == 1
    assert files() == before


LOG = ["checkpoint", "vkey", "witnesses", "tile/0/000.p/*", "tile/entries/000.p/*", "at/*/*"]


@pytest.mark.parametrize("name", LOG)
def test_the_files_of_the_log_are_put_right(healing: Healing, name: str) -> None:
    log, before = HealingLog(), files()
    assert look(log) == 0
    file = sorted(folder.root().glob(name))[-1]
    file.write_bytes(b"0\n")
    assert look(log) == 1
    assert files() == before
    file.unlink()
    assert look(log) == (0 if ".p/" in name else 1)
    if ".p/" not in name:
        assert files() == before


def test_other_witnesses_since_the_last_start_are_no_incident(healing: Healing, settings: Any) -> None:
    key = Signer("w.example/w", Ed25519PrivateKey.generate(), COSIGNATURE).verifier
    settings.WITNESSES = [Known(key, "http://127.0.0.1:9")]
    assert look(HealingLog()) == 0
    assert (folder.root() / "witnesses").read_text() == f"{key.vkey}\n"


def test_an_older_head_put_back_is_replaced(healing: Healing, province: Province) -> None:
    old = (folder.root() / "checkpoint").read_bytes()
    province.released("Bài nữa")
    catch_up()
    now, log = (folder.root() / "checkpoint").read_bytes(), HealingLog()
    assert look(log) == 0
    (folder.root() / "checkpoint").write_bytes(old)
    assert look(log) == 1
    assert (folder.root() / "checkpoint").read_bytes() == now


def test_what_is_none_of_the_log_is_put_aside(healing: Healing) -> None:
    (folder.root() / "casino.html").write_bytes(CASINO)
    assert look(HealingLog()) == 1
    assert not (folder.root() / "casino.html").exists()


def test_an_entry_altered_by_sql_heals_nothing_into_what_it_says(healing: Healing) -> None:
    before = files()
    row = Release.objects.filter(path="/").latest("position")
    unguard()
    Release.objects.filter(pk=row.pk).update(sha256=hashlib.sha256(CASINO).hexdigest())
    public("index.html").write_bytes(CASINO)
    with pytest.raises(Broken):
        look(healing)
    Release.objects.filter(pk=row.pk).update(sha256=row.sha256)
    assert look(healing) == 1
    assert files() == before


def test_an_entry_altered_by_sql_keeps_no_other_page_from_being_healed(healing: Healing) -> None:
    feed = public("rss.xml").read_bytes()
    row = Release.objects.filter(path="/").latest("position")
    unguard()
    Release.objects.filter(pk=row.pk).update(sha256=hashlib.sha256(CASINO).hexdigest())
    public("rss.xml").write_bytes(CASINO)
    public("index.html").write_bytes(CASINO)
    with pytest.raises(Broken):
        look(healing)
    assert public("rss.xml").read_bytes() == feed


def test_entries_taken_out_by_sql_do_not_make_their_pages_foreign(healing: Healing) -> None:
    before = files()
    unguard()
    Release.objects.filter(path__startswith="/kinh-te/").delete()
    with pytest.raises(Broken):
        look(healing)
    assert files() == before


def test_by_a_database_that_was_put_back_nothing_is_foreign(healing: Healing, province: Province) -> None:
    yesterday = transaction.savepoint()
    province.released("Bài sẽ bị quên")
    catch_up()
    before = files()
    transaction.savepoint_rollback(yesterday)
    with pytest.raises(Forgetful):
        look(healing)
    assert files() == before


def test_the_log_is_not_written_anew_from_a_database_that_was_altered(healing: Healing) -> None:
    before, log = files(), HealingLog()
    assert look(log) == 0
    edge = Tile.objects.filter(level=0).latest("number")
    Tile.objects.filter(pk=edge.pk).update(hashes=bytes(32) + bytes(edge.hashes)[32:])
    for file in (folder.root() / "tile").rglob("*"):
        os.utime(file)
    with pytest.raises(Forgetful):
        look(log)
    assert files() == before
