"""What `caunoi verify` says of signed approvals and of a log whose key was changed; and that it believes nothing that is not proved."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings

from caunoi.cli.main import main
from caunoi.gate.followers.worker import catch_up
from caunoi.gate.public_log import batches, folder, rotating, sequencer, signing
from caunoi.gate.public_log.models import Entry, Head, Rotation
from caunoi.gate.releases import signatures
from caunoi.gate.releases.tests.steps import path_of, version
from caunoi.ledger import keys, merkle, tiles
from caunoi.ledger.checkpoints import Checkpoint
from caunoi.ledger.notes import Note
from tests.passkey import Passkey
from tests.province import Province
from tests.test_verify import Served, served

pytestmark = pytest.mark.django_db
__all__ = ["served"]


@pytest.fixture(autouse=True)
def key_file(settings: Any, tmp_path: Path) -> Path:
    """A key of the log for this test alone: it is changed here."""
    settings.LOG_KEY_FILE = tmp_path / "keys" / "log"
    return Path(settings.LOG_KEY_FILE)


def signed_article(province: Province, key: Passkey) -> str:
    article = province.draft("Bài có chữ ký")
    with signatures.offered(key.answer(version(article).digest)):
        article.get_latest_revision().publish(user=key.user)
    catch_up()
    article.refresh_from_db()
    return path_of(article)


def rewritten(served: Served, **changes: Any) -> None:
    """The log anew, as one with its key would write it: the entries of signed approvals changed, everything else consistent."""
    log = served.public / signing.PREFIX
    kept = [bytes(one.data) for one in Entry.objects.order_by("pk")]
    false = []
    for one in kept:
        said = json.loads(one)
        if said["type"] == "approval":
            said |= changes
            one = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        false.append(one)
    shutil.rmtree(log / "tile")
    leaves = [merkle.leaf(one) for one in false]
    for tile in tiles.grown(0, {}, leaves):
        (log / tile.path).parent.mkdir(parents=True, exist_ok=True)
        (log / tile.path).write_bytes(tile.hashes)
    bundle = log / tiles.bundle_path(0, len(false))
    bundle.parent.mkdir(parents=True)
    bundle.write_bytes(tiles.bundle(false))
    head = Checkpoint(signing.origin(), len(false), merkle.root_of(leaves))
    (log / "checkpoint").write_text(head.signed(signing.signer()).written())
    served.seen.unlink(missing_ok=True)


def test_a_page_approved_with_a_key_is_said_to_be(served: Served, province: Province) -> None:
    key = Passkey(province.duyen)
    path = signed_article(province, key)
    status, said = served.verify(path)
    assert status == 0 and f"Người duyệt ký bằng khóa {key.fingerprint[:16]}" in said
    assert "Người duyệt ký" not in served.verify("/rss.xml")[1], "nobody signs a feed"


def test_whoever_holds_the_log_key_and_the_server_cannot_forge_what_an_approver_signed(
    served: Served, province: Province
) -> None:
    key = Passkey(province.duyen)
    path = signed_article(province, key)
    (approval,) = [said for one in Entry.objects.all() if (said := json.loads(bytes(one.data)))["type"] == "approval"]
    other = json.loads(Passkey(province.tam).answer(approval["content"]))
    for changes in (
        {"signature": approval["client"]},
        {"asked": "2026-01-01T00:00:00.000Z"},
        {"act": "emergency"},
        {"content": "0" * 64},
        {"client": approval["client"][:-8]},
        {"client": other["clientDataJSON"], "signature": other["signature"]},
        {"key_entry": 0},
        {"key_entry": "x"},
        {"key": "0" * 64},
    ):
        rewritten(served, **changes)
        status, said = served.verify(path)
        assert status == 3 and "chữ ký của người duyệt" in said, (changes, said)
    rewritten(served)
    assert served.verify(path)[0] == 0


def test_a_signature_after_the_fact_proves_nothing(served: Served, province: Province, monkeypatch: Any) -> None:
    """An entry whose approval stands behind it in the log."""
    true = batches.of_release
    monkeypatch.setattr(batches, "of_release", lambda row, approval=None: true(row, approval and approval + 50))
    path = signed_article(province, Passkey(province.duyen))
    for n in range(60):
        sequencer.hand_in(b'{"type":"receipt","n":%d}' % n)
    catch_up()
    assert served.verify(path)[0] == 3


def remembering(served: Served, *options: str) -> tuple[int, str]:
    """`caunoi verify` of the home page alone: the second implementation knows only the key that it is given."""
    return main(["verify", "--seen", str(served.seen), *options, f"{served.url}/"]), served.said()


def turn() -> tuple[str, str]:
    """Change the key of the log; the old public key and the new."""
    old = signing.signer().verifier.vkey
    new = rotating.begin()
    catch_up()
    assert signing.signer().verifier.vkey == new != old
    return old, new


def test_who_remembers_the_old_key_follows_to_the_new_one(served: Served, province: Province) -> None:
    assert served.verify("/")[0] == 0
    new = turn()[1]
    assert not signing.next_file().exists()
    assert served.verify("/")[0] == 0, "both signed the head that names the new key"
    province.released("Sau khi đổi khóa")
    catch_up()
    status, said = served.verify("/")
    assert status == 0 and "Khóa của nhật ký đã đổi lúc" in said
    assert json.loads(served.seen.read_text())["localhost"]["key"] == new
    status, said = served.verify("/")
    assert status == 0 and "đã đổi lúc" not in said
    note = Note.read((served.public / signing.PREFIX / "checkpoint").read_text())
    assert len(note.signatures) == 1, "the old key signs nothing any more"


def test_several_changes_are_followed_one_after_another(served: Served, province: Province) -> None:
    old, _ = turn()
    province.released("Giữa hai lần")
    catch_up()
    turn()
    province.released("Sau hai lần")
    catch_up()
    status, said = remembering(served, "--key", old)
    assert status == 0 and "đã đổi lúc" in said
    assert served.verify("/")[0] == 0


@pytest.mark.parametrize("broken", ["no file", "nonsense", "another head", "not signed by the old", "another entry"])
def test_a_key_that_the_old_one_does_not_lead_to_is_false(served: Served, province: Province, broken: str) -> None:
    assert served.verify("/")[0] == 0
    turn()
    province.released("Sau khi đổi khóa")
    catch_up()
    log = served.public / signing.PREFIX
    line = json.loads((log / "keys").read_text())
    stranger = keys.signer(signing.origin(), served.seen.with_name("stranger"))
    head = Checkpoint.read(Note.read(line["head"]).text)
    if broken == "another head":
        false = Checkpoint(head.origin, head.size, merkle.leaf(b"x"))
        line["head"] = false.signed(stranger, signing.signer()).written()
    if broken == "not signed by the old":
        line["head"] = head.signed(signing.signer()).written()
    if broken == "another entry":
        line["entry"] = 0
    written = {"no file": "", "nonsense": "[1]\nx"}.get(broken, json.dumps(line) + "\n")
    (log / "keys").write_text(written)
    status, said = remembering(served)
    assert status == 3 and "không do khóa của" in said


def test_a_change_killed_anywhere_is_taken_up_again(served: Served, province: Province, monkeypatch: Any) -> None:
    assert served.verify("/")[0] == 0
    new = rotating.begin()
    assert rotating.begin() == new, "asked twice is one change"
    sequencer.integrate()  # … and killed before the files
    assert Rotation.objects.get().new == new and signing.signer().verifier.vkey != new
    sequencer.publish()  # … and killed before the key took its place
    assert signing.signer().verifier.vkey != new
    assert served.verify("/")[0] == 0
    province.released("Dở chừng")
    sequencer.integrate()
    assert len(Note.read(Head.objects.get().checkpoint).signatures) == 2, "until then both sign"
    catch_up()
    assert signing.signer().verifier.vkey == new and not signing.next_file().exists()
    catch_up()
    assert Rotation.objects.count() == 1
    assert served.verify("/")[0] == 0
    # A folder that was lost is written with the way from the old key.
    shutil.rmtree(folder.root())
    catch_up()
    assert served.verify("/")[0] == 0
    assert django_settings.LOG_KEY_FILE.stat().st_mode & 0o077 == 0
