"""Every release becomes an entry, in order, once; nobody reads further than what is signed; what is signed is for ever."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from caunoi.gate.followers import following
from caunoi.gate.followers.worker import catch_up
from caunoi.gate.public_log import entries, folder, sequencer, signing
from caunoi.gate.public_log.models import Entry, Head, Tile, Waiting
from caunoi.gate.public_log.sequencer import Forgetful
from caunoi.gate.releases.log import Broken
from caunoi.gate.releases.models import Release
from caunoi.gate.releases.tests.steps import unguard
from caunoi.ledger import merkle
from caunoi.ledger.checkpoints import Checkpoint, opened
from caunoi.ledger.reading import Log, Missing
from tests.agencies import Agencies
from tests.province import Province

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def data(settings: object, tmp_path: Path) -> Path:
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    return tmp_path


def fetch(path: str) -> bytes:
    try:
        return (folder.root() / path).read_bytes()
    except FileNotFoundError as reason:
        raise Missing(path) from reason


def the_log() -> Log:
    return Log.at(fetch, signing.signer().verifier)


def test_every_release_is_an_entry_that_is_proved_from_the_files_alone(province: Province) -> None:
    province.released()
    catch_up()
    log = the_log()
    rows = list(Release.objects.order_by("position"))
    assert log.head.size == len(rows) == Head.objects.get().size
    assert log.head.root == merkle.root_of([merkle.leaf(bytes(one.data)) for one in Entry.objects.order_by("pk")])
    for row in rows:
        said = json.loads(log.entry(row.position - 1))
        assert (said["host"], said["path"], said["type"], said["release"]) == (
            row.host,
            row.path,
            row.kind,
            row.position,
        )
        assert said.get("sha256", "") == row.sha256
    assert "Duyên" not in str([bytes(one.data) for one in Entry.objects.all()]), "a log entry names roles, not persons"


def test_the_entry_of_an_address_is_the_last_one(province: Province) -> None:
    province.released("Bài một")
    catch_up()
    province.released("Bài hai")
    catch_up()
    assert Release.objects.filter(path="/").count() > 1, "the home page was released again"
    last = Release.objects.filter(path="/").latest("position")
    assert int(fetch(folder.at_path(last.host, last.path))) == last.position - 1


def test_a_follower_reads_no_further_than_the_signed_head(province: Province) -> None:
    catch_up()
    province.released()
    public = next(one for one in following.followers() if one.name == "public")
    assert following.step(public, at=timezone.now()) == 0
    assert sequencer.integrate() > 0
    assert following.step(public, at=timezone.now()) == 0, "it is signed, but no file says so yet"
    sequencer.publish()
    assert following.step(public, at=timezone.now()) > 0


def test_a_head_continues_the_one_before_it(province: Province) -> None:
    heads: list[Checkpoint] = []
    for n in range(4):
        province.released(f"Bài số {n}")
        catch_up()
        heads.append(the_log().head)
    assert len({head.size for head in heads}) == 4
    for head in heads:
        the_log().continues(head)
    forked = Checkpoint(heads[0].origin, heads[0].size, merkle.leaf(b"another"))
    with pytest.raises(merkle.Inconsistent):
        the_log().continues(forked)
    with pytest.raises(merkle.Inconsistent, match="now has"):
        the_log().continues(Checkpoint(heads[0].origin, heads[-1].size + 1, heads[-1].root))


def test_what_breaks_before_the_signature_leaves_nothing(province: Province, monkeypatch: pytest.MonkeyPatch) -> None:
    catch_up()
    before = Head.objects.values().get()
    province.released()

    def no_key() -> None:
        raise OSError("the key is locked away")

    with monkeypatch.context() as patched:
        patched.setattr(signing, "signer", no_key)
        with pytest.raises(OSError, match="locked"):
            sequencer.step()
    assert Head.objects.values().get() == before and Entry.objects.count() == before["size"]
    sequencer.step()
    assert the_log().head.size == Release.objects.count()


def test_a_release_that_the_gate_did_not_write_gets_no_further(province: Province) -> None:
    catch_up()
    size = Head.objects.get().size
    province.released()
    last = Release.objects.latest("position")
    unguard()
    Release.objects.filter(pk=last.pk).update(path="/casino.html")
    with pytest.raises(Broken, match=r"casino\.html"):
        sequencer.step()
    assert Head.objects.get().size == size


@pytest.mark.parametrize("sql", ["UPDATE public_log_entry SET release = NULL", "DELETE FROM public_log_entry"])
def test_an_entry_is_neither_changed_nor_taken_out(province: Province, sql: str) -> None:
    catch_up()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_submission_leaves_its_commitment_and_not_one_word(province: Province, agencies: Agencies) -> None:
    filed = agencies.filed()
    assert Waiting.objects.count() == 1
    catch_up()
    assert Waiting.objects.count() == 0
    (entry,) = Entry.objects.filter(release=None)
    said = json.loads(bytes(entry.data))
    assert said == {
        "v": 1, "type": "receipt", "at": entries.moment(filed.case.filed_at), "commitment": filed.receipt["commitment"],
    }  # fmt: skip
    assert the_log().entry(entry.pk) == bytes(entry.data)


def test_the_checkpoint_is_signed_by_the_key_that_is_shown(province: Province) -> None:
    catch_up()
    head, note = opened(fetch("checkpoint"), signing.signer().verifier)
    assert fetch("vkey").decode().strip() == signing.signer().verifier.vkey
    assert head.origin == signing.origin() and note.written().encode() == fetch("checkpoint")


def test_partial_tiles_go_when_the_full_one_is_there(province: Province) -> None:
    for n in range(300):
        sequencer.hand_in(entries.written(entries.RECEIPT, timezone.now(), number=n))
        if n % 50 == 0:
            sequencer.step()
    while sequencer.step():
        pass
    log = folder.root()
    assert (log / "tile/0/000").exists() and not (log / "tile/0/000.p").exists()
    assert (log / "tile/entries/000").exists() and not (log / "tile/entries/000.p").exists()
    for index in range(the_log().head.size):
        assert the_log().entry(index)


def test_a_folder_that_was_lost_is_written_anew(province: Province, data: Path) -> None:
    province.released()
    catch_up()
    before = {file.relative_to(data): file.read_bytes() for file in folder.root().rglob("*") if file.is_file()}
    shutil.rmtree(data / "public")
    sequencer.step()
    log = the_log()
    assert log.head == opened(before[(folder.root() / "checkpoint").relative_to(data)], signing.signer().verifier)[0]
    assert all(log.entry(index) for index in range(log.head.size))
    assert {path for path in before if "at" in path.parts} == {
        file.relative_to(data) for file in (folder.root() / "at").rglob("*") if file.is_file()
    }


def test_a_database_that_is_older_than_what_was_signed_signs_nothing(province: Province) -> None:
    catch_up()
    then = Head.objects.get()
    province.released("Bài sau bản sao lưu")
    with transaction.atomic():
        point = transaction.savepoint()
        catch_up()
        transaction.savepoint_rollback(point)  # the files remain: so it is after a backup was put back
    assert Head.objects.get().size == then.size < the_log().head.size
    with pytest.raises(Forgetful, match="không ký"):
        sequencer.step()
    assert Head.objects.get().size == then.size


def test_a_database_that_holds_other_entries_than_were_signed_signs_nothing(province: Province) -> None:
    catch_up()
    head = Head.objects.get()
    signed = Checkpoint(signing.origin(), head.size, merkle.leaf(b"another")).signed(signing.signer())
    (folder.root() / "checkpoint").write_text(signed.written())
    province.released("Bài mới")
    with pytest.raises(Forgetful, match="không phải những mục ấy"):
        sequencer.step()


@pytest.mark.parametrize("kind", ["release", "receipt"])
def test_what_was_put_among_the_waiting_by_sql_becomes_no_entry(province: Province, kind: str) -> None:
    catch_up()
    before = Head.objects.get().size
    forged = entries.written(kind, timezone.now(), host="localhost", path="/casino.html", sha256="00")
    Waiting.objects.create(data=forged)
    with pytest.raises(Broken):
        sequencer.step()
    assert Head.objects.get().size == before


def test_a_release_cannot_be_handed_in_even_with_a_seal(province: Province) -> None:
    catch_up()
    sequencer.hand_in(entries.written(entries.RELEASE, timezone.now(), host="localhost", path="/casino.html"))
    with pytest.raises(Broken):
        sequencer.step()


def test_tiles_that_were_altered_by_sql_are_not_signed_on(province: Province) -> None:
    catch_up()
    edge = Tile.objects.filter(level=0).latest("number")
    Tile.objects.filter(pk=edge.pk).update(hashes=bytes(32) + bytes(edge.hashes)[32:])
    province.released("Bài nữa")
    with pytest.raises(Forgetful):
        sequencer.step()
    Tile.objects.filter(pk=edge.pk).update(hashes=bytes(edge.hashes)[:-32])
    with pytest.raises(Forgetful):
        sequencer.step()
