"""The page of an address's origin and its proof file: what they say is what the log says, and no person is named."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from caunoi.gate.followers.worker import catch_up
from caunoi.gate.public_log import entries, folder, sequencer, signing
from caunoi.gate.public_log.models import Entry, Head
from caunoi.gate.releases import signatures
from caunoi.gate.releases.models import Page, Release
from caunoi.gate.releases.tests.steps import change, path_of, version, withdraw
from caunoi.ground.organisations.models import Organisation
from caunoi.ground.people.actions import appoint
from caunoi.ledger import asking, checkpoints
from caunoi.ledger.checkpoints import Checkpoint
from caunoi.ledger.keys import signer
from caunoi.ledger.notes import COSIGNATURE, Note
from caunoi.ledger.proofs import Proof
from caunoi.web import dynamic
from caunoi.web.provenance import queries
from tests.passkey import Passkey
from tests.province import Province

pytestmark = pytest.mark.django_db
HERE, FILE, CHECKER = "/nguon-goc/", "/nguon-goc/bang-chung.tlog-proof", "/nguon-goc/kiem-tra.html"


@pytest.fixture
def portal(province: Province, settings: Any, tmp_path: Path) -> Province:
    settings.DATA = tmp_path
    return province


def text(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def get(path: str, at: str = HERE, **more: str) -> Any:
    return Client().get(at, {"dia-chi": path, **more})


def proof_of(path: str, **more: str) -> Proof:
    return Proof.read(get(path, FILE, **more).content)


def test_offices_are_told_and_persons_are_not(portal: Province) -> None:
    office = Organisation.objects.create(name="Sở Tài chính", kind="department", valid_from="2025-07-01")
    for user, role in ((portal.mai, "reporter"), (portal.duyen, "approver")):
        post = user.posts.get()
        appoint(user, role=role, organisation=office, from_on=post.from_on, by=None, at=timezone.now())
    path = path_of(portal.released())
    catch_up()
    said = text(get(path))
    assert "Phóng viên của Cổng" in said and "Phóng viên, Sở Tài chính" in said and "Người duyệt, Sở Tài chính" in said
    row = Release.objects.filter(path=path).latest("position")
    index = Entry.objects.get(release=row.position).pk
    assert row.sha256 in said and row.approval is not None and row.approval.digest in said
    assert f"Mục {index} trong {Head.objects.get().published} mục" in said and "Phát hành lần đầu" in said
    assert "Chưa có nhân chứng" in said and signing.signer().verifier.vkey in said
    for one in (portal.mai, portal.duyen):
        assert one.full_name not in said and one.username not in said


def test_the_approvers_own_signature_is_told_with_its_key_and_not_whose_it_is(portal: Province) -> None:
    unsigned = path_of(portal.released("Bài không ký"))
    key, article = Passkey(portal.duyen), portal.draft("Bài có chữ ký")
    with signatures.offered(key.answer(version(article).digest)):
        article.get_latest_revision().publish(user=portal.duyen)
    catch_up()
    article.refresh_from_db()
    row = Release.objects.filter(path=path_of(article)).latest("position")
    facts = json.loads(bytes(Entry.objects.get(release=row.position).data))
    said = text(get(path_of(article)))
    assert facts["approver_key"] in said and f"mục {facts['approval']} của nhật ký" in said
    assert portal.duyen.full_name not in said
    assert "Ký bằng khóa" not in text(get(unsigned))


def test_every_address_is_proved_by_its_file(portal: Province) -> None:
    portal.released()
    catch_up()
    for row in Page.objects.all():
        proof = proof_of(row.path)
        assert proof.head(signing.signer().verifier, proof.extra).size == Head.objects.get().size
        assert get(row.path).status_code == 200
        assert f'"sha256":"{row.sha256}"' in proof.extra.decode() and f'"path":"{row.path}"' in proof.extra.decode()


def test_a_big_log_is_proved_from_few_tiles(portal: Province) -> None:
    path = path_of(portal.released())
    at = timezone.now()
    for n in range(700):
        sequencer.hand_in(entries.written("receipt", at, commitment=f"{n:064}"))
    while sequencer.step():
        pass
    last = path_of(portal.released("Bài sau cùng"))
    catch_up()
    for one in (path, last, "/"):
        proof = proof_of(one)
        assert proof.head(signing.signer().verifier, proof.extra).size > 700
    row, public = Release.objects.latest("position"), queries.public_head()
    assert public is not None
    with CaptureQueriesContext(connection) as asked:
        queries.proof(queries.Step(row, {}, 0), public)
    assert len(asked) == 2, "the entry, and all its tiles"


def test_history_is_told_newest_first_and_an_earlier_entry_is_proved_too(portal: Province) -> None:
    article = portal.released()
    path = path_of(article)
    catch_up()
    first = proof_of(path)
    change(article, by=portal.mai, lead="Sapo mới.").publish(user=portal.duyen)
    catch_up()
    withdraw(article, by=portal.duyen)
    catch_up()
    said = text(get(path))
    acts = [said.index(one) for one in ("Gỡ khỏi Cổng", "Sửa nội dung", "Phát hành lần đầu")]
    assert "Bên gỡ Người duyệt" in said and "Bên viết" not in said
    assert acts == sorted(acts) and "Trang này đã được gỡ: Nội dung có sai sót" in said and "3 lần" in said
    earlier = proof_of(path, muc=str(first.index))
    assert (earlier.index, earlier.extra) == (first.index, first.extra)
    assert earlier.head(signing.signer().verifier, earlier.extra)
    assert proof_of(path).index > first.index


def test_an_entry_of_another_address_is_not_given_for_this_one(portal: Province) -> None:
    path = path_of(portal.released())
    catch_up()
    other = proof_of("/").index
    assert get(path, FILE, muc=str(other)).status_code == 404
    for nonsense in ("-1", "x", "1e3", "9" * 30, "٣"):
        assert get(path, FILE, muc=nonsense).status_code == 400
    assert get(path, FILE, muc="999999999").status_code == 404


def test_what_is_not_in_the_log_yet_is_said_to_be_not(portal: Province) -> None:
    path = path_of(portal.released())
    answer = get(path)
    assert answer.status_code == 200 and "chưa vào nhật ký công khai" in text(answer)
    assert "Chưa có bằng chứng" in text(answer) and "bang-chung.tlog-proof" not in answer.content.decode()
    assert get(path, FILE).status_code == 404
    catch_up()
    article = path_of(portal.released("Bài mới"))
    sequencer.integrate()  # in the tree, but nothing public says so
    assert "chưa vào nhật ký công khai" in text(get(article)) and get(article, FILE).status_code == 404
    assert "Mục" in text(get(path))


def test_a_head_that_somebody_else_put_there_is_said_to_prove_nothing(portal: Province) -> None:
    path = path_of(portal.released())
    catch_up()
    true = Checkpoint.read(Note.read((folder.root() / "checkpoint").read_bytes()).text)
    for false in (Checkpoint(true.origin, true.size, bytes(32)), Checkpoint(true.origin, 2**62, true.root)):
        (folder.root() / "checkpoint").write_text(false.signed(signing.signer()).written())
        answer = get(path)
        assert answer.status_code == 200 and "không chứng minh được mục này" in text(answer)
        assert "bang-chung.tlog-proof?dia-chi=" not in answer.content.decode().split("lich-su")[0]
        assert get(path, FILE).status_code == 503
    (folder.root() / "checkpoint").write_text("nonsense")
    assert get(path).status_code == 200 and get(path, FILE).status_code == 404


def test_unknown_and_foreign_addresses_are_told_plainly(portal: Province) -> None:
    catch_up()
    answer = get("/khong-co/")
    assert answer.status_code == 404 and "chưa từng phát hành gì" in text(answer)
    answer = get("https://other.gov.vn/")
    assert answer.status_code == 422 and "không thuộc Cổng này" in text(answer)
    for odd in ("/\x00", "/<script>alert(1)</script>", "/' OR 1=1 --"):
        answer = get(odd)
        assert answer.status_code in (404, 422) and b"<script>alert" not in answer.content
    assert Client().get("/nguon-goc/khac/").status_code == 404
    assert Client().post(HERE).status_code == 405


def test_the_link_in_the_footer_leads_to_the_page_it_stands_on(portal: Province) -> None:
    catch_up()
    came = Client().get(HERE, headers={"Referer": "http://testserver/tin-tuc/?k=secret"})
    assert "/tin-tuc/" in text(came) and "secret" not in came.content.decode()
    for strange in ("http://other.example/tin-tuc/", "http://testserver/nguon-goc/?dia-chi=/", "http://[", ""):
        answer = Client().get(HERE, headers={"Referer": strange})
        assert answer.status_code == 200 and "Dán địa chỉ" in text(answer)


def test_it_costs_the_same_whatever_happened(portal: Province) -> None:
    article = portal.released()
    path = path_of(article)
    catch_up()
    get(path)

    def cost() -> int:
        dynamic._composed.cache_clear()
        with CaptureQueriesContext(connection) as seen:
            assert get(path).status_code == 200
        return len(seen)

    before = cost()
    for n in range(21):
        change(article, by=portal.mai, lead=f"Sapo thứ {n}.").publish(user=portal.duyen)
    catch_up()
    said = text(get(path))
    assert "22 lần, đây là 20 lần mới nhất" in said and "Phát hành lần đầu" not in said
    assert cost() <= before + 1 <= 12, "one more: the count"


def test_witnesses_are_told_with_their_time(portal: Province, settings: Any, tmp_path: Path) -> None:
    witness = signer("witness.example/w1", tmp_path / "witness", COSIGNATURE)
    settings.WITNESSES = [asking.Known(witness.verifier, "https://witness.example")]
    path = path_of(portal.released())
    catch_up()
    assert "Chưa có nhân chứng" in text(get(path))
    note = Note.read((folder.root() / "checkpoint").read_bytes())
    seen = checkpoints.cosign(note.text, witness, at=1_790_000_000)
    folder.put_checkpoint(Note(note.text, (*note.signatures, seen)))
    assert "witness.example/w1, ký lúc Thứ Hai, 21/09/2026, 21:13" in text(get(path))
    assert checkpoints.witnessed(proof_of(path).note, witness.verifier) == 1_790_000_000
    false = Note(note.text, (*note.signatures, checkpoints.cosign(Checkpoint("x", 1, b"0" * 32).text, witness, at=1)))
    (folder.root() / "checkpoint").write_text(false.written())
    assert "Chưa có nhân chứng" in text(get(path)), "a false cosignature is none"


def test_the_checking_page_is_one_file_to_be_saved(portal: Province) -> None:
    answer = Client().get(CHECKER)
    page = answer.content.decode()
    assert answer.headers["Content-Disposition"] == 'attachment; filename="kiem-tra.html"'
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"], "in the portal it would not run"
    assert not re.search(r"(?:src|href)=|import\(|fetch\(|XMLHttp|url\(|@import", page), "nothing is fetched"
    path = path_of(portal.released())
    catch_up()
    assert hashlib.sha256(answer.content).hexdigest() in text(get(path))
