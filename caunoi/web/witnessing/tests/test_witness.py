"""This portal as a witness: cosigns what continues, refuses what does not, and where it witnesses nobody it answers nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.test import Client

from caunoi.ledger import asking, checkpoints, merkle
from caunoi.ledger.notes import COSIGNATURE, Note, Signer, Verifier, read_line
from caunoi.ledger.tests.test_witness import FORK, LEAVES, LOG, asked, head
from caunoi.web.witnessing import views

pytestmark = pytest.mark.django_db
ADD, VKEY = "/.well-known/caunoi/witness/add-checkpoint", "/.well-known/caunoi/witness/vkey"


@pytest.fixture
def witnessing(settings: Any, tmp_path: Path) -> Any:
    settings.DATA, settings.WITNESS_OF = tmp_path, [LOG.verifier]
    return settings


def post(body: bytes, **more: Any) -> Any:
    return Client().post(ADD, body, content_type="text/plain", **more)


def test_it_cosigns_with_the_key_it_shows_and_remembers(witnessing: Any) -> None:
    key = Verifier.read(Client().get(VKEY).content.decode())
    assert (key.name, key.kind) == ("localhost/.well-known/caunoi/witness", COSIGNATURE)
    answer = post(asked(0, 30))
    assert answer.status_code == 200
    line = read_line(answer.content.decode().rstrip("\n"))
    assert checkpoints.witnessed(Note(head(30).text, (line,)), key) is not None
    assert post(asked(30, 40, FORK)).status_code == 422, "a fork, signed with the real key"
    again = post(asked(0, 40))
    assert (again.status_code, again.content, again.headers["Content-Type"]) == (409, b"30\n", "text/x.tlog.size")
    views._signer.cache_clear()
    assert post(asked(30, 40)).status_code == 200
    assert (witnessing.DATA / "keys" / "witness").stat().st_mode & 0o077 == 0


def test_without_a_log_to_witness_nothing_answers(settings: Any, tmp_path: Path) -> None:
    settings.DATA, settings.WITNESS_OF = tmp_path, []
    assert post(asked(0, 30)).status_code == 404
    assert Client().get(VKEY).status_code == 404
    assert not (tmp_path / "keys").exists() and not (tmp_path / "witness").exists()


def test_other_ways_of_asking_are_refused(witnessing: Any) -> None:
    assert Client().get(ADD).status_code == 405
    assert post(b"x" * (64 * 1024 + 1)).status_code == 413
    assert Client().generic("POST", ADD, b"x", CONTENT_LENGTH="").status_code == 411
    assert Client().get("/.well-known/caunoi/witness/seen").status_code == 404
    other = Signer("other.example/log", Ed25519PrivateKey.generate())
    assert post(asked(0, 30, signer=other)).status_code in (403, 404)


def test_who_asks_wrongly_again_and_again_waits_and_others_do_not(
    witnessing: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "WRONG_AN_HOUR", 3)
    assert [post(b"nonsense").status_code for _ in range(4)] == [400, 400, 400, 429]
    shut = post(asked(0, 30))
    assert shut.status_code == 429 and 0 < int(shut.headers["Retry-After"]) <= 3600
    assert post(asked(0, 30), REMOTE_ADDR="192.0.2.7").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_log_asks_it_over_http_like_any_witness(witnessing: Any, live_server: Any) -> None:
    prefix = f"{live_server.url}/.well-known/caunoi/witness"
    known = asking.Known.read(f"{views.signer().verifier.vkey} {prefix}")

    def prove(old: int, leaves: list[bytes] = LEAVES) -> list[bytes]:
        return merkle.consistency(old, 50, lambda level, n: merkle.root_of(leaves[n << level : n + 1 << level]))

    note = head(50).signed(LOG)
    assert asking.cosignature(known, note, 50, 0, prove).name == known.key.name
    with pytest.raises(asking.Unwilling):
        asking.cosignature(known, head(50, FORK).signed(LOG), 50, 0, lambda old: prove(old, FORK))
